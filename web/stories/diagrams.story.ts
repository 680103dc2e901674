import assert from "node:assert/strict";
import { member, story } from "./browser.ts";

async function written(page: Awaited<ReturnType<typeof member>>, body: string): Promise<string> {
  await page.goto("/feed");
  const origin = new URL(page.url()).origin;
  const made = await page.request.post("/posts", { headers: { Accept: "application/json", Origin: origin }, data: { kind: "note", body } });
  assert.equal(made.status(), 201, await made.text());
  return ((await made.json()) as { id: string }).id;
}

const fenced = (source: string): string => `Before\n\n\`\`\`mermaid\n${source}\n\`\`\`\n\nAfter\n`;

story("a diagram is drawn in a frame of its own, with its source below", async () => {
  const page = await member("ines-halvorsen");
  const wrong: string[] = [];
  page.on("console", (message) => { if (message.type() === "error") wrong.push(message.text()); });
  const id = await written(page, fenced("flowchart LR\n  accTitle: From fault to repair\n  A[Fault reported] --> B{Tram safe?}\n  B -->|no| C[Workshop]\n  B -->|yes| D[Night check]"));
  await page.goto(`/posts/${id}`);
  const frame = page.frameLocator("iframe.diagram");
  await frame.locator("svg", { hasText: "Fault reported" }).waitFor({ timeout: 20_000 });
  await page.locator("iframe.diagram[title='From fault to repair']").waitFor();
  const tall = await page.locator("iframe.diagram").evaluate((node) => node.getBoundingClientRect().height);
  const drawn = await frame.locator("svg").evaluate((node) => node.getBoundingClientRect().height);
  assert.ok(tall >= drawn && drawn > 40, `${String(tall)} for ${String(drawn)}`);
  await page.getByText("Source of the diagram").click();
  await page.locator(".diagram-source pre", { hasText: "flowchart LR" }).waitFor();
  // Nothing of the page is to be had from within.
  const reached = await frame.locator("body").evaluate(() => {
    const tried: string[] = [];
    try { tried.push(document.cookie); } catch { tried.push("refused"); }
    try { tried.push(parent.document.title); } catch { tried.push("refused"); }
    return tried;
  });
  assert.deepEqual(reached, ["refused", "refused"]);
  assert.deepEqual(wrong, []);
});

story("a diagram that is none says so, and no diagram runs a script", async () => {
  const page = await member("ines-halvorsen");
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => { dialogs.push(dialog.message()); void dialog.dismiss(); });
  const broken = await written(page, fenced("flowchart LR\n  A[never closed"));
  await page.goto(`/posts/${broken}`);
  await page.getByText("The diagram cannot be drawn.").waitFor({ timeout: 20_000 });
  await page.locator("pre", { hasText: "never closed" }).waitFor();
  const hostile = await written(page, fenced("%%{init: {\"securityLevel\": \"loose\", \"theme\": \"base\", \"htmlLabels\": true}}%%\nflowchart LR\n  A[\"<img src=x onerror=alert(1)>\"] --> B[\"<script>alert(2)</script>\"]\n  click A \"javascript:alert(3)\"\n  click B call alert(4)"));
  await page.goto(`/posts/${hostile}`);
  await page.frameLocator("iframe.diagram").locator("svg").first().waitFor({ timeout: 20_000 });
  for (const node of await page.frameLocator("iframe.diagram").locator(".node").all()) await node.click({ force: true });
  await page.waitForTimeout(300);
  assert.deepEqual(dialogs, []);
});
