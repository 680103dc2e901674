/**
 * A browser and the people who sit before it. Every visit is a context of its own, so no story sees what another left in the
 * browser; the sign-in itself is done once per person and kept. A story that fails leaves a picture of its pages behind.
 */
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";

export type Handle = "ines-halvorsen" | "amara-nwosu-keller" | "fatima-elbaz" | "katarzyna-wojnar" | "youssef-amrani-belkadi" | "ragnhild-myklebust";
type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

export const address = needed("STORIES_ADDRESS");
export const password = needed("STORIES_PASSWORD");
const pictures = join(tmpdir(), "fourleaf-stories-failed");
const signedIn = new Map<Handle, Promise<State>>();
let browser: Browser | undefined;
let open: BrowserContext[] = [];

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
  });
});
after(async () => await browser?.close());

/** One story. What it opened is closed when it ends. */
export function story(title: string, tell: () => Promise<void>): void {
  test(title, { timeout: 170_000 }, async () => {
    try {
      await tell();
    } catch (error) {
      await picture(title);
      throw error;
    } finally {
      await Promise.all(open.map(async (context) => await context.close()));
      open = [];
    }
  });
}

/** A browser window in which nobody is signed in. */
export async function stranger(options: BrowserContextOptions = {}): Promise<Page> {
  if (!browser) throw new Error("no browser yet");
  const context = await browser.newContext({ baseURL: address, locale: "en-GB", viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(15_000);
  open.push(context);
  return await context.newPage();
}

/** A browser window of a member who is signed in. */
export async function member(handle: Handle, options: BrowserContextOptions = {}): Promise<Page> {
  let state = signedIn.get(handle);
  if (!state) {
    state = enter(handle);
    signedIn.set(handle, state);
  }
  return await stranger({ storageState: await state, ...options });
}

export async function signIn(page: Page, handle: string, word: string, at = address): Promise<void> {
  await page.goto(new URL("/sign-in", at).href);
  await page.getByLabel("Handle or email").fill(handle);
  await page.getByRole("textbox", { name: "Password" }).fill(word);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function enter(handle: Handle): Promise<State> {
  const page = await stranger();
  await signIn(page, handle, password);
  await page.waitForURL("**/feed");
  const { cookies } = await page.context().storageState();
  // Only who one is, not what the browser remembers of drafts.
  return { cookies, origins: [] };
}

async function picture(title: string): Promise<void> {
  await mkdir(pictures, { recursive: true });
  for (const [index, page] of open.flatMap((context) => context.pages()).entries()) {
    const path = join(pictures, `${title.replaceAll(/\W+/g, "-")}-${index}.png`);
    await page.screenshot({ path, timeout: 5_000 }).catch(() => undefined);
    process.stderr.write(`${page.url()} is drawn in ${path}\n`);
  }
}

function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run "npm run stories"`);
  return value;
}
