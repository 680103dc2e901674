import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64url, toBase64url } from "./base64url.ts";

test("the vectors of RFC 4648 come out, without padding", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  assert.deepEqual(["", "f", "fo", "foo", "foob"].map((text) => toBase64url(bytes(text))), ["", "Zg", "Zm8", "Zm9v", "Zm9vYg"]);
});

test("every byte goes there and back in the alphabet of addresses", () => {
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);
  const text = toBase64url(all);
  assert.match(text, /^[\w-]+$/);
  assert.deepEqual(fromBase64url(text), all);
});

test("a view into a larger buffer gives only its own bytes", () => {
  const view = new Uint8Array(Uint8Array.from([0, 255, 254, 0]).buffer, 1, 2);
  assert.equal(toBase64url(view), "__4");
  assert.deepEqual([...fromBase64url("__4")], [255, 254]);
});
