import assert from "node:assert/strict";
import { administration, outside, pages } from "./addresses.ts";
import { member, story, stranger } from "./browser.ts";

story("a member chooses the dark theme and it stays", async () => {
  const page = await member("amara-nwosu-keller");
  await page.goto("/settings/account");
  await page.locator("#theme").selectOption("dark");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator("html[data-theme=dark]").waitFor();
  await page.goto("/feed");
  const [red = 255, green = 255, blue = 255] = await page.evaluate(() => {
    const canvas = document.createElement("canvas").getContext("2d");
    if (!canvas) return [];
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  });
  assert.ok(red + green + blue < 200, `the page is dark: ${red}, ${green}, ${blue}`);
  await page.goto("/settings/account");
  await page.locator("#theme").selectOption("device");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator("html:not([data-theme])").waitFor();
});

story("a member chooses Arabic and reads from right to left", async () => {
  const page = await member("fatima-elbaz");
  await page.goto("/settings/account");
  await page.locator("#language").selectOption("ar");
  await page.locator("main form button[type=submit]").click();
  await page.locator("html[lang=ar][dir=rtl]").waitFor();
  await page.goto("/people");
  const rail = await page.locator("#rail").boundingBox();
  assert.ok(rail && rail.x > 900, "the rail stands at the right");
  await page.goto("/settings/account");
  await page.locator("#language").selectOption("");
  await page.locator("main form button[type=submit]").click();
  await page.locator("html[lang=en][dir=ltr]").waitFor();
});

story("no page overflows sideways at 360 pixels", async () => {
  const narrow = { viewport: { width: 360, height: 740 }, hasTouch: true };
  const wide: string[] = [];
  const visitor = await stranger(narrow);
  const admin = await member("katarzyna-wojnar", narrow);
  const visits = [...outside.map((url) => ({ page: visitor, url })), ...[...(await pages(admin)), ...administration].map((url) => ({ page: admin, url }))];
  for (const { page, url } of visits) {
    await page.goto(url);
    const over = await page.evaluate(() => {
      const limit = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= limit) return "";
      const culprits = [...document.querySelectorAll("main *")].filter((element) => element.getBoundingClientRect().right > limit + 1);
      return `${document.documentElement.scrollWidth}: ${culprits.slice(-1).map((element) => `${element.tagName}.${element.className}`).join(", ")}`;
    });
    if (over) wide.push(`${url} (${over})`);
  }
  assert.deepEqual(wide, []);
});

story("the keyboard alone reaches the text and posts it", async () => {
  const page = await member("katarzyna-wojnar");
  await page.goto("/feed");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.className), "skip");
  assert.ok(((await page.locator(".skip").boundingBox())?.y ?? -1) >= 0, "the skip link is seen");
  await page.keyboard.press("Enter");
  for (let presses = 0; presses < 8; presses++) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement?.id)) === "compose") break;
  }
  assert.equal(await page.evaluate(() => document.activeElement?.id), "compose", "few presses lead from the skip link to the text");
  await page.keyboard.type("Posted without touching the mouse");
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/\/posts\/\d+/);
  await page.locator(".prose", { hasText: "Posted without touching the mouse" }).first().waitFor();
});
