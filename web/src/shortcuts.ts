/**
 * Keys: Ctrl K and / open the palette, ? the list of keys, j and k go through posts, and any
 * `data-shortcut="c"` is followed or focused by its letter. `<html data-shortcuts="off">` switches single letters off (WCAG 2.1.4).
 */
import { openPalette } from "./palette/palette.ts";

export function startShortcuts(): void {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      if (openPalette()) event.preventDefault();
      return;
    }
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.documentElement.dataset.shortcuts === "off" || document.querySelector("dialog:modal")) return;
    if (letter(event.key)) event.preventDefault();
  });
}

function letter(key: string): boolean {
  if (key === "/") return openPalette() || focusSearch();
  if (key === "?") return openList();
  if (key === "j") return move(1);
  if (key === "k") return move(-1);
  const target = key.length === 1 ? document.querySelector<HTMLElement>(`[data-shortcut="${CSS.escape(key)}"]`) : null;
  if (!target) return false;
  const field = target.matches("input, textarea, select");
  if (field) target.focus();
  if (!field || target.matches("[type=radio]")) target.click();
  return true;
}

function focusSearch(): boolean {
  const search = document.querySelector<HTMLInputElement>(".topsearch input[type=search]");
  search?.focus();
  return search !== null;
}

function openList(): boolean {
  const list = document.getElementById("shortcuts");
  if (!(list instanceof HTMLDialogElement)) return false;
  list.showModal();
  return true;
}

function move(step: 1 | -1): boolean {
  const posts = [...document.querySelectorAll<HTMLElement>("main article.post, main .comment, main .queue > li > a")];
  if (posts.length === 0) return false;
  const current = posts.findIndex((post) => post.contains(document.activeElement));
  const next = posts[current === -1 ? (step === 1 ? firstVisible(posts) : posts.length - 1) : Math.min(Math.max(current + step, 0), posts.length - 1)];
  if (!next) return false;
  if (next.tabIndex < 0) next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start" });
  return true;
}

function firstVisible(posts: HTMLElement[]): number {
  return Math.max(posts.findIndex((post) => post.getBoundingClientRect().top >= 0), 0);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio], [type=button]), textarea, select"));
}
