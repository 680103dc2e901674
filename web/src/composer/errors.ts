/** What the server refused, beside the fields it names. What belongs to no field stands in `[data-part=errors]`. */
import { element, icon } from "../markup.ts";
import { listOf, textOf } from "../server.ts";
import { controls } from "./form.ts";

export interface FieldError { field: string; message: string }

export function readErrors(body: unknown): FieldError[] {
  return listOf(body, "errors", (item) => {
    const message = textOf(item, "message");
    return message === undefined ? undefined : { field: textOf(item, "field") ?? "", message };
  });
}

export function clearErrors(form: HTMLFormElement): void {
  for (const note of form.querySelectorAll("[data-made=error]")) note.remove();
  for (const control of form.querySelectorAll("[aria-invalid]")) {
    control.removeAttribute("aria-invalid");
    const described = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id !== "" && !id.startsWith("error-"));
    if (described.length > 0) control.setAttribute("aria-describedby", described.join(" "));
    else control.removeAttribute("aria-describedby");
  }
  const general = form.querySelector<HTMLElement>("[data-part=errors]");
  if (general) { general.hidden = true; general.replaceChildren(); }
}

export function showErrors(form: HTMLFormElement, errors: FieldError[]): void {
  clearErrors(form);
  let first: HTMLElement | undefined;
  errors.forEach(({ field, message }, index) => {
    const control = field === "" ? undefined : controls(form, field).find((candidate) => candidate.type !== "hidden");
    if (!control) return showGeneral(form, message);
    const id = `error-${form.id || "form"}-${field}-${index}`;
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", [control.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));
    const note = element("p", { class: "error", id, "data-made": "error" }, icon("error"), element("span", {}, message));
    (control.closest(".composer__text, .field, li") ?? control).after(note);
    first ??= control;
  });
  first?.focus();
}

/** `[data-part=errors]` has role=alert, so it is heard. */
export function showGeneral(form: HTMLFormElement, message: string): void {
  const general = form.querySelector<HTMLElement>("[data-part=errors]");
  if (!general) return;
  general.hidden = false;
  general.append(element("span", {}, icon("error"), message));
}
