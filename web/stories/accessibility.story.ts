/** Every page in both themes, some from right to left, against all rules of axe. Not one violation is accepted. */
import assert from "node:assert/strict";
import axe, { type AxeResults, type RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { administration, outside, pages } from "./addresses.ts";
import { member, story, stranger } from "./browser.ts";

const options: RunOptions = { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };

/** One sentence per element that breaks a rule. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(async (run) => await (window as unknown as { axe: { run: (on: Document, with_: unknown) => Promise<AxeResults> } }).axe.run(document, run), options);
  return results.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`));
}

async function walk(page: Page, urls: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const url of urls) {
    await page.goto(url);
    for (const said of await violations(page)) found.push(`${url} ${said}`);
  }
  return found;
}

for (const colorScheme of ["light", "dark"] as const) {
  story(`axe finds nothing on any page, ${colorScheme}`, async () => {
    const visitor = await stranger({ colorScheme });
    const admin = await member("katarzyna-wojnar", { colorScheme });
    const found = [...(await walk(visitor, outside)), ...(await walk(admin, [...(await pages(admin)), ...administration]))];
    assert.deepEqual(found, []);
  });
}

story("axe finds nothing from right to left", async () => {
  const arabic = { locale: "ar", colorScheme: "light" } as const;
  const page = await member("katarzyna-wojnar", arabic);
  const found = [...(await walk(await stranger(arabic), ["/sign-in"])), ...(await walk(page, ["/feed", "/people", "/people/ines-halvorsen", "/spaces", "/posts/new", "/settings/profile"]))];
  assert.equal(await page.evaluate(() => document.documentElement.dir), "rtl");
  assert.deepEqual(found, []);
});

story("axe finds nothing on an open palette, a menu and a phone", async () => {
  const page = await member("katarzyna-wojnar");
  await page.goto("/feed?view=latest");
  await page.keyboard.press("Control+k");
  await page.locator("#palette input[name=q]").pressSequentially("brake");
  await page.locator("#palette [role=option]").first().waitFor();
  const found = await violations(page);
  await page.keyboard.press("Escape");
  await page.locator("#palette").waitFor({ state: "hidden" });
  await page.locator("article.post details.drop > summary").first().click();
  found.push(...(await violations(page)));
  const phone = await member("katarzyna-wojnar", { viewport: { width: 390, height: 844 }, hasTouch: true });
  found.push(...(await walk(phone, ["/feed", "/people", "/spaces"])));
  await phone.getByRole("button", { name: "More", exact: true }).click();
  found.push(...(await violations(phone)));
  assert.deepEqual(found, []);
});
