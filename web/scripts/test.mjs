// Unit tests of the pure functions: each *.test.ts is bundled to a temporary module and run by Node's own runner.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const tests = (await readdir(join(root, "src"), { recursive: true })).filter((file) => file.endsWith(".test.ts")).sort();
if (tests.length === 0) throw new Error("no tests found");
const out = await mkdtemp(join(tmpdir(), "fourleaf-web-"));
await build({
  absWorkingDir: root, entryPoints: tests.map((file) => join("src", file)), outdir: out, outExtension: { ".js": ".mjs" },
  bundle: true, format: "esm", platform: "node", target: "node20", logLevel: "warning",
});
const built = (await readdir(out, { recursive: true })).filter((file) => file.endsWith(".mjs")).map((file) => join(out, file));
const run = spawnSync(process.execPath, ["--test", ...built], { stdio: "inherit" });
await rm(out, { recursive: true });
process.exit(run.status ?? 1);
