/** Drafts on this device, one per member and key. Storage may be full or forbidden; then only the server keeps. */
import type { Fields, LocalDraft } from "./draft.ts";

export interface KeptFile {
  id: string;
  url: string;
  name: string;
  kind: string;
}

export interface Kept extends LocalDraft {
  files: KeptFile[];
  /** The same for every attempt to post this text, so that a repeated one is not posted twice. */
  once: string;
  other?: Fields;
}

export class Shelf {
  readonly #key: string;

  constructor(member: string, draft: string) {
    this.#key = name(member, draft);
  }

  read(): Kept | undefined {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key) ?? "null") as Kept | null;
      return kept && typeof kept.fields === "object" ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  /** False when the device refuses. */
  write(kept: Kept): boolean {
    try {
      localStorage.setItem(this.#key, JSON.stringify(kept));
      return true;
    } catch {
      return false;
    }
  }

  remove(): void {
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // Nothing was kept.
    }
  }
}

/** At sign-out: drafts that the server has are removed from the device; others wait for their writer. */
export function forgetDrafts(member: string): void {
  try {
    for (const key of Object.keys(localStorage).filter((candidate) => candidate.startsWith(name(member, "")))) {
      if ((JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null)?.synced !== false) localStorage.removeItem(key);
    }
  } catch {
    // No storage, nothing to forget.
  }
}

function name(member: string, draft: string): string {
  return `draft:${member}:${draft}`;
}
