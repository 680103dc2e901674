import assert from "node:assert/strict";
import { password, signIn, story, stranger } from "./browser.ts";

story("without script one signs in, posts, comments, reacts and joins", async () => {
  const page = await stranger({ javaScriptEnabled: false });
  await signIn(page, "fatima-elbaz", password);
  await page.waitForURL("**/feed");

  await page.locator("#compose").fill("Written by hand, no script about");
  await page.locator("form.composer button.btn--primary").click();
  await page.waitForURL(/\/posts\/\d+/);

  await page.locator("#comment-body").fill("And an answer of the same kind");
  await page.locator("form:has(#comment-body) button.btn--primary").click();
  await page.locator(".comment", { hasText: "And an answer of the same kind" }).waitFor();

  const useful = page.locator("article.post--whole [data-focus=useful]");
  assert.equal(await useful.getAttribute("aria-pressed"), "false");
  await useful.click();
  await page.locator("article.post--whole [data-focus=useful][aria-pressed=true]").waitFor();

  await page.goto("/spaces?audience=internal");
  const card = page.locator(".space-card", { has: page.locator('button.btn--primary[aria-pressed="false"]') }).first();
  const name = await card.getByRole("heading").innerText();
  await card.locator("button").click();
  await page.goto("/spaces?mine=1");
  await page.getByRole("heading", { name, exact: true }).first().waitFor();
});

story("without script the search field of the top bar finds people", async () => {
  const page = await stranger({ javaScriptEnabled: false });
  await signIn(page, "fatima-elbaz", password);
  await page.waitForURL("**/feed");
  await page.getByRole("searchbox").first().fill("Solveig");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?q=Solveig");
  await page.locator("main").getByText("Solveig Aune").first().waitFor();
});
