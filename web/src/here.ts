/** Who is here: the faces on a page that stays open are asked for again now and then. Never more precise than the server tells. */
import { ask, listOf, textOf } from "./server.ts";

const every = 60_000;
const most = 100;

export function startHere(): void {
  window.setInterval(() => {
    if (document.visibilityState === "visible") void look();
  }, every);
}

async function look(): Promise<void> {
  const faces = [...document.querySelectorAll<HTMLElement>("[data-here]")];
  const handles = [...new Set(faces.map((face) => face.dataset.here ?? ""))].filter((handle) => handle !== "").slice(0, most);
  if (handles.length === 0) return;
  const answer = await ask(`/presence?of=${handles.map(encodeURIComponent).join(",")}`).catch(() => undefined);
  if (!answer?.ok) return; // what is shown stays until the next time
  const here = new Map(listOf(answer.body, "items", told));
  for (const face of faces) show(face, here.get(face.dataset.here ?? ""));
}

interface Here { mark: string; text: string }

function told(item: unknown): [string, Here] | undefined {
  const [handle, mark, text] = [textOf(item, "handle"), textOf(item, "mark"), textOf(item, "text")];
  return handle === undefined || mark === undefined || text === undefined ? undefined : [handle, { mark, text }];
}

function show(face: HTMLElement, here: Here | undefined): void {
  const said = face.querySelector(":scope > .sr");
  if (said) said.textContent = here ? ` ${here.text} ` : "";
  if (here) {
    face.dataset.presence = here.mark;
    face.title = here.text;
  } else {
    delete face.dataset.presence;
    face.removeAttribute("title");
  }
}
