import assert from "node:assert/strict";
import { test } from "node:test";
import { findToken } from "./token.ts";

const at = (text: string) => findToken(text, text.length);

test("a name is completed from the at sign to the caret", () => {
  assert.deepEqual(at("Thanks @pri"), { kind: "@", query: "pri", start: 7 });
  assert.deepEqual(at("@"), { kind: "@", query: "", start: 0 });
  assert.deepEqual(findToken("Ask @pri about it", 8), { kind: "@", query: "pri", start: 4 });
});

test("names in every script and with dots are completed", () => {
  assert.equal(at("@mäk")?.query, "mäk");
  assert.equal(at("@أمل")?.query, "أمل");
  assert.equal(at("(@k.osei-l")?.query, "k.osei-l");
});

test("a tag needs a letter, so that a heading stays a heading", () => {
  assert.equal(at("#"), null);
  assert.equal(at("# Head"), null);
  assert.deepEqual(at("see #brak"), { kind: "#", query: "brak", start: 4 });
});

test("a mail address or the anchor of a link is no mention", () => {
  assert.equal(at("mina@example"), null);
  assert.equal(at("page#sec"), null);
});

test("nothing is completed inside code", () => {
  assert.equal(at("use `@Over"), null);
  assert.equal(at("```\n@Over"), null);
  assert.equal(at("```\n@x\n```\n@pri")?.query, "pri");
});

test("a finished word is not completed", () => {
  assert.equal(at("@pri "), null);
  assert.equal(at(`@${"a".repeat(60)}`), null);
});
