/**
 * The line to the server: what was typed goes out in order, one piece at a time, and is repeated until the server says that it is
 * kept; what others typed comes in as server-sent events. What the server has not kept yet stays in this browser.
 */
import * as Y from "yjs";
import { askJson, textOf } from "../server.ts";
import { decoded, encoded } from "./bytes.ts";

export interface Cursor { anchor: string; head: string }
export interface Other { client: number; name: string; cursor: Cursor | undefined }
export type Standing = "kept" | "keeping" | "away" | "anew";

interface Heard { epoch?: string; client?: number; name?: string; update?: string; cursor?: Cursor | null; ask?: boolean; anew?: boolean; saved?: number }
interface Hears {
  standing: (standing: Standing) => void;
  other: (other: Other) => void;
  saved: (revision: number, name: string) => void;
}

/** Between two pieces: what one person may ask of the server in a minute is limited. */
const pause = 220;
const slowest = 15_000;
/** Events may be lost; what is missing is asked for now and then. */
const askEvery = 10_000;
const fromServer = Symbol("from the server");

export class Line {
  readonly doc = new Y.Doc();
  readonly text = this.doc.getText("body");
  epoch = "";
  #waiting: Uint8Array[] = [];
  #cursor: Cursor | undefined;
  #moved = false;
  #busy = false;
  #clock = 0;
  #wait = 1_000;
  #asks = true;
  #ended = false;
  #source: EventSource | undefined;
  #idle: (() => void)[] = [];

  constructor(private readonly url: string, private readonly live: string, private readonly hears: Hears) {
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === fromServer) return;
      this.#waiting.push(update);
      this.hears.standing("keeping");
      this.#keepHere();
      this.#soon(0);
    });
  }

  /** Opens the document; false when the server does not let us. */
  async open(): Promise<boolean> {
    const answer = await askJson("POST", this.url, { client: this.doc.clientID, vector: "" }).catch(() => undefined);
    if (!answer?.ok) return false;
    this.#take(answer.body);
    const unsent = localStorage.getItem(this.#place());
    if (unsent) {
      try { Y.applyUpdate(this.doc, decoded(unsent)); } catch { localStorage.removeItem(this.#place()); }
    }
    this.#listen();
    window.setInterval(() => { this.#asks = true; this.#soon(0); }, askEvery);
    window.addEventListener("online", () => { this.#wait = 1_000; this.#asks = true; this.#soon(0); });
    if (!this.#waiting.length) this.hears.standing("kept");
    return true;
  }

  moved(cursor: Cursor | undefined): void {
    this.#cursor = cursor;
    this.#moved = true;
    this.#soon(0);
  }

  /** Waits until the server has kept everything. */
  async kept(): Promise<void> {
    if (this.#waiting.length === 0 && !this.#busy) return;
    await new Promise<void>((resolve) => { this.#idle.push(resolve); this.#soon(0); });
  }

  get ended(): boolean { return this.#ended; }

  #listen(): void {
    this.#source?.close();
    this.#source = new EventSource(this.live);
    // Who comes back may have missed something.
    this.#source.addEventListener("open", () => { this.#asks = true; this.#soon(0); });
    this.#source.addEventListener("writing", (event: MessageEvent<string>) => this.#hear(JSON.parse(event.data) as Heard));
    this.#source.addEventListener("error", () => {
      if (this.#source?.readyState === EventSource.CLOSED) window.setTimeout(() => this.#listen(), 3_000);
    });
  }

  #hear(heard: Heard): void {
    if (heard.client === this.doc.clientID) return;
    if (heard.anew) return this.#end();
    if (heard.update) {
      if (heard.epoch !== this.epoch) return this.#end();
      Y.applyUpdate(this.doc, decoded(heard.update), fromServer);
    }
    if (heard.ask) { this.#asks = true; this.#soon(0); }
    if (heard.saved) this.hears.saved(heard.saved, heard.name ?? "");
    if (heard.client !== undefined) this.hears.other({ client: heard.client, name: heard.name ?? "", cursor: heard.cursor ?? undefined });
  }

  #take(body: unknown): void {
    const epoch = textOf(body, "epoch");
    if (this.epoch !== "" && epoch !== undefined && epoch !== this.epoch) return this.#end();
    if (epoch !== undefined) this.epoch = epoch;
    const missing = textOf(body, "missing");
    if (missing) Y.applyUpdate(this.doc, decoded(missing), fromServer);
  }

  #soon(after: number): void {
    if (this.#busy || this.#clock !== 0 || this.#ended || this.epoch === "") return;
    this.#clock = window.setTimeout(() => { this.#clock = 0; void this.#send(); }, after);
  }

  async #send(): Promise<void> {
    const pieces = this.#waiting;
    const [asks, moved] = [this.#asks, this.#moved];
    if (pieces.length === 0 && !asks && !moved) {
      this.#rest();
      return;
    }
    this.#busy = true;
    [this.#waiting, this.#asks, this.#moved] = [[], false, false];
    const update = pieces.length > 0 ? encoded(Y.mergeUpdates(pieces)) : "";
    const vector = asks ? encoded(Y.encodeStateVector(this.doc)) : null;
    const body = { epoch: this.epoch, client: this.doc.clientID, update, vector, cursor: this.#cursor ?? null };
    const answer = await askJson("POST", this.url, body).catch(() => undefined);
    this.#busy = false;
    if (answer?.status === 409 || answer?.status === 403 || answer?.status === 404) {
      this.#end();
      return;
    }
    if (!answer?.ok) {
      this.#waiting = [...pieces, ...this.#waiting];
      if (asks) this.#asks = true;
      if (moved) this.#moved = true;
      this.#keepHere();
      this.hears.standing("away");
      this.#soon(this.#wait);
      this.#wait = Math.min(this.#wait * 2, slowest);
      return;
    }
    this.#wait = 1_000;
    this.#take(answer.body);
    if (this.#waiting.length === 0) localStorage.removeItem(this.#place());
    else this.#keepHere();
    this.#rest();
    this.#soon(pause);
  }

  #rest(): void {
    if (this.#waiting.length > 0) return;
    this.hears.standing("kept");
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#source?.close();
    this.hears.standing("anew");
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  #place(): string { return `writing:${this.url}:${this.epoch}`; }

  #keepHere(): void {
    if (this.epoch === "" || this.#waiting.length === 0) return;
    try { localStorage.setItem(this.#place(), encoded(Y.mergeUpdates(this.#waiting))); } catch { /* No room: it is still in memory. */ }
  }
}
