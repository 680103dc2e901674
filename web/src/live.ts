/**
 * `<fl-live data-src data-refresh-url data-text-one data-text-other>`: counts what arrives and offers a link, and keeps the numbers
 * below what is on the screen right. It never moves what someone reads. Survives lost connections and the back-forward cache.
 */
import htmx from "htmx.org";
import { element, icon } from "./markup.ts";
import { plural } from "./plural.ts";

const slowest = 60_000;
const mostSeen = 100;

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
    const seen = onScreen();
    if (seen.length > 0) url.searchParams.set("seen", seen.join(","));
    this.#source = new EventSource(url);
    this.#source.addEventListener("open", () => (this.#wait = 2_000));
    this.#source.addEventListener("error", () => this.#retry());
    for (const [name, hear] of Object.entries(this.#hears)) {
      this.#source.addEventListener(name, (event: MessageEvent<string>) => {
        this.#last = event.lastEventId || this.#last;
        hear(event);
      });
    }
  }

  /** What each event does. */
  readonly #hears: Record<string, (event: MessageEvent<string>) => void> = {
    at: () => undefined, // only tells where we are
    post: (event) => this.#count(told(event).post),
    comment: (event) => (parts(told(event).post).length > 0 ? refresh(told(event).post) : this.#count(told(event).comment)),
    touched: (event) => refresh(told(event).post),
    counts: (event) => counts(told(event)),
    edited: (event) => this.#changed(told(event).post, this.dataset.textEdited),
    deleted: (event) => this.#changed(told(event).post, this.dataset.textDeleted),
    reload: () => this.#offer(this.dataset.textReload ?? ""),
    bell: (event) => ring(told(event)),
    typing: (event) => this.querySelector("fl-writing")?.dispatchEvent(new CustomEvent("writing", { detail: told(event) })),
  };

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

  /** What is on the page already is not new. */
  #count(id: string | undefined): void {
    if (id === undefined || document.getElementById(`post-${id}`) || document.getElementById(`c${id}`)) return;
    this.#seen.add(id);
    this.#offer(plural(this.dataset, this.#seen.size, document.documentElement.lang || "en"));
  }

  #offer(text: string): void {
    if (text === "") return;
    this.#status?.replaceChildren(element("a", { class: "live", href: this.dataset.refreshUrl ?? location.href }, icon("arrow-up", "s"), text));
  }

  /** The text stays as it is read; a line says that there is another. */
  #changed(id: string | undefined, text: string | undefined): void {
    if (!id || !text) return;
    const body = document.querySelector(this.dataset.post === id ? ".post--whole .post__body" : `#c${CSS.escape(id)}`);
    body?.querySelector(":scope > .changed")?.remove();
    body?.append(element("p", { class: "meta changed", role: "status" }, element("a", { class: "link", href: location.pathname }, text)));
  }
}

interface Told {
  post?: string;
  comment?: string;
  comments?: number;
  reactions?: { emoji: string; n: number }[];
  unread?: number;
  label?: string;
}

function told(event: MessageEvent<string>): Told {
  try {
    const read = JSON.parse(event.data) as unknown;
    return typeof read === "object" && read !== null ? read : {};
  } catch {
    return {};
  }
}

/** Posts and comments on the page, by the ids of their elements. */
function onScreen(): string[] {
  const articles = document.querySelectorAll<HTMLElement>("article.post[id], article.comment[id], .actions[id]");
  const ids = [...articles].map(({ id }) => /^(?:post-|actions-|c)(\d+)$/.exec(id)?.[1]);
  return [...new Set(ids.filter((id) => id !== undefined))].slice(0, mostSeen);
}

/** New numbers in the row of buttons: `[data-count=comments]`, `[data-count=👍]`. For one that is not there the row is drawn again. */
function counts({ post, comments, reactions }: Told): void {
  const row = document.getElementById(`actions-${post ?? ""}`);
  if (!row) return;
  const format = new Intl.NumberFormat(document.documentElement.lang || "en");
  const now = new Map((reactions ?? []).map(({ emoji, n }) => [emoji, n]));
  if (comments !== undefined) now.set("comments", comments);
  for (const place of row.querySelectorAll<HTMLElement>("[data-count]")) {
    const n = now.get(place.dataset.count ?? "") ?? 0;
    place.textContent = n > 0 ? format.format(n) : "";
    now.delete(place.dataset.count ?? "");
  }
  if (row.classList.contains("actions--whole") && [...now.values()].some((n) => n > 0)) redraw(row);
}

/** The parts of the page that hang on this post: `[data-touched=ID][data-part=URL]`. */
function parts(post: string | undefined): HTMLElement[] {
  return post === undefined ? [] : [...document.querySelectorAll<HTMLElement>(`[data-touched="${CSS.escape(post)}"]`)];
}

/** Asks for them once for all that happens within a moment, and not while somebody writes in one. */
function refresh(post: string | undefined): void {
  for (const part of parts(post)) {
    if (part.dataset.waits !== undefined) continue;
    part.dataset.waits = "";
    const draw = (): void => {
      if (!part.isConnected) return;
      const writes = part.querySelector<HTMLElement>("textarea:focus, select:focus");
      const begun = [...part.querySelectorAll("textarea")].some((text) => text.value !== "");
      if (writes || begun) {
        window.setTimeout(draw, redrawn);
        return;
      }
      delete part.dataset.waits;
      void htmx.ajax("get", part.dataset.part ?? "", { target: part, swap: "innerHTML" });
    };
    window.setTimeout(draw, Math.random() * redrawn);
  }
}

const redrawn = 3_000;

/** Asks for the row under a post, at a moment of its own: many pages hear of the same change at once. */
function redraw(row: HTMLElement): void {
  if (row.dataset.waits !== undefined) return;
  row.dataset.waits = "";
  const url = `/posts/${row.id.replace("actions-", "")}/reactions`;
  window.setTimeout(() => {
    delete row.dataset.waits;
    if (row.isConnected) void htmx.ajax("get", url, { target: row, swap: "outerHTML" });
  }, Math.random() * redrawn);
}

/** `event: bell`, data {"unread": n, "label": "Notifications, 3 new"}: the bell of the top bar. */
function ring({ unread, label }: Told): void {
  const bell = document.getElementById("bell");
  if (!bell) return;
  if (label) bell.setAttribute("aria-label", label);
  const dot = bell.querySelector<HTMLElement>(".dot");
  if (dot) dot.hidden = !unread;
}

customElements.define("fl-live", Live);
