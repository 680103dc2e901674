/** Founding an installation of one's own: a second program, without the sample sign-ins. */
import assert from "node:assert/strict";
import { signIn, story, stranger, password } from "./browser.ts";
import { found } from "./program.ts";

story("the first administrator chooses the sample company and finds it there", async () => {
  const installation = await found();
  try {
    const page = await stranger();
    await page.goto(installation.link);
    await page.getByLabel("Company", { exact: true }).fill("Lund & Daughters");
    const forward = page.getByRole("button", { name: "Continue" });
    await forward.click();
    await page.getByText("A sample company", { exact: true }).click();
    await forward.click();
    // The way back keeps what was said.
    await page.getByRole("button", { name: "Back" }).click();
    assert.ok(await page.getByLabel("A sample company").first().isChecked());
    await page.getByRole("button", { name: "Back" }).click();
    assert.equal(await page.getByLabel("Company", { exact: true }).inputValue(), "Lund & Daughters");
    await page.keyboard.press("Tab");
    await page.getByLabel("Company", { exact: true }).press("Enter");
    await forward.click();
    await page.getByLabel("Name", { exact: true }).fill("Tove Lund");
    await page.getByLabel("Handle", { exact: true }).fill("tove");
    await page.getByLabel("Email", { exact: true }).fill("tove@lund.example");
    await page.getByLabel("Password", { exact: true }).fill("seven-grey-herons");
    await page.getByRole("button", { name: "Set up" }).click();
    await page.waitForURL("**/feed?view=latest", { timeout: 120_000 });
    assert.equal(await page.locator("article.post").count(), 30);
    await page.getByText("Lund & Daughters").first().waitFor();

    // Nobody of the sample comes in: the program was not started for that.
    const other = await stranger();
    await signIn(other, "ines-halvorsen", password, installation.address);
    await other.locator("p.error:visible").first().waitFor();
    assert.match(other.url(), /\/sign-in/);
  } finally {
    await installation.stop();
  }
});
