/**
 * Two looks of one text: as Markdown, and as it will be read, where the signs of Markdown are hidden but on the line that is written.
 * Both are the same document; nothing is translated and nothing can be lost between them.
 */
import { HighlightStyle, syntaxHighlighting, syntaxTree } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const signs = new Set(["HeaderMark", "EmphasisMark", "StrikethroughMark", "CodeMark", "LinkMark", "URL", "QuoteMark"]);
const hidden = Decoration.replace({});

function signsOf(view: EditorView): DecorationSet {
  const { state } = view;
  const at = new Set(state.selection.ranges.flatMap(({ from, to }) => lines(view, from, to)));
  const found: { from: number; to: number }[] = [];
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(state).iterate({
      from, to, enter: (node) => {
        if (node.name === "FencedCode") return false;
        if (!signs.has(node.name) || node.from === node.to || at.has(state.doc.lineAt(node.from).number)) return undefined;
        if (node.name === "URL" && node.node.parent?.name !== "Link") return undefined;
        const space = (node.name === "HeaderMark" || node.name === "QuoteMark") && state.sliceDoc(node.to, node.to + 1) === " " ? 1 : 0;
        found.push({ from: node.from, to: node.to + space });
        return undefined;
      },
    });
  }
  return Decoration.set(found.map(({ from, to }) => hidden.range(from, to)), true);
}

function lines(view: EditorView, from: number, to: number): number[] {
  const { doc } = view.state;
  const [first, last] = [doc.lineAt(from).number, doc.lineAt(to).number];
  return Array.from({ length: last - first + 1 }, (_, nth) => first + nth);
}

const withoutSigns = ViewPlugin.fromClass(class {
  decorations: DecorationSet;
  constructor(view: EditorView) { this.decorations = signsOf(view); }
  update(update: ViewUpdate): void {
    if (update.docChanged || update.selectionSet || update.viewportChanged || syntaxTree(update.state) !== syntaxTree(update.startState)) this.decorations = signsOf(update.view);
  }
}, { decorations: (plugin) => plugin.decorations });

const written = HighlightStyle.define([
  { tag: tags.heading1, class: "h1" }, { tag: tags.heading2, class: "h2" }, { tag: tags.heading3, class: "h3" }, { tag: [tags.heading4, tags.heading5, tags.heading6], class: "h4" },
  { tag: tags.strong, class: "strong" }, { tag: tags.emphasis, class: "emphasis" }, { tag: tags.strikethrough, class: "struck" },
  { tag: tags.monospace, class: "code" }, { tag: tags.link, class: "link" }, { tag: tags.url, class: "link" }, { tag: tags.quote, class: "quote" }, { tag: tags.processingInstruction, class: "sign" },
]);

const both = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--bg)", border: "1px solid var(--line-control)", borderRadius: "var(--radius-m)" },
  "&.cm-focused": { outline: "2px solid var(--focus, var(--link))", outlineOffset: "2px" },
  ".cm-content": { padding: "var(--s-3)", caretColor: "var(--ink)", minBlockSize: "24rem" },
  ".cm-scroller": { lineHeight: "1.6" },
  ".strong": { fontWeight: "650" }, ".emphasis": { fontStyle: "italic" }, ".struck": { textDecoration: "line-through" },
  ".link": { color: "var(--link)" }, ".quote": { color: "var(--ink-2)" }, ".sign": { color: "var(--ink-3)" },
  ".other": { position: "relative", borderInlineStart: "2px solid currentColor", marginInline: "-1px" },
  ".other-name": { position: "absolute", insetBlockEnd: "100%", insetInlineStart: "-2px", fontSize: "0.6875rem", lineHeight: "1.2", fontFamily: "var(--font, sans-serif)", padding: "0 0.25rem", whiteSpace: "nowrap", backgroundColor: "var(--bg-raised)", border: "1px solid currentColor", borderRadius: "var(--radius-s)", zIndex: "1" },
  ".other-range": { backgroundColor: "var(--accent-soft)" },
  ".other-0": { color: "var(--leaf-leadership)" }, ".other-1": { color: "var(--leaf-governance)" }, ".other-2": { color: "var(--leaf-culture)" },
  ".other-3": { color: "var(--leaf-technology)" }, ".other-4": { color: "var(--info)" }, ".other-5": { color: "var(--danger)" },
  ".other-range.other-0, .other-range.other-1, .other-range.other-2, .other-range.other-3, .other-range.other-4, .other-range.other-5": { color: "inherit" },
});

const asMarkdown = EditorView.theme({ ".cm-scroller": { fontFamily: "var(--font-mono)", fontSize: "0.875rem" } });
const asRead = EditorView.theme({
  ".cm-scroller": { fontFamily: "inherit", fontSize: "1.0625rem" },
  ".h1": { fontSize: "1.6em", fontWeight: "650" }, ".h2": { fontSize: "1.35em", fontWeight: "650" }, ".h3": { fontSize: "1.15em", fontWeight: "650" }, ".h4": { fontWeight: "650" },
  ".code": { fontFamily: "var(--font-mono)", fontSize: "0.875em", backgroundColor: "var(--bg-sunken)" },
});

export const always: Extension = [both, syntaxHighlighting(written)];
export const rich: Extension = [asRead, withoutSigns];
export const source: Extension = asMarkdown;
