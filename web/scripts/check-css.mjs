// Rules of the house for css/: logical properties only, only tokens that exist, everything in a layer, no literal hex colours.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

const folder = new URL("../css/", import.meta.url).pathname;
const physical = /^(?:(?:min-|max-)?(?:width|height)|left|right|top|bottom|(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)(?:-\w+)*|border-(?:top|bottom)-(?:left|right)-radius|overflow-[xy]-physical|float|clear)$/;
const declaration = /(?<=[;{}]\s*)(-{0,2}[a-zA-Z][\w-]*)\s*:([^;{}]*)(?=[;}])/g;
const layered = new Set(["tokens", "base", "layout", "components", "utilities"]);

const files = (await readdir(folder)).filter((name) => name.endsWith(".css")).sort();
const sheets = await Promise.all(files.map(async (name) => ({ name, text: blank(await readFile(join(folder, name), "utf8")) })));
const known = new Set(sheets.flatMap(({ text }) => [...text.matchAll(/(?<=[;{}\s])(--[\w-]+)\s*:/g)].map((match) => match[1])));
for (const { text } of sheets) for (const match of text.matchAll(/@property\s+(--[\w-]+)/g)) known.add(match[1]);
const problems = sheets.flatMap(({ name, text }) => [...declarations(name, text), ...tokens(name, text), ...layers(name, text)]);

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`css: ${files.length} files, ${known.size} tokens, in order`);

/** Comments and strings become spaces, so that places stay the same. */
function blank(text) {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"/g, (found) => found.replaceAll(/[^\n]/g, " "));
}

function* declarations(name, text) {
  for (const match of text.matchAll(declaration)) {
    const [, property, value] = match;
    const where = `${name}:${line(text, match.index)}`;
    if (physical.test(property)) yield `${where} ${property} is physical; use the logical property`;
    if (/^(?:text-align|justify-\w+)$/.test(property) && /\b(?:left|right)\b/.test(value)) yield `${where} ${property}:${value} is physical; use start or end`;
    if (/#[\da-f]{3,8}\b/i.test(value)) yield `${where} ${value.trim()} is a literal colour; use a token`;
    if (/!important/.test(value) && !/duration|iteration|behavior|display/.test(property)) yield `${where} ${property} uses !important`;
  }
}

function* tokens(name, text) {
  for (const match of text.matchAll(/var\(\s*(--[\w-]+)/g)) {
    if (!known.has(match[1])) yield `${name}:${line(text, match.index)} ${match[1]} is not a token`;
  }
}

/** Style rules at the top of a file must be inside a known layer. */
function* layers(name, text) {
  let depth = 0;
  let head = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === ";" && depth === 0) head = at + 1;
    if (text[at] === "{") {
      const prelude = text.slice(head, at).trim();
      if (depth === 0 && !/^@(?:layer|font-face|property|keyframes)\b/.test(prelude)) yield `${name}:${line(text, at)} "${prelude}" is in no layer`;
      if (depth === 0 && prelude.startsWith("@layer") && !layered.has(prelude.slice(6).trim())) yield `${name}:${line(text, at)} unknown ${prelude}`;
      depth += 1;
    }
    if (text[at] === "}") { depth -= 1; head = at + 1; }
  }
}

function line(text, index) {
  return text.slice(0, index).split("\n").length;
}
