import { isMap, isScalar, type YAMLMap } from "yaml";
import { type EntryKind, SECTIONS, type Section } from "../model/entry.js";
import { isId, UNKNOWN } from "../model/ids.js";
import { commentsIn } from "./comments.js";
import { type Fault, invalidId, unknownKey } from "./faults.js";
import { parseYaml } from "./parse.js";
import { readPlainFile } from "./plain-file.js";
import type { Problem, Span } from "./problem.js";
import { type DamagedEntry, type FileReading, MAX_FILE_BYTES, tooLargeFile } from "./reading.js";
import { isBreak, settle } from "./settle.js";
import { checkShape, follow, markOf } from "./shape.js";
import { type Entry, SourceFile, type Syntax } from "./source.js";
import { type DecodedText, decodeText } from "./text.js";
import { checkKey, pairsOf, spanOf, toData, type YamlNode, type YamlPair } from "./yaml.js";

/** Reads a store file's bytes. Never throws on content: gives what is sound, and the problems. */
export function readStoreFile(path: string, bytes: Uint8Array): FileReading {
  if (bytes.length > MAX_FILE_BYTES) return tooLargeFile(path, bytes.length);
  const decoded = decodeText(bytes);
  const plain = decoded.problems.length === 0 ? readPlainFile(path, decoded.text) : undefined;
  return plain ?? readByLibrary(path, decoded);
}

/** Reads a store file with the YAML library, whatever is in it; see {@link readStoreFile}. */
export function readByLibrary(
  path: string,
  { text, problems: textProblems }: DecodedText,
): FileReading {
  const file = new SourceFile(path, text, LIBRARY);
  const { roots, problems: syntaxProblems } = parseYaml(text);
  const problems: Problem[] = [...textProblems, ...syntaxProblems];
  if (problems.length === 0 && roots.every(isEmpty)) problems.push(emptyFile(text));
  const faults = [...problems].sort((a, b) => a.start - b.start);
  const reading = new EntryReader(file, faults);
  for (const [index, root] of roots.entries()) reading.readRoot(root, index === 0);
  return {
    file,
    entries: reading.entries,
    damaged: reading.damaged,
    problems: settle(file, reading.problems, faults, reading.regions),
    torn: reading.torn || roots.length > 1 || problems.some(isBreak),
    unread: text === "" && textProblems.length > 0,
  };
}

/** How the YAML library reads a text again; see {@link SourceFile}. */
export const LIBRARY: Syntax = { placesIn, commentsIn };

function placesIn(text: string): ReturnType<Syntax["placesIn"]> {
  const pairs = new Map<number, YamlPair>();
  for (const root of parseYaml(text).roots) {
    if (!isMap(root)) continue;
    for (const section of pairsOf(root)) {
      if (!isMap(section.value)) continue;
      for (const pair of pairsOf(section.value)) pairs.set(pair.keySpan.start, pair);
    }
  }
  return (start, path, on) => {
    const pair = pairs.get(start);
    if (!pair || path.length === 0) return pair?.keySpan;
    const found = follow(pair, path);
    return on === "key" ? found.keySpan : markOf(found);
  };
}

function isEmpty(root: YamlNode): boolean {
  return !root || (isScalar(root) && root.value === null);
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
  /** Whether there is something outside of all entries that can't be read. */
  torn = false;
  readonly #file: SourceFile;
  /** The problems of the text and its syntax, by where they start. */
  readonly #faults: readonly Problem[];
  readonly #report = (problem: Problem): void => {
    this.problems.push(problem);
    this.torn = true;
  };

  constructor(file: SourceFile, faults: readonly Problem[]) {
    this.#file = file;
    this.#faults = faults;
  }

  /** What stands after a `---` is read; that it looks odd there follows from the `---`. */
  readRoot(root: YamlNode, isFirst: boolean): void {
    if (isEmpty(root) || !(isFirst || isMap(root))) return;
    if (!isMap(root)) {
      this.#report({
        rule: "wrong-type",
        message: "a store file is a mapping with `agents`, `documents` and `claims`",
        help: "put what stands here under one of the three keys",
        ...firstLine(spanOf(root, { start: 0, end: 0 }), this.#file.text),
      });
      return;
    }
    const seen = new Map<string, Span>();
    for (const pair of pairsOf(root)) {
      const section = pair.key as Section;
      const earlier = seen.get(section);
      if (!Object.hasOwn(SECTIONS, section)) {
        if (isFirst && checkKey(pair, undefined, this.#report)) {
          this.#report(unknownSection(pair, root, this.#file.text));
        }
      } else {
        if (earlier) this.problems.push(repeatedSection(pair, earlier));
        else seen.set(section, pair.keySpan);
        this.#readSection(pair, section);
      }
    }
  }

  #readSection({ key, value, keySpan }: YamlPair, section: Section): void {
    if (isEmpty(value)) return;
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

  #readEntry(pair: YamlPair, kind: EntryKind): void {
    const { key: id, span } = pair;
    const region = regionOf(pair, this.#file.text);
    this.regions.push(region);
    const fault = this.#faultIn(region);
    // A key out of line is no entry's key: it belongs to what stands above it.
    if (fault && fault.start < span.start) return;
    const problems: Problem[] = [];
    const claim = kind === "claim" ? { claim: id } : {};
    const reader = {
      text: this.#file.text,
      report: (problem: Problem): void => {
        problems.push({ ...problem, ...claim });
      },
    };
    if (!isId(id)) reader.report(invalidEntryId(pair, this.#file.text));
    else if (id === UNKNOWN) reader.report({ ...reservedId(), ...pair.keySpan });
    const data = toData(pair.value, reader);
    // An id or a key that can't stand leaves the rest of the entry to be checked all the same.
    const isWhole = problems.every(({ rule }) => rule === "invalid-id" || rule === "duplicate-key");
    if (!fault && isWhole) {
      const shape = checkShape(kind, data, pair, this.#file.text);
      if ("value" in shape && problems.length === 0) {
        const { start, end } = span;
        this.entries.push({ kind, id, value: shape.value, file: this.#file, start, end } as Entry);
        return;
      }
      if ("problems" in shape) shape.problems.forEach(reader.report);
    }
    this.damaged.push({ kind, id, ...span });
    if (!fault) for (const problem of problems) this.problems.push(problem);
  }

  /** Gives the first problem of the text or its syntax that costs the entry in a span. */
  #faultIn({ start, end }: Span): Problem | undefined {
    let low = 0;
    let high = this.#faults.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#faults[middle]!.start < start) low = middle + 1;
      else high = middle;
    }
    for (let next = this.#faults[low]; next && next.start <= end; next = this.#faults[++low]) {
      // A break in the white space behind an entry is a line of its own that stands out of line.
      const isIndent = /\s/.test(this.#file.text[next.start] ?? " ");
      if (next.start < end || (isBreak(next) && isIndent)) return next;
    }
    return undefined;
  }
}

/**
 * The span in which a fault is an entry's: from the start of its line, as white space there puts the
 * key in its place, and, where it has no value, to what stands next.
 */
function regionOf({ keySpan, span, value }: YamlPair, text: string): Span {
  let { start, end } = span;
  while (start > 0 && /[ \t]/.test(text[start - 1]!)) start--;
  if (start > 0 && text[start - 1] !== "\n") start = keySpan.start;
  if (isEmpty(value)) while (/\s/.test(text[end] ?? "")) end++;
  return { start, end };
}

function unknownSection({ key, keySpan }: YamlPair, root: YAMLMap, text: string): Problem {
  const owner = { name: "a store file", keys: Object.keys(SECTIONS) };
  const source = text.slice(keySpan.start, keySpan.end);
  const has = (other: string) => root.has(other);
  return { ...unknownKey(key, owner, source, has), ...keySpan };
}

function invalidEntryId({ key, keySpan }: YamlPair, text: string): Problem {
  return { ...invalidId(key, text.slice(keySpan.start, keySpan.end)), ...keySpan };
}

function repeatedSection({ key, keySpan }: YamlPair, earlier: Span): Problem {
  return {
    rule: "duplicate-key",
    message: `the key \`${key}\` stands twice`,
    help: "put the entries of both under one",
    ...keySpan,
    related: [{ message: "it stands here already", ...earlier }],
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
