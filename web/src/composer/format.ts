/** Markdown around a selection. Pure: text and selection in, replacement and new selection out. Pressing twice takes it off. */

export interface Selection {
  text: string;
  start: number;
  end: number;
}

export interface Edit {
  /** The part of the text that is replaced, */
  from: number;
  to: number;
  /** by this, */
  insert: string;
  /** and what is selected afterwards. */
  start: number;
  end: number;
}

export type Format = "bold" | "italic" | "strike" | "code" | "link" | "quote" | "list" | "numbers" | "heading";

const marks: Partial<Record<Format, string>> = { bold: "**", italic: "_", strike: "~~", code: "`" };
const prefixes: Partial<Record<Format, string>> = { quote: "> ", list: "- ", heading: "## " };

export function format(kind: Format, selection: Selection): Edit {
  if (kind === "link") return link(selection);
  if (kind === "numbers") return lines(selection, (_, index) => `${index + 1}. `, /^\d+\. /);
  if (kind === "code" && chosen(selection).includes("\n")) return fence(selection);
  const mark = marks[kind];
  if (mark !== undefined) return wrap(selection, mark);
  const prefix = prefixes[kind] ?? "";
  return lines(selection, () => prefix, new RegExp(`^${prefix.trimEnd()} ?`));
}

export function isFormat(name: string | undefined): name is Format {
  return name !== undefined && ["bold", "italic", "strike", "code", "link", "quote", "list", "numbers", "heading"].includes(name);
}

function wrap({ text, start, end }: Selection, mark: string): Edit {
  const size = mark.length;
  const inner = text.slice(start, end);
  if (text.slice(start - size, start) === mark && text.slice(end, end + size) === mark) {
    return { from: start - size, to: end + size, insert: inner, start: start - size, end: end - size };
  }
  // Spaces stay outside, otherwise Markdown does not see the mark.
  const core = inner.trim();
  const lead = core === "" ? "" : inner.slice(0, inner.indexOf(core));
  const tail = core === "" ? "" : inner.slice(lead.length + core.length);
  const begin = start + lead.length + size;
  return { from: start, to: end, insert: `${lead}${mark}${core}${mark}${tail}`, start: begin, end: begin + core.length };
}

function link(selection: Selection): Edit {
  const words = chosen(selection);
  const { start, end } = selection;
  if (/^https?:\/\/\S+$/.test(words)) return { from: start, to: end, insert: `[](${words})`, start: start + 1, end: start + 1 };
  const at = start + words.length + 3;
  return { from: start, to: end, insert: `[${words}](https://)`, start: at, end: at + "https://".length };
}

function fence(selection: Selection): Edit {
  const { start, end } = selection;
  const insert = `\`\`\`\n${chosen(selection)}\n\`\`\``;
  return { from: start, to: end, insert, start: start + 4, end: start + 4 + (end - start) };
}

function lines({ text, start, end }: Selection, prefix: (line: string, index: number) => string, present: RegExp): Edit {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", Math.max(end - 1, start));
  const to = next === -1 ? text.length : next;
  const block = text.slice(from, to).split("\n");
  const marked = block.every((line) => present.test(line));
  const insert = block.map((line, index) => (marked ? line.replace(present, "") : prefix(line, index) + line)).join("\n");
  const caret = from + insert.length;
  return { from, to, insert, start: start === end ? caret : from, end: caret };
}

function chosen({ text, start, end }: Selection): string {
  return text.slice(start, end);
}

/** Alt text and address as Markdown; what would end the brackets is taken out. */
export function imageMarkdown(name: string, url: string): string {
  return `![${name.replace(/[[\]\\\n]/g, " ").trim()}](${url.replace(/[()\s]/g, escaped)})`;
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`;
}
