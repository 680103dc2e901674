/**
 * The service worker's page side. `<html data-sw="/sw.js" data-member="HASH">`: registers it and says who is signed in, so that
 * it never keeps a page for someone else. A form with data-signout makes it forget, and removes the drafts of this device. What waits
 * to be sent stays, for it was posted already; it goes when its writer is back, and is shown to nobody else.
 */
import { announce, regionText } from "./toasts.ts";
import { forgetDrafts } from "./composer/shelf.ts";

export function startOffline(): void {
  const { sw, keep } = document.documentElement.dataset;
  // Whoever signed in for this time only, perhaps on a computer of others, leaves nothing on it.
  const member = keep === "off" ? "" : (document.documentElement.dataset.member ?? "");
  if (!navigator.onLine) announce({ text: regionText("textOffline") });
  document.addEventListener("submit", (event) => {
    if (!(event.target instanceof HTMLFormElement) || !event.target.matches("[data-signout]")) return;
    forgetDrafts(member);
    tell({ type: "forget" });
  });
  if (!sw || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register(sw).then(
    () => tell({ type: "member", member }),
    () => undefined, // Private windows and plain HTTP have none; the site does not need it.
  );
}

function tell(message: { type: "member"; member: string } | { type: "forget" }): void {
  if (!("serviceWorker" in navigator)) return;
  void navigator.serviceWorker.ready.then((registration) => registration.active?.postMessage(message));
}
