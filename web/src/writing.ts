/**
 * `<fl-writing data-url data-text data-text-two data-many-other>` below a thread: says who is writing there, and says it of this
 * page while someone types into a comment. Names are forgotten after six seconds. Quiet: one line, changed at most once a second.
 */
import { plural } from "./plural.ts";

const lasts = 6_000;
const again = 3_000;
const calm = 1_000;

class Writing extends HTMLElement {
  readonly #writers = new Map<string, { name: string; until: number }>();
  #clock = 0;
  #sent = 0;
  readonly #typed = (event: Event) => this.#tell(event);

  connectedCallback(): void {
    this.addEventListener("writing", (event) => this.#heard((event as CustomEvent<{ member?: string; name?: string }>).detail));
    document.addEventListener("input", this.#typed);
  }

  disconnectedCallback(): void {
    document.removeEventListener("input", this.#typed);
    window.clearTimeout(this.#clock);
  }

  #heard({ member, name }: { member?: string; name?: string }): void {
    if (!member || !name) return;
    this.#writers.set(member, { name, until: Date.now() + lasts });
    if (!this.#clock) this.#show();
  }

  #show(): void {
    const now = Date.now();
    for (const [member, { until }] of this.#writers) if (until <= now) this.#writers.delete(member);
    const line = this.querySelector("[aria-live]");
    const text = this.#text([...this.#writers.values()].map(({ name }) => name));
    if (line && line.textContent !== text) line.textContent = text;
    this.#clock = this.#writers.size > 0 ? window.setTimeout(() => this.#show(), calm) : 0;
  }

  #text(names: string[]): string {
    const [name = "", other = ""] = names;
    const others = names.length - 2;
    const many = others > 0 ? plural(this.dataset, others, document.documentElement.lang || "en", "many") : "";
    const text = names.length === 0 ? "" : names.length === 1 ? this.dataset.text : others === 0 ? this.dataset.textTwo : many;
    return (text ?? "").replace("{name}", () => name).replace("{other}", () => other);
  }

  /** Only words that were typed into a comment of this thread; an empty field says nothing. */
  #tell(event: Event): void {
    const area = event.target;
    if (!(area instanceof HTMLTextAreaElement) || !area.form?.action.endsWith("/comments") || area.value.trim() === "") return;
    if (!this.dataset.url || Date.now() - this.#sent < again || !navigator.onLine) return;
    this.#sent = Date.now();
    // Nobody is told when it does not arrive: it is worth nothing a moment later.
    fetch(this.dataset.url, { method: "POST", credentials: "same-origin", headers: { Accept: "application/json" } }).catch(() => undefined);
  }
}

customElements.define("fl-writing", Writing);
