import assert from "node:assert/strict";
import { password, signIn, story, stranger } from "./browser.ts";

story("a wrong password is refused, the handle stays, the right one leads home", async () => {
  const page = await stranger();
  await signIn(page, "ragnhild-myklebust", "not-my-password");
  const refusal = page.locator("p.error:visible, .callout--danger, [role=alert]:visible").first();
  await refusal.waitFor();
  assert.notEqual((await refusal.innerText()).trim(), "");
  assert.equal(await page.getByLabel("Handle or email").inputValue(), "ragnhild-myklebust");
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/feed");
  await page.getByRole("heading", { level: 1, name: "Home" }).waitFor();
});

story("who is sent to the sign-in comes back to where they wanted to go", async () => {
  const page = await stranger();
  await page.goto("/spaces/new");
  await page.waitForURL("**/sign-in?next=**");
  await page.getByLabel("Handle or email").fill("ragnhild-myklebust");
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL("**/spaces/new");
});

story("signing out ends it", async () => {
  const page = await stranger();
  await signIn(page, "ragnhild-myklebust", password);
  await page.waitForURL("**/feed");
  await page.getByRole("button", { name: /Ragnhild Myklebust/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL((url) => url.pathname !== "/feed");
  await page.goto("/feed");
  await page.waitForURL("**/sign-in**");
});
