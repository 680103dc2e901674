import assert from "node:assert/strict";
import { member, story } from "./browser.ts";

story("Ctrl K finds a person by arrow keys and Enter", async () => {
  const page = await member("ines-halvorsen");
  await page.goto("/spaces");
  await page.keyboard.press("Control+k");
  const palette = page.locator("#palette");
  await palette.locator("input[name=q]").pressSequentially("amara");
  const option = palette.getByRole("option", { name: /Amara Nwosu-Keller/ });
  await option.waitFor();
  // What was found for the letters before is gone: nothing will move the mark any more.
  await palette.getByRole("option", { name: /Amadou/ }).waitFor({ state: "detached" });
  const marked = palette.getByRole("option", { selected: true });
  await marked.filter({ hasText: "Amara Nwosu-Keller" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await marked.filter({ hasNotText: "Amara Nwosu-Keller" }).waitFor();
  await page.keyboard.press("ArrowUp");
  await marked.filter({ hasText: "Amara Nwosu-Keller" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/people/amara-nwosu-keller");
});

story("the palette leads on to everything when it finds nothing by itself", async () => {
  const page = await member("ines-halvorsen");
  await page.goto("/spaces");
  await page.keyboard.press("Control+k");
  await page.locator("#palette input[name=q]").pressSequentially("zyxw & co");
  const palette = page.locator("#palette");
  await palette.getByRole("status").filter({ hasText: "Nothing found." }).waitFor();
  await palette.getByRole("option", { name: "Search everything for “zyxw & co”", selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?q=zyxw%20%26%20co");
  assert.equal(await page.locator("#search-q").inputValue(), "zyxw & co");
});

story("one press of Escape closes the palette, whatever was typed", async () => {
  const page = await member("ines-halvorsen");
  await page.goto("/spaces");
  await page.keyboard.press("Control+k");
  await page.locator("#palette input[name=q]").pressSequentially("brake");
  await page.keyboard.press("Escape");
  await page.locator("#palette").waitFor({ state: "hidden" });
});

story("a space is joined and left in place", async () => {
  const page = await member("katarzyna-wojnar");
  await page.goto("/spaces?audience=internal");
  const card = page.locator(".space-card", { has: page.getByRole("button", { name: /^Join / }) }).first();
  const name = await card.getByRole("heading").innerText();
  const mine = page.locator(".space-card", { has: page.getByRole("heading", { name, exact: true }) });
  await mine.getByRole("button", { name: /^Join / }).click();
  await mine.locator('button[aria-pressed="true"]').click();
  await mine.getByRole("button", { name: /^Join / }).waitFor();
});

story("a person is followed and no longer followed in place", async () => {
  const page = await member("katarzyna-wojnar");
  await page.goto("/people/solveig-aune");
  await page.locator('[data-focus="follow-solveig-aune"][aria-pressed="false"]').click();
  await page.locator('[data-focus="follow-solveig-aune"][aria-pressed="true"]').waitFor();
  await page.reload();
  await page.locator('[data-focus="follow-solveig-aune"][aria-pressed="true"]').click();
  await page.locator('[data-focus="follow-solveig-aune"][aria-pressed="false"]').waitFor();
});

story("a profile is edited; a mistake is told beside its field and what was typed stays", async () => {
  const page = await member("ragnhild-myklebust");
  await page.goto("/settings/profile");
  await page.locator("#pronouns").fill("she, they");
  await page.locator("#manager").fill("nobody-of-that-name");
  await page.getByRole("button", { name: "Save" }).click();
  const manager = page.locator("#manager[aria-invalid=true]");
  await manager.waitFor();
  const told = await manager.getAttribute("aria-describedby");
  assert.notEqual((await page.locator(`#${told ?? "none"}`).innerText()).trim(), "");
  assert.equal(await manager.inputValue(), "nobody-of-that-name");
  assert.equal(await page.locator("#pronouns").inputValue(), "she, they");
  await manager.fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL("**/people/ragnhild-myklebust**");
  await page.getByText("she, they").first().waitFor();
});
