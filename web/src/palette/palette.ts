/**
 * `<dialog id="palette" data-source="/palette">`: a combobox over people, spaces, posts and actions. Without script its form goes
 * to /search. The links that the server put in the list are shown while nothing is typed.
 */
import { element, icon } from "../markup.ts";
import { plural } from "../plural.ts";
import { ask } from "../server.ts";
import { type Result, grouped, readResults } from "./results.ts";

const pause = 150;
let palette: Palette | undefined;

export function startPalette(): void {
  const dialog = document.getElementById("palette");
  const input = dialog?.querySelector<HTMLInputElement>("input[name=q]");
  const list = dialog?.querySelector<HTMLElement>(".palette__list");
  if (dialog instanceof HTMLDialogElement && input && list) palette = new Palette(dialog, input, list);
}

/** False when this page has no palette. */
export function openPalette(): boolean {
  palette?.open();
  return palette !== undefined;
}

class Palette {
  readonly #dialog: HTMLDialogElement;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #status = element("p", { class: "sr", role: "status" });
  readonly #first: Node[];
  #asked = new AbortController();
  #clock = 0;

  constructor(dialog: HTMLDialogElement, input: HTMLInputElement, list: HTMLElement) {
    this.#dialog = dialog;
    this.#input = input;
    this.#list = list;
    this.#first = regroup(list);
    list.id ||= "palette-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", dialog.dataset.textResults ?? dialog.getAttribute("aria-label") ?? "");
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "true"], ["aria-controls", list.id]] as const) input.setAttribute(name, value);
    list.after(this.#status);
    this.#fill(this.#first);

    input.addEventListener("input", () => this.#typed());
    input.addEventListener("keydown", (event) => this.#key(event));
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    dialog.addEventListener("close", () => this.#reset());
  }

  open(): void {
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#input.focus();
    this.#input.select();
  }

  #typed(): void {
    window.clearTimeout(this.#clock);
    const query = this.#input.value.trim();
    if (query === "") return this.#reset();
    this.#clock = window.setTimeout(() => void this.#search(query), pause);
  }

  async #search(query: string): Promise<void> {
    this.#asked.abort();
    this.#asked = new AbortController();
    const url = new URL(this.#dialog.dataset.source ?? "/palette", location.href);
    url.searchParams.set("q", query);
    try {
      const answer = await ask(url.href, { signal: this.#asked.signal });
      if (answer.ok) this.#show(query, readResults(answer.body));
    } catch {
      // Overtaken by the next letter, or offline: Enter still goes to the search page.
    }
  }

  #show(query: string, results: Result[]): void {
    const texts = this.#dialog.dataset;
    const groups = [...grouped(results)].map(([kind, items]) => group(texts[`text${kind.charAt(0).toUpperCase()}${kind.slice(1)}`] ?? "", items.map(option)));
    const none = results.length === 0 ? [element("p", { class: "palette__none", role: "presentation" }, texts.textNone ?? "")] : [];
    this.#fill([...none, ...groups, group("", [option(everything(query, texts.textEverything ?? "%"))])]);
    this.#activate(this.#options()[0]);
    this.#status.textContent = results.length === 0 ? (texts.textNone ?? "") : plural(texts, results.length, document.documentElement.lang || "en", "count");
  }

  #reset(): void {
    window.clearTimeout(this.#clock);
    this.#asked.abort();
    this.#status.textContent = "";
    if (!this.#dialog.open) this.#input.value = "";
    this.#fill(this.#first);
    this.#activate(undefined);
  }

  #fill(nodes: Node[]): void {
    this.#list.replaceChildren(...nodes);
    this.#options().forEach((node, index) => (node.id = `palette-option-${index}`));
    this.#input.setAttribute("aria-expanded", String(this.#options().length > 0));
  }

  #options(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>("[role=option]")];
  }

  #active(): HTMLElement | undefined {
    return this.#options().find((node) => node.getAttribute("aria-selected") === "true");
  }

  #activate(option: HTMLElement | undefined): void {
    for (const node of this.#options()) node.setAttribute("aria-selected", String(node === option));
    if (option) {
      this.#input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.#input.removeAttribute("aria-activedescendant");
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const options = this.#options();
    const active = this.#active();
    const at = active ? options.indexOf(active) : -1;
    if (event.key === "ArrowDown") this.#activate(options[(at + 1) % options.length]);
    else if (event.key === "ArrowUp") this.#activate(options[at <= 0 ? options.length - 1 : at - 1]);
    else if (event.key === "Enter" && active) active.click();
    // A search field would first be emptied by it.
    else if (event.key === "Escape") this.#input.closest("dialog")?.close();
    else return;
    event.preventDefault();
  }
}

/** The page of results, whatever was found here. */
function everything(query: string, text: string): Result {
  return { kind: "action", title: text.replace("%", () => query), hint: "", url: `/search?q=${encodeURIComponent(query)}`, icon: "search" };
}

function option(result: Result): HTMLElement {
  const hint = result.hint === "" ? [] : [element("span", { class: "hint" }, result.hint)];
  return element("a", { role: "option", href: result.url, tabindex: -1, "aria-selected": "false" }, icon(result.icon), element("span", { class: "truncate" }, result.title), ...hint);
}

function group(heading: string, options: Node[]): HTMLElement {
  const box = element("div", { role: "group", "aria-label": heading });
  if (heading) box.append(element("h3", { role: "presentation", "aria-hidden": "true" }, heading));
  box.append(...options);
  return box;
}

/** The server's list is headings and links; a listbox needs groups and options. */
function regroup(list: HTMLElement): Node[] {
  const groups: { heading: string; links: HTMLElement[] }[] = [];
  for (const node of list.querySelectorAll<HTMLElement>("h3, a")) {
    if (node.matches("h3")) groups.push({ heading: node.textContent, links: [] });
    else {
      if (groups.length === 0) groups.push({ heading: "", links: [] });
      node.setAttribute("role", "option");
      node.setAttribute("aria-selected", "false");
      node.tabIndex = -1;
      groups.at(-1)?.links.push(node);
    }
  }
  return groups.map(({ heading, links }) => group(heading, links));
}
