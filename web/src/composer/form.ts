/** Reading and filling the composer's form as plain fields, and typing into it so that Ctrl Z still works. */
import type { Fields } from "./draft.ts";
import type { Edit } from "./format.ts";

/** Not the writer's words: keys, files themselves, confirmations. */
const unkept = new Set(["draft", "draft_at", "once", "confirmed", "confirmed_audience", "revision"]);

export function readFields(form: HTMLFormElement): Fields {
  const fields: Fields = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !unkept.has(name)) (fields[name] ??= []).push(value);
  }
  return fields;
}

/** Fills what is there. Fields that repeat (poll options) take the values in order. */
export function fillFields(form: HTMLFormElement, fields: Fields): void {
  for (const [name, values] of Object.entries(fields)) {
    if (unkept.has(name)) continue;
    controls(form, name).forEach((control, index) => fill(control, values, index));
  }
  for (const box of form.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) if (!(box.name in fields)) box.checked = false;
}

/** Empties what the writer wrote, also for the next reset; choices stay. */
export function blank(form: HTMLFormElement): void {
  for (const name of ["title", "summary", "series", "body", "poll_option"]) for (const control of controls(form, name)) {
    control.value = "";
    if (!(control instanceof HTMLSelectElement)) control.defaultValue = "";
  }
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function controls(form: HTMLFormElement, name: string): Control[] {
  return [...form.elements].filter((control): control is Control =>
    (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement) && control.name === name);
}

function fill(control: Control, values: string[], index: number): void {
  if (control instanceof HTMLInputElement && (control.type === "radio" || control.type === "checkbox")) control.checked = values.includes(control.value);
  else if (control instanceof HTMLInputElement && control.type === "file") return;
  else if (control instanceof HTMLSelectElement && control.multiple) for (const option of control.options) option.selected = values.includes(option.value);
  else control.value = values[index] ?? "";
}

/** Replaces a part of the text as if typed, so that undo works and listeners hear it. */
export function edit(area: HTMLTextAreaElement, { from, to, insert, start, end }: Edit): void {
  area.focus();
  area.setSelectionRange(from, to);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way that keeps the browser's undo history
  const typed = document.execCommand("insertText", false, insert);
  if (!typed) {
    area.setRangeText(insert, from, to, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  area.setSelectionRange(start, end);
}

export function insertAtCaret(area: HTMLTextAreaElement, text: string): void {
  const { selectionStart: from, selectionEnd: to } = area;
  edit(area, { from, to, insert: text, start: from + text.length, end: from + text.length });
}
