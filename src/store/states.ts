import * as fs from "node:fs";

/** The coarsest clock of a file system that is in use (FAT's), in milliseconds, with some to spare. */
export const GRAIN = 2500;

/** How many numbers tell a file's state: size, times of change of content and of entry, node. */
const NUMBERS = 4;

/**
 * Tells by what each of some files can be known to be the same again: some numbers each, of which none is
 * the same as itself where it can't be told. A file that changed just now could change again within the
 * grain of the file system's clock: it is not to be recognized ("racy git").
 *
 * @param settled the moment, in milliseconds since 1970, since which a change is one of just now
 */
export function statesOf(paths: readonly string[], settled: number): Float64Array {
  const states = new Float64Array(paths.length * NUMBERS).fill(Number.NaN);
  for (let index = 0; index < paths.length; index++) {
    const stats = statsAt(paths[index]!);
    if (stats?.isFile() && isSettled(stats, settled)) write(stats, states, index * NUMBERS);
  }
  return states;
}

/** Each file of a store passes here: no array is made of its numbers. */
function write({ size, mtimeMs, ctimeMs, ino }: fs.Stats, states: Float64Array, at: number): void {
  states[at] = size;
  states[at + 1] = mtimeMs;
  states[at + 2] = ctimeMs;
  states[at + 3] = ino;
}

/** Tells whether each of some files has the state that the same of others has. */
export function areSame(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

/** Counts the files that can't be known again. */
export function countUnsettled(states: Float64Array): number {
  let unsettled = 0;
  for (let at = 0; at < states.length; at += NUMBERS) if (Number.isNaN(states[at]!)) unsettled++;
  return unsettled;
}

/** Tells whether a file of some has the state that one of others has. */
export function isSame(a: Float64Array, index: number, b: Float64Array, other: number): boolean {
  for (let at = 0; at < NUMBERS; at++) {
    // A number that is none is the same as nothing.
    if (a[index * NUMBERS + at] !== b[other * NUMBERS + at]) return false;
  }
  return true;
}

/** Reads a file that is to have a state; gives `undefined` where it hasn't, or can't be read. */
export function readAs(path: string, states: Float64Array, index: number): Uint8Array | undefined {
  try {
    const file = fs.openSync(path, OPEN);
    try {
      const bytes = fs.readFileSync(file);
      // Afterwards: a change while it was read counts too.
      const now = numbersOf(fs.fstatSync(file));
      return isSame(now, 0, states, index) ? bytes : undefined;
    } finally {
      fs.closeSync(file);
    }
  } catch {
    return undefined;
  }
}

/** What was a file when it was looked at may be a link or a pipe when it is opened. */
const OPEN =
  fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0);

/** Tells whether what has changed last at some time can be recognized. */
export function isSettled({ mtimeMs, ctimeMs }: fs.Stats, settled: number): boolean {
  return Math.max(mtimeMs, ctimeMs) <= settled;
}

/** Gives what tells the state of what is at a path. */
export function numbersOf(stats: fs.Stats): Float64Array {
  const numbers = new Float64Array(NUMBERS);
  write(stats, numbers, 0);
  return numbers;
}

function statsAt(path: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(path);
  } catch {
    return undefined;
  }
}
