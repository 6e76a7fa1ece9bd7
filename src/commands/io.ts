import type { Disk } from "../store/disk.js";
import type { ReadMemory } from "../store/folders.js";
import { makeStyle, type Style } from "../terminal/style.js";
import type { Asker } from "./asker.js";

/** A stream that a command writes to. */
export interface Output {
  /** Gives `false` where it would be better to wait until the stream has drained. */
  write(text: string | Uint8Array): unknown;
  once?(event: "drain", listener: () => void): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** What a command touches of the world; tests give their own. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Reads the whole of standard input. */
  readonly stdin: () => Promise<Uint8Array>;
  /** Whether standard input is a terminal, of which nothing comes unless somebody types. */
  readonly isTyped?: boolean;
  /** Gives what asks a person at the terminal; absent where nobody can be asked. */
  readonly ask?: (() => Promise<Asker>) | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The day on which the command runs, as `2023-10-26`. */
  readonly today: string;
  /** Milliseconds since some moment. */
  readonly clock: () => number;
  /** What was read before, for a command that reads again and again. */
  readonly memory?: ReadMemory;
  /** Ends what would go on until it is interrupted, such as watching. */
  readonly signal?: AbortSignal;
  /** The disk to read; the machine's own where absent. */
  readonly disk?: Disk;
  /** How long ago a file must have changed for the cache to know it again, in milliseconds. */
  readonly grain?: number;
}

/** The exit codes, the same for every command and format. */
export const EXIT = {
  /** It ran and found nothing that fails. */
  clean: 0,
  /** It ran, and something was found, a check failed, or part of the store could not be read. */
  problems: 1,
  /** It could not run: wrong usage, bad configuration, unreadable input, an unknown id, nothing to check. */
  unusable: 2,
  /** Somebody stopped it, with Ctrl-C or by closing the terminal, as 128 + SIGINT. */
  interrupted: 130,
} as const;

/** What keeps a command from running: told on one or more lines, without a stack; exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The flags that every command knows. */
export interface GlobalOptions {
  readonly directory?: string;
  readonly store?: string;
  /** A file's path, or `false` for none. */
  readonly config?: string | boolean;
  readonly color: "auto" | "always" | "never";
  readonly ascii?: boolean;
  /** `false` where nothing is to be taken from the cache, nor put into it. */
  readonly cache?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** Gives the style for a stream: colour is decided for each by itself. */
export function styleFor(output: Output, io: Io, options: GlobalOptions): Style {
  return makeStyle({
    color: wantsColor(output, io, options),
    ascii: options.ascii ?? false,
    columns: output.isTTY ? (output.columns ?? 80) : undefined,
  });
}

/** Flags beat the environment; of that, NO_COLOR (no-color.org) beats FORCE_COLOR. */
function wantsColor(output: Output, { env }: Io, { color }: GlobalOptions): boolean {
  if (color !== "auto") return color === "always";
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0" && env["FORCE_COLOR"] !== "false";
  return output.isTTY === true && env["TERM"] !== "dumb";
}
