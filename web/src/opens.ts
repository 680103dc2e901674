/** `<a data-opens="ID">` among results: tells the server that it was opened, for one's own order. The link works without it. */
export function startOpens(): void {
  document.addEventListener("click", told);
  document.addEventListener("auxclick", told);
}

function told(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLElement>("a[data-opens]") : null;
  const id = link?.dataset.opens;
  if (id) navigator.sendBeacon("/search/opens", new URLSearchParams({ id }));
}
