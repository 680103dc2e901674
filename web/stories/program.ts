/**
 * The program under test: one fresh sample company per run, on a free port, stopped and swept away at the end.
 * FOURLEAF_BINARY names the program; without it the debug build of the workspace is taken.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const patience = 60_000;

export interface Program { address: string; password: string; stop: () => Promise<void> }

export async function start(binary: string): Promise<Program> {
  const { said, stop } = await run(binary, ["--demo"], (text) => {
    const address = /Fourleaf is at (\S+)/.exec(text)?.[1];
    const password = /Sign in with the password (\S+)/.exec(text)?.[1];
    return address && password ? { address, password } : undefined;
  });
  return { ...said, stop };
}

/** A new installation in which nobody is yet, and the link that is printed for its founder. */
export async function found(): Promise<{ address: string; link: string; stop: () => Promise<void> }> {
  const binary = process.env.FOURLEAF_BINARY ?? join(process.cwd(), "..", "target", "debug", "fourleaf");
  const { said, stop } = await run(binary, [], (text) => {
    const address = /Fourleaf is at (\S+)/.exec(text)?.[1];
    const link = /Set it up once at (\S+)/.exec(text)?.[1];
    return address && link ? { address, link } : undefined;
  });
  return { ...said, stop };
}

export interface Kept extends Program { kill: () => Promise<void>; again: () => Promise<void> }

/** A sample company of its own that can be killed, and begun again at the same address with what it has kept. */
export async function kept(): Promise<Kept> {
  const binary = process.env.FOURLEAF_BINARY ?? join(process.cwd(), "..", "target", "debug", "fourleaf");
  const data = await mkdtemp(join(tmpdir(), "fourleaf-stories-"));
  const config = join(data, "stories.toml");
  await writeFile(config, '[limits]\nrate = "off"\n');
  const listen = `127.0.0.1:${await freePort()}`;
  const begin = (...options: string[]): ChildProcess =>
    spawn(binary, ["--data", join(data, "data"), "--config", config, "serve", ...options, "--listen", listen], { stdio: ["ignore", "pipe", "pipe"] });
  let child = begin("--demo");
  const said = await announcement(child, (text) => {
    const address = /Fourleaf is at (\S+)/.exec(text)?.[1];
    const password = /Sign in with the password (\S+)/.exec(text)?.[1];
    return address && password ? { address, password } : undefined;
  });
  await healthy(said.address);
  return {
    ...said,
    kill: async () => {
      const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      child.kill("SIGKILL");
      await gone;
    },
    again: async () => {
      child = begin("--demo");
      child.stdout?.resume();
      child.stderr?.resume();
      await healthy(said.address);
    },
    stop: async () => {
      await ended(child);
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function run<T extends { address: string }>(binary: string, options: string[], read: (text: string) => T | undefined): Promise<{ said: T; stop: () => Promise<void> }> {
  const data = await mkdtemp(join(tmpdir(), "fourleaf-stories-"));
  const config = join(data, "stories.toml");
  // One machine plays the whole company, so the limit per address would stop it.
  await writeFile(config, '[limits]\nrate = "off"\n');
  const listen = `127.0.0.1:${await freePort()}`;
  const child = spawn(binary, ["--data", join(data, "data"), "--config", config, "serve", ...options, "--listen", listen], { stdio: ["ignore", "pipe", "pipe"] });
  const stop = async (): Promise<void> => {
    await ended(child);
    await rm(data, { recursive: true, force: true });
  };
  try {
    const said = await announcement(child, read);
    await healthy(said.address);
    return { said, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the program prints once it listens. */
async function announcement<T>(child: ChildProcess, read: (text: string) => T | undefined): Promise<T> {
  return await new Promise((resolve, reject) => {
    let text = "";
    const clock = setTimeout(() => reject(new Error(`the program did not say where it is:\n${text}`)), patience);
    const hear = (part: Buffer): void => {
      text += part.toString();
      const said = read(text);
      if (said === undefined) return;
      clearTimeout(clock);
      resolve(said);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the program ended with ${code}:\n${text}`)));
  });
}

async function healthy(address: string): Promise<void> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    const answer = await fetch(new URL("/healthz", address)).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${address} does not answer`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const clock = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await gone;
  clearTimeout(clock);
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no free port"))));
    });
  });
}
