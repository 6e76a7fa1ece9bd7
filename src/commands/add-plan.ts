import { resolve } from "node:path";
import { type Diagnostic, findingKey } from "../model/diagnostic.js";
import { type Interval, parseEdtf } from "../model/edtf.js";
import { checkStore } from "../rules/engine.js";
import { displayPath } from "../store/disk.js";
import { type RawText, toBytes } from "../store/edit.js";
import type { Insertion, NewEntry } from "../store/insert.js";
import { insertFormed } from "../store/insert-formed.js";
import { readStoreFile } from "../store/read.js";
import { loadSnapshots } from "../store/snapshots.js";
import { type Store, uniteStore } from "../store/store.js";
import { createFile, type FileChange, replaceFiles, WriteError } from "../store/write.js";
import { safe } from "../terminal/text.js";
import { type Io, UsageError } from "./io.js";
import type { OpenedStore } from "./open.js";
import type { Originals } from "./originals.js";

/** What adding some entries would do to the files of a store. */
export interface Plan {
  readonly steps: readonly Step[];
  /** The new texts of the files, by path. */
  readonly texts: ReadonlyMap<string, PlannedText>;
}

/** One entry put into one file. */
export interface Step extends Insertion {
  readonly entry: NewEntry;
  readonly file: string;
  readonly isNewFile: boolean;
}

interface PlannedText extends RawText {
  readonly isNew: boolean;
}

/**
 * Works out the new texts of the files, in memory.
 *
 * @param places the file of each entry, in the order in which they are added
 * @throws UsageError where a file can't be added to
 */
export function planAdding(
  places: ReadonlyMap<NewEntry, string>,
  opened: OpenedStore,
  originals: Originals,
): Plan {
  const texts = new Map<string, PlannedText>();
  const steps: Step[] = [];
  for (const [entry, file] of places) {
    const known = texts.get(file) ?? startOf(file, opened, originals);
    const insertion = insertFormed(known.text, entry);
    if (!insertion) {
      throw new UsageError(
        `\`${safe(file)}\` is written in a way that \`${entry.id}\` can't be added to; nothing was written\n` +
          "  = help: mend what `claims validate` finds, or name another file with --file",
      );
    }
    texts.set(file, { ...known, text: insertion.text });
    steps.push({ ...insertion, entry, file, isNewFile: known.isNew });
  }
  return { steps, texts };
}

function startOf(file: string, { store }: OpenedStore, originals: Originals): PlannedText {
  const isThere = store.files.some(({ path }) => path === file);
  if (!isThere) return { text: headFor(file, store), mark: "", isNew: true };
  const raw = originals.textOf(file);
  if (!raw)
    throw new UsageError(
      `\`${safe(file)}\` can't be added to: it can't be read, or has changed since it was; nothing was written`,
    );
  return { ...raw, isNew: false };
}

/** The line by which an editor finds the schema, and what stands between it and what follows. */
const SCHEMA_LINE = /^# yaml-language-server: \$schema=[^\r\n]+\r?\n/;

/** A new file starts as its neighbours in the same folder do. */
function headFor(file: string, { files }: Store): string {
  const folderOf = (path: string) => path.slice(0, path.lastIndexOf("/") + 1);
  const beside = files.filter(({ path }) => folderOf(path) === folderOf(file));
  for (const { text } of beside) {
    const line = SCHEMA_LINE.exec(text)?.[0];
    if (line) return line;
  }
  return "";
}

/** What a plan brings: the store as it would be, and what would be found in it that is not found now. */
export interface Trial {
  readonly store: Store;
  readonly fresh: readonly Diagnostic[];
}

/** Checks the store as it would be. Rules and severities are those of the configuration. */
export async function tryPlan(
  { texts }: Plan,
  opened: OpenedStore,
  originals: Originals,
  io: Io,
): Promise<Trial> {
  const readings = new Map(originals.readings);
  for (const [path, text] of texts) readings.set(path, readStoreFile(path, toBytes(text)));
  const store = uniteStore([...readings.values()]);
  const found = await checkAll(store, opened, io);
  if (found.length === 0) return { store, fresh: [] };
  const known = new Map<string, number>();
  for (const finding of await checkAll(uniteStore([...originals.readings.values()]), opened, io)) {
    const key = findingKey(finding);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  const fresh = found.filter((finding) => {
    const key = findingKey(finding);
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left <= 0;
  });
  return { store, fresh };
}

async function checkAll(store: Store, opened: OpenedStore, { today }: Io): Promise<Diagnostic[]> {
  const { config, base, root, paths } = opened;
  const snapshots = await loadSnapshots(store, { base, roots: [root, ...paths] });
  return checkStore(store, {
    today: parseEdtf(today) as Interval,
    snapshots,
    ...(config.rules ? { levels: config.rules } : {}),
  });
}

/**
 * Writes what was planned: all of it or, where a file can't be written, nothing that a file refers to.
 *
 * @throws UsageError that says which file can't be written, and why
 */
export function carryOut({ texts }: Plan, { base }: OpenedStore, originals: Originals): void {
  const undo: (() => void)[] = [];
  const changes: FileChange[] = [];
  try {
    for (const [file, { isNew, ...raw }] of texts) {
      if (isNew) undo.push(createFile(resolve(base, file), toBytes(raw)));
      else changes.push(originals.change(file, raw));
    }
    replaceFiles(changes);
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    const { path, reason, written } = error;
    // What was put in its place already may refer to what is in the new files.
    if (written === 0) for (const each of undo.reverse()) each();
    const done = changes.slice(0, written).map((change) => displayPath(change.path, base));
    const told = written === 0 ? "nothing was written" : `written before it: ${done.join(", ")}`;
    throw new UsageError(`\`${displayPath(path, base)}\` can't be written: ${reason}\n  = ${told}`);
  }
}
