/**
 * Keeps what is typed: on the device at once, on the server after two seconds of rest and when the page is left.
 * PUT /drafts/KEY {"fields": {...}} answers {"saved_at": milliseconds}.
 */
import { ask, askJson, fieldOf } from "../server.ts";
import { type Fields, type Merged, mergeDraft, sameFields } from "./draft.ts";
import { readFields } from "./form.ts";
import { type KeptFile, Shelf } from "./shelf.ts";

const rest = 2_000;

export type Where = "server" | "device" | "nowhere";

export class Keeper {
  readonly #form: HTMLFormElement;
  readonly #shelf: Shelf;
  readonly #url: string;
  readonly #files: () => KeptFile[];
  readonly #told: (where: Where) => void;
  readonly #start: Fields;
  #base: number;
  #synced = true;
  #once: string;
  #clock = 0;
  readonly #asked: boolean;
  #sending = false;
  #closed = false;

  constructor(form: HTMLFormElement, draft: HTMLInputElement, url: string, files: () => KeptFile[], told: (where: Where) => void) {
    this.#form = form;
    this.#shelf = new Shelf(document.documentElement.dataset.member ?? "", draft.value);
    this.#url = `${url}/${encodeURIComponent(draft.value)}`;
    this.#files = files;
    this.#told = told;
    this.#start = readFields(form);
    this.#base = Number(draft.dataset.savedAt ?? "0");
    this.#asked = draft.dataset.savedAt !== undefined;
    this.#once = this.#shelf.read()?.once ?? token();
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") void this.#send(); });
  }

  /** Sent with every attempt, so that the server can tell a repeated one. */
  get once(): string {
    return this.#once;
  }

  /** When the server last kept this text; 0 when it did not. */
  get base(): number {
    return this.#base;
  }

  /** Whether the page came with a draft of the server in it. */
  get found(): boolean {
    return this.#base > 0;
  }

  /** What the page should show, and the files that belong to it. */
  merge(): Merged & { files: KeptFile[] } {
    const local = this.#shelf.read();
    const merged = mergeDraft({ fields: this.#start, savedAt: this.#base, asked: this.#asked }, local);
    this.#synced = merged.from === "server";
    if (this.#synced && local && !merged.other) this.#shelf.remove();
    return { ...merged, files: merged.from === "device" ? (local?.files ?? []) : [] };
  }

  changed(): void {
    if (this.#closed) return;
    this.#synced = false;
    const kept = this.#write();
    window.clearTimeout(this.#clock);
    this.#clock = window.setTimeout(() => void this.#send(), rest);
    if (!kept) this.#told("nowhere");
  }

  /** After posting or discarding: nothing may bring the text back. */
  async close(discard: boolean): Promise<boolean> {
    this.#closed = true;
    window.clearTimeout(this.#clock);
    this.#shelf.remove();
    if (!discard) return true;
    try {
      const { ok, status } = await ask(this.#url, { method: "DELETE" });
      return ok || status === 404;
    } catch {
      return false;
    }
  }

  async #send(): Promise<void> {
    if (this.#closed || this.#synced || this.#sending) return;
    const fields = readFields(this.#form);
    if (sameFields(fields, this.#start) && this.#base === 0) return;
    this.#sending = true;
    try {
      // keepalive lets it finish when the page is left; it carries 64 KB at most.
      const keepalive = JSON.stringify(fields).length < 20_000;
      const answer = await askJson("PUT", this.#url, { fields }, { keepalive });
      if (answer.ok) this.#accepted(fields, answer.body);
      else this.#told("device");
    } catch {
      this.#told("device");
    }
    this.#sending = false;
  }

  #accepted(fields: Fields, body: unknown): void {
    if (this.#closed) return;
    const savedAt = fieldOf(body, "saved_at");
    this.#base = typeof savedAt === "number" ? savedAt : Date.now();
    this.#synced = sameFields(fields, readFields(this.#form));
    this.#write();
    if (this.#synced) this.#told("server");
    else this.#clock = window.setTimeout(() => void this.#send(), rest);
  }

  #write(): boolean {
    return this.#shelf.write({ fields: readFields(this.#form), savedAt: Date.now(), base: this.#base, synced: this.#synced, files: this.#files(), once: this.#once });
  }
}

/** randomUUID exists only on secure origins; a company may try the site on plain HTTP first. */
function token(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
