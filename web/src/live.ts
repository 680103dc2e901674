/**
 * `<fl-live data-src data-refresh-url data-text-one data-text-other>`: counts what arrives and offers a link.
 * It never changes what someone reads. Survives lost connections and the back-forward cache.
 */
import { element, icon } from "./markup.ts";
import { plural } from "./plural.ts";

const slowest = 60_000;

class Live extends HTMLElement {
  readonly #seen = new Set<string>();
  #source: EventSource | undefined;
  #last = "";
  #wait = 2_000;
  #clock = 0;
  #status: HTMLElement | undefined;
  readonly #open = () => this.#connect();
  readonly #close = () => this.#disconnect();
  readonly #visible = () => (document.visibilityState === "visible" ? this.#connect() : this.#disconnect());

  connectedCallback(): void {
    this.#status = this.querySelector<HTMLElement>("[role=status]") ?? this.appendChild(element("p", { role: "status" }));
    window.addEventListener("pageshow", this.#open);
    window.addEventListener("pagehide", this.#close); // an open connection would keep the page out of the back-forward cache
    document.addEventListener("visibilitychange", this.#visible);
    this.#visible();
  }

  disconnectedCallback(): void {
    window.removeEventListener("pageshow", this.#open);
    window.removeEventListener("pagehide", this.#close);
    document.removeEventListener("visibilitychange", this.#visible);
    this.#disconnect();
  }

  #connect(): void {
    if (this.#source || !this.dataset.src || !this.isConnected) return;
    // The frame of every page listens for the bell; where the page itself listens, one connection is enough.
    if ("bell" in this.dataset && document.querySelector("fl-live:not([data-bell])")) return;
    window.clearTimeout(this.#clock);
    const url = new URL(this.dataset.src, location.href);
    // A new EventSource sends no Last-Event-ID, so the position also travels in the address.
    if (this.#last) url.searchParams.set("after", this.#last);
    this.#source = new EventSource(url);
    this.#source.addEventListener("open", () => (this.#wait = 2_000));
    this.#source.addEventListener("post", (event) => this.#count(event));
    this.#source.addEventListener("bell", (event: MessageEvent<string>) => this.#ring(event));
    this.#source.addEventListener("error", () => this.#retry());
  }

  #disconnect(): void {
    window.clearTimeout(this.#clock);
    this.#source?.close();
    this.#source = undefined;
  }

  /** The browser reconnects by itself after a lost line; after a refusal it gives up, then we come back later. */
  #retry(): void {
    if (this.#source?.readyState !== EventSource.CLOSED) return;
    this.#disconnect();
    this.#clock = window.setTimeout(this.#open, this.#wait * (0.75 + Math.random() / 2));
    this.#wait = Math.min(this.#wait * 2, slowest);
  }

  #count(event: MessageEvent): void {
    const id = event.lastEventId || String(this.#seen.size);
    this.#last = event.lastEventId || this.#last;
    this.#seen.add(id);
    const text = plural(this.dataset, this.#seen.size, document.documentElement.lang || "en");
    this.#status?.replaceChildren(element("a", { class: "live", href: this.dataset.refreshUrl ?? location.href }, icon("arrow-up", "s"), text));
  }

  /** `event: bell`, data {"unread": n, "label": "Notifications, 3 new"}: the bell of the top bar. */
  #ring(event: MessageEvent<string>): void {
    this.#last = event.lastEventId || this.#last;
    const bell = document.getElementById("bell");
    const { unread, label } = JSON.parse(event.data) as { unread?: number; label?: string };
    if (!bell) return;
    if (label) bell.setAttribute("aria-label", label);
    const dot = bell.querySelector<HTMLElement>(".dot");
    if (dot) dot.hidden = !unread;
  }
}

customElements.define("fl-live", Live);
