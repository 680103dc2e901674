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

story("the parts of a page stand where they were drawn", async () => {
  const page = await member("ines-halvorsen");
  await page.goto("/spaces");
  const bottoms = await page.locator(".space-card").evaluateAll((cards) => cards.slice(0, 8).flatMap((card) => {
    const button = card.querySelector("form");
    return button ? [Math.round(card.getBoundingClientRect().bottom - button.getBoundingClientRect().bottom)] : [];
  }));
  assert.equal(new Set(bottoms).size, 1, `buttons of cards stand on one line: ${bottoms.join()}`);
  await page.goto("/spaces/braking-running-gear");
  assert.equal(await page.locator("article.post .meta a[href='/spaces/braking-running-gear']").count(), 0, "a space does not name itself in each post");
  assert.ok(await page.locator("input[type=file]").first().isHidden(), "the composer of a space has its script");
  await page.goto("/posts/new?kind=article");
  const [summary, series] = [await page.locator("#summary").boundingBox(), await page.locator("#series").boundingBox()];
  assert.ok(summary && series && summary.height < 120 && series.y > summary.y, "what belongs to an article stands below its text, line by line");
  const phone = await member("ines-halvorsen", { viewport: { width: 390, height: 844 }, hasTouch: true });
  await phone.goto("/spaces");
  const [title, button] = [await phone.locator("h1").boundingBox(), await phone.getByRole("link", { name: "New space" }).boundingBox()];
  assert.ok(title && button && button.y < title.y + title.height, "the button stands beside the title");
});

story("letters walk through posts and say what they do", async () => {
  const page = await member("ines-halvorsen");
  await page.goto("/feed?view=latest");
  await page.keyboard.press("j");
  const focused = () => page.evaluate(() => document.activeElement?.id ?? "");
  const first = await focused();
  assert.match(first, /^post-/);
  await page.keyboard.press("j");
  assert.notEqual(await focused(), first);
  await page.keyboard.press("k");
  assert.equal(await focused(), first);
  await page.keyboard.press("?");
  await page.locator("#shortcuts[open]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#shortcuts").waitFor({ state: "hidden" });
  assert.equal(await focused(), first, "the reader is where they were");
  await page.keyboard.press("n");
  assert.equal(await focused(), "compose");
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
