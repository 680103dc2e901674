import assert from "node:assert/strict";
import { test } from "node:test";
import { type LocalDraft, mergeDraft } from "./draft.ts";

const body = (text: string) => ({ body: [text], space: ["12"] });
const local = (text: string, over: Partial<LocalDraft> = {}): LocalDraft => ({ fields: body(text), savedAt: 2_000, base: 1_000, synced: false, ...over });

test("without anything on the device the server's text stands", () => {
  assert.deepEqual(mergeDraft({ fields: body("a"), savedAt: 5 }, undefined), { fields: body("a"), from: "server" });
});

test("what was typed after the last save comes back", () => {
  assert.deepEqual(mergeDraft({ fields: body("a"), savedAt: 1_000 }, local("a and more")), { fields: body("a and more"), from: "device" });
});

test("a text that was posted from elsewhere does not come back", () => {
  assert.equal(mergeDraft({ fields: body(""), savedAt: 0 }, local("posted", { synced: true })).from, "server");
});

test("a page that did not ask the server shows what this device has", () => {
  const merged = mergeDraft({ fields: body(""), savedAt: 0, asked: false }, local("half a thought", { synced: true }));
  assert.deepEqual(merged, { fields: body("half a thought"), from: "device" });
});

test("a text that the server never saw survives although the server has none", () => {
  const merged = mergeDraft({ fields: body(""), savedAt: 0 }, local("typed offline", { base: 0 }));
  assert.deepEqual(merged, { fields: body("typed offline"), from: "device" });
});

test("changed in two places: the newer is shown, the other is kept", () => {
  assert.deepEqual(mergeDraft({ fields: body("phone"), savedAt: 1_500 }, local("desk")), { fields: body("desk"), from: "device", other: body("phone") });
  assert.deepEqual(mergeDraft({ fields: body("phone"), savedAt: 3_000 }, local("desk")), { fields: body("phone"), from: "server", other: body("desk") });
});

test("an emptied text on the device hides nothing", () => {
  assert.equal(mergeDraft({ fields: body("a"), savedAt: 1_000 }, local("  ")).from, "server");
});

test("an absent field equals an empty one", () => {
  assert.equal(mergeDraft({ fields: { body: ["a"] }, savedAt: 9 }, { ...local("a"), fields: { body: ["a"], title: [""] } }).from, "server");
});
