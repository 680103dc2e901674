/** Completes @people and #tags in the text. The list is `<ul data-part="completions">`, below the text; the focus never leaves it. */
import { element } from "../markup.ts";
import { plural } from "../plural.ts";
import { ask, fieldOf, listOf, textOf } from "../server.ts";
import { edit } from "./form.ts";
import { type Token, findToken } from "./token.ts";

interface Choice { insert: string; title: string; hint: string; photo?: string | undefined; kind: Token["kind"] }

const pause = 120;
const letters = new Intl.Segmenter();
let lists = 0;

export class Completion {
  readonly #area: HTMLTextAreaElement;
  readonly #list: HTMLElement;
  readonly #texts: DOMStringMap;
  readonly #status = element("p", { class: "sr", role: "status" });
  #choices: Choice[] = [];
  #token: Token | null = null;
  #chosen = 0;
  #clock = 0;
  #asked = new AbortController();

  constructor(area: HTMLTextAreaElement, list: HTMLElement, texts: DOMStringMap) {
    this.#area = area;
    this.#list = list;
    this.#texts = texts;
    list.id ||= `completions-${++lists}`;
    list.setAttribute("role", "listbox");
    list.after(this.#status);
    for (const [name, value] of [["aria-autocomplete", "list"], ["aria-haspopup", "listbox"], ["aria-controls", list.id], ["autocomplete", "off"]] as const) area.setAttribute(name, value);
    area.addEventListener("input", () => this.#typed());
    area.addEventListener("click", () => this.close());
    area.addEventListener("blur", () => this.close());
    area.addEventListener("keydown", (event) => this.#key(event));
    list.addEventListener("mousedown", (event) => this.#picked(event));
  }

  close(): void {
    window.clearTimeout(this.#clock);
    this.#asked.abort();
    this.#choices = [];
    this.#list.hidden = true;
    this.#list.replaceChildren();
    this.#status.textContent = "";
    this.#area.removeAttribute("aria-activedescendant");
  }

  #typed(): void {
    window.clearTimeout(this.#clock);
    this.#token = this.#area.selectionStart === this.#area.selectionEnd ? findToken(this.#area.value, this.#area.selectionStart) : null;
    const token = this.#token;
    if (!token) return this.close();
    this.#clock = window.setTimeout(() => void this.#search(token), pause);
  }

  async #search(token: Token): Promise<void> {
    this.#asked.abort();
    this.#asked = new AbortController();
    const source = token.kind === "@" ? (this.#texts.peopleUrl ?? "/complete/people") : (this.#texts.tagsUrl ?? "/complete/tags");
    const url = new URL(source, location.href);
    url.searchParams.set("q", token.query);
    try {
      const answer = await ask(url.href, { signal: this.#asked.signal });
      if (answer.ok) this.#show(listOf(answer.body, "items", token.kind === "@" ? person : tag));
    } catch {
      // Overtaken, or offline: writing goes on without.
    }
  }

  #show(choices: Choice[]): void {
    if (choices.length === 0) return this.close();
    this.#choices = choices;
    this.#list.replaceChildren(...choices.map((choice, index) => row(choice, `${this.#list.id}-${index}`)));
    this.#list.hidden = false;
    this.#status.textContent = plural(this.#texts, choices.length, document.documentElement.lang || "en", "textChoices");
    this.#choose(0);
  }

  #choose(index: number): void {
    this.#chosen = (index + this.#choices.length) % this.#choices.length;
    [...this.#list.children].forEach((node, at) => node.setAttribute("aria-selected", String(at === this.#chosen)));
    const active = this.#list.children[this.#chosen];
    active?.scrollIntoView({ block: "nearest" });
    if (active) this.#area.setAttribute("aria-activedescendant", active.id);
  }

  #key(event: KeyboardEvent): void {
    if (this.#list.hidden || event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown") this.#choose(this.#chosen + 1);
    else if (event.key === "ArrowUp") this.#choose(this.#chosen - 1);
    else if (event.key === "Enter" || event.key === "Tab") this.#take();
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #picked(event: Event): void {
    event.preventDefault(); // the text keeps the focus
    const item = event.target instanceof Element ? event.target.closest("li") : null;
    if (!item) return;
    this.#chosen = [...this.#list.children].indexOf(item);
    this.#take();
  }

  #take(): void {
    const choice = this.#choices[this.#chosen];
    const token = this.#token;
    if (!choice || !token) return;
    const to = token.start + 1 + token.query.length;
    const caret = token.start + choice.insert.length;
    edit(this.#area, { from: token.start, to, insert: choice.insert, start: caret, end: caret });
    this.close();
  }
}

function person(item: unknown): Choice | undefined {
  const handle = textOf(item, "handle");
  return handle === undefined ? undefined : { kind: "@", insert: `@${handle} `, title: textOf(item, "name") ?? handle, hint: textOf(item, "headline") ?? `@${handle}`, photo: textOf(item, "photo") };
}

function tag(item: unknown): Choice | undefined {
  const name = textOf(item, "tag");
  const count = fieldOf(item, "count");
  return name === undefined ? undefined : { kind: "#", insert: `#${name} `, title: `#${name}`, hint: typeof count === "number" ? count.toLocaleString(document.documentElement.lang || "en") : "" };
}

function row(choice: Choice, id: string): HTMLElement {
  const words = element("span", { class: "grow" }, element("span", { class: "truncate" }, choice.title), element("span", { class: "meta truncate" }, choice.hint));
  return element("li", { id, role: "option", "aria-selected": "false" }, ...(choice.kind === "@" ? [face(choice)] : []), words);
}

function face({ photo, title }: Choice): HTMLElement {
  if (photo) return element("img", { class: "avatar avatar--s", src: photo, alt: "", width: 26, height: 26 });
  const initials = title.split(/\s+/).map((word) => [...letters.segment(word)][0]?.segment ?? "");
  return element("span", { class: "avatar avatar--s", "aria-hidden": "true" }, `${initials[0] ?? ""}${initials.length > 1 ? (initials.at(-1) ?? "") : ""}`.toUpperCase());
}
