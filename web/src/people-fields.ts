/** Fields that name people, `input[data-people]`: a name that is typed is completed to a handle. With `data-people="many"` between commas. */
import { element } from "./markup.ts";
import { ask, listOf, textOf } from "./server.ts";

const pause = 150;
let clock = 0;
let asked = new AbortController();
let lists = 0;

export function startPeopleFields(): void {
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLInputElement) || field.dataset.people === undefined) return;
    window.clearTimeout(clock);
    // What was chosen from the list comes at once and needs no further one.
    if (!(event instanceof InputEvent) || event.inputType === "insertReplacementText") return;
    clock = window.setTimeout(() => void complete(field), pause);
  });
}

async function complete(field: HTMLInputElement): Promise<void> {
  const [, before = "", typed = ""] = /^(.*,\s*)?([^,]*)$/.exec(field.dataset.people === "many" ? field.value : field.value.replaceAll(",", " ")) ?? [];
  const query = typed.trim().replace(/^@/, "");
  if (query.length < 2) return;
  asked.abort();
  asked = new AbortController();
  try {
    const answer = await ask(`/complete/people?q=${encodeURIComponent(query)}`, { signal: asked.signal });
    if (answer.ok) listFor(field).replaceChildren(...listOf(answer.body, "items", (item) => {
      const [handle, name] = [textOf(item, "handle"), textOf(item, "name")];
      return handle === undefined ? undefined : element("option", { value: before + handle, label: [name, textOf(item, "headline")].filter(Boolean).join(" · ") });
    }));
  } catch {
    // Overtaken, or offline: a handle can be typed all the same.
  }
}

function listFor(field: HTMLInputElement): HTMLDataListElement {
  const known = field.getAttribute("list");
  const there = known === null ? null : document.getElementById(known);
  if (there instanceof HTMLDataListElement) return there;
  const list = element("datalist", { id: `people-${++lists}` });
  field.after(list);
  field.setAttribute("list", list.id);
  field.autocomplete = "off";
  return list;
}
