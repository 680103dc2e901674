import assert from "node:assert/strict";
import { test } from "node:test";
import { type Format, format, imageMarkdown } from "./format.ts";

/** `|` marks the selection before and after. */
function apply(kind: Format, marked: string): string {
  const start = marked.indexOf("|");
  const end = marked.lastIndexOf("|") - 1;
  const text = marked.replaceAll("|", "");
  const selection = { text, start, end: Math.max(start, end) };
  const edit = format(kind, selection);
  const after = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  return `${after.slice(0, edit.start)}|${after.slice(edit.start, edit.end)}|${after.slice(edit.end)}`;
}

test("bold goes on and off", () => {
  assert.equal(apply("bold", "a |big| gap"), "a **|big|** gap");
  assert.equal(apply("bold", "a **|big|** gap"), "a |big| gap");
  assert.equal(apply("bold", "a ||"), "a **||**");
});

test("spaces stay outside the marks", () => {
  assert.equal(apply("italic", "a| big |gap"), "a _|big|_ gap");
});

test("a link asks for the address, an address asks for the words", () => {
  assert.equal(apply("link", "see |this|"), "see [this](|https://|)");
  assert.equal(apply("link", "|https://example.org|"), "[||](https://example.org)");
});

test("lists and quotes work on whole lines and come off again", () => {
  assert.equal(apply("list", "o|ne\ntw|o"), "|- one\n- two|");
  assert.equal(apply("list", "|- one\n- two|"), "|one\ntwo|");
  assert.equal(apply("numbers", "|one\ntwo|"), "|1. one\n2. two|");
  assert.equal(apply("quote", "said ||"), "> said ||");
});

test("several lines of code become a block", () => {
  assert.equal(apply("code", "|a\nb|"), "```\n|a\nb|\n```");
  assert.equal(apply("code", "|a|"), "`|a|`");
});

test("a file name cannot break out of the image", () => {
  assert.equal(imageMarkdown("a](javascript:1)[", "/files/1 (2).png"), "![a (javascript:1)](/files/1%20(2).png)".replace("(2)", "%282%29"));
});
