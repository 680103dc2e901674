/** The cursors of the others, with their names. The policy of the page allows no style of an element, so colours are classes. */
import { RangeSetBuilder, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, WidgetType, type DecorationSet } from "@codemirror/view";
import * as Y from "yjs";
import type { Cursor, Other } from "./line.ts";
import { decoded, encoded } from "./bytes.ts";

const colours = 6;
/** Who has not been heard of so long is not here any more. */
const forgotten = 60_000;

interface Known extends Other { heard: number }
export const told = StateEffect.define<Other>();

class Name extends WidgetType {
  constructor(private readonly name: string, private readonly colour: number) { super(); }
  override eq(other: Name): boolean { return other.name === this.name && other.colour === this.colour; }
  override toDOM(): HTMLElement {
    const cursor = document.createElement("span");
    cursor.className = `other other-${this.colour}`;
    cursor.setAttribute("aria-hidden", "true");
    const name = document.createElement("span");
    name.className = "other-name";
    name.textContent = this.name;
    cursor.append(name);
    return cursor;
  }
  override ignoreEvent(): boolean { return true; }
}

export function others(text: Y.Text): StateField<Map<number, Known>> {
  const drawn = (known: Map<number, Known>, length: number): DecorationSet => {
    const marks: { from: number; to: number; mark: Decoration }[] = [];
    for (const { client, name, cursor } of known.values()) {
      const anchor = cursor && position(text, cursor.anchor);
      const head = cursor && position(text, cursor.head);
      if (anchor === undefined || head === undefined || Math.max(anchor, head) > length) continue;
      const colour = client % colours;
      if (anchor !== head) marks.push({ from: Math.min(anchor, head), to: Math.max(anchor, head), mark: Decoration.mark({ class: `other-range other-${colour}` }) });
      marks.push({ from: head, to: head, mark: Decoration.widget({ widget: new Name(name, colour), side: 1 }) });
    }
    marks.sort((a, b) => a.from - b.from || a.mark.startSide - b.mark.startSide);
    const builder = new RangeSetBuilder<Decoration>();
    for (const { from, to, mark } of marks) builder.add(from, to, mark);
    return builder.finish();
  };
  return StateField.define<Map<number, Known>>({
    create: () => new Map(),
    update(known, transaction) {
      const effects = transaction.effects.filter((effect) => effect.is(told));
      if (effects.length === 0) return known;
      const next = new Map([...known].filter(([, { heard }]) => Date.now() - heard < forgotten));
      for (const { value } of effects) next.set(value.client, { ...value, cursor: value.cursor ?? next.get(value.client)?.cursor, heard: Date.now() });
      return next;
    },
    provide: (field) => EditorView.decorations.from(field, (known) => (view: EditorView) => drawn(known, view.state.doc.length)),
  });
}

export function names(known: Map<number, Known>): string[] {
  return [...new Set([...known.values()].filter(({ heard }) => Date.now() - heard < forgotten).map(({ name }) => name))].sort();
}

/** Where this is in the document, also after others typed before it. */
export function place(text: Y.Text, at: number): string {
  return encoded(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, at)));
}

function position(text: Y.Text, place: string): number | undefined {
  try {
    const relative = Y.decodeRelativePosition(decoded(place));
    return text.doc ? Y.createAbsolutePositionFromRelativePosition(relative, text.doc)?.index : undefined;
  } catch {
    return undefined;
  }
}

export function cursorOf(text: Y.Text, view: EditorView): Cursor {
  const { anchor, head } = view.state.selection.main;
  return { anchor: place(text, anchor), head: place(text, head) };
}
