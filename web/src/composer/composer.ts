/**
 * `<fl-composer>` around the form that writes a post or a comment. The form posts without script; this adds preview, toolbar,
 * completion, uploads, drafts, the audience question, and sending that never loses a word. Every part is optional.
 */
import { element } from "../markup.ts";
import { all } from "../outbox/box.ts";
import { ask, reasonOf, textOf } from "../server.ts";
import { Audience } from "./audience.ts";
import { Completion } from "./completion.ts";
import type { Fields } from "./draft.ts";
import { clearErrors, readErrors, showErrors, showGeneral } from "./errors.ts";
import { blank, edit, fillFields, insertAtCaret } from "./form.ts";
import { format, isFormat } from "./format.ts";
import { Keeper, type Where } from "./keeper.ts";
import { Poll } from "./poll.ts";
import { Preview } from "./preview.ts";
import { Uploads } from "./uploads.ts";

const again = 15_000;
/** Problems that have a page of their own, which brings the text back. */
const stops = new Set(["rule", "charter-not-acknowledged"]);

class Composer extends HTMLElement {
  #form!: HTMLFormElement;
  #area: HTMLTextAreaElement | null = null;
  #audience!: Audience;
  #uploads!: Uploads;
  #poll!: Poll;
  #preview: Preview | undefined;
  #keeper: Keeper | undefined;
  #other: Fields | undefined;
  #sending = false;
  #waiting = 0;
  #posted = false;

  connectedCallback(): void {
    const form = this.querySelector("form");
    if (!form || this.dataset.ready === "1") return;
    this.dataset.ready = "1";
    this.#form = form;
    this.#area = form.querySelector("textarea[name=body]");
    this.#audience = new Audience(this, form);
    this.#poll = new Poll(this);
    this.#uploads = new Uploads(this, form, () => this.#keeper?.changed());
    this.#equip();
    this.#restore();
    this.#listen();
    this.#kinds();
    this.#audience.show();
  }

  #equip(): void {
    for (const part of this.#parts("tabs", "tools")) part.hidden = false;
    const list = this.#part("completions");
    const panel = this.#part("preview");
    if (!this.#area) return;
    if (list) new Completion(this.#area, list, this.dataset);
    if (panel) this.#preview = new Preview(this, this.#area, panel, [...this.querySelectorAll<HTMLElement>("[data-tab]")]);
  }

  #restore(): void {
    const draft = this.#form.elements.namedItem("draft");
    if (!(draft instanceof HTMLInputElement) || draft.value === "") return;
    this.#keeper = new Keeper(this.#form, draft, this.dataset.draftUrl ?? "/drafts", () => this.#uploads.files, (where) => this.#keptAt(where));
    const merged = this.#keeper.merge();
    this.#other = merged.other;
    if (merged.from === "device") this.#fill(merged.fields, merged.files);
    // Text that nobody typed on this page is explained, wherever it was kept.
    if (merged.from === "device" || merged.other || this.#keeper.found) this.#show("restored");
    for (const button of this.querySelectorAll<HTMLElement>("[data-action=other-draft]")) button.hidden = !merged.other;
    if (merged.from === "device") this.#keeper.changed();
    void this.#unlessQueued(draft.value);
  }

  /** What waits in the queue is no draft any more, though the server, which has not heard of it yet, still has it as one. */
  async #unlessQueued(draft: string): Promise<void> {
    const text = this.#area?.value ?? "";
    const waiting = text === "" ? [] : await all(document.documentElement.dataset.member ?? "").catch(() => []);
    const has = (fields: [string, string][], name: string, value: string): boolean => fields.some(([own, kept]) => own === name && kept === value);
    if (!waiting.some(({ fields }) => has(fields, "draft", draft) && has(fields, "body", text)) || this.#area?.value !== text) return;
    this.#empty();
    this.#hide("restored");
  }

  #empty(): void {
    blank(this.#form);
    this.#form.reset();
    this.#uploads.clear();
  }

  #fill(fields: Fields, files: Parameters<Uploads["restore"]>[0]): void {
    this.#poll.ensure(fields.poll_option?.length ?? 0);
    this.#uploads.restore(files);
    fillFields(this.#form, fields);
  }

  #listen(): void {
    this.#form.addEventListener("input", () => this.#typed());
    this.#form.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement && event.target.name === "kind") this.#kinds();
      this.#typed();
    });
    this.#form.addEventListener("submit", (event) => { event.preventDefault(); void this.#submit(); });
    this.#form.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("click", (event) => this.#click(event));
    window.addEventListener("online", () => { if (this.#waiting) void this.#submit(); });
    window.addEventListener("pageshow", (event) => { if (event.persisted && this.#posted) location.reload(); });
  }

  #typed(): void {
    this.#stopWaiting();
    this.#keeper?.changed();
  }

  #key(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    const key = event.key.toLowerCase();
    if (key === "enter") this.#form.requestSubmit();
    else if (event.target === this.#area && key === "b") this.#apply("bold");
    else if (event.target === this.#area && key === "i") this.#apply("italic");
    else return;
    event.preventDefault();
  }

  #click(event: Event): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-format], [data-action]") : null;
    if (!button) return;
    if (button.dataset.format) this.#apply(button.dataset.format);
    if (button.dataset.action === "discard") void this.#discard();
    if (button.dataset.action === "other-draft") this.#swap();
    if (button.dataset.action === "keep-draft") this.#hide("restored");
  }

  #apply(name: string): void {
    const area = this.#area;
    if (!area) return;
    if (isFormat(name)) edit(area, format(name, { text: area.value, start: area.selectionStart, end: area.selectionEnd }));
    else if (name === "mention" || name === "tag") insertAtCaret(area, lead(area) + (name === "mention" ? "@" : "#"));
  }

  /** Shows what only one kind has: `data-kinds="article question"`; what is hidden is not sent. */
  #kinds(): void {
    const kind = this.#form.querySelector<HTMLInputElement>("input[name=kind]:checked, input[type=hidden][name=kind]")?.value;
    for (const part of this.#form.querySelectorAll<HTMLElement>("[data-kinds]")) {
      const shown = kind === undefined || (part.dataset.kinds ?? "").split(" ").includes(kind);
      part.hidden = !shown;
      for (const control of part.matches("input, select, textarea, fieldset") ? [part] : part.querySelectorAll("input, select, textarea")) control.toggleAttribute("disabled", !shown);
    }
    this.#form.classList.toggle("composer--article", kind === "article");
  }

  #swap(): void {
    const shown = this.#other;
    if (!shown) return;
    const now: Fields = {};
    for (const [name, value] of new FormData(this.#form)) if (typeof value === "string") (now[name] ??= []).push(value);
    this.#other = now;
    this.#fill(shown, []);
    this.#typed();
  }

  async #discard(): Promise<void> {
    const gone = (await this.#keeper?.close(true)) ?? true;
    this.#form.reset();
    this.#uploads.clear();
    this.#hide("restored");
    if (gone) location.reload();
    else this.#say(this.dataset.textOffline);
  }

  async #submit(): Promise<void> {
    if (this.#sending || this.#posted) return;
    this.#stopWaiting();
    if (!(await this.#audience.mayPost())) return;
    this.#busy(true);
    clearErrors(this.#form);
    if (this.#uploads.busy) this.#say(this.dataset.textUploading);
    await this.#uploads.settled();
    this.#say(this.dataset.textPosting);
    try {
      const answer = await ask(this.#form.action, { method: "POST", body: this.#body() });
      await this.#answered(answer);
    } catch {
      this.#wait();
    }
    this.#busy(false);
  }

  #body(): FormData {
    const body = new FormData(this.#form);
    if (this.#keeper) body.set("once", this.#keeper.once);
    if (this.#audience.confirmed) body.set("confirmed_audience", this.#audience.confirmed);
    return body;
  }

  async #answered({ status, ok, location: where, body }: Awaited<ReturnType<typeof ask>>): Promise<void> {
    this.#say("");
    if (ok) {
      this.#posted = true;
      await this.#keeper?.close(false);
      go(textOf(body, "url") ?? where ?? location.href);
    } else if (status === 401) this.#signIn();
    // The page then shows both versions, or what has to be done first, with what was typed.
    else if (status === 409 || stops.has(textOf(body, "type") ?? "")) HTMLFormElement.prototype.submit.call(this.#form);
    else if (status === 422) this.#refuse(body);
    else if (status === 502 || status === 503 || status === 504) this.#wait();
    else this.#refuse(body);
  }

  #refuse(body: unknown): void {
    const errors = readErrors(body);
    this.#preview?.choose("write", false);
    if (errors.length > 0) showErrors(this.#form, errors);
    else showGeneral(this.#form, reasonOf(body) ?? this.dataset.textFailed ?? "");
  }

  /** The text stays here; signing in happens in another tab, and posting again is a press on the same button. */
  #signIn(): void {
    this.#show("signin");
    const link = this.#part("signin")?.querySelector("a");
    const opened = window.open(link?.href ?? document.documentElement.dataset.signin ?? "/signin", "_blank");
    if (!opened) link?.focus();
  }

  /** No answer: the text goes to the queue of this device, which sends it when the line is back. Where there is no queue it is kept
   * here, the person is told, and it is tried again; typing on ends the waiting. */
  #wait(): void {
    const body = this.#body();
    const fields = [...body].filter((field): field is [string, string] => typeof field[1] === "string");
    const whole = fields.length === [...body].length;
    // What is typed into this form meanwhile is another draft, which the text must not take with it when it goes.
    fields.push(["draft_at", String(this.#keeper?.base ?? 0)]);
    const once = body.get("once");
    let kept: Promise<boolean> = Promise.resolve(false);
    if (whole && typeof once === "string" && this.#form.method === "post") {
      kept = new Promise((resolve) => {
        const detail = { entry: { once, action: this.#form.action, fields }, kept: resolve };
        // app.js answers; without it, or when it keeps nothing here, nobody does.
        if (document.dispatchEvent(new CustomEvent("outbox", { detail, cancelable: true }))) resolve(false);
      });
    }
    void kept.then((queued) => (queued ? this.#queued() : this.#waitHere()));
  }

  /** The queue has it: the form is empty, and its next text is another one. */
  async #queued(): Promise<void> {
    await this.#keeper?.close(false);
    this.#empty();
    this.#restart();
    this.#kinds();
    this.#audience.show();
    this.#say(this.dataset.textQueued ?? this.dataset.textOffline);
  }

  #restart(): void {
    const draft = this.#form.elements.namedItem("draft");
    if (!(draft instanceof HTMLInputElement) || draft.value === "") return;
    this.#keeper = new Keeper(this.#form, draft, this.dataset.draftUrl ?? "/drafts", () => this.#uploads.files, (where) => this.#keptAt(where));
  }

  #waitHere(): void {
    this.#keeper?.changed();
    this.#say(this.dataset.textOffline);
    this.#waiting = window.setTimeout(() => void this.#submit(), again);
  }

  #stopWaiting(): void {
    if (!this.#waiting) return;
    window.clearTimeout(this.#waiting);
    this.#waiting = 0;
    this.#say("");
  }

  #keptAt(where: Where): void {
    if (this.#sending || this.#waiting) return;
    this.#say({ server: this.dataset.textSaved, device: this.dataset.textKept, nowhere: this.dataset.textUnkept }[where]);
  }

  #busy(busy: boolean): void {
    this.#sending = busy;
    for (const button of this.#form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-busy", String(busy));
    if (!busy) return;
    this.#hide("signin");
  }

  #say(text: string | undefined): void {
    const status = this.#part("status") ?? this.#form.appendChild(element("p", { class: "composer__status", role: "status", "data-part": "status" }));
    if (status.textContent !== (text ?? "")) status.textContent = text ?? "";
  }

  #show(name: string): void {
    for (const part of this.#parts(name)) part.hidden = false;
  }

  #hide(name: string): void {
    for (const part of this.#parts(name)) part.hidden = true;
  }

  #part(name: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(`[data-part=${name}]`);
  }

  #parts(...names: string[]): HTMLElement[] {
    return names.flatMap((name) => [...this.querySelectorAll<HTMLElement>(`[data-part=${name}]`)]);
  }
}

function lead(area: HTMLTextAreaElement): string {
  const previous = area.value.charAt(area.selectionStart - 1);
  return previous === "" || /\s/.test(previous) ? "" : " ";
}

/** An address on this same page changes only the fragment, which would not load what was written. */
function go(address: string): void {
  const url = new URL(address, location.href);
  const same = url.pathname === location.pathname && url.search === location.search;
  location.assign(url);
  if (same) location.reload();
}

customElements.define("fl-composer", Composer);
