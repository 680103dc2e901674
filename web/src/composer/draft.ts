/**
 * Which text a person finds when the page opens: the one on the server, or the one on this device. Pure.
 * Nothing typed is lost: when both changed, the newer is shown and the other one is handed back as well.
 */

export type Fields = Record<string, string[]>;

export interface ServerDraft {
  fields: Fields;
  /** Milliseconds; 0 when the server holds no draft. */
  savedAt: number;
  /** Whether the page asked the server; a feed does not, so the copy of this device is all that it knows. */
  asked?: boolean;
}

export interface LocalDraft {
  fields: Fields;
  savedAt: number;
  /** `savedAt` of the server's draft that this one continues. */
  base: number;
  /** The server has confirmed exactly these fields. */
  synced: boolean;
}

export interface Merged {
  fields: Fields;
  from: "server" | "device";
  /** The version that was not chosen, when both had changes. */
  other?: Fields;
}

export function mergeDraft(server: ServerDraft, local: LocalDraft | undefined): Merged {
  if (!local || sameFields(server.fields, local.fields) || isBlank(local.fields)) return { fields: server.fields, from: "server" };
  // What the server once had and now has not was posted or discarded elsewhere.
  if (local.synced && server.asked !== false) return { fields: server.fields, from: "server" };
  if (server.savedAt <= local.base || isBlank(server.fields)) return { fields: local.fields, from: "device" };
  return local.savedAt >= server.savedAt
    ? { fields: local.fields, from: "device", other: server.fields }
    : { fields: server.fields, from: "server", other: local.fields };
}

export function sameFields(a: Fields, b: Fields): boolean {
  const filled = (fields: Fields) => JSON.stringify(Object.entries(fields).filter(([, values]) => values.some((value) => value !== "")).sort(([x], [y]) => (x < y ? -1 : 1)));
  return filled(a) === filled(b);
}

/** Choices alone are nothing to restore; words and files are. */
function isBlank(fields: Fields): boolean {
  return !["title", "body", "attachments", "poll_option"].some((name) => fields[name]?.some((value) => value.trim() !== ""));
}
