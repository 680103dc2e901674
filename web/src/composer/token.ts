/** Finds what someone is completing: the `@name` or `#tag` that ends at the caret. */

export interface Token {
  kind: "@" | "#";
  query: string;
  /** Position of the @ or #. */
  start: number;
}

const longest = 40;
const allowed = /^[\p{L}\p{M}\p{N}_.-]*$/u;
/** A trigger counts at the start of a word, not inside an address such as mina@example.org. */
const before = /[\s([{"'“„«>:,;/*_~-]/;

export function findToken(text: string, caret: number): Token | null {
  const from = Math.max(0, caret - longest);
  const slice = text.slice(from, caret);
  const at = Math.max(slice.lastIndexOf("@"), slice.lastIndexOf("#"));
  const kind = slice.charAt(at);
  if (kind !== "@" && kind !== "#") return null;

  const start = from + at;
  const query = text.slice(start + 1, caret);
  if (!allowed.test(query) || (kind === "#" && query === "")) return null;
  if (start > 0 && !before.test(text.charAt(start - 1))) return null;
  return isCode(text, start) ? null : { kind, query, start };
}

/** Nothing is completed inside `code` or a fenced block. */
function isCode(text: string, at: number): boolean {
  const above = text.slice(0, at);
  const fences = above.match(/^ {0,3}(?:```|~~~)/gm)?.length ?? 0;
  if (fences % 2 === 1) return true;
  const line = above.slice(above.lastIndexOf("\n") + 1);
  return (line.match(/`/g)?.length ?? 0) % 2 === 1;
}
