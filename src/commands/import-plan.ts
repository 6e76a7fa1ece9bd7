import { basename, extname, join, resolve } from "node:path";
import type { ReadEntry } from "../formats/foreign.js";
import { lackedBy } from "../formats/sameness.js";
import { SECTIONS } from "../model/entry.js";
import { isFolder } from "../store/disk.js";
import { toBytes } from "../store/edit.js";
import { fillFile } from "../store/fill.js";
import { proposeId } from "../store/propose.js";
import { readStoreFile } from "../store/read.js";
import { safe } from "../terminal/text.js";
import { storeFile } from "./add-place.js";
import { type PlannedText, startOf } from "./add-plan.js";
import { UsageError } from "./io.js";
import type { OpenedStore } from "./open.js";
import type { Originals } from "./originals.js";

/** What claims can be put into files by. */
export const SPLITS = ["speaker", "document", "year", "month", "tag"] as const;

/** Where what was read is to go. */
export interface Destination {
  /** The full path of the file that was asked for. */
  readonly into: string | undefined;
  /** What makes a file of its own for some claims. */
  readonly splitBy: (typeof SPLITS)[number] | undefined;
  /** The name of the foreign file, by which the store's file is called where none was asked for. */
  readonly source: string;
}

/** The entries that go into each file, by its path as it is told. */
export type Allotment = ReadonlyMap<string, readonly ReadEntry[]>;

/** How large an import makes a file, in bytes: an editor still opens it. */
const MAX_FILE = 4 * 1024 * 1024;
const NEARLY_FULL = 0.75 * MAX_FILE;

/**
 * Says which entry goes into which file. All go into one, or into that one and others beside it where they are
 * too many; where claims are split, those of a group go into a file of their own in a folder of that name.
 *
 * @throws UsageError where a file can't be one of the store
 */
export function allot(
  entries: readonly ReadEntry[],
  destination: Destination,
  opened: OpenedStore,
): Allotment {
  const base = baseOf(destination, opened);
  const groups = new Map<string, ReadEntry[]>();
  for (const entry of entries) {
    const group = groupOf(entry, destination.splitBy);
    const path = group === undefined ? base : join(base.replace(/\.ya?ml$/i, ""), `${group}.yaml`);
    const known = groups.get(path);
    if (known) known.push(entry);
    else groups.set(path, [entry]);
  }
  const files = new Map<string, readonly ReadEntry[]>();
  for (const [path, own] of groups) {
    for (const [file, some] of parts(path, own, opened)) files.set(file, some);
  }
  return files;
}

function baseOf({ into, source }: Destination, opened: OpenedStore): string {
  if (into !== undefined) return into;
  const folder = opened.paths.find((path) => isFolder(path));
  if (folder === undefined) {
    throw new UsageError("the store is a file: --into must say into which file");
  }
  const stem = basename(source, extname(source));
  return join(folder, `${proposeId(stem, () => false, "imported")}.yaml`);
}

function groupOf(
  { section, data }: ReadEntry,
  splitBy: Destination["splitBy"],
): string | undefined {
  if (section !== "claims" || splitBy === undefined) return undefined;
  const text = (value: unknown) => (typeof value === "string" ? value : undefined);
  const date = text(data["date"]);
  switch (splitBy) {
    case "speaker":
      return text(data["speaker"]);
    case "document":
      return text(data["in"]) ?? lastIn(data["relay"]);
    case "tag": {
      const [tag] = Array.isArray(data["tags"]) ? data["tags"] : [];
      return tag === undefined ? undefined : proposeId(String(tag), () => false, "tag");
    }
    default:
      return date?.match(splitBy === "year" ? /^\d{4}/ : /^\d{4}-\d{2}/)?.[0];
  }
}

/** The last hop is that which is nearest to us. */
function lastIn(relay: unknown): string | undefined {
  const last: unknown = Array.isArray(relay) ? relay.at(-1) : undefined;
  const via = typeof last === "object" && last !== null ? (last as { via: unknown }).via : last;
  return typeof via === "string" ? via : undefined;
}

/** Gives the files that entries fill: the named one, then `NAME-2.yaml` and so on. */
function* parts(
  path: string,
  entries: readonly ReadEntry[],
  opened: OpenedStore,
): Generator<[string, readonly ReadEntry[]]> {
  let index = 0;
  for (let number = 1; index < entries.length; number++) {
    const numbered = number === 1 ? path : path.replace(/(\.ya?ml)$/i, `-${number}$1`);
    const file = storeFile(resolve(numbered), opened);
    let size = opened.store.files.find((known) => known.path === file)?.text.length ?? 0;
    // To put little into a file that is nearly full, all of it would have to be read.
    if (size > NEARLY_FULL) continue;
    const start = index;
    do size += sizeOf(entries[index++]!);
    while (index < entries.length && size < MAX_FILE);
    yield [file, entries.slice(start, index)];
  }
}

/** About the size that an entry has in YAML. */
function sizeOf({ id, data }: ReadEntry): number {
  return id.length + 1.2 * JSON.stringify(data).length;
}

/** So many entries of a new file are worked on at once: what lives shortly is freed cheaply. */
const AT_ONCE = 100;

/**
 * Works out the new texts of the files, in memory, and reads them again.
 *
 * @throws UsageError where a file can't be added to
 */
export function fillAll(
  allotment: Allotment,
  opened: OpenedStore,
  originals: Originals,
): ReadonlyMap<string, PlannedText> {
  const texts = new Map<string, PlannedText>();
  for (const [file, entries] of allotment) {
    const start = startOf(file, opened, originals);
    const text = start.isNew ? newText(file, start, entries) : filled(file, start, entries);
    texts.set(file, { ...start, text });
  }
  return texts;
}

/** Gives the text of a new file, worked out part by part: how one entry is printed hangs on no other. */
function newText(file: string, start: PlannedText, entries: readonly ReadEntry[]): string {
  const lineEnd = start.text.includes("\r\n") ? "\r\n" : "\n";
  const pieces: string[] = [];
  let last: string | undefined;
  for (const part of batches(entries)) {
    const { section } = part[0]!;
    const text = filled(file, start, part);
    // Each part begins as a file does; the file itself begins but once, and each section with it.
    const at = text.search(new RegExp(`^${section}:`, "m"));
    const header = section === last ? `${section}:${lineEnd}`.length : 0;
    pieces.push(last === undefined ? text : text.slice(at + header));
    last = section;
  }
  return pieces.join(lineEnd);
}

/** Gives entries a few at a time, none of two sections at once. */
function* batches(entries: readonly ReadEntry[]): Generator<readonly ReadEntry[]> {
  for (let at = 0; at < entries.length; ) {
    const some = entries.slice(at, at + AT_ONCE);
    const other = some.findIndex(({ section }) => section !== some[0]!.section);
    const batch = other === -1 ? some : some.slice(0, other);
    yield batch;
    at += batch.length;
  }
}

/** Gives a text with entries put into it, which is then read again. */
function filled(file: string, start: PlannedText, entries: readonly ReadEntry[]): string {
  const result = fillFile(start.text, entries);
  if ("problems" in result) {
    throw new UsageError(
      `\`${safe(file)}\` can't be added to: ${result.problems[0]!.message}; nothing was written\n` +
        "  = help: mend what `claims validate` finds, or name another file with --into",
    );
  }
  readBack(file, { ...start, text: result.text }, entries);
  return result.text;
}

/** A file that doesn't hold what was meant would be a fault of this program: nothing is written then. */
function readBack(file: string, planned: PlannedText, entries: readonly ReadEntry[]): void {
  const reading = readStoreFile(file, toBytes(planned));
  const values = new Map(reading.entries.map(({ id, kind, value }) => [id, { kind, value }]));
  for (const { id, section, data } of entries) {
    const found = values.get(id);
    const isSame =
      found?.kind === SECTIONS[section] && lackedBy(found.value as never, data, "all").length === 0;
    if (!isSame) throw new Error(`\`${id}\` would not be read from \`${file}\` as it was meant`);
  }
}
