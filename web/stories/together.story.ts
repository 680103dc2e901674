import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { member, signIn, story, stranger } from "./browser.ts";
import { kept } from "./program.ts";

const editor = (page: Page): ReturnType<Page["locator"]> => page.locator("fl-together .cm-content");
const standing = (page: Page, word: string): Promise<void> => page.locator(`fl-together[data-standing=${word}]`).waitFor({ timeout: 20_000 });

/** Writes a page without the editor, and answers its address. */
async function written(page: Page, title: string, body: string): Promise<string> {
  await page.goto("/wiki");
  const space = await page.locator("main a[href^='/wiki/']").first().getAttribute("href");
  await page.goto(`/pages/new?space=${space?.split("/")[2] ?? ""}`);
  await page.getByLabel("Title").fill(title);
  await page.locator("#body").fill(body);
  await page.getByRole("button", { name: "Save page" }).click();
  await page.waitForURL(/\/wiki\/[^/]+\/.+/);
  return new URL(page.url()).pathname;
}

async function edit(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole("link", { name: "Edit", exact: true }).first().click();
  await page.locator("fl-together[data-ready]").waitFor();
  await standing(page, "kept");
}

/** Types at the end of the line that has these words. */
async function type(page: Page, line: string, text: string): Promise<void> {
  await page.locator("fl-together .cm-line", { hasText: line }).first().click();
  await page.keyboard.press("End");
  await page.keyboard.type(text);
}

story("two windows write one page, see each other, and save one revision", async () => {
  const ines = await member("ines-halvorsen");
  const amara = await member("amara-nwosu-keller");
  const url = await written(ines, `Handover ${Date.now()}`, "# Shifts\n\nMorning\n\nEvening\n");
  await edit(ines, url);
  await edit(amara, url);
  await type(ines, "Morning", ": two trams");
  await editor(amara).getByText("Morning: two trams").waitFor();
  await amara.locator("fl-together .other-name", { hasText: "Ines Halvorsen" }).waitFor();
  await amara.getByText("Also writing: Ines Halvorsen").waitFor();
  // Without a connection both write on; afterwards both have everything.
  await amara.context().setOffline(true);
  await type(amara, "Evening", ": none");
  await standing(amara, "away");
  await type(ines, "two trams", ", one bus");
  await standing(ines, "kept");
  await amara.context().setOffline(false);
  await standing(amara, "kept");
  await editor(ines).getByText("Evening: none").waitFor();
  await editor(amara).getByText("two trams, one bus").waitFor();
  // The other view is the same text.
  await amara.getByRole("button", { name: "Markdown", exact: true }).click();
  await editor(amara).getByText("# Shifts").waitFor();
  await amara.getByRole("button", { name: "Save page" }).click();
  await amara.waitForURL(`**${url}`);
  await amara.locator(".prose", { hasText: "Morning: two trams, one bus" }).waitFor();
  assert.match(await amara.locator(".prose").innerText(), /Evening: none/);
  await amara.goto(`${url}/history`);
  const newest = await amara.locator("main ol li, main ul.rows li").first().innerText();
  assert.match(newest, /Amara Nwosu-Keller/);
  assert.match(newest, /Ines Halvorsen/);
});

story("a page read without script is plain HTML, and its form saves beside an open editor", async () => {
  const ines = await member("ines-halvorsen");
  const url = await written(ines, `Plain ${Date.now()}`, "First\n\nSecond\n");
  await edit(ines, url);
  await type(ines, "Second", " typed");
  await standing(ines, "kept");
  const plain = await member("amara-nwosu-keller", { javaScriptEnabled: false });
  await plain.goto(url);
  assert.match(await plain.locator(".prose").innerText(), /First\s+Second\s*$/);
  await plain.getByRole("link", { name: "Edit", exact: true }).first().click();
  await plain.locator("#body").fill("First, plainly\n\nSecond\n");
  await plain.getByRole("button", { name: "Save page" }).click();
  await plain.waitForURL(`**${url}`);
  await editor(ines).getByText("First, plainly").waitFor();
  await editor(ines).getByText("Second typed").waitFor();
});

story("a server that is killed between keystrokes has lost none that it acknowledged", async () => {
  const program = await kept();
  try {
    const page = await stranger({ baseURL: program.address });
    await signIn(page, "ines-halvorsen", program.password, program.address);
    await page.waitForURL("**/feed");
    const url = await written(page, "Night log", "Start\n");
    await edit(page, url);
    await type(page, "Start", " one two three");
    await standing(page, "kept");
    await program.kill();
    await page.keyboard.type(" four");
    await standing(page, "away");
    await program.again();
    await standing(page, "kept");
    const other = await stranger({ baseURL: program.address, storageState: await page.context().storageState() });
    await edit(other, url);
    await editor(other).getByText("Start one two three four").waitFor();
  } finally {
    await program.stop();
  }
});
