// What the benchmark says of what it measured: medians, targets, tables. Pure: numbers in, Markdown out.
import { markdownTable } from "markdown-table";

/** The names of what is measured, where more than one part of the benchmark speaks of it. */
export const NAMES = {
  node: "`node -e 0`",
  version: "`claims --version`",
  own: "`claims list`, the repository's own store",
  cold: "`claims validate`, cold",
  warm: "`claims validate`, nothing changed",
  changed: "`claims validate`, one file changed",
  trace: "`claims trace ID`, nothing changed",
  show: "`claims show ID`, nothing changed",
  list: "`claims list --limit 20`, nothing changed",
  hledger: "`hledger check`",
};

/** The size of a store at which the targets for large ones are set, and the one for growth. */
const LARGE = 100_000;
const HUGE = 1_000_000;

/**
 * What is aimed at: the time of one thing at most so many times that of another (in a store of a size,
 * where both depend on it), or memory in bytes. A target without a size is about starting.
 */
export const TARGETS = [
  { time: "version", over: "node", bound: 1.3 },
  { time: "own", over: "node", bound: 2 },
  { time: "cold", over: "hledger", size: LARGE, bound: 0.5 },
  { time: "warm", over: "hledger", size: LARGE, bound: 0.08 },
  { time: "changed", over: "hledger", size: LARGE, bound: 0.15 },
  { time: "trace", over: "node", size: LARGE, bound: 4 },
  { time: "show", over: "node", size: LARGE, bound: 4 },
  { time: "list", over: "node", size: LARGE, bound: 4 },
  { time: "cold", size: HUGE, overSize: LARGE, bound: 11 },
  { time: "warm", size: HUGE, overSize: LARGE, bound: 11 },
  { memory: "cold", size: LARGE, bound: 600e6 },
  { memory: "cold", size: HUGE, bound: 3e9 },
];

/** The value in the middle, or the mean of the two there; `undefined` of none. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle];
  return sorted.length === 0 ? undefined : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What was measured, by name and size: times in milliseconds, memory in bytes. */
export class Results {
  #times = new Map();
  #memory = new Map();
  #missing = new Map();

  addTime(name, size, milliseconds) {
    const key = keyOf(name, size);
    this.#times.set(key, [...(this.#times.get(key) ?? []), milliseconds]);
  }

  setMemory(name, size, bytes) {
    this.#memory.set(keyOf(name, size), bytes);
  }

  /** Notes why a thing has no number: the peer is missing here, or too slow for the size. */
  setMissing(name, size, why) {
    this.#missing.set(keyOf(name, size), why);
  }

  /** The median; `undefined` where it was not measured. */
  time(name, size) {
    return median(this.#times.get(keyOf(name, size)) ?? []);
  }

  memory(name, size) {
    return this.#memory.get(keyOf(name, size));
  }

  missing(name, size) {
    return this.#missing.get(keyOf(name, size));
  }
}

function keyOf(name, size) {
  return `${name} ${size ?? ""}`;
}

/**
 * Holds a target against what was measured: its value and whether that meets it. Where a target for
 * large stores was not run at its size, the largest size that was stands in, and nothing is judged.
 */
export function judge(target, results, sizes) {
  const value = measured(target, results, target.size);
  if (value !== undefined) return { value, size: target.size, isMet: value <= target.bound };
  if (target.size !== LARGE) return {};
  const size = Math.max(...sizes.filter((each) => each < LARGE));
  return { value: measured(target, results, size), size };
}

function measured({ time, over, overSize, memory }, results, size) {
  if (memory) return results.memory(NAMES[memory], size);
  const one = results.time(NAMES[time], size);
  const other = results.time(NAMES[over ?? time], overSize ?? size);
  return one === undefined || other === undefined ? undefined : one / other;
}

/** The table of targets: what is aimed at, what came out, and whether that meets it. */
export function targetTable(results, sizes) {
  const head = ["target", "over", "claims", "measured", "at most", ""];
  const rows = TARGETS.map((target) => {
    const { value, size, isMet } = judge(target, results, sizes);
    const write = target.memory ? megabytes : (ratio) => ratio.toFixed(2);
    const elsewhere = size === target.size ? "" : ` at ${count(size ?? 0)}`;
    return [
      NAMES[target.time] ?? `memory of ${NAMES[target.memory]}`,
      target.overSize ? `the same at ${count(target.overSize)}` : (NAMES[target.over] ?? ""),
      target.size === undefined ? "" : count(target.size),
      value === undefined ? "not measured" : `${write(value)}${elsewhere}`,
      target.memory ? megabytes(target.bound) : String(target.bound),
      isMet === undefined ? "–" : isMet ? "✓ met" : "✗ missed",
    ];
  });
  return markdownTable([head, ...rows], { align: ["l", "l", "r", "r", "r", "l"] });
}

/** A table with a row a name and a column a size; a cell without a number says why. */
export function sizeTable(title, names, sizes, cell) {
  const head = [title, ...sizes.map((size) => (size === undefined ? "" : `${count(size)} claims`))];
  const rows = names.map((name) => [name, ...sizes.map((size) => cell(name, size) ?? "–")]);
  return markdownTable([head, ...rows], { align: ["l", ...sizes.map(() => "r")] });
}

/** Milliseconds as a table shows them. */
export function milliseconds(time) {
  return time === undefined ? undefined : `${count(Math.round(time))} ms`;
}

/** Bytes as a table shows them. */
export function megabytes(bytes) {
  return bytes === undefined ? undefined : `${count(Math.round(bytes / 1e6))} MB`;
}

/** A number with commas between thousands. */
export function count(number) {
  return number.toLocaleString("en-GB");
}
