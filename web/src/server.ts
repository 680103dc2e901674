/** Asking the server for JSON. Throws only when no answer came; every answer, also a refusal, is returned. */

export interface Answer {
  status: number;
  ok: boolean;
  location: string | null;
  body: unknown;
}

export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const headers = new Headers(init.headers);
  headers.set("Accept", "application/json");
  const response = await fetch(url, { credentials: "same-origin", ...init, headers });
  const type = response.headers.get("Content-Type") ?? "";
  const body: unknown = /[/+]json\b/.test(type) ? await response.json().catch(() => null) : null;
  return { status: response.status, ok: response.ok, location: response.headers.get("Location"), body };
}

export function askJson(method: "POST" | "PUT", url: string, body: unknown, init: RequestInit = {}): Promise<Answer> {
  return ask(url, { ...init, method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

/** The named text of a JSON object, or nothing. */
export function textOf(body: unknown, name: string): string | undefined {
  const value = fieldOf(body, name);
  return typeof value === "string" ? value : undefined;
}

export function fieldOf(body: unknown, name: string): unknown {
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

/** The objects under `name`, each passed through `read`; what does not fit is left out. */
export function listOf<T>(body: unknown, name: string, read: (item: unknown) => T | undefined): T[] {
  const value = fieldOf(body, name);
  return Array.isArray(value) ? value.map(read).filter((item) => item !== undefined) : [];
}

/** What a refusal says to the person: RFC 9457 `detail`, else `title`. */
export function reasonOf(body: unknown): string | undefined {
  return textOf(body, "detail") ?? textOf(body, "title");
}
