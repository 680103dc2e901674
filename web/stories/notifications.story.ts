import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { member, password, signIn, story, stranger } from "./browser.ts";

/** Somebody writes a note from the top of their home. */
async function note(page: Page, body: string): Promise<void> {
  await page.goto("/feed");
  await page.locator("#compose").fill(body);
  await page.getByRole("button", { name: "Post", exact: true }).first().click();
  await page.waitForURL(/\/posts\/\d+/);
}

async function readAll(page: Page): Promise<void> {
  await page.goto("/notifications");
  const all = page.getByRole("button", { name: "Mark all as read" });
  if ((await all.count()) > 0) await all.click();
  await page.locator("#bell .dot").waitFor({ state: "hidden" });
}

story("the bell rings by itself when somebody is mentioned, and leads there by keyboard", async () => {
  const amara = await member("amara-nwosu-keller");
  await readAll(amara);
  await amara.goto("/people");
  const ines = await member("ines-halvorsen");
  await note(ines, "The bell is for @amara-nwosu-keller tonight");
  await amara.locator("#bell .dot").waitFor({ state: "visible" });
  assert.match((await amara.locator("#bell").getAttribute("aria-label")) ?? "", /1 new/);

  await amara.locator("#bell").focus();
  await amara.keyboard.press("Enter");
  await amara.waitForURL("**/notifications");
  const first = amara.locator(".notice--new").first();
  await first.getByRole("link", { name: /Ines Halvorsen mentioned you/ }).focus();
  await amara.keyboard.press("Enter");
  await amara.waitForURL(/\/posts\/\d+/);
  await amara.locator("article.post--whole", { hasText: "The bell is for" }).waitFor();
  assert.equal(await amara.locator("#bell .dot").isVisible(), false);
});

story("without script one reads notifications, and chooses what comes on which way", async () => {
  const ines = await member("ines-halvorsen");
  await note(ines, "A word by hand for @fatima-elbaz");
  const page = await stranger({ javaScriptEnabled: false });
  await signIn(page, "fatima-elbaz", password);
  await page.waitForURL("**/feed");
  // The reader of the journal takes a moment.
  for (let tries = 0; tries < 40; tries++) {
    await page.goto("/notifications?show=unread");
    if ((await page.locator(".notice", { hasText: "A word by hand" }).count()) > 0) break;
  }
  const mine = page.locator(".notice", { hasText: "A word by hand" }).first();
  await mine.getByRole("button", { name: /Mark as read/ }).click();
  await page.goto("/notifications?show=unread");
  assert.equal(await page.locator(".notice", { hasText: "A word by hand" }).count(), 0);

  await page.goto("/settings/notifications");
  const mail = page.getByRole("checkbox", { name: "Somebody mentions me: Mail" });
  assert.equal(await mail.isChecked(), true);
  await mail.uncheck();
  await page.getByLabel("How often").selectOption("off");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL("**/settings/notifications?saved=1");
  assert.equal(await page.getByRole("checkbox", { name: "Somebody mentions me: Mail" }).isChecked(), false);
  assert.equal(await page.getByLabel("How often").inputValue(), "off");
});

story("an announcement stands on top of home until it is confirmed", async () => {
  const admin = await member("katarzyna-wojnar");
  await admin.goto("/posts/new?kind=announcement");
  await admin.locator("#title").fill("The south gate closes at six");
  await admin.locator("#compose").fill("From Monday on. Please tell your guests.");
  await admin.getByRole("checkbox", { name: /Everybody has to confirm it/ }).check();
  await admin.getByRole("button", { name: "Post", exact: true }).click();
  await admin.waitForURL(/\/posts\/\d+/);
  await admin.getByRole("link", { name: "Confirmations" }).click();
  await admin.getByRole("heading", { name: "Confirmations" }).waitFor();

  const ines = await member("ines-halvorsen");
  await ines.goto("/feed");
  await ines.getByRole("link", { name: /Read and confirm/ }).first().click();
  await ines.getByRole("button", { name: "I have read it" }).click();
  await ines.locator(".callout--ok", { hasText: "Confirmed" }).waitFor();
  await ines.goto("/feed");
  assert.equal(await ines.getByRole("heading", { name: "The south gate closes at six" }).count(), 0);
});
