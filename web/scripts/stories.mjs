// Browser stories: starts the program with the sample company, bundles stories/*.story.ts and runs them by Node's own runner.
// Arguments pick files: "npm run stories -- writing".
import { build } from "esbuild";
import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = new URL("..", import.meta.url).pathname;
const wanted = process.argv.slice(2);
const stories = (await readdir(join(root, "stories"))).filter((file) => file.endsWith(".story.ts") && (wanted.length === 0 || wanted.some((word) => file.startsWith(word)))).sort();
if (stories.length === 0) throw new Error("no stories found");
// Inside the folder, so that the packages of node_modules are found from there.
const out = await mkdtemp(join(root, "node_modules", ".stories-"));
let program;
try {
  await build({
    absWorkingDir: root, entryPoints: ["stories/program.ts", ...stories.map((file) => `stories/${file}`)], outdir: out, outExtension: { ".js": ".mjs" },
    bundle: true, format: "esm", platform: "node", target: "node20", packages: "external", logLevel: "warning",
  });
  const { start } = await import(pathToFileURL(join(out, "program.mjs")).href);
  program = await start(process.env.FOURLEAF_BINARY ?? join(root, "..", "target", "debug", "fourleaf"));
  process.exitCode = await run(stories.map((file) => join(out, file.replace(/\.ts$/, ".mjs"))));
} finally {
  await program?.stop();
  await rm(out, { recursive: true, force: true });
}

async function run(files) {
  const env = { ...process.env, STORIES_ADDRESS: program.address, STORIES_PASSWORD: program.password };
  const child = spawn(process.execPath, ["--test", "--test-reporter=spec", "--test-concurrency=2", ...files], { stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => child.kill(signal));
  return await new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
}
