/** What GET /palette?q= answers, read defensively, and grouped in the order in which kinds first appear. */
import { listOf, textOf } from "../server.ts";

export interface Result {
  kind: string;
  title: string;
  hint: string;
  url: string;
  icon: string;
}

export function readResults(body: unknown): Result[] {
  return listOf(body, "items", (item) => {
    const title = textOf(item, "title");
    const url = textOf(item, "url");
    // Only addresses of this site: a result never leads to javascript: or elsewhere.
    if (title === undefined || !url?.startsWith("/") || url.startsWith("//")) return undefined;
    return { kind: textOf(item, "kind") ?? "", title, url, hint: textOf(item, "hint") ?? "", icon: textOf(item, "icon") ?? "search" };
  });
}

export function grouped(results: Result[]): Map<string, Result[]> {
  const groups = new Map<string, Result[]>();
  for (const result of results) groups.set(result.kind, [...(groups.get(result.kind) ?? []), result]);
  return groups;
}
