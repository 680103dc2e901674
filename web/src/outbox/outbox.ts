/**
 * The queue for writing: a text that could not be sent waits here and goes when the line is back, from any page of the site and
 * exactly once. `#outbox` in the frame shows what waits and what was refused; no text is thrown away but by its writer.
 */
import { element } from "../markup.ts";
import { ask, reasonOf } from "../server.ts";
import { announce } from "../toasts.ts";
import { type Waiting, all, put, take } from "./box.ts";
import { outcome } from "./outcome.ts";

const again = 20_000;
const channel = "BroadcastChannel" in window ? new BroadcastChannel("outbox") : undefined;

let clock = 0;

export function startOutbox(): void {
  if (!member() || !place()) return;
  document.addEventListener("outbox", (event) => {
    event.preventDefault(); // somebody is here to keep it
    void queued((event as CustomEvent<Queued>).detail);
  });
  window.addEventListener("online", () => void send());
  channel?.addEventListener("message", () => void show());
  place()?.addEventListener("click", (event) => void clicked(event));
  void show().then(send);
}

/** What a form asks: keep this. `kept` is called with whether the device did. */
export interface Queued { entry: Omit<Waiting, "member" | "at" | "page">; kept: (kept: boolean) => void }

async function queued({ entry, kept }: Queued): Promise<void> {
  try {
    await put({ ...entry, member: member(), at: Date.now(), page: location.href });
    kept(true);
  } catch {
    kept(false);
    return;
  }
  await changed();
  await send();
}

/** Sends what waits, the oldest first, in one tab at a time. */
async function send(): Promise<void> {
  window.clearTimeout(clock);
  const work = async (): Promise<void> => {
    for (const entry of await waiting()) if (entry.refused === undefined && !(await attempt(entry))) break;
  };
  try {
    // Without locks (plain HTTP) two tabs may send the same; the key makes it one text.
    await ("locks" in navigator ? navigator.locks.request("outbox", work) : work());
  } catch {
    // The device does not let us read; the next load tries again.
  }
  if ((await waiting()).some(({ refused }) => refused === undefined)) clock = window.setTimeout(() => void send(), again);
}

/** False when the others need not be tried now. */
async function attempt(entry: Waiting): Promise<boolean> {
  const answer = await ask(entry.action, { method: "POST", body: form(entry), headers: { "Idempotency-Key": entry.once, "Fourleaf-Member": entry.member } }).catch(() => undefined);
  switch (outcome(answer?.status)) {
    case "sent":
      await take(entry.once);
      announce({ text: text("sent") });
      await changed();
      return true;
    case "refused":
      await put({ ...entry, refused: reasonOf(answer?.body) ?? text("refused") });
      await changed();
      return true;
    case "signin":
    case "later":
      return false;
  }
}

function form({ fields, once }: Waiting): FormData {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  body.set("once", once);
  return body;
}

async function clicked(event: Event): Promise<void> {
  const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>("button[data-outbox]") : null;
  const once = button?.value ?? "";
  if (button?.dataset.outbox === "discard") await take(once);
  else if (button?.dataset.outbox === "retry") {
    const entry = (await waiting()).find((candidate) => candidate.once === once);
    if (entry) {
      delete entry.refused;
      await put(entry);
    }
  } else return;
  await changed();
  await send();
}

async function changed(): Promise<void> {
  channel?.postMessage("changed");
  await show();
}

async function show(): Promise<void> {
  const list = place()?.querySelector("ul");
  const region = place();
  if (!list || !region) return;
  const entries = await waiting();
  const had = region.contains(document.activeElement);
  list.replaceChildren(...entries.map(row));
  region.hidden = entries.length === 0;
  if (had && !region.hidden) list.querySelector<HTMLElement>("button")?.focus();
}

function row(entry: Waiting): HTMLElement {
  const words = entry.fields.filter(([name]) => name === "title" || name === "body").map(([, value]) => value).filter((value) => value !== "").join("\n\n");
  const state = entry.refused ?? text("waiting");
  const buttons = element("p", { class: "btn-row" }, element("a", { class: "btn btn--s", href: entry.page }, text("page")), button("retry", entry.once), button("discard", entry.once));
  return element("li", { class: entry.refused === undefined ? "outbox__entry" : "outbox__entry outbox__entry--refused" },
    element("p", { class: "meta" }, state), element("p", { class: "outbox__text" }, words), buttons);
}

function button(kind: "retry" | "discard", once: string): HTMLElement {
  return element("button", { class: "btn btn--s", type: "button", "data-outbox": kind, value: once }, text(kind));
}

async function waiting(): Promise<Waiting[]> {
  return await all(member()).catch(() => []);
}

function text(name: string): string {
  return place()?.dataset[`text${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? "";
}

/** Whoever signed in for this time only leaves nothing on the device. */
function member(): string {
  const { member: key = "", keep } = document.documentElement.dataset;
  return keep === "off" ? "" : key;
}

function place(): HTMLElement | null {
  return document.getElementById("outbox");
}
