/** What an author deletes goes for good, unless a hold keeps it. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { member, story } from "./browser.ts";

async function note(page: Page, text: string): Promise<string> {
  await page.goto("/posts/new?kind=note");
  await page.locator("textarea[name=body]").fill(text);
  await page.locator("form[action^='/posts'] button[type=submit]").last().click();
  await page.waitForURL(/\/posts\/\d+/);
  return new URL(page.url()).pathname.replace(/^(\/posts\/\d+).*/, "$1");
}

async function run(admin: Page): Promise<string> {
  await admin.goto("/retention/preview");
  const said = await admin.locator("main .callout[aria-labelledby=preview]").innerText();
  await admin.getByRole("button", { name: "Run now, for good" }).click();
  await admin.getByText("The run has begun").waitFor();
  return said;
}

story("a deletion is final for everybody but the hold that keeps it", async () => {
  const admin = await member("katarzyna-wojnar", { javaScriptEnabled: false });
  await admin.goto("/holds");
  await admin.locator("#name").fill("Story of a seal");
  await admin.locator("#reason").fill("A claim about the seal of set 407");
  await admin.getByRole("button", { name: "Make a hold" }).click();
  await admin.getByText("Name at least a person, a space or a word.").waitFor();
  assert.equal(await admin.locator("#name").inputValue(), "Story of a seal");
  await admin.locator("#words").fill("quernstone");
  await admin.getByRole("button", { name: "Make a hold" }).click();
  await admin.getByRole("heading", { name: "Story of a seal" }).waitFor();

  const author = await member("ines-halvorsen");
  const held = await note(author, "The quernstone seal was cold");
  const free = await note(author, "Nothing of interest here");
  for (const post of [held, free]) {
    const answer = await author.request.delete(post, { headers: { accept: "application/json" } });
    assert.equal(answer.status(), 200);
    await author.goto(post);
    assert.equal(await author.locator("h1").count() > 0, true);
    assert.equal((await author.request.get(post, { headers: { accept: "application/json" } })).status(), 404);
  }

  await admin.goto("/retention");
  await admin.locator("#deleted").fill("0");
  await admin.getByRole("button", { name: "Save" }).click();
  assert.match(await run(admin), /Kept by the hold “Story of a seal”/);
  const again = await author.request.post(`${held}/restoration`, { headers: { accept: "application/json" } });
  assert.equal(again.status(), 200, "what is held is still there");
  assert.equal((await author.request.post(`${free}/restoration`, { headers: { accept: "application/json" } })).status(), 404);
  await author.goto(held);
  await author.getByText("The quernstone seal was cold").first().waitFor();

  await admin.goto("/holds");
  await admin.locator("article", { hasText: "Story of a seal" }).locator("summary").click();
  await admin.locator("article", { hasText: "Story of a seal" }).locator("input[name=reason]").fill("Settled");
  await admin.locator("article", { hasText: "Story of a seal" }).locator("form button").click();
  await admin.getByText("Released").first().waitFor();
  await admin.goto("/retention");
  await admin.locator("#deleted").fill("90");
  await admin.getByRole("button", { name: "Save" }).click();
  await admin.goto("/audit?verb=holds.");
  await admin.getByText("holds.released").first().waitFor();
});
