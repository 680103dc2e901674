import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { member, story } from "./browser.ts";

async function written(page: Page, space: string, title: string, parent = ""): Promise<{ id: string; url: string }> {
  const origin = new URL(page.url()).origin;
  const made = await page.request.post(`/wiki/${space}`, { headers: { Accept: "application/json", Origin: origin }, data: { title, body: "Something.", parent } });
  assert.equal(made.status(), 201, await made.text());
  return (await made.json()) as { id: string; url: string };
}

const order = (page: Page): Promise<string[]> => page.locator(".tree [data-page] > a").allInnerTexts();

story("pages of a wiki are moved by dragging them, and with the keyboard", async () => {
  const page = await member("ines-halvorsen");
  await page.goto("/wiki");
  const space = (await page.locator("main a[href^='/wiki/']").first().getAttribute("href"))?.split("/")[2] ?? "";
  const above = await written(page, space, `Yard ${String(Date.now())}`);
  for (const title of ["Points", "Signals", "Wires"]) await written(page, space, title, above.id);
  await page.goto(above.url);
  const row = (title: string): ReturnType<Page["locator"]> => page.locator(".tree [aria-current] ~ ul a, .tree [aria-current] + ul a", { hasText: title });
  await row("Wires").waitFor();
  const titles = async (): Promise<string[]> => (await order(page)).filter((title) => ["Points", "Signals", "Wires"].includes(title.trim())).map((title) => title.trim());
  assert.deepEqual(await titles(), ["Points", "Signals", "Wires"]);
  const reloaded = page.waitForEvent("load");
  await row("Wires").focus();
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await reloaded;
  assert.deepEqual(await titles(), ["Points", "Wires", "Signals"]);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent.trim()), "Wires", "one goes on where one was");
  const dropped = page.waitForEvent("load");
  await row("Signals").dragTo(row("Points"), { targetPosition: { x: 40, y: 2 } });
  await dropped;
  assert.deepEqual(await titles(), ["Signals", "Points", "Wires"]);
  // Below another page.
  const inside = page.waitForEvent("load");
  await row("Wires").dragTo(row("Signals"));
  await inside;
  const wires = await page.request.get(`${above.url}/signals/wires`, { headers: { Accept: "application/json" } });
  assert.equal(wires.status(), 200);
});
