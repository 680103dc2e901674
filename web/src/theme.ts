/**
 * `<form data-theme-switch>` with buttons name=theme value=auto|light|dark. The page changes at once, the server keeps the choice
 * and renders `<html data-theme>` from then on, so no page flashes in the wrong theme.
 */
import { ask } from "./server.ts";
import { announce, regionText } from "./toasts.ts";

export function startTheme(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches("[data-theme-switch]")) return;
    const button = event.submitter;
    if (!(button instanceof HTMLButtonElement) || button.name !== "theme") return;
    event.preventDefault();
    apply(button.value);
    void keep(form, button);
  });
}

function apply(theme: string): void {
  const root = document.documentElement;
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
  for (const button of document.querySelectorAll<HTMLButtonElement>("[data-theme-switch] button[name=theme]")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
}

async function keep(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  try {
    const answer = await ask(form.action, { method: "POST", body: new URLSearchParams([...texts(form), [button.name, button.value]]) });
    if (!answer.ok) announce({ text: regionText("textFailed") });
  } catch {
    announce({ text: regionText("textOffline") });
  }
}

function texts(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === "string");
}
