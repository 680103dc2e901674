/**
 * The pages of a wiki beside what is read: dragged to another place, or moved with Alt, Shift and the arrows. The same can
 * be done in a form without script.
 */
import { askJson, reasonOf } from "./server.ts";
import { announce, regionText } from "./toasts.ts";

type Side = "before" | "inside" | "behind";
const focusKey = "tree-focus";

export function startTree(): void {
  focusAgain();
  let dragged: HTMLElement | undefined;
  document.addEventListener("dragstart", (event) => {
    dragged = rowOf(event.target);
    dragged?.classList.add("is-dragged");
  });
  document.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    mark(undefined);
    dragged = undefined;
  });
  document.addEventListener("dragover", (event) => {
    const over = rowOf(event.target);
    if (!dragged || !over || dragged.contains(over)) {
      mark(undefined);
      return;
    }
    event.preventDefault();
    mark(over, sideOf(over, event.clientY));
  });
  document.addEventListener("drop", (event) => {
    const over = rowOf(event.target);
    if (!dragged || !over || dragged.contains(over)) return;
    event.preventDefault();
    const side = sideOf(over, event.clientY);
    if (side === "inside") void move(dragged, over.dataset.page ?? "", "last");
    else void move(dragged, parentOf(over), side === "behind" ? (over.dataset.page ?? "") : positionBefore(over, dragged));
  });
  document.addEventListener("keydown", (event) => {
    const row = rowOf(event.target);
    if (!row || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || !step(row, event.key)) return;
    event.preventDefault();
  });
}

/** The row of a page that may be moved. */
function rowOf(target: EventTarget | null): HTMLElement | undefined {
  const row = target instanceof Element ? target.closest(".tree[data-moves] li[data-page] > a")?.parentElement : null;
  return row ?? undefined;
}

function step(row: HTMLElement, key: string): boolean {
  const inwards = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const before = row.previousElementSibling;
  const above = row.parentElement?.closest<HTMLElement>("li[data-page]");
  if (key === "ArrowUp" || key === "ArrowDown") void move(row, parentOf(row), key === "ArrowUp" ? "up" : "down");
  else if (key === inwards && before instanceof HTMLElement) void move(row, before.dataset.page ?? "", "last");
  else if (key.startsWith("Arrow") && key !== inwards && above) void move(row, parentOf(above), above.dataset.page ?? "");
  else return false;
  return true;
}

const parentOf = (row: HTMLElement): string => row.parentElement?.closest<HTMLElement>("li[data-page]")?.dataset.page ?? "";

function positionBefore(row: HTMLElement, moved: HTMLElement): string {
  const before = row.previousElementSibling === moved ? moved.previousElementSibling : row.previousElementSibling;
  return before instanceof HTMLElement ? (before.dataset.page ?? "first") : "first";
}

function sideOf(row: HTMLElement, y: number): Side {
  const box = (row.firstElementChild ?? row).getBoundingClientRect();
  const part = (y - box.top) / box.height;
  return part < 0.3 ? "before" : part > 0.7 ? "behind" : "inside";
}

function mark(row: HTMLElement | undefined, side?: Side): void {
  for (const marked of document.querySelectorAll(".tree [data-drop]")) if (marked !== row) marked.removeAttribute("data-drop");
  if (row && side) row.dataset.drop = side;
}

async function move(row: HTMLElement, parent: string, position: string): Promise<void> {
  const page = row.dataset.page ?? "";
  try {
    const answer = await askJson("PUT", `/pages/${page}/place`, { parent, position });
    if (answer.ok) {
      sessionStorage.setItem(focusKey, page);
      location.reload();
    } else {
      announce({ text: reasonOf(answer.body) ?? regionText("textFailed") });
    }
  } catch {
    announce({ text: regionText("textOffline") });
  }
}

function focusAgain(): void {
  const page = sessionStorage.getItem(focusKey);
  if (page === null) return;
  sessionStorage.removeItem(focusKey);
  document.querySelector<HTMLElement>(`.tree li[data-page="${CSS.escape(page)}"] > a`)?.focus();
}
