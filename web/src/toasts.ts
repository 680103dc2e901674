/**
 * Short messages in the region #toasts, which is in every page from the start so that screen readers hear it.
 * Sources: the response header HX-Trigger {"toast": {...}}, a `toast` event from any script, or one rendered by the server.
 */
import { element } from "./markup.ts";

export interface Toast {
  text: string;
  undo_url?: string | undefined;
  undo_text?: string | undefined;
}

const shortest = 8_000;
const withUndo = 16_000;

export function startToasts(): void {
  document.addEventListener("toast", (event) => {
    const toast = readToast((event as CustomEvent<unknown>).detail);
    if (toast) show(toast);
  });
  for (const rendered of region()?.querySelectorAll<HTMLElement>(".toast") ?? []) keep(rendered);
}

/** Any script may call this; only app.js shows, so that every bundle stays independent. */
export function announce(toast: Toast): void {
  document.dispatchEvent(new CustomEvent("toast", { detail: toast }));
}

/** A text that the server put on the region, such as data-text-failed. */
export function regionText(name: string): string {
  return region()?.dataset[name] ?? "";
}

function show(toast: Toast): void {
  const box = element("div", { class: "toast" }, toast.text);
  if (toast.undo_url && toast.undo_text) {
    box.append(element("form", { method: "post", action: toast.undo_url }, element("button", { class: "btn btn--s", type: "submit" }, toast.undo_text)));
  }
  region()?.append(box);
  keep(box);
}

/** Adds the button that closes it, and a clock that stands still while someone is on it. */
function keep(box: HTMLElement): void {
  const close = element("button", { class: "btn btn--s", type: "button", "aria-label": regionText("textDismissLabel") || undefined }, regionText("textDismiss"));
  close.addEventListener("click", () => box.remove());
  if (regionText("textDismiss")) box.append(close);

  const life = box.querySelector("form") ? withUndo : shortest;
  let clock = window.setTimeout(() => box.remove(), life);
  const hold = () => window.clearTimeout(clock);
  const resume = () => {
    hold();
    if (!box.matches(":hover, :focus-within")) clock = window.setTimeout(() => box.remove(), life);
  };
  box.addEventListener("pointerenter", hold);
  box.addEventListener("focusin", hold);
  box.addEventListener("pointerleave", resume);
  box.addEventListener("focusout", () => window.setTimeout(resume));
}

function region(): HTMLElement | null {
  return document.getElementById("toasts");
}

function readToast(detail: unknown): Toast | undefined {
  if (typeof detail === "string") return { text: detail };
  if (typeof detail !== "object" || detail === null) return undefined;
  const { text, undo_url, undo_text, value } = detail as Partial<Toast> & { value?: unknown };
  if (typeof text === "string") return { text, undo_url, undo_text };
  return typeof value === "string" ? { text: value } : undefined;
}
