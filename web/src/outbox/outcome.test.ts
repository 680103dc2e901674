import assert from "node:assert/strict";
import { test } from "node:test";
import { outcome } from "./outcome.ts";

test("a text that was taken is not kept", () => {
  assert.equal(outcome(201), "sent");
  assert.equal(outcome(200), "sent");
});

test("without an answer, or with a server that is away, it waits", () => {
  for (const status of [undefined, 408, 429, 500, 502, 503, 504]) assert.equal(outcome(status), "later");
});

test("who is signed out signs in first", () => assert.equal(outcome(401), "signin"));

test("what the server does not take goes back to its writer", () => {
  for (const status of [403, 404, 409, 413, 422]) assert.equal(outcome(status), "refused");
});
