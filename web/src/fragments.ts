/**
 * htmx for the parts of pages that a form or link replaces. Plain forms without script do the same by a redirect.
 * No eval, no inline style, own origin only, nothing of a page kept in storage: the strict content policy holds.
 */
import htmx from "htmx.org";
import { announce, regionText } from "./toasts.ts";
import { reasonOf } from "./server.ts";

interface Swap extends Event { detail: { target: HTMLElement; xhr: XMLHttpRequest } }

export function startFragments(): void {
  Object.assign(htmx.config, {
    allowEval: false, allowScriptTags: false, includeIndicatorStyles: false, selfRequestsOnly: true,
    historyEnabled: false, historyCacheSize: 0, scrollIntoViewOnBoost: false, disableInheritance: false,
    responseHandling: [
      { code: "204", swap: false },
      { code: "[23]..", swap: true },
      { code: "422", swap: true },
      { code: "[45]..", swap: false, error: true },
    ],
  });
  keepFocus();
  document.addEventListener("htmx:responseError", (event) => refused((event as Swap).detail.xhr));
  document.addEventListener("htmx:sendError", () => announce({ text: regionText("textOffline") }));
  document.addEventListener("htmx:timeout", () => announce({ text: regionText("textOffline") }));
}

/** The control that was used keeps the focus after the swap, found by data-focus in the new fragment. */
function keepFocus(): void {
  let key: string | undefined;
  document.addEventListener("htmx:beforeSwap", () => {
    const active = document.activeElement;
    key = active instanceof HTMLElement ? (active.dataset.focus ?? active.closest<HTMLElement>("[data-focus]")?.dataset.focus) : undefined;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (key === undefined || (document.activeElement && document.activeElement !== document.body)) return;
    const within = (event.target instanceof Element ? event.target : null) ?? document.body;
    const selector = `[data-focus="${CSS.escape(key)}"]`;
    (within.matches(selector) ? (within as HTMLElement) : within.querySelector<HTMLElement>(selector))?.focus({ preventScroll: true });
    key = undefined;
  });
}

function refused(xhr: XMLHttpRequest): void {
  if (xhr.status === 401) {
    const signin = document.documentElement.dataset.signin ?? "/signin";
    location.assign(`${signin}?next=${encodeURIComponent(location.pathname + location.search)}`);
    return;
  }
  announce({ text: reasonOf(parsed(xhr)) ?? regionText("textFailed") });
}

function parsed(xhr: XMLHttpRequest): unknown {
  try {
    return JSON.parse(xhr.responseText);
  } catch {
    return null;
  }
}
