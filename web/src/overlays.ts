/**
 * Dialogs, folding menus, confirmations, copying: behaviour that hangs on attributes anywhere in the page,
 * also in fragments that arrive later, hence one listener each on the document.
 */
import { announce } from "./toasts.ts";

export function startOverlays(): void {
  if (!("commandForElement" in HTMLButtonElement.prototype)) document.addEventListener("click", command);
  document.addEventListener("click", confirmFirst, { capture: true });
  document.addEventListener("click", (event) => void copy(event));
  document.addEventListener("click", foldOthers);
  document.addEventListener("keydown", foldOnEscape);
}

/** `command` and `commandfor` in browsers that do not have them. */
function command(event: Event): void {
  const button = closest(event, "button[commandfor]");
  const target = document.getElementById(button?.getAttribute("commandfor") ?? "");
  if (!(target instanceof HTMLDialogElement)) return;
  if (button?.getAttribute("command") === "show-modal") target.showModal();
  else target.close();
}

/**
 * `<button data-confirm="dialog-id">`: the dialog is asked first. It holds `<form method="dialog">` with a button of value
 * "confirm". The form then carries confirmed=1, which the server asks for, so that it also works without script.
 */
function confirmFirst(event: Event): void {
  const button = closest(event, "button[data-confirm]");
  const dialog = document.getElementById(button?.dataset.confirm ?? "");
  if (!(button instanceof HTMLButtonElement) || !(dialog instanceof HTMLDialogElement) || button.dataset.confirmed === "1") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  for (const slot of dialog.querySelectorAll<HTMLElement>("[data-slot=name]")) slot.textContent = button.dataset.confirmName ?? "";
  dialog.returnValue = "";
  dialog.showModal();
  dialog.addEventListener("close", () => { if (dialog.returnValue === "confirm") confirmed(button); }, { once: true });
}

function confirmed(button: HTMLButtonElement): void {
  const form = button.form;
  if (form && !form.elements.namedItem("confirmed")) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "confirmed";
    field.value = "1";
    form.append(field);
  }
  button.dataset.confirmed = "1";
  button.click();
  delete button.dataset.confirmed;
}

/** `<button data-copy="/posts/1" data-copied="Link copied">`; a path becomes a full address. */
async function copy(event: Event): Promise<void> {
  const button = closest(event, "[data-copy]");
  if (!button) return;
  event.preventDefault();
  const given = button.dataset.copy ?? "";
  try {
    await navigator.clipboard.writeText(button.hasAttribute("data-copy-raw") ? given : new URL(given, location.href).href);
    announce({ text: button.dataset.copied ?? "" });
  } catch {
    // Not allowed or no clipboard: the link itself is still there to be copied by hand.
    announce({ text: button.dataset.copyFailed ?? "" });
  }
}

function foldOthers(event: Event): void {
  const inside = closest(event, "details.drop");
  for (const open of document.querySelectorAll<HTMLDetailsElement>("details.drop[open]")) if (open !== inside) open.open = false;
}

function foldOnEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  const open = document.querySelector<HTMLDetailsElement>("details.drop[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary")?.focus();
}

function closest(event: Event, selector: string): HTMLElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
}
