import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { claims, type Outcome, type World } from "./run.js";

/** How long ago a file must have changed to be known again: some ticks of the clock of a disk at hand. */
export const GRAIN = 20;

/** Waits until what has changed by now is known again. */
export async function settle(): Promise<void> {
  await pause(GRAIN + 5);
}

/** Where a command keeps its cache in a test's folder, out of the store's. */
export function cacheHome(root: string): string {
  return join(root, "home");
}

/** A world whose commands keep a cache, in the folder of the store. */
export function cachingIn(root: string, world: World = {}): World {
  return { cwd: root, env: { XDG_CACHE_HOME: cacheHome(root) }, grain: GRAIN, ...world };
}

/** What a command printed with the cache, and what it said of why it didn't use it. */
export interface Cached extends Outcome {
  readonly notes: readonly string[];
}

/** Runs a command with the cache. */
export async function cached(
  root: string,
  argv: readonly string[],
  world: World = {},
): Promise<Cached> {
  const { stderr, ...outcome } = await claims([...argv, "-v"], cachingIn(root, world));
  const lines = stderr.split(/(?<=\n)/);
  const isNote = (line: string) => line.startsWith("cache: ");
  return {
    ...outcome,
    stderr: lines.filter((line) => !isNote(line)).join(""),
    notes: lines.filter(isNote).map((line) => line.slice("cache: ".length, -1)),
  };
}

/** Runs a command without the cache. */
export function uncached(
  root: string,
  argv: readonly string[],
  world: World = {},
): Promise<Outcome> {
  return claims([...argv, "--no-cache"], cachingIn(root, world));
}

/** Makes the files of a folder those that are given by path; what has not changed is left alone. */
export function put(
  root: string,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): void {
  for (const path of Object.keys(before)) if (!(path in after)) rmSync(join(root, path));
  for (const [path, text] of Object.entries(after)) {
    const full = join(root, path);
    if (before[path] === text && existsSync(full)) continue;
    mkdirSync(dirname(full), { recursive: true });
    // As some editors do it: beside it first, and then in its place.
    if (text.length % 2 === 0) writeFileSync(full, text);
    else {
      writeFileSync(`${full}.new`, text);
      renameSync(`${full}.new`, full);
    }
  }
}

/** Gives the bytes of a file that is there. */
export function bytesOf(path: string): Buffer {
  return readFileSync(path);
}
