import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { member, story } from "./browser.ts";

async function note(page: Page, body: string): Promise<string> {
  await page.goto("/feed");
  await page.locator("#compose").fill(body);
  await page.getByRole("button", { name: "Post", exact: true }).first().click();
  await page.waitForURL(/\/posts\/\d+/);
  return page.url();
}

/** Opens a page and waits until it listens. */
async function look(page: Page, url: string): Promise<void> {
  const listening = page.waitForRequest(/\/live\?/);
  await page.goto(url);
  await listening;
}

story("who writes a comment is named to who looks on, and the comment is announced", async () => {
  const ines = await member("ines-halvorsen");
  const url = await note(ines, "Which depot has the spare rail grinder?");
  await look(ines, url);
  const amara = await member("amara-nwosu-keller");
  await amara.goto(url);
  await amara.locator("#comment-body").pressSequentially("It stands in");
  await ines.getByText("Amara Nwosu-Keller is writing…").waitFor();
  await amara.locator("#comment-body").fill("It stands in the north hall");
  await amara.getByRole("button", { name: "Comment", exact: true }).click();
  const notice = ines.getByRole("link", { name: "1 new comment" });
  await notice.waitFor();
  await ines.getByText("Amara Nwosu-Keller is writing…").waitFor({ state: "hidden", timeout: 10_000 });
  await notice.click();
  await ines.locator(".comment", { hasText: "north hall" }).waitFor();
});

story("a reaction of somebody else changes the number on the screen", async () => {
  const ines = await member("ines-halvorsen");
  const url = await note(ines, "The new lamps are up on track nine");
  await look(ines, url);
  const number = ines.locator("article.post--whole [data-count='👍']");
  assert.equal((await number.textContent())?.trim(), "");
  const amara = await member("amara-nwosu-keller");
  await amara.goto(url);
  await amara.locator("article.post--whole [data-focus=useful]").click();
  await amara.locator("article.post--whole [data-focus=useful][aria-pressed=true]").waitFor();
  await ines.waitForFunction(() => document.querySelector("article.post--whole [data-count='👍']")?.textContent.trim() === "1");
  // One that nobody left before has no number yet: the row is drawn again.
  await amara.locator("article.post--whole").getByLabel("React otherwise").click();
  await amara.locator("article.post--whole").getByRole("button", { name: "🎉", exact: true }).click();
  await amara.locator("article.post--whole [data-count='🎉']").waitFor();
  await ines.locator("article.post--whole [data-count='🎉']", { hasText: "1" }).waitFor();
});

story("somebody who looks on is here now, until they show it to nobody", async () => {
  const amara = await member("amara-nwosu-keller");
  await amara.goto("/settings/presence");
  await amara.getByLabel("Everybody in the company, and members of my spaces").check();
  await amara.getByRole("button", { name: "Save" }).click();
  await amara.locator(".toast", { hasText: "Saved" }).waitFor();
  await look(amara, "/feed");
  const ines = await member("ines-halvorsen");
  await assert.doesNotReject(async () => {
    for (let tries = 0; tries < 15; tries++) {
      await ines.goto("/people/amara-nwosu-keller");
      if ((await ines.locator(".avatar[data-presence=on]").count()) > 0) return;
      await ines.waitForTimeout(1_000);
    }
    throw new Error("no dot");
  });
  await amara.goto("/settings/presence");
  await amara.getByLabel("Nobody").check();
  await amara.getByRole("button", { name: "Save" }).click();
  await amara.locator(".toast", { hasText: "Saved" }).waitFor();
  await ines.reload();
  assert.equal(await ines.locator(".avatar[data-presence]").count(), 0);
});

story("a suggestion that is dismissed does not come back", async () => {
  const page = await member("amara-nwosu-keller");
  await page.goto("/suggestions");
  const first = page.locator("main .suggestions .person").first();
  const name = await first.locator("a.name").innerText();
  await first.getByRole("button", { name: /^Do not suggest/ }).click();
  await page.locator(".suggestions .person a.name", { hasText: name }).waitFor({ state: "detached" });
  await page.goto("/suggestions");
  assert.equal(await page.locator(".suggestions .person a.name", { hasText: name }).count(), 0);
});
