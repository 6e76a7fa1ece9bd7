import { isMap, isScalar } from "yaml";
import { type EntryKind, SECTIONS, type Section } from "../model/file.js";
import { isId, UNKNOWN } from "../model/ids.js";
import { nearest } from "../model/nearest.js";
import { type Fault, invalidId } from "./faults.js";
import type { Problem, Span } from "./problem.js";
import { checkShape } from "./shape.js";
import { type Entry, SourceFile } from "./source.js";
import { decodeText } from "./text.js";
import {
  checkKey,
  pairsOf,
  parseYaml,
  spanOf,
  toData,
  type YamlNode,
  type YamlPair,
} from "./yaml.js";

/** The largest store file, in bytes: some 30,000 claims, which a person would not want in one file. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** An entry that can't be used: its id, where it can be told, and where it stands. */
export interface DamagedEntry extends Span {
  readonly kind: EntryKind;
  readonly id: string;
}

/** What one file holds: the sound entries, and what is wrong with the rest. */
export interface FileReading {
  readonly file: SourceFile;
  readonly entries: readonly Entry[];
  readonly damaged: readonly DamagedEntry[];
  readonly problems: readonly Problem[];
  /** Whether the YAML itself is broken, so that entries may be missing that nobody can name. */
  readonly torn: boolean;
}

/** Reads a store file's bytes. Never throws on content: gives what is sound, and the problems. */
export function readStoreFile(path: string, bytes: Uint8Array): FileReading {
  if (bytes.length > MAX_FILE_BYTES) return tooLargeFile(path, bytes.length);
  const { text, problems: textProblems } = decodeText(bytes);
  const file = new SourceFile(path, text);
  const { roots, problems: syntaxProblems } = parseYaml(text);
  const problems: Problem[] = [...textProblems, ...syntaxProblems];
  if (textProblems.length === 0 && roots.every((root) => !root)) problems.push(emptyFile(text));
  const faults = [...problems].sort((a, b) => a.start - b.start);
  const reading = new EntryReader(file, faults);
  for (const root of roots) reading.readRoot(root);
  return {
    file,
    entries: reading.entries,
    damaged: reading.damaged,
    problems: settle(reading.problems, faults, reading.regions),
    torn: problems.some(isBreak),
  };
}

/** Gives the reading of a file that was not read, with the one problem that says why. */
export function unreadFile(path: string, problem: Omit<Problem, "start" | "end">): FileReading {
  const file = new SourceFile(path, "");
  const problems = [{ ...problem, start: 0, end: 0 }];
  return { file, entries: [], damaged: [], problems, torn: true };
}

/** Gives the reading of a file that is refused for its size, in bytes. */
export function tooLargeFile(path: string, bytes: number): FileReading {
  const limit = MAX_FILE_BYTES / 1024 / 1024;
  return unreadFile(path, {
    rule: "file-too-large",
    message: `the file has ${Math.ceil(bytes / 1024 / 1024)} MiB; a store file has at most ${limit}`,
    help: "split it: any layout of files is the same store",
  });
}

function emptyFile(text: string): Problem {
  return {
    rule: "wrong-type",
    message: text.trim() === "" ? "the file is empty" : "the file holds nothing but comments",
    help: "give it `agents:`, `documents:` or `claims:`, or delete it",
    start: 0,
    end: 0,
  };
}

/** Reads the entries of one file. */
class EntryReader {
  readonly entries: Entry[] = [];
  readonly damaged: DamagedEntry[] = [];
  readonly problems: Problem[] = [];
  /** The spans of all entries, sound or not, in the order of the file. */
  readonly regions: Span[] = [];
  readonly #file: SourceFile;
  /** The problems of the text and its syntax, by where they start. */
  readonly #faults: readonly Problem[];
  readonly #report = (problem: Problem): void => {
    this.problems.push(problem);
  };

  constructor(file: SourceFile, faults: readonly Problem[]) {
    this.#file = file;
    this.#faults = faults;
  }

  readRoot(root: YamlNode): void {
    if (!root || (isScalar(root) && root.value === null)) return;
    if (!isMap(root)) {
      this.#report({
        rule: "wrong-type",
        message: "a store file is a mapping with `agents`, `documents` and `claims`",
        help: "put what stands here under one of the three keys",
        ...firstLine(spanOf(root, { start: 0, end: 0 }), this.#file.text),
      });
      return;
    }
    this.#readPairs(pairsOf(root), (pair) => {
      const section = pair.key as Section;
      if (Object.hasOwn(SECTIONS, section)) this.#readSection(pair, section);
      else this.#report({ ...unknownSection(pair.key), ...pair.keySpan });
    });
  }

  #readSection({ key, value, keySpan }: YamlPair, section: Section): void {
    if (!value || (isScalar(value) && value.value === null)) return;
    if (!isMap(value)) {
      this.#report({
        rule: "wrong-type",
        message: `\`${key}\` must be a mapping from ids to entries`,
        help: "write each entry's id, a colon, and its keys below it, indented",
        ...keySpan,
      });
      return;
    }
    const kind = SECTIONS[section];
    const seen = new Map<string, Span>();
    for (const pair of pairsOf(value)) {
      // A second definition of an id is still read: the store says which of all files' it takes.
      const repeated = seen.has(pair.key) && pair.key !== "";
      if (!repeated && !checkKey(pair, undefined, this.#report)) continue;
      seen.set(pair.key, pair.keySpan);
      this.#readEntry(pair, kind);
    }
  }

  #readPairs(pairs: readonly YamlPair[], read: (pair: YamlPair) => void): void {
    const seen = new Map<string, Span>();
    for (const pair of pairs) {
      // Entries under a section that stands twice are sound all the same: read both.
      const usable = checkKey(pair, seen.get(pair.key), this.#report) || seen.has(pair.key);
      if (!seen.has(pair.key)) seen.set(pair.key, pair.keySpan);
      if (usable) read(pair);
    }
  }

  #readEntry(pair: YamlPair, kind: EntryKind): void {
    const { key: id, span } = pair;
    this.regions.push(span);
    const problems: Problem[] = [];
    const claim = kind === "claim" ? { claim: id } : {};
    const reader = {
      text: this.#file.text,
      report: (problem: Problem): void => {
        problems.push({ ...problem, ...claim });
      },
    };
    if (!isId(id)) reader.report({ ...invalidId(id), ...pair.keySpan });
    else if (id === UNKNOWN) reader.report({ ...reservedId(), ...pair.keySpan });
    const data = toData(pair.value, reader);
    const faulty = this.#isFaulty(span);
    if (!faulty && problems.length === 0) {
      const shape = checkShape(kind, data, pair, this.#file.text);
      if ("value" in shape) {
        const { start, end } = span;
        this.entries.push({ kind, id, value: shape.value, file: this.#file, start, end } as Entry);
        return;
      }
      shape.problems.forEach(reader.report);
    }
    this.damaged.push({ kind, id, ...span });
    if (!faulty) this.problems.push(...problems);
  }

  /** Tells whether a problem of the text or its syntax lies in a span. */
  #isFaulty({ start, end }: Span): boolean {
    let low = 0;
    let high = this.#faults.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#faults[middle]!.start < start) low = middle + 1;
      else high = middle;
    }
    const next = this.#faults[low];
    return next !== undefined && next.start <= end;
  }
}

/**
 * Puts the problems of a file together. A problem of an earlier tier silences the later ones of its
 * entry; a break in the YAML outside of all entries makes whatever follows it a guess. What is no
 * more than such a consequence is left out.
 */
function settle(
  shape: readonly Problem[],
  faults: readonly Problem[],
  regions: readonly Span[],
): Problem[] {
  const kept: Problem[] = [];
  const broken = new Set<Span>();
  let firstLoose = Number.POSITIVE_INFINITY;
  for (const fault of faults) {
    const region = regions.findLast(({ start, end }) => fault.start >= start && fault.start <= end);
    if (isBreak(fault)) {
      if (region ? broken.has(region) : fault.start > firstLoose) continue;
      if (region) broken.add(region);
      else firstLoose = fault.start;
    }
    kept.push(fault);
  }
  return [...kept, ...shape.filter((problem) => problem.start < firstLoose)];
}

/** Tells whether a problem leaves the structure around it in doubt. */
function isBreak({ rule }: Problem): boolean {
  return rule === "yaml-syntax" || rule === "nested-too-deep";
}

function unknownSection(key: string): Fault {
  const sections = Object.keys(SECTIONS);
  const near = nearest(key, sections);
  return {
    rule: "unknown-key",
    message: `a store file has no key \`${key}\``,
    help: near === undefined ? `its keys are ${sections.join(", ")}` : `did you mean \`${near}\`?`,
  };
}

function reservedId(): Fault {
  return {
    rule: "invalid-id",
    message: `\`${UNKNOWN}\` is reserved: it stands for a speaker or a relay nobody has named`,
    help: "call the entry something else",
  };
}

function firstLine({ start, end }: Span, text: string): Span {
  const newline = text.indexOf("\n", start);
  return { start, end: newline === -1 ? end : Math.min(end, newline) };
}
