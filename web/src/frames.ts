/** Messages of a frame with an opaque origin: they are told apart by their window, and nothing in them is trusted. */
export function listen(frame: HTMLIFrameElement, heard: (message: Record<string, unknown>) => void): void {
  window.addEventListener("message", function taken(event: MessageEvent<unknown>) {
    if (!frame.isConnected) {
      if (frame.dataset.placed !== undefined) window.removeEventListener("message", taken);
      return;
    }
    frame.dataset.placed = "";
    if (event.source !== frame.contentWindow || typeof event.data !== "object" || event.data === null) return;
    heard(event.data as Record<string, unknown>);
  });
}
