import { readFileSync } from "node:fs";
import { join } from "node:path";
import { applyFixes, type FixOutcome } from "../../src/commands/fix.js";
import type { GlobalOptions, Io } from "../../src/commands/io.js";
import { type OpenedStore, openStore } from "../../src/commands/open.js";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { check } from "./print-all.js";
import { folder } from "./run.js";

/** What fixing a store came to, and the files as they are now. */
export interface Fixed extends FixOutcome {
  readonly stdout: string;
  readonly stderr: string;
  /** The text of a file, a byte order mark included. */
  readonly text: (file?: string) => string;
  readonly again: () => Promise<Fixed>;
}

/** How a store is to be fixed. */
export interface Fixing {
  readonly unsafe?: boolean;
  readonly diff?: boolean;
  readonly color?: boolean;
  readonly choose?: (findings: readonly Diagnostic[]) => readonly Diagnostic[];
  /** Called when the store was read and before it is fixed. */
  readonly meanwhile?: (root: string) => void;
}

/** Fixes a store of some files, or of one. */
export function fix(
  files: string | Readonly<Record<string, string | Uint8Array>>,
  fixing: Fixing = {},
): Promise<Fixed> {
  return fixIn(folder(typeof files === "string" ? { "store.yaml": files } : files), fixing);
}

/** Fixes the store in a folder. */
export async function fixIn(cwd: string, fixing: Fixing = {}): Promise<Fixed> {
  const printed = { stdout: "", stderr: "" };
  const output = (name: "stdout" | "stderr") => ({
    write: (text: string) => {
      printed[name] += text;
    },
  });
  const io: Io = {
    stdout: output("stdout"),
    stderr: output("stderr"),
    stdin: async () => new Uint8Array(),
    env: {},
    cwd,
    today: "2026-01-01",
    clock: () => 0,
  };
  const options: GlobalOptions = { color: fixing.color ? "always" : "never" };
  const opened = await openStore(io, options);
  fixing.meanwhile?.(cwd);
  const request = {
    unsafe: fixing.unsafe ?? false,
    diff: fixing.diff ?? false,
    check: async ({ store }: OpenedStore) => check(store),
    ...(fixing.choose ? { choose: fixing.choose } : {}),
  };
  const outcome = await applyFixes(opened, check(opened.store), request, io, options);
  const text = (file = "claims/store.yaml") => readFileSync(join(cwd, file)).toString("utf8");
  return { ...outcome, ...printed, text, again: () => fixIn(cwd, fixing) };
}
