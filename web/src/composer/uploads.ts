/**
 * Files that are chosen, pasted or dropped: sent at once to POST /files, shown in `[data-part=uploads]` by the server's
 * `<template data-part="upload-row">`, listed in the hidden field `attachments`. Pictures of an article go into the text.
 */
import { fieldOf, reasonOf, textOf } from "../server.ts";
import { imageMarkdown } from "./format.ts";
import { insertAtCaret } from "./form.ts";
import type { KeptFile } from "./shelf.ts";

export class Uploads {
  readonly #host: HTMLElement;
  readonly #form: HTMLFormElement;
  readonly #changed: () => void;
  readonly #running = new Set<Promise<void>>();
  #files: KeptFile[] = [];

  constructor(host: HTMLElement, form: HTMLFormElement, changed: () => void) {
    this.#host = host;
    this.#form = form;
    this.#changed = changed;
    for (const row of this.#list()?.querySelectorAll<HTMLElement>("[data-file]") ?? []) this.#adopt(row);
    this.#listen();
  }

  get files(): KeptFile[] {
    return this.#files;
  }

  /** Resolves when nothing is on its way any more. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled([...this.#running]);
  }

  get busy(): boolean {
    return this.#running.size > 0;
  }

  restore(files: KeptFile[]): void {
    for (const file of files) if (!this.#files.some(({ id }) => id === file.id)) this.#add(file, this.#row(file.name));
  }

  clear(): void {
    this.#files = [];
    this.#list()?.replaceChildren();
    this.#note();
  }

  #listen(): void {
    const area = this.#area();
    const picker = this.#host.querySelector<HTMLInputElement>("[data-part=file]");
    if (picker) {
      picker.removeAttribute("name"); // files travel on their own; without script the form carries them
      picker.hidden = true;
      for (const button of this.#host.querySelectorAll<HTMLElement>("[data-action=attach]")) button.hidden = false;
      picker.addEventListener("change", () => { this.#send([...(picker.files ?? [])]); picker.value = ""; });
    }
    this.#host.addEventListener("click", (event) => {
      const action = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-action]") : null;
      if (action?.dataset.action === "attach") picker?.click();
      if (action?.dataset.action === "remove-file") this.#remove(action);
    });
    area?.addEventListener("paste", (event) => this.#take(event, event.clipboardData));
    this.#form.addEventListener("dragover", (event) => { if (event.dataTransfer?.types.includes("Files")) { event.preventDefault(); this.#form.classList.add("is-drop"); } });
    this.#form.addEventListener("dragleave", (event) => { if (!(event.relatedTarget instanceof Node && this.#form.contains(event.relatedTarget))) this.#form.classList.remove("is-drop"); });
    this.#form.addEventListener("drop", (event) => { this.#form.classList.remove("is-drop"); this.#take(event, event.dataTransfer); });
  }

  /** A paste with words as well (from an office program) stays a paste of words. */
  #take(event: Event, transfer: DataTransfer | null): void {
    const files = [...(transfer?.files ?? [])];
    if (files.length === 0 || (event.type === "paste" && transfer?.types.includes("text/plain"))) return;
    event.preventDefault();
    this.#send(files);
  }

  #send(files: File[]): void {
    for (const file of files) {
      const work = this.#upload(file).finally(() => { this.#running.delete(work); this.#changed(); });
      this.#running.add(work);
    }
    this.#changed();
  }

  async #upload(file: File): Promise<void> {
    const row = this.#row(file.name);
    const limit = Number(this.#host.dataset.maxBytes ?? "0");
    if (limit > 0 && file.size > limit) { this.#fail(row, this.#host.dataset.textTooLarge); return; }
    try {
      const { status, body } = await post(this.#host.dataset.uploadUrl ?? "/files", file, (part) => progress(row, part));
      const id = textOf(body, "id");
      const url = textOf(body, "url");
      if (status >= 300 || id === undefined || url === undefined) { this.#fail(row, reasonOf(body) ?? firstMessage(body)); return; }
      this.#place({ id, url, name: textOf(body, "name") ?? file.name, kind: textOf(body, "kind") ?? "" }, row);
    } catch {
      this.#fail(row, this.#host.dataset.textOffline);
    }
  }

  #place(file: KeptFile, row: HTMLElement | undefined): void {
    const area = this.#area();
    if (area && file.kind === "image" && this.#inline()) {
      row?.remove();
      insertAtCaret(area, imageMarkdown(file.name.replace(/\.\w+$/, ""), file.url));
    } else this.#add(file, row);
  }

  #inline(): boolean {
    const checked = this.#form.querySelector<HTMLInputElement>("input[name=kind]:checked, input[name=kind][type=hidden]");
    return (this.#host.dataset.inlineKinds ?? "article").split(" ").includes(checked?.value ?? "");
  }

  #add(file: KeptFile, row: HTMLElement | undefined): void {
    this.#files.push(file);
    if (row) {
      row.dataset.file = file.id;
      row.querySelector("progress")?.remove();
      const picture = row.querySelector<HTMLImageElement>("img");
      if (picture && file.kind === "image") picture.src = file.url;
      else picture?.remove();
      const alt = row.querySelector<HTMLInputElement>("[data-slot=alt]");
      if (alt && file.kind === "image") { alt.name = `alt_${file.id}`; alt.disabled = false; }
      else alt?.closest(".field")?.remove();
    }
    this.#note();
  }

  /** A row that the server rendered, for a draft or an edit. */
  #adopt(row: HTMLElement): void {
    const { file = "", url = "", name = "", kind = "" } = row.dataset;
    this.#files.push({ id: file, url, name, kind });
  }

  #remove(button: HTMLElement): void {
    const row = button.closest<HTMLElement>("[data-file], .upload");
    this.#files = this.#files.filter(({ id }) => id !== row?.dataset.file);
    row?.remove();
    this.#note();
    this.#area()?.focus();
    this.#changed();
  }

  #fail(row: HTMLElement | undefined, message: string | undefined): void {
    const text = message ?? this.#host.dataset.textFailed ?? "";
    row?.querySelector("progress")?.remove();
    row?.querySelector(".field")?.remove();
    const slot = row?.querySelector<HTMLElement>("[data-slot=error]");
    if (slot) { slot.hidden = false; slot.append(text); }
  }

  #row(name: string): HTMLElement | undefined {
    const template = this.#host.querySelector<HTMLTemplateElement>("template[data-part=upload-row]");
    const row = template?.content.firstElementChild?.cloneNode(true);
    if (!(row instanceof HTMLElement)) return undefined;
    for (const slot of row.querySelectorAll("[data-slot=name]")) slot.textContent = name;
    this.#list()?.append(row);
    return row;
  }

  #note(): void {
    const field = this.#form.elements.namedItem("attachments");
    if (field instanceof HTMLInputElement) field.value = this.#files.map(({ id }) => id).join(",");
  }

  #list(): HTMLElement | null {
    return this.#host.querySelector("[data-part=uploads]");
  }

  #area(): HTMLTextAreaElement | null {
    return this.#host.querySelector("textarea[name=body]");
  }
}

/** XMLHttpRequest, because fetch tells nothing about how far an upload is. */
function post(url: string, file: File, onPart: (part: number) => void): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) onPart(event.loaded / event.total); });
    request.addEventListener("load", () => resolve({ status: request.status, body: request.response as unknown }));
    request.addEventListener("error", () => reject(new Error("offline")));
    const form = new FormData();
    form.append("file", file, file.name || "image.png");
    request.send(form);
  });
}

function progress(row: HTMLElement | undefined, part: number): void {
  const bar = row?.querySelector("progress");
  if (bar) bar.value = part * (bar.max || 1);
}

function firstMessage(body: unknown): string | undefined {
  const errors = fieldOf(body, "errors");
  return Array.isArray(errors) ? textOf(errors[0], "message") : undefined;
}
