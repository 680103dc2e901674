/** Poll fields: `[data-part=poll-options]` holds rows, `<template data-part="poll-row">` a new one. Two rows at least. */

export class Poll {
  readonly #host: HTMLElement;
  readonly #list: HTMLElement | null;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#list = host.querySelector("[data-part=poll-options]");
    host.addEventListener("click", (event) => {
      const action = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-action]") : null;
      if (action?.dataset.action === "poll-add") this.#add()?.focus();
      if (action?.dataset.action === "poll-remove") this.#remove(action.closest("li"));
    });
    this.#limits();
  }

  /** Room for this many, before a draft is filled in. */
  ensure(count: number): void {
    while (this.#list && this.#list.children.length < count && this.#add()) continue;
  }

  #add(): HTMLInputElement | undefined {
    const template = this.#host.querySelector<HTMLTemplateElement>("template[data-part=poll-row]");
    const row = template?.content.firstElementChild?.cloneNode(true);
    if (!this.#list || !(row instanceof HTMLElement) || this.#list.children.length >= this.#most()) return undefined;
    this.#list.append(row);
    this.#limits();
    return row.querySelector("input") ?? undefined;
  }

  #remove(row: Element | null): void {
    if (!row || !this.#list || this.#list.children.length <= 2) return;
    const neighbour = row.previousElementSibling ?? row.nextElementSibling;
    row.remove();
    neighbour?.querySelector("input")?.focus();
    this.#limits();
    this.#list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #limits(): void {
    const count = this.#list?.children.length ?? 0;
    for (const button of this.#host.querySelectorAll<HTMLButtonElement>("[data-action=poll-remove]")) button.hidden = count <= 2;
    for (const button of this.#host.querySelectorAll<HTMLButtonElement>("[data-action=poll-add]")) button.hidden = count >= this.#most();
  }

  #most(): number {
    return Number(this.#list?.dataset.max ?? "10");
  }
}
