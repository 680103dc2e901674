import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { member, story } from "./browser.ts";

/** Asks a question and opens its page; the address of it. */
async function ask(page: Page, title: string): Promise<string> {
  await page.goto("/questions/new");
  await page.getByLabel("Your question in one sentence").fill(title);
  await page.getByLabel("What one has to know to answer").fill("It began on Monday.");
  await page.getByRole("button", { name: /post question/i }).click();
  await page.waitForLoadState();
  const anyway = page.getByRole("button", { name: "None of these: post question" });
  if (await anyway.isVisible()) {
    await anyway.click();
  }
  await page.waitForURL(/\/questions\/\d+$/);
  return new URL(page.url()).pathname;
}

async function answer(page: Page, body: string): Promise<void> {
  await page.getByLabel("Your answer").fill(body);
  await page.getByRole("button", { name: "Post answer" }).click();
  await page.getByText(body).first().waitFor();
}

story("a question that was asked twice is merged, leads to the other, and is taken back", async () => {
  const page = await member("katarzyna-wojnar");
  const first = await ask(page, "Why does the quokka gauge read zero?");
  await answer(page, "The fuse below the seat.");
  const again = await ask(page, "Quokka gauge at zero, why?");
  await answer(page, "Ask for fuse twelve.");
  await page.goto(again);
  await page.getByText("Mark as asked before", { exact: true }).click();
  await page.getByLabel("Address of the question that was asked before").fill(first);
  await page.getByRole("button", { name: "Merge into the other" }).click();
  await page.waitForURL(`**${first}`);
  await page.getByText("Ask for fuse twelve.").waitFor();
  await page.getByText("The fuse below the seat.").waitFor();
  await page.goto(again);
  assert.equal(new URL(page.url()).pathname, first);
  await page.getByRole("button", { name: /Take the merger back/ }).click();
  await page.waitForURL(`**${again}`);
  await page.getByText("Ask for fuse twelve.").waitFor();
  await page.goto(first);
  assert.equal(await page.getByText("Ask for fuse twelve.").count(), 0);
});

story("who may know is shown before a question is posted", async () => {
  const page = await member("ines-halvorsen");
  await page.goto("/questions/new");
  await page.getByLabel("Your question in one sentence").pressSequentially("Which torque for the door seal");
  const aside = page.locator("#alike");
  await aside.getByText("Who may know").click();
  await aside.getByRole("link", { name: "Chen Wuyang" }).waitFor();
  await aside.getByText("Accepted answer to").first().waitFor();
});
