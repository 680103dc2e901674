// Builds web/dist: bundles, names every file by its content, writes the manifest and the compressed siblings.
// The same input gives the same bytes: no dates, no random names, sorted lists.
import { build, context } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { sprite } from "./scripts/sprite.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const fonts = {
  "inter.woff2": "inter-latin-wght-normal.woff2",
  "inter-ext.woff2": "inter-latin-ext-wght-normal.woff2",
  "inter-italic.woff2": "inter-latin-wght-italic.woff2",
  "inter-ext-italic.woff2": "inter-latin-ext-wght-italic.woff2",
};
/** Compressed bytes that a reading page may carry; the build fails above. */
const budgets = { "app.css": 30 * 1024, "app.js": 30 * 1024 };
const textual = new Set([".css", ".js", ".svg", ".json", ".txt"]);
const target = ["chrome123", "firefox120", "safari17.5"];

async function buildAll() {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const manifest = {};
  const sizes = {};

  const put = async (name, bytes, hashed = true) => {
    const content = Buffer.from(bytes);
    const file = hashed ? hashedName(name, content) : name;
    await writeFile(join(dist, file), content);
    if (textual.has(extname(name))) sizes[name] = await compress(file, content);
    manifest[name] = file;
  };

  for (const [name, source] of Object.entries(fonts)) {
    await put(name, await readFile(join(here, "node_modules/@fontsource-variable/inter/files", source)));
  }
  await put("icons.svg", await sprite(here));
  for (const file of (await readdir(join(here, "static"))).sort()) {
    await put(file, await readFile(join(here, "static", file)));
  }
  await put("app.css", linkAssets(await bundle({ entryPoints: ["css/app.css"], external: ["/assets/*"] }), manifest));
  for (const name of ["app", "composer", "passkey", "push", "together"]) {
    await put(`${name}.js`, await bundle({ entryPoints: [`src/${name}.ts`], format: "esm" }));
  }
  // The frame of a diagram has no origin, and modules are only given to origins.
  await put("diagram.js", await bundle({ entryPoints: ["src/diagram.ts"], format: "iife" }));
  await put("sw.js", await serviceWorker(manifest), false);
  await put("licenses.txt", await licences());

  await writeFile(join(dist, "manifest.json"), `${JSON.stringify(sorted(manifest), null, 2)}\n`);
  report(sizes);
}

async function bundle(options) {
  const result = await build({
    absWorkingDir: here, bundle: true, minify: true, write: false, target, charset: "utf8", legalComments: "none", logLevel: "warning", ...options,
  });
  return Buffer.from(result.outputFiles[0].contents).toString("utf8");
}

/** The worker carries the list of what it keeps, so a new build is a new worker. */
async function serviceWorker(manifest) {
  const shell = ["app.css", "app.js", "composer.js", "icons.svg", "inter.woff2", "icon.svg", "icon-192.png"].map((name) => `/assets/${manifest[name]}`);
  const version = createHash("sha256").update(shell.join("\n")).digest("hex").slice(0, 10);
  return bundle({
    entryPoints: ["src/worker/sw.ts"], format: "iife", tsconfig: "src/worker/tsconfig.json",
    define: { SHELL_FILES: JSON.stringify(shell), SHELL_VERSION: JSON.stringify(version) },
  });
}

function linkAssets(css, manifest) {
  return css.replaceAll(/\/assets\/([\w.-]+)/g, (whole, name) => {
    if (!manifest[name]) throw new Error(`app.css names ${whole}, which is not built`);
    return `/assets/${manifest[name]}`;
  });
}

async function licences() {
  const folder = join(here, "licenses");
  const files = (await readdir(folder)).sort();
  const texts = await Promise.all(files.map(async (file) => `==== ${file}\n\n${(await readFile(join(folder, file), "utf8")).trim()}\n`));
  return texts.join("\n");
}

function hashedName(name, content) {
  const extension = extname(name);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  return `${name.slice(0, -extension.length)}-${hash}${extension}`;
}

async function compress(file, content) {
  const brotli = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
  });
  await writeFile(join(dist, `${file}.br`), brotli);
  await writeFile(join(dist, `${file}.gz`), gzipSync(content, { level: 9 }));
  return { plain: content.length, brotli: brotli.length };
}

const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));

function report(sizes) {
  for (const [name, size] of Object.entries(sorted(sizes))) {
    console.log(`${name.padEnd(16)} ${String(size.plain).padStart(8)} B  ${String(size.brotli).padStart(7)} B brotli`);
    if (budgets[name] && size.brotli > budgets[name]) throw new Error(`${name} is ${size.brotli} B compressed, more than ${budgets[name]} B`);
  }
}

await buildAll();

if (process.argv.includes("--watch")) {
  // esbuild only watches; each change runs the whole build, which takes about a second.
  let first = true;
  const again = { name: "again", setup: (b) => b.onEnd(() => (first ? (first = false) : buildAll().catch((error) => console.error(error.message)))) };
  const watcher = await context({
    absWorkingDir: here, entryPoints: ["css/app.css", "src/app.ts", "src/composer.ts", "src/diagram.ts", "src/passkey.ts", "src/push.ts", "src/together.ts", "src/worker/sw.ts"],
    bundle: true, write: false, outdir: "dist", external: ["/assets/*"], plugins: [again], logLevel: "error",
  });
  await watcher.watch();
}
