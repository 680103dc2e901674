import assert from "node:assert/strict";
import { member, story } from "./browser.ts";

/** Two days from now at ten, as a field for date and time takes it. */
function soon(hour: number): string {
  const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  return `${day}T${hour}:00`;
}

story("a live chat goes from its announcement to the record", async () => {
  const host = await member("ines-halvorsen");
  await host.goto("/events/new?space=braking-running-gear");
  await host.getByLabel("Live chat").check();
  await host.getByLabel("Title").fill("Live chat: wombat brackets");
  await host.getByLabel("Begins").fill(soon(10));
  await host.getByLabel("Ends").fill(soon(11));
  await host.getByLabel("What it is about").fill("Everything about **brackets**.");
  await host.getByLabel("Experts").fill("katarzyna-wojnar");
  await host.getByRole("button", { name: "Announce" }).click();
  await host.waitForURL(/\/events\/\d+$/);
  const address = new URL(host.url()).pathname;

  const reader = await member("amara-nwosu-keller");
  await reader.goto(address);
  await reader.getByRole("button", { name: "Yes", exact: true }).click();
  await reader.waitForLoadState();
  await reader.getByLabel("Your question").fill("Does a wombat bracket rust?");
  await reader.getByRole("button", { name: "Ask", exact: true }).click();
  await reader.getByText("Does a wombat bracket rust?").first().waitFor();
  await reader.getByLabel("Your question").fill("Who paints it?");
  await reader.getByRole("button", { name: "Ask", exact: true }).click();
  await reader.getByText("Who paints it?").first().waitFor();

  await host.goto(`${address}/desk`);
  await host.getByRole("button", { name: "Go live" }).click();
  await host.getByRole("button", { name: /Take up Does a wombat/ }).click();
  // The page of the reader hears of it by itself.
  await reader.getByText("Being answered").waitFor();

  const expert = await member("katarzyna-wojnar");
  await expert.goto(`${address}/desk`);
  await expert.getByLabel(/Answer Does a wombat/).fill("Only where the paint is off.");
  await expert.locator("li:has(p:text-is('Does a wombat bracket rust?'))").getByRole("button", { name: "Answer", exact: true }).click();
  await reader.getByText("Only where the paint is off.").waitFor();

  await host.goto(`${address}/desk`);
  await host.getByRole("button", { name: "End the chat" }).click();
  await host.getByRole("button", { name: "Put the questions on record" }).click();
  await host.getByRole("link", { name: "On record" }).first().waitFor();
  await reader.goto("/questions?space=braking-running-gear");
  await reader.getByRole("link", { name: "Does a wombat bracket rust?" }).click();
  await reader.getByText("Only where the paint is off.").waitFor();
  assert.equal(await reader.getByText("Accepted", { exact: false }).count() > 0, true);
});
