// The sprite: the drawn symbols, then further Lucide icons taken from the package by icons/further.json.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

export async function sprite(root) {
  const base = await readFile(join(root, "icons/base.svg"), "utf8");
  const further = JSON.parse(await readFile(join(root, "icons/further.json"), "utf8"));
  const symbols = await Promise.all(Object.entries(further).map(async ([id, name]) => {
    if (base.includes(`id="i-${id}"`)) throw new Error(`icons/further.json repeats ${id}`);
    const source = await readFile(join(root, "node_modules/lucide-static/icons", `${name}.svg`), "utf8");
    const inner = source.slice(source.indexOf(">", source.indexOf("<svg")) + 1, source.lastIndexOf("</svg>"));
    return `<symbol id="i-${id}" viewBox="0 0 24 24">${inner.trim()}</symbol>`;
  }));
  return base.replace("</svg>\n", `${symbols.join("\n")}\n</svg>\n`).replaceAll(/>\s+</g, "><").replaceAll(" />", "/>");
}
