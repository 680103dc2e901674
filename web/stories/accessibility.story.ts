/** Every page in both themes, some from right to left, against the rules of axe. Not one violation is accepted. */
import assert from "node:assert/strict";
import axe, { type AxeResults, type RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { administration, outside, pages } from "./addresses.ts";
import { member, story, stranger } from "./browser.ts";

const options: RunOptions = { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], rules: { "label-content-name-mismatch": { enabled: true } } };

/** The whole page, but of long lists only the first entries: the others are the same markup once more. */
const on = { exclude: ["article.post:nth-of-type(n + 13)", ".rows > li:nth-child(n + 13)", ".space-card:nth-of-type(n + 7)"].map((selector) => [selector]) };

/** One sentence per element that breaks a rule. */
async function violations(page: Page, run: RunOptions = options): Promise<string[]> {
  const results = await page.evaluate(async (how) => await (window as unknown as { axe: { run: (on: unknown, how: unknown) => Promise<AxeResults> } }).axe.run(how.on, how.run), { on, run });
  return results.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`));
}

/** Colours fade into each other; what is measured on the way belongs to neither theme. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // A child that inherits a colour starts to fade when its parent has ended.
    for (let quiet = 0; quiet < 3; quiet = document.getAnimations().length === 0 ? quiet + 1 : 0) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}

/** In the dark one only colours can differ, and what is decided by them. */
const dark: RunOptions = { runOnly: ["color-contrast", "link-in-text-block", "target-size"] };

/** All rules in the light theme. */
async function walk(page: Page, urls: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const url of urls) {
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(url);
    await page.evaluate(axe.source);
    await settled(page);
    for (const said of await violations(page)) found.push(`${url} ${said}`);
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await settled(page);
    for (const said of await violations(page, dark)) found.push(`${url} dark ${said}`);
  }
  return found;
}

story("axe finds nothing on the pages of a stranger", async () => {
  assert.deepEqual(await walk(await stranger(), outside), []);
});

const parts = 4;
for (let part = 0; part < parts; part++) {
  story(`axe finds nothing on the pages of a member and an administrator, part ${part + 1} of ${parts}`, async () => {
    const admin = await member("katarzyna-wojnar");
    const all = [...(await pages(admin)), ...administration];
    assert.deepEqual(await walk(admin, all.filter((_, index) => index % parts === part)), []);
  });
}

story("axe finds nothing from right to left", async () => {
  const arabic = { locale: "ar" };
  const page = await member("youssef-amrani-belkadi", arabic);
  const found = [...(await walk(await stranger(arabic), ["/sign-in"])), ...(await walk(page, ["/feed", "/people", "/people/youssef-amrani-belkadi", "/spaces", "/posts/new", "/search", "/search?q=brake", "/settings/profile", "/notifications", "/settings/notifications"]))];
  assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
  assert.deepEqual(found, []);
});

story("axe finds nothing on an open palette, a menu and a phone", async () => {
  const page = await member("katarzyna-wojnar");
  await page.goto("/feed?view=latest");
  await page.keyboard.press("Control+k");
  await page.locator("#palette input[name=q]").pressSequentially("brake");
  await page.locator("#palette [role=option]").first().waitFor();
  await page.evaluate(axe.source);
  const found = await violations(page);
  await page.keyboard.press("Escape");
  await page.locator("#palette").waitFor({ state: "hidden" });
  await page.locator("article.post details.drop > summary").first().click();
  found.push(...(await violations(page)));
  const phone = await member("katarzyna-wojnar", { viewport: { width: 390, height: 844 }, hasTouch: true });
  found.push(...(await walk(phone, ["/feed", "/people", "/spaces", "/search?q=brake", "/notifications", "/settings/notifications"])));
  await phone.getByRole("button", { name: "More", exact: true }).click();
  // The sheet lies in the top layer, over the tab bar; axe takes the bar's z-index for the higher one.
  found.push(...(await violations(phone)).filter((finding) => !(finding.startsWith("target-size") && finding.includes("rail__link"))));
  assert.deepEqual(found, []);
});
