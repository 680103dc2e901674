import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { member, password, story, stranger } from "./browser.ts";

/** The worker is in charge, and knows who is signed in. */
async function withWorker(page: Page): Promise<void> {
  await page.goto("/feed");
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  });
  await page.waitForFunction(async () => (await (await caches.match("/member"))?.text()) === document.documentElement.dataset.member);
}

async function keeps(page: Page, path: string): Promise<void> {
  await page.waitForFunction(async (kept) => (await caches.match(kept)) !== undefined, path);
}

async function waiting(page: Page): Promise<number> {
  return await page.locator("#outbox li").count();
}

story("the feed and an opened post can be read without a line, and are gone after signing out", async () => {
  const page = await member("katarzyna-wojnar");
  await withWorker(page);
  await page.goto("/feed");
  await keeps(page, "/");
  const link = await page.locator("article.post .meta a[href^='/posts/']").first().getAttribute("href");
  await page.goto(link ?? "");
  const number = /\/posts\/(\d+)/.exec(page.url())?.[1] ?? "";
  await keeps(page, `/posts/${number}`);
  const title = await page.locator("h1").first().textContent();
  await page.context().setOffline(true);
  await page.goto("/feed");
  await page.locator("article.post").first().waitFor();
  await page.goto(link ?? "");
  assert.equal(await page.locator("h1").first().textContent(), title);
  await page.goto("/people");
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.equal(await page.locator("#people").count(), 0, "other pages are not kept");
  await page.context().setOffline(false);
  await page.goto("/feed");
  await page.getByRole("button", { name: /Katarzyna/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL(/\/sign-in/);
  await page.waitForFunction(async () => (await caches.keys()).every((name) => !/^(?:pages|pictures)-./.test(name)));
});

story("a note and a comment that were written without a line are sent once when it is back", async () => {
  const page = await member("fatima-elbaz");
  await withWorker(page);
  await page.context().setOffline(true);
  await page.locator("#compose").fill("A note from the tunnel");
  await page.getByRole("button", { name: "Post", exact: true }).first().click();
  await page.locator("#outbox li", { hasText: "A note from the tunnel" }).waitFor();
  await page.getByText("Waiting to be sent").waitFor();
  assert.equal(await page.locator("#compose").inputValue(), "", "the queue has it");
  await page.context().setOffline(false);
  await page.waitForFunction(() => document.getElementById("outbox")?.hidden === true);
  await page.goto("/people/fatima-elbaz");
  const post = page.locator("article.post", { hasText: "A note from the tunnel" });
  assert.equal(await post.count(), 1);
  await page.goto((await post.locator(".meta a[href^='/posts/']").first().getAttribute("href")) ?? "");
  await page.context().setOffline(true);
  await page.locator("#comment-body").fill("And out again");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await page.locator("#outbox li", { hasText: "And out again" }).waitFor();
  await page.context().setOffline(false);
  await page.waitForFunction(() => document.getElementById("outbox")?.hidden === true);
  await page.reload();
  assert.equal(await page.locator(".comment", { hasText: "And out again" }).count(), 1);
});

story("what waits in the queue is no draft any more, and takes no newer one with it", async () => {
  const page = await member("fatima-elbaz");
  await withWorker(page);
  await page.route("**/posts", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  const text = page.locator("#compose");
  const saved = async (words: string): Promise<void> => {
    const kept = page.waitForResponse((answer) => answer.url().includes("/drafts/") && answer.request().method() === "PUT" && answer.ok());
    await text.fill(words);
    await kept;
  };
  await page.goto("/posts/new");
  await saved("The first of two");
  await page.reload();
  assert.equal(await text.inputValue(), "The first of two");
  await page.getByRole("button", { name: "Post", exact: true }).first().click();
  await page.locator("#outbox li", { hasText: "The first of two" }).waitFor();
  assert.equal(await text.inputValue(), "", "the queue has it");
  await page.reload();
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>("#compose")?.value === "");
  await saved("The second of two");
  await page.unroute("**/posts");
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await page.waitForFunction(() => document.getElementById("outbox")?.hidden === true);
  await page.reload();
  assert.equal(await text.inputValue(), "The second of two");
  await page.getByRole("button", { name: "Discard" }).first().click();
});

/** A picture of one point. */
const picture = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");

story("pictures of a post that was opened are there without a line", async () => {
  const page = await member("ragnhild-myklebust");
  await withWorker(page);
  await page.goto("/settings/profile");
  await page.locator("#photo").setInputFiles({ name: "face.png", mimeType: "image/png", buffer: picture });
  await page.getByRole("button", { name: "Set photo" }).click();
  await page.goto("/feed");
  await page.locator("#compose").fill("A face beside a note");
  await page.getByRole("button", { name: "Post", exact: true }).first().click();
  await page.waitForURL(/\/posts\/\d+/);
  const face = page.locator("article.post--whole img[src^='/photos/']").first();
  await keeps(page, (await face.getAttribute("src")) ?? "");
  await page.context().setOffline(true);
  await page.reload();
  await page.waitForFunction(() => (document.querySelector<HTMLImageElement>("article.post--whole img[src^='/photos/']")?.naturalWidth ?? 0) > 0);
});

story("an answer that was lost does not double the text", async () => {
  const page = await member("fatima-elbaz");
  await withWorker(page);
  let lost = 0;
  await page.route("**/posts", async (route) => {
    if (route.request().method() !== "POST" || lost++ > 0) {
      await route.continue();
      return;
    }
    await route.fetch(); // it arrives, its answer does not
    await route.abort("connectionreset");
  });
  await page.locator("#compose").fill("Said once, heard once");
  await page.getByRole("button", { name: "Post", exact: true }).first().click();
  await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>("#compose")?.value === "");
  await page.waitForFunction(() => document.getElementById("outbox")?.hidden === true);
  await page.goto("/people/fatima-elbaz");
  assert.equal(await page.locator("article.post", { hasText: "Said once, heard once" }).count(), 1);
});

story("a text that the server does not take stays with its writer", async () => {
  const page = await member("fatima-elbaz");
  await withWorker(page);
  const other = await member("ines-halvorsen");
  await other.goto("/feed");
  await other.locator("#compose").fill("This will be gone");
  await other.getByRole("button", { name: "Post", exact: true }).first().click();
  await other.waitForURL(/\/posts\/\d+/);
  await page.goto(other.url());
  await keeps(page, `/posts/${/\/posts\/(\d+)/.exec(other.url())?.[1] ?? ""}`);
  await page.context().setOffline(true);
  await page.locator("#comment-body").fill("Words that must not be lost");
  await page.getByRole("button", { name: "Comment", exact: true }).click();
  await page.locator("#outbox li").waitFor();
  const id = /\/posts\/(\d+)/.exec(other.url())?.[1] ?? "";
  await other.evaluate(async (post) => await fetch(`/posts/${post}`, { method: "DELETE", headers: { accept: "application/json" } }), id);
  await page.context().setOffline(false);
  await page.locator("#outbox .outbox__entry--refused", { hasText: "Words that must not be lost" }).waitFor();
  await page.reload();
  await page.goto("/feed");
  await page.locator("#outbox .outbox__entry--refused", { hasText: "Words that must not be lost" }).waitFor();
  assert.equal(await waiting(page), 1);
  await page.locator("#outbox").getByRole("button", { name: "Throw away" }).click();
  await page.waitForFunction(() => document.getElementById("outbox")?.hidden === true);
});

story("who signs in for this time only leaves nothing on the computer", async () => {
  const page = await stranger();
  await page.goto("/sign-in");
  await page.getByLabel("Handle or email").fill("ragnhild-myklebust");
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByLabel("Keep me signed in").uncheck();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/feed");
  assert.equal(await page.locator("html").getAttribute("data-keep"), "off");
  await page.evaluate(async () => await navigator.serviceWorker.ready);
  await page.goto("/feed");
  await page.locator("article.post").first().waitFor();
  await page.waitForTimeout(500);
  assert.deepEqual(await page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("pages-"))), []);
  await page.context().setOffline(true);
  await page.locator("#compose").fill("On the computer of the library");
  await page.getByRole("button", { name: "Post", exact: true }).first().click();
  await page.getByText(/when the line is back|sent when/i).first().waitFor();
  assert.equal(await page.locator("#compose").inputValue(), "On the computer of the library", "it stays in its form");
  assert.equal(await page.locator("#outbox").isVisible(), false);
});
