import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { run } from "../../src/cli.js";
import type { Asker } from "../../src/commands/asker.js";
import type { Output } from "../../src/commands/io.js";
import type { Disk } from "../../src/store/disk.js";

/** What a command printed, and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The world that a command runs in, where it differs from a pipe in a quiet environment. */
export interface World {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  readonly stdin?: string | Uint8Array | (() => Uint8Array);
  /** Makes standard output (and error) a terminal of so many columns. */
  readonly columns?: number;
  /** Makes standard output alone a terminal of so many columns. */
  readonly outputColumns?: number;
  /** Makes standard error alone a terminal. */
  readonly errorTerminal?: boolean;
  /** Answers what is asked at a terminal. */
  readonly asker?: Asker;
  /** Makes standard input a terminal. */
  readonly isTyped?: boolean;
  readonly today?: string;
  readonly disk?: Disk;
  readonly clock?: () => number;
  /** Takes what goes to standard output. */
  readonly stdout?: Output;
  /** How long ago a file must have changed for the cache to know it again, in milliseconds. */
  readonly grain?: number;
}

/** The repository's own folder, whose `claims/` is the example store. */
export const ROOT = join(import.meta.dirname, "../..");

/** A command that is running. */
export interface Started {
  /** What it has printed so far. */
  readonly printed: { readonly stdout: string; readonly stderr: string };
  /** The exit code, once it has ended. */
  readonly ended: Promise<number>;
}

/** Runs the real command line in this process and gives what it printed. */
export async function claims(argv: readonly string[], world: World = {}): Promise<Outcome> {
  const { printed, ended } = start(argv, world);
  return { code: await ended, ...printed };
}

/** Starts a command that goes on until it is stopped, at the latest when the test is over. */
export function started(
  argv: readonly string[],
  world: World = {},
): Started & { readonly stop: () => Promise<number> } {
  const abort = new AbortController();
  const { printed, ended } = start(argv, world, abort.signal);
  const stop = () => {
    abort.abort();
    return ended;
  };
  onTestFinished(async () => void (await stop()));
  return { printed, ended, stop };
}

function start(argv: readonly string[], world: World, signal?: AbortSignal): Started {
  const printed = { stdout: "", stderr: "" };
  const terminalOf = (columns: number | undefined) =>
    columns === undefined ? {} : { isTTY: true, columns };
  const { stdin = "" } = world;
  const output = (name: "stdout" | "stderr") => ({
    write: (text: string | Uint8Array) => {
      printed[name] += typeof text === "string" ? text : Buffer.from(text).toString("latin1");
    },
    ...terminalOf(world.columns),
    ...(name === "stdout" ? terminalOf(world.outputColumns) : {}),
    ...(name === "stderr" && world.errorTerminal ? { isTTY: true, columns: 80 } : {}),
  });
  const ended = run(argv, {
    stdout: world.stdout ?? output("stdout"),
    stderr: output("stderr"),
    stdin: async () => {
      if (typeof stdin === "function") return stdin();
      return typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin;
    },
    isTyped: world.isTyped ?? world.asker !== undefined,
    ...(world.asker ? { ask: async () => world.asker! } : {}),
    env: world.env ?? {},
    cwd: world.cwd ?? ROOT,
    today: world.today ?? "2026-01-01",
    clock: world.clock ?? (() => 0),
    ...(world.disk ? { disk: world.disk } : {}),
    ...(world.grain === undefined ? {} : { grain: world.grain }),
    ...(signal ? { signal } : {}),
  });
  return { printed, ended };
}

/**
 * Makes a folder with some files, which is gone when the test is over. A path without a folder is
 * put into `claims/`.
 */
export function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), "claims-test-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const full = join(root, path.includes("/") ? path : join("claims", path));
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
  }
  return root;
}

/** Runs a command on a store that consists of one file. */
export function onStore(yaml: string, ...argv: string[]): Promise<Outcome> {
  return claims(argv, { cwd: folder({ "store.yaml": yaml }) });
}

/** Runs git in a folder, as somebody, and gives what it prints. */
export function git(cwd: string, ...argv: string[]): string {
  const as = ["-c", "user.name=T", "-c", "user.email=t@example.org"];
  return execFileSync("git", ["-C", cwd, ...as, ...argv], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Makes a folder a repository, or goes on with one, and commits what is there. */
export function commit(cwd: string, message = "A state"): void {
  git(cwd, "init", "-q", "-b", "main");
  git(cwd, "add", "-A");
  git(cwd, "commit", "-q", "-m", message);
}
