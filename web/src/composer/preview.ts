/** The Write and Preview tabs. The server renders the preview with the same sanitiser as the post. */
import { ask, reasonOf, textOf } from "../server.ts";

export class Preview {
  readonly #host: HTMLElement;
  readonly #area: HTMLTextAreaElement;
  readonly #panel: HTMLElement;
  readonly #tabs: HTMLElement[];
  #shown = "";

  constructor(host: HTMLElement, area: HTMLTextAreaElement, panel: HTMLElement, tabs: HTMLElement[]) {
    this.#host = host;
    this.#area = area;
    this.#panel = panel;
    this.#tabs = tabs;
    for (const tab of tabs) {
      tab.addEventListener("click", () => this.choose(tab.dataset.tab ?? "write"));
      tab.addEventListener("keydown", (event) => this.#key(event, tab));
    }
    this.choose("write", false);
  }

  choose(name: string, focus = true): void {
    for (const tab of this.#tabs) {
      const selected = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
    }
    const writing = name === "write";
    const text = this.#host.querySelector<HTMLElement>("[data-part=write]") ?? this.#area;
    text.hidden = !writing;
    this.#panel.hidden = writing;
    const tools = this.#host.querySelector<HTMLElement>("[data-part=tools]");
    if (tools) tools.hidden = !writing;
    if (!writing) void this.#render();
    else if (focus) this.#area.focus();
  }

  #key(event: KeyboardEvent, tab: HTMLElement): void {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = this.#tabs.find((candidate) => candidate !== tab);
    if (!other) return;
    event.preventDefault();
    this.choose(other.dataset.tab ?? "write", false);
    other.focus();
  }

  async #render(): Promise<void> {
    const body = this.#area.value;
    if (body === this.#shown && this.#panel.hasChildNodes()) return;
    this.#panel.setAttribute("aria-busy", "true");
    try {
      const answer = await ask(this.#host.dataset.previewUrl ?? "/preview", { method: "POST", body: new URLSearchParams({ body }) });
      const html = answer.ok ? textOf(answer.body, "html") : undefined;
      if (html === undefined) this.#panel.textContent = reasonOf(answer.body) ?? this.#host.dataset.textFailed ?? "";
      else this.#panel.replaceChildren(...nodes(html));
      this.#shown = html === undefined ? "" : body;
    } catch {
      this.#shown = "";
      this.#panel.textContent = this.#host.dataset.textOffline ?? "";
    }
    this.#panel.removeAttribute("aria-busy");
  }
}

/** Markup from the server's sanitiser; scripts in a parsed document never run. */
function nodes(html: string): Node[] {
  return [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
}
