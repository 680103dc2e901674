/** A whole ceremony, with an authenticator that exists only in the browser (WebDriver BiDi has none yet, so over CDP). */
import assert from "node:assert/strict";
import type { CDPSession, Page } from "playwright-core";
import { password, signIn, story, stranger } from "./browser.ts";

const handle = "ragnhild-myklebust";

story("a passkey is added, signs its owner in without a name, and is gone when it was removed", async () => {
  const page = await stranger();
  const device = await authenticator(page);
  await signIn(page, handle, password);
  await page.waitForURL("**/feed");
  await page.goto("/settings/security");
  await page.getByLabel("Name of the device").fill("Workshop laptop");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("Workshop laptop").waitFor();
  assert.equal((await device.credentials()).length, 1);

  // A second one of the same device is refused by the browser, and the page says why.
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("This device has a passkey for your account already.").waitFor();

  await device.present(false);
  await page.goto("/feed");
  await page.getByRole("button", { name: /Ragnhild/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in**");
  await page.goto("/sign-in?next=%2Fpeople");
  await device.present(true);
  await page.getByRole("button", { name: "Use a passkey" }).click({ timeout: 2_000 }).catch(() => undefined);
  await page.waitForURL("**/people");
  await page.goto("/me");
  assert.match(await page.locator("body").innerText(), new RegExp(handle));

  await page.goto("/settings/security");
  await page.getByRole("listitem").filter({ hasText: "Workshop laptop" }).getByRole("button", { name: "Remove" }).click();
  await page.getByText("Workshop laptop").waitFor({ state: "detached" });
  await page.context().clearCookies();
  await device.present(false);
  await page.goto("/sign-in");
  await device.present(true);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.getByText("The passkey was not accepted").waitFor();
});

interface Device { present: (enabled: boolean) => Promise<void>; credentials: () => Promise<unknown[]> }

async function authenticator(page: Page): Promise<Device> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } as const;
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options });
  return {
    present: async (enabled) => { await cdp.send("WebAuthn.setAutomaticPresenceSimulation", { authenticatorId, enabled }); },
    credentials: async () => (await cdp.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
  };
}
