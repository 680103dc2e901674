// Draws the app icons from the Fourleaf mark into static/. Run by hand when the mark changes; the results are committed.
// CHROMIUM names the browser; nothing is fetched.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const chromium = process.env.CHROMIUM ?? "chromium";
const base = await readFile(join(root, "icons/base.svg"), "utf8");
const mark = /<symbol id="i-fourleaf"[^>]*><g[^>]*>(.*?)<\/g><\/symbol>/.exec(base)?.[1];
if (!mark) throw new Error("the mark is not in icons/base.svg");

/** `room` is the share of the edge that the mark takes; a maskable icon keeps it within the inner 80 %. */
const drawing = (room, corner) => {
  const scale = room * 512 / 21;
  const shift = 256 - 12 * scale;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" rx="${corner}" fill="#16693a"/><g fill="#fbfefc" transform="translate(${shift.toFixed(2)} ${shift.toFixed(2)}) scale(${scale.toFixed(4)})">${mark}</g></svg>\n`;
};

const icon = drawing(0.72, 112);
await writeFile(join(root, "static/icon.svg"), icon);
const folder = await mkdtemp(join(tmpdir(), "fourleaf-icons-"));
for (const [name, size, svg] of [["icon-192.png", 192, icon], ["icon-512.png", 512, icon], ["icon-maskable-512.png", 512, drawing(0.56, 0)], ["apple-touch-icon.png", 180, drawing(0.66, 0)]]) {
  const page = join(folder, "icon.html");
  const sized = svg.replace("<svg ", `<svg width="${size}" height="${size}" style="display:block" `);
  await writeFile(page, `<!doctype html><style>body{margin:0;background:transparent}</style>${sized}`);
  execFileSync(chromium, ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars", "--default-background-color=00000000", `--window-size=${size},${size}`, `--screenshot=${join(root, "static", name)}`, `file://${page}`], { stdio: "ignore" });
}
await rm(folder, { recursive: true });
