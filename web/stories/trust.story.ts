import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { member, story, stranger } from "./browser.ts";
import { found } from "./program.ts";

const json = { accept: "application/json" };

/** Publishes a note by hand, and answers where it stands. */
async function note(author: Page, body: string, space = "braking-running-gear"): Promise<string> {
  await author.goto("/feed");
  const made = await author.request.post("/posts", { headers: { ...json, origin: new URL(author.url()).origin }, data: { kind: "note", space, body } });
  assert.equal(made.status(), 201, await made.text());
  const { id } = (await made.json()) as { id: string };
  return `/posts/${id}`;
}

/** Whether the words of a post reach who asks for it; what is hidden keeps its place without them. */
async function reads(page: Page, path: string, words: string): Promise<boolean> {
  return (await (await page.request.get(path, { headers: json })).text()).includes(words);
}

story("a report leads to a decision, an appeal to another moderator, and everything comes back", async () => {
  const words = `A quoin of moss ${Date.now()}`;
  const author = await member("ines-halvorsen");
  const post = await note(author, words);

  const reporter = await member("amara-nwosu-keller");
  await reporter.goto(post);
  await reporter.locator("article summary[aria-label]").first().click();
  await reporter.locator("article details[open] a[href$='/reports']").waitFor();
  await reporter.getByRole("link", { name: "Report", exact: true }).first().click();
  await reporter.locator("input[name=reason]").first().check();
  await reporter.getByLabel("What should we know? (optional)").fill("It names a supplier.");
  await reporter.getByRole("button", { name: "Send the report" }).click();
  await reporter.goto("/moderation/mine");
  await reporter.getByText("being looked at").first().waitFor();

  const moderator = await member("fatima-elbaz");
  await moderator.goto("/moderation/cases");
  await moderator.locator(".queue a", { hasText: words }).click();
  await moderator.getByRole("heading", { level: 2, name: words }).waitFor();
  await moderator.getByText("It names a supplier.").waitFor();
  await moderator.locator("input[name=outcome][value=hide]").check();
  await moderator.locator("#paragraph").selectOption({ index: 1 });
  await moderator.locator("#reason").fill("The name of the supplier does not belong here.");
  await moderator.getByRole("button", { name: "Decide and notify" }).click();
  await moderator.waitForLoadState();
  assert.equal(await reads(reporter, post, words), false, "what is hidden is not shown to others");

  await author.goto("/notifications");
  await author.getByRole("link", { name: /Moderation has decided about/ }).first().click();
  await author.getByText("The name of the supplier does not belong here.").waitFor();
  const decision = new URL(author.url()).pathname;
  await author.getByLabel("Why do you not agree?").fill("It is printed on our own timetable.");
  await author.getByRole("button", { name: "Send the appeal" }).click();
  await author.getByText("Another moderator is looking at it.").waitFor();

  // Who decided does not settle what is said against it.
  await moderator.goto("/moderation/cases?state=appealed");
  await moderator.locator(".queue a", { hasText: words }).click();
  await moderator.locator(".desk [role=note]").waitFor();
  assert.equal(await moderator.getByRole("button", { name: "Decide and notify" }).count(), 0);

  const other = await member("katarzyna-wojnar");
  await other.goto("/moderation/cases?state=appealed");
  await other.locator(".queue a", { hasText: words }).click();
  await other.getByText("It is printed on our own timetable.").waitFor();
  await other.locator("input[name=outcome]").first().check();
  await other.locator("#reason").fill("It is public already.");
  await other.getByRole("button", { name: "Decide and notify" }).click();
  await other.waitForLoadState();

  await author.goto(decision);
  await author.getByText("You were right; everything is as it was.").waitFor();
  assert.equal(await reads(reporter, post, words), true, "a reversal brings it back");
  await reporter.goto("/moderation/log");
  assert.equal(await reporter.getByText("Ines Halvorsen").count(), 0, "the public log names nobody");
});

story("a card number in a comment is shown to its writer before it is out", async () => {
  const admin = await member("katarzyna-wojnar");
  await admin.goto("/moderation/rules/new");
  const name = `Cards ${Date.now()}`;
  await admin.getByLabel("Name").fill(name);
  await admin.getByLabel("Detectors", { exact: true }).check();
  await admin.getByLabel("Payment cards").check();
  await admin.getByLabel("It cannot be sent").check();
  await admin.locator("form button.btn--primary").last().click();
  await admin.waitForURL((url) => !url.pathname.endsWith("/new"));
  try {
    const writer = await member("ines-halvorsen");
    const post = await note(writer, `Where do I send the deposit ${Date.now()}`);
    await writer.goto(post);
    const field = writer.locator("form.reply-form textarea[name=body], fl-composer textarea[name=body], textarea[name=body]").last();
    await field.fill("Take it from 4111 1111 1111 1111, please");
    await writer.getByRole("button", { name: "Comment", exact: true }).last().click();
    await writer.getByText("4111 1111 1111 1111").last().waitFor();
    await writer.getByText("looks like the number of a payment card").waitFor();
    const comments = async () => ((await (await writer.request.get(`${post}/comments`, { headers: json })).json()) as { items: unknown[] }).items.length;
    assert.equal(await comments(), 0, "nothing of it is out");
    await writer.locator("textarea[name=body]").last().fill("Take it from the account that you know");
    await writer.locator("form", { has: writer.locator("textarea[name=body]") }).last().locator("button.btn--primary").click();
    await writer.getByText("Take it from the account that you know").first().waitFor();
    await writer.goto(post);
    assert.equal(await comments(), 1);
  } finally {
    await admin.goto("/moderation/rules");
    await admin.getByRole("link", { name }).click();
    const gone = await admin.request.delete(new URL(admin.url()).pathname, { headers: { ...json, origin: new URL(admin.url()).origin } });
    assert.ok(gone.ok(), await gone.text());
  }
});

story("a wave of spam goes with one action, and comes back with one", async () => {
  const word = `gimcrack${Date.now()}`;
  const author = await member("ines-halvorsen");
  const posts = [await note(author, `Cheap rings, ${word}`), await note(author, `More rings, ${word}`)];
  const reader = await member("amara-nwosu-keller");
  const moderator = await member("katarzyna-wojnar");
  await moderator.goto("/moderation/waves");
  await moderator.locator("#words").fill(word);
  await moderator.getByRole("button", { name: "Look" }).click();
  await moderator.locator("#hits").waitFor();
  await moderator.locator("button.btn--danger").click();
  await moderator.waitForLoadState();
  for (const post of posts) assert.equal(await reads(reader, post, word), false);
  await moderator.goto("/moderation/waves");
  await moderator.locator("li", { hasText: word }).getByRole("button").click();
  await moderator.waitForLoadState();
  for (const post of posts) assert.equal(await reads(reader, post, word), true);
});

story("who has not agreed to the charter does it on the way, and what was written waits", async () => {
  const installation = await found();
  try {
    const page = await stranger();
    await page.goto(installation.link);
    await page.getByLabel("Company", { exact: true }).fill("Lund & Daughters");
    const forward = page.getByRole("button", { name: "Continue" });
    await forward.click();
    await forward.click();
    await page.getByLabel("Name", { exact: true }).fill("Tove Lund");
    await page.getByLabel("Handle", { exact: true }).fill("tove");
    await page.getByLabel("Email", { exact: true }).fill("tove@lund.example");
    await page.getByLabel("Password", { exact: true }).fill("seven-grey-herons");
    await page.getByRole("button", { name: "Set up" }).click();
    await page.waitForURL((url) => !url.pathname.startsWith("/set-up"));
    await page.goto(new URL("/charter/manage", installation.address).href);
    await page.getByRole("button", { name: "Adopt the model texts" }).click();
    await page.waitForLoadState();

    await page.goto(new URL("/posts/new", installation.address).href);
    await page.locator("textarea[name=body]").first().fill("The first words of this company");
    await page.locator("form", { has: page.locator("textarea[name=body]") }).first().locator("button[type=submit], button.btn--primary").last().click();
    await page.getByRole("heading", { name: "Before your first post" }).waitFor();
    await page.getByText("What you wrote is kept.", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Agree and start posting" }).click();
    assert.match(page.url(), /\/charter/, "nobody agrees by accident");
    for (const question of await page.locator("fieldset.field").all()) await question.locator("input[type=radio]").first().check();
    await page.getByLabel("I have read this and I will keep to it.").check();
    await page.getByRole("button", { name: "Agree and start posting" }).click();
    await page.getByRole("heading", { name: "Your text waited for you" }).waitFor();
    await page.getByRole("button", { name: "Send" }).click();
    await page.locator("article").getByText("The first words of this company").first().waitFor();
    await page.goto(new URL("/charter", installation.address).href);
    await page.getByText("Acknowledged on", { exact: false }).first().waitFor();
  } finally {
    await installation.stop();
  }
});
