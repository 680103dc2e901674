/**
 * Keeps the shell of the site, the last home feed and the posts that were opened last for moments without network. Pages come from the
 * network first, and so do the pictures that they show.
 * A kept page belongs to the member whose hash stands in its own <html data-member>; another member never gets it.
 */
declare const self: ServiceWorkerGlobalScope;
declare const SHELL_FILES: string[];
declare const SHELL_VERSION: string;

const shell = `shell-${SHELL_VERSION}`;
const state = "state";
const pages = (member: string) => `pages-${member}`;
const pictures = (member: string) => `pictures-${member}`;
const home = "/";
const offline = "/offline";
const patience = 8_000;
/** Opened posts that are kept; the oldest goes for another. */
const mostPosts = 60;
/** Of pictures so many are kept, none of them large. */
const mostPictures = 200;
const largest = 400_000;

export {};

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(told(event.data as unknown)));
self.addEventListener("push", (event) => event.waitUntil(pushed(event)));
self.addEventListener("notificationclick", (event) => event.waitUntil(opened(event)));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (SHELL_FILES.includes(url.pathname)) event.respondWith(asset(request));
  else if (request.destination === "image" && /^\/(?:photos|files)\//.test(url.pathname)) event.respondWith(picture(event));
});

async function install(): Promise<void> {
  const cache = await caches.open(shell);
  await cache.addAll([...SHELL_FILES, new Request(offline, { cache: "reload", credentials: "omit" })]);
  await self.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith("shell-") && name !== shell) await caches.delete(name);
  await self.clients.claim();
}

/** The page says who is signed in; copies that belong to anyone else go. */
async function told(message: unknown): Promise<void> {
  if (typeof message !== "object" || message === null) return;
  const { type, member } = message as { type?: unknown; member?: unknown };
  const keep = type === "member" && typeof member === "string" ? member : "";
  if (type === "member" || type === "forget") await remember(keep);
}

async function remember(member: string): Promise<void> {
  const cache = await caches.open(state);
  await cache.put("/member", new Response(member));
  for (const name of await caches.keys()) {
    if (/^(?:pages|pictures)-/.test(name) && name !== pages(member) && name !== pictures(member)) await caches.delete(name);
  }
}

async function current(): Promise<string> {
  return (await (await caches.match("/member", { cacheName: state }))?.text()) ?? "";
}

async function page(event: FetchEvent, url: URL): Promise<Response> {
  try {
    const response = await fetch(event.request, { signal: AbortSignal.timeout(patience * 4) });
    const name = keptAs(url);
    if (name && response.ok && !response.redirected) event.waitUntil(store(name, response.clone()));
    return response;
  } catch {
    const name = keptAs(url);
    return (name ? await kept(name) : undefined) ?? (await caches.match(offline, { cacheName: shell })) ?? Response.error();
  }
}

async function store(name: string, response: Response): Promise<void> {
  if (!response.headers.get("Content-Type")?.startsWith("text/html")) return;
  const text = await response.text();
  const member = /<html[^>]*\sdata-member="([\w-]+)"/.exec(text.slice(0, 4096))?.[1];
  if (member === undefined || member !== (await current())) return;
  const cache = await caches.open(pages(member));
  await cache.delete(name); // what is put anew is the youngest
  await cache.put(name, new Response(text, { headers: response.headers }));
  const posts = (await cache.keys()).filter(({ url }) => new URL(url).pathname !== home);
  for (const oldest of posts.slice(0, Math.max(0, posts.length - mostPosts))) await cache.delete(oldest);
}

async function kept(name: string): Promise<Response | undefined> {
  const member = await current();
  return member === "" ? undefined : caches.match(name, { cacheName: pages(member) });
}

/** From the network while there is one. What is kept belongs to who is signed in before and after it came. */
async function picture(event: FetchEvent): Promise<Response> {
  const member = await current();
  try {
    const response = await fetch(event.request);
    if (member !== "" && response.ok && !response.redirected) event.waitUntil(keepPicture(member, event.request.url, response.clone()));
    return response;
  } catch {
    return (member === "" ? undefined : await caches.match(event.request.url, { cacheName: pictures(member) })) ?? Response.error();
  }
}

async function keepPicture(member: string, url: string, response: Response): Promise<void> {
  const bytes = await response.blob();
  if (bytes.size > largest || member !== (await current())) return;
  const cache = await caches.open(pictures(member));
  await cache.delete(url);
  await cache.put(url, new Response(bytes, { headers: { "Content-Type": bytes.type } }));
  const all = await cache.keys();
  for (const oldest of all.slice(0, Math.max(0, all.length - mostPictures))) await cache.delete(oldest);
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: shell })) ?? fetch(request);
}

/** The name under which a page is kept, if it is one that is: the feed, and posts by their number, whatever their address says. */
function keptAs({ pathname, search }: URL): string | undefined {
  if ((pathname === home || pathname === "/feed") && search === "") return home;
  const post = /^\/(?:posts|articles)\/(\d+)(?:-[^/]*)?$/.exec(pathname)?.[1];
  return post === undefined ? undefined : `/posts/${post}`;
}

interface Pushed { title: string; body?: string; url?: string; tag?: string; lang?: string; dir?: NotificationDirection }

/** Every push shows something: browsers withdraw the permission from a worker that stays silent. */
async function pushed(event: PushEvent): Promise<void> {
  const { title, body, url, tag, lang, dir } = readPushed(event.data);
  const icon = SHELL_FILES.find((file) => file.includes("icon-192"));
  const options: NotificationOptions = { body: body ?? "", data: url ?? "/notifications", lang: lang ?? "", dir: dir ?? "auto" };
  if (tag) options.tag = tag;
  if (icon) options.icon = icon;
  await self.registration.showNotification(title, options);
}

function readPushed(data: PushMessageData | null): Pushed {
  try {
    const read = data?.json() as Partial<Pushed> | undefined;
    if (typeof read?.title === "string") return { ...read, title: read.title };
  } catch {
    // What is not ours still has to be shown.
  }
  return { title: self.registration.scope };
}

/** Goes to the thing in a window that is open already, else in a new one. Only addresses of this site. */
async function opened(event: NotificationEvent): Promise<void> {
  event.notification.close();
  const url = new URL(String(event.notification.data), self.location.origin);
  const to = url.origin === self.location.origin ? url.href : self.location.origin;
  const [open] = await self.clients.matchAll({ type: "window" });
  const moved = await open?.navigate(to).catch(() => null);
  if (moved) await moved.focus();
  else await self.clients.openWindow(to);
}
