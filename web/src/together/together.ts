/**
 * `<fl-together data-url data-live data-page>`: several write one page at once. Takes the place of the plain field below it, which
 * stays for who has no script, and for when the document cannot be opened.
 */
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, drawSelection, keymap } from "@codemirror/view";
import { yCollab, yUndoManagerKeymap } from "y-codemirror.next";
import { element } from "../markup.ts";
import { Line, type Standing } from "./line.ts";
import { always, rich, source } from "./look.ts";
import { cursorOf, names, others, told } from "./others.ts";

class Together extends HTMLElement {
  #line: Line | undefined;
  #view: EditorView | undefined;
  readonly #status = element("span", { role: "status" });
  readonly #here = element("span", {});
  #sent = false;

  connectedCallback(): void {
    const { url, live } = this.dataset;
    const form = this.closest("form");
    const area = form?.querySelector<HTMLTextAreaElement>("textarea[name=body]");
    if (!url || !live || !form || !area || this.#line) return;
    const line = new Line(url, live, {
      standing: (standing) => this.#tell(standing),
      other: (other) => this.#view?.dispatch({ effects: told.of(other) }),
      saved: (revision, name) => this.#saved(form, revision, name),
    });
    this.#line = line;
    void line.open().then((opened) => { if (opened) this.#show(form, area, line); });
  }

  #show(form: HTMLFormElement, area: HTMLTextAreaElement, line: Line): void {
    const look = new Compartment();
    const known = others(line.text);
    const host = element("div", { class: "together__text" });
    // In a tree of its own the styles of the editor are sheets that the policy of the page allows.
    const root = host.attachShadow({ mode: "open" });
    // From outside of that tree a key looks as if it were pressed nowhere: the page would take a letter for a shortcut.
    host.addEventListener("keydown", (event) => { if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); });
    const view = new EditorView({
      root, parent: root,
      state: EditorState.create({
        doc: line.text.toJSON(),
        extensions: [
          keymap.of([...yUndoManagerKeymap, ...defaultKeymap, { ...indentWithTab, key: "Ctrl-]" }]),
          markdown({ base: markdownLanguage }), EditorView.lineWrapping, drawSelection(), always, look.of(rich), known, yCollab(line.text, null),
          EditorView.contentAttributes.of({ "aria-label": this.dataset.label ?? "", spellcheck: "true", lang: document.documentElement.lang }),
          EditorView.updateListener.of((update) => {
            if (update.selectionSet || update.docChanged) line.moved(cursorOf(line.text, update.view));
            this.#named(names(update.state.field(known)));
          }),
        ],
      }),
    });
    this.#view = view;
    const choose = (rather: boolean): void => {
      view.dispatch({ effects: look.reconfigure(rather ? rich : source) });
      formatted.setAttribute("aria-pressed", String(rather));
      plain.setAttribute("aria-pressed", String(!rather));
    };
    const formatted = element("button", { type: "button", "aria-pressed": "true" }, this.dataset.textRich ?? "");
    const plain = element("button", { type: "button", "aria-pressed": "false" }, this.dataset.textSource ?? "");
    formatted.addEventListener("click", () => choose(true));
    plain.addEventListener("click", () => choose(false));
    const views = element("span", { class: "segmented", role: "group", "aria-label": this.dataset.textViews ?? "" }, formatted, plain);
    this.append(element("div", { class: "split" }, views, element("p", { class: "meta meta--row" }, this.#here, this.#status)), host);
    area.required = false;
    const field = area.closest<HTMLElement>(".field");
    if (field) field.hidden = true;
    form.append(element("input", { type: "hidden", name: "writing", value: line.epoch }));
    form.addEventListener("submit", (event) => this.#submit(event, form, area, line));
    window.addEventListener("beforeunload", (event) => { if (this.dataset.standing !== "kept" && !this.#sent) event.preventDefault(); });
    this.dataset.ready = "true";
  }

  /** The server saves what the document says, so everything that was typed is there before. */
  #submit(event: SubmitEvent, form: HTMLFormElement, area: HTMLTextAreaElement, line: Line): void {
    if (this.#sent) return;
    event.preventDefault();
    const { submitter } = event;
    void line.kept().then(() => {
      area.value = line.text.toJSON();
      // In a draft that was discarded, the text is saved as from the plain field.
      if (line.ended) form.querySelector("input[name=writing]")?.remove();
      this.#sent = true;
      // Not while the form still tells of the first attempt: it would not begin another.
      window.setTimeout(() => form.requestSubmit(submitter instanceof HTMLElement ? submitter : undefined));
    });
  }

  #tell(standing: Standing): void {
    this.dataset.standing = standing;
    const texts = { kept: this.dataset.textKept, keeping: this.dataset.textKeeping, away: this.dataset.textAway, anew: this.dataset.textAnew };
    const text = texts[standing] ?? "";
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  #named(here: string[]): void {
    const text = here.length > 0 ? `${this.dataset.textHere ?? ""} ${here.join(", ")}` : "";
    if (this.#here.textContent !== text) this.#here.textContent = text;
  }

  #saved(form: HTMLFormElement, revision: number, name: string): void {
    const field = form.querySelector<HTMLInputElement>("input[name=revision]");
    // A title that was changed here stays a change of the revision that it was drawn from.
    const title = form.querySelector<HTMLInputElement>("input[name=title]");
    if (field && title?.value === title?.defaultValue) field.value = field.defaultValue;
    this.#status.textContent = `${this.dataset.textSaved ?? ""} ${name} · ${revision}`;
  }
}

customElements.define("fl-together", Together);
