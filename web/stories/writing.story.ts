import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { member, story } from "./browser.ts";

const text = (page: Page): ReturnType<Page["locator"]> => page.locator("#compose");

/** Writes a note of the member and opens its page. */
async function note(page: Page, body: string): Promise<string> {
  await page.goto("/feed");
  await text(page).fill(body);
  await page.getByRole("button", { name: "Post", exact: true }).first().click();
  await page.waitForURL(/\/posts\/\d+/);
  return page.url();
}

story("a note with a completed mention is in the feed", async () => {
  const page = await member("ines-halvorsen");
  await page.goto("/feed");
  await text(page).pressSequentially("The shims of @youss");
  const choice = page.getByRole("option", { name: /Youssef Amrani-Belkadi/ });
  await choice.waitFor();
  await page.keyboard.press("Enter");
  assert.match(await text(page).inputValue(), /@youssef-amrani-belkadi/);
  await text(page).pressSequentially(" held the whole night");
  await page.getByRole("button", { name: "Post", exact: true }).first().click();
  await page.waitForURL(/\/posts\/\d+/);
  await page.goto("/feed?view=latest");
  const post = page.locator("article.post", { hasText: "held the whole night" });
  await post.waitFor();
  assert.equal(await post.locator("a.mention").getAttribute("href"), "/people/youssef-amrani-belkadi");
});

story("a draft survives a reload and can be thrown away", async () => {
  const page = await member("amara-nwosu-keller");
  await page.goto("/feed");
  await text(page).fill("Half a thought about rotas");
  await page.locator("[data-part=status]", { hasText: /Draft saved|Kept on this device/ }).first().waitFor();
  await page.reload();
  await page.getByText("Your unfinished text is back.").waitFor();
  assert.equal(await text(page).inputValue(), "Half a thought about rotas");
  await page.getByRole("button", { name: "Discard" }).click();
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>("#compose")?.value === "");
});

story("a draft of another device waits above the feed and is not offered in a space", async () => {
  const desk = await member("ragnhild-myklebust");
  await desk.goto("/feed");
  await text(desk).fill("Begun at the desk");
  await desk.locator("[data-part=status]", { hasText: "Draft saved" }).first().waitFor();
  const phone = await member("ragnhild-myklebust", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await phone.goto("/feed");
  assert.equal(await text(phone).inputValue(), "Begun at the desk");
  await phone.getByText("Your unfinished text is back.").waitFor();
  await phone.goto("/spaces?mine=1");
  await phone.locator(".space-card a.name").first().click();
  await phone.waitForURL(/\/spaces\/[a-z0-9-]+$/);
  assert.equal(await text(phone).inputValue(), "", "a space has other readers");
  await phone.goto("/feed");
  await phone.getByRole("button", { name: "Discard" }).click();
  await phone.waitForFunction(() => document.querySelector<HTMLTextAreaElement>("#compose")?.value === "");
});

story("a post is saved to a new collection from its menu", async () => {
  const page = await member("amara-nwosu-keller");
  await page.goto("/people/bente-overgade");
  await page.locator("article.post details.drop > summary").first().click();
  await page.getByRole("link", { name: "Save to …" }).first().click();
  await page.getByLabel("New collection").fill("For the board");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.waitForURL(/\/people\/bente-overgade$/);
  await page.goto("/bookmarks");
  await page.getByRole("link", { name: "For the board" }).click();
  await page.locator("article.post").first().waitFor();
});

story("only audiences that the chosen place can have are offered, and the narrowest is chosen", async () => {
  const page = await member("ines-halvorsen");
  await page.goto("/posts/new?kind=note");
  const audience = page.locator("select[name=audience]");
  const offered = async () => await audience.locator("option:enabled").evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  assert.deepEqual([await offered(), await audience.inputValue()], [["public", "customers", "internal"], "internal"]);
  await page.locator("select[name=space]").selectOption({ label: "Fjordline operator forum · Customers" });
  assert.deepEqual([await offered(), await audience.inputValue()], [["", "partners", "internal"], ""]);
  await audience.selectOption("partners");
  await page.locator("select[name=space]").selectOption({ label: "Braking & running gear · Internal" });
  assert.deepEqual([await offered(), await audience.inputValue(), await audience.isVisible()], [[""], "", false]);
  await page.locator("[data-part=audience]", { hasText: "Internal" }).waitFor();
});

story("a name that is typed where a handle is wanted is completed", async () => {
  const page = await member("katarzyna-wojnar");
  await page.goto("/audit");
  await page.locator("input[data-people]").pressSequentially("ines h");
  await page.locator("datalist option[value=ines-halvorsen]").waitFor({ state: "attached" });
});

story("a comment is answered", async () => {
  const ines = await member("ines-halvorsen");
  const url = await note(ines, "Who has the torque figures of set 407?");
  const amara = await member("amara-nwosu-keller");
  await amara.goto(url);
  await amara.locator("#comment-body").fill("They are in the depot book, page 12");
  await amara.getByRole("button", { name: "Comment", exact: true }).click();
  await amara.locator(".comment", { hasText: "page 12" }).waitFor();
  await ines.reload();
  const comment = ines.locator("article.comment", { hasText: "page 12" }).first();
  await comment.getByText("Reply").first().click();
  await comment.getByRole("textbox").fill("Found them, thank you");
  await comment.getByRole("button", { name: "Reply" }).click();
  await ines.locator(".thread .comment", { hasText: "Found them, thank you" }).waitFor();
});

story("a reaction toggles in place and keeps the focus", async () => {
  const page = await member("amara-nwosu-keller");
  await page.goto("/people/bente-overgade");
  await page.evaluate(() => Object.assign(window, { unloaded: "no" }));
  const button = page.locator("article.post").first().locator("[data-focus=useful]");
  assert.equal(await button.getAttribute("aria-pressed"), "false");
  await button.focus();
  await page.keyboard.press("Enter");
  await page.locator("article.post").first().locator("[data-focus=useful][aria-pressed=true]").waitFor();
  await page.waitForFunction(() => (document.activeElement as HTMLElement | null)?.dataset.focus === "useful");
  await page.keyboard.press("Enter");
  await page.locator("article.post").first().locator("[data-focus=useful][aria-pressed=false]").waitFor();
  assert.equal(await page.evaluate(() => (window as { unloaded?: string }).unloaded), "no");
});

story("a second editor is told of the other version and sees the difference", async () => {
  const page = await member("ines-halvorsen");
  const url = await note(page, "The pit lights go on at six");
  const other = await member("ines-halvorsen");
  await page.goto(`${url}/edit`);
  await other.goto(`${url}/edit`);
  await text(page).fill("The pit lights go on at seven");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(url);
  await text(other).fill("The pit lights go on at five");
  await other.getByRole("button", { name: "Save" }).click();
  const notice = other.getByRole("alert").filter({ has: other.locator(".diff") });
  await notice.waitFor();
  assert.match(await notice.innerText(), /seven/);
  assert.match(await notice.innerText(), /five/);
  assert.equal(await text(other).inputValue(), "The pit lights go on at five");
});

story("a note that somebody else posts is announced without moving the page", async () => {
  const reader = await member("amara-nwosu-keller");
  const listening = reader.waitForRequest(/\/live\?/);
  await reader.goto("/feed?view=latest");
  await listening;
  const first = await reader.locator("article.post").first().getAttribute("id");
  const writer = await member("ines-halvorsen");
  await note(writer, "Fresh from the friction bench");
  const notice = reader.getByRole("link", { name: /\d+ new posts?/ });
  await notice.waitFor();
  assert.equal(await reader.locator("article.post").first().getAttribute("id"), first);
  await notice.click();
  await reader.locator("article.post", { hasText: "Fresh from the friction bench" }).waitFor();
});

story("a program posts with a token that was made in the settings", async () => {
  const page = await member("katarzyna-wojnar");
  await page.goto("/settings/security");
  await page.locator('form[action="/settings/tokens"] input[name=name]').fill("Night reporter");
  await page.locator('input[name=scope][value=write]').check();
  await page.locator('form[action="/settings/tokens"] button').click();
  const token = await page.getByRole("textbox", { name: "Access token" }).inputValue();
  const answer = await fetch(new URL("/posts", page.url()), {
    method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ kind: "note", body: "The nightly report is in" }),
  });
  assert.equal(answer.status, 201);
  await page.goto(answer.headers.get("location") ?? "");
  await page.locator(".prose", { hasText: "The nightly report is in" }).first().waitFor();
});
