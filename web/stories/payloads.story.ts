import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { member, story } from "./browser.ts";
import { payloads as collected } from "./payloads.ts";

// A character that no text has is refused whole, so it is tried alone.
const payloads = collected.map((payload) => payload.replaceAll("\0", "\uFFFD"));

/** Counts every script that a text brings to run, also one that a click would start. */
async function guarded(page: Page): Promise<() => Promise<string[]>> {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => { dialogs.push(dialog.message()); void dialog.dismiss(); });
  await page.addInitScript(() => { Object.assign(window, { hits: [], hit: () => { (window as unknown as { hits: string[] }).hits.push(location.pathname); } }); });
  return async () => {
    const found = await page.evaluate(() => {
      const main = document.querySelector("main") ?? document.body;
      const reached = (window as unknown as { hits: string[] }).hits;
      const wrong = [...main.querySelectorAll("*")].flatMap((node) => [...node.attributes].filter(({ name, value }) =>
        (name.startsWith("on")) || (["href", "src", "action", "formaction", "xlink:href"].includes(name) && /^\W*(?:java|vb)script:|^\W*data:text/i.test(value.replaceAll(/\s|\p{Cc}/gu, "")))).map(({ name, value }) => `${node.tagName} ${name}=${value}`));
      return [...reached, ...wrong];
    });
    return [...found, ...dialogs];
  };
}

story("no text of a page runs a script, wherever it is shown", async () => {
  const page = await member("ines-halvorsen");
  const found = await guarded(page);
  await page.goto("/wiki");
  const space = (await page.locator("main a[href^='/wiki/']").first().getAttribute("href"))?.split("/")[2] ?? "";
  const body = payloads.map((payload, nth) => `Number ${nth}\n\n${payload}\n`).join("\n");
  await page.goto(`/pages/new?space=${space}`);
  await page.getByLabel("Title").fill(`Hostile <img src=x onerror=hit()> ${Date.now()}`);
  await page.locator("#body").fill(body);
  await page.getByRole("button", { name: "Preview" }).click();
  await page.locator("#preview").waitFor();
  assert.deepEqual(await found(), []);
  await page.getByRole("button", { name: "Save page" }).click();
  await page.waitForURL(/\/wiki\/[^/]+\/.+/);
  const url = new URL(page.url()).pathname;
  assert.deepEqual(await found(), []);
  // What one may click and come near to is harmless too.
  for (const target of await page.locator("main .prose a").all()) await target.dispatchEvent("mouseover");
  await page.locator("main .prose details").first().locator("summary").click({ timeout: 2_000 }).catch(() => undefined);
  assert.deepEqual(await found(), []);
  for (const at of [`${url}/history`, `${url}/diff?to=1`, `${url}/diff?to=1&view=source`, `${url}/revisions/1`]) {
    await page.goto(at);
    assert.deepEqual(await found(), [], at);
  }
  await page.goto(url);
  await page.getByRole("link", { name: "Edit", exact: true }).first().click();
  await page.locator("fl-together[data-ready]").waitFor();
  assert.deepEqual(await found(), []);
});

story("no text of a note or a comment runs a script", async () => {
  const page = await member("ines-halvorsen");
  const found = await guarded(page);
  const parts = [payloads.slice(0, 50), payloads.slice(50)].map((part) => part.join("\n\n"));
  await page.goto("/feed");
  const refused = await page.request.post("/posts", { headers: { Accept: "application/json", Origin: new URL(page.url()).origin }, data: { kind: "note", body: "java\0script:hit()" } });
  assert.equal(refused.status(), 400, await refused.text());
  for (const part of parts) {
    const made = await page.request.post("/posts", { headers: { Accept: "application/json", Origin: new URL(page.url()).origin }, data: { kind: "note", body: part } });
    assert.equal(made.status(), 201, await made.text());
    const { id } = (await made.json()) as { id: string };
    await page.goto(`/posts/${id}`);
    assert.deepEqual(await found(), []);
  }
  await page.goto("/feed?view=latest");
  assert.deepEqual(await found(), []);
});
