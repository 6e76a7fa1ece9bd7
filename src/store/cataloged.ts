import type { EntryKind } from "../model/entry.js";
import {
  CATALOG_KINDS,
  type Catalog,
  entriesById,
  MARK,
  type Referrers,
  referrersBy,
  referrersIn,
} from "./catalog.js";
import { PLAIN, plainEntries, plainEntry } from "./plain-file.js";
import type { FileReading } from "./reading.js";
import { type Entry, SourceFile } from "./source.js";
import type { Store } from "./store.js";

/** A file of the store is no longer what it was when the command began. */
export class ChangedMeanwhile extends Error {
  override readonly name = "ChangedMeanwhile";

  constructor(path: string) {
    super(`\`${path}\` was changed while it was read`);
  }
}

/** How a cataloged store gets at its files. */
export interface FileAccess {
  /** Gives a file's text by its number in the catalog. */
  readonly textOf: (file: number) => string;
  /** Reads a text with the YAML library; absent where no file needs it. */
  readonly readByLibrary?: (path: string, text: string) => FileReading;
  /** Files that are read already, by number. */
  readonly readings: ReadonlyMap<number, FileReading>;
  /** The catalog's references turned round; worked out where absent. */
  readonly referrers?: Referrers;
}

/** A store of which each entry is read when it is first asked for. */
export interface CatalogedStore extends Store {
  readonly catalog: Catalog;
  /** Gives the sound entries of a file, by its path. */
  readonly entriesIn: (path: string) => readonly Entry[];
}

/**
 * Opens the store that a catalog describes. It gives what reading all its files would give; a file
 * that has changed since the catalog was checked makes it throw {@link ChangedMeanwhile}.
 */
export function catalogedStore(catalog: Catalog, access: FileAccess): CatalogedStore {
  const reader = new EntryReader(catalog, access);
  let { referrers } = access;
  return {
    catalog,
    get files() {
      return reader.files();
    },
    agents: new EntryMap(reader, "agent"),
    documents: new EntryMap(reader, "document"),
    claims: new EntryMap(reader, "claim"),
    damaged: new Map(),
    damage: [],
    doubtful: new Set(),
    mentioned: new Set(),
    findings: [],
    complete: true,
    referrersOf: referrersBy(
      catalog,
      () => {
        referrers ??= referrersIn(catalog);
        return referrers;
      },
      (number) => reader.entry(number),
    ),
    entriesIn: (path) => reader.entriesIn(path),
  };
}

/** Reads the entries of a catalog, a file at a time, and keeps them. */
class EntryReader {
  readonly catalog: Catalog;
  readonly #access: FileAccess;
  readonly #byFile: (readonly Entry[] | undefined)[];
  /** The entries that were read without the rest of their file, by number. */
  readonly #alone = new Map<number, Entry>();
  #byId: Int32Array | undefined;
  /** What was asked for, as most ids are asked for again and again. */
  readonly #numberById = new Map<string, number>();
  readonly #sources: (SourceFile | undefined)[];
  #files: readonly SourceFile[] | undefined;
  #numbers: ReadonlyMap<string, number> | undefined;

  constructor(catalog: Catalog, access: FileAccess) {
    this.catalog = catalog;
    this.#access = access;
    this.#byFile = new Array(catalog.paths.length);
    this.#sources = new Array(catalog.paths.length);
  }

  /** Gives the number of the entry that has an id; -1 where none has. */
  numberOf(id: string): number {
    const known = this.#numberById.get(id);
    if (known !== undefined) return known;
    this.#byId ??= entriesById(this.catalog)!;
    const name = this.catalog.names.numberOf(id);
    const number = name === -1 ? -1 : this.#byId[name]!;
    this.#numberById.set(id, number);
    return number;
  }

  /** Gives an entry by its number. Of a file that was not read yet it alone is read. */
  entry(number: number): Entry {
    const known = this.#alone.get(number);
    if (known) return known;
    const { firsts, starts, ids, kinds, names } = this.catalog;
    const file = fileOf(number, firsts);
    if (this.#byFile[file] || !this.#isPlain(file) || this.#access.readings.has(file)) {
      return this.#entriesOf(file)[number - firsts[file]!]!;
    }
    const source = this.#sourceOf(file);
    const end = number + 1 < firsts[file + 1]! ? starts[number + 1]! : source.text.length;
    const id = names.text(ids[number]!);
    const kind = CATALOG_KINDS[kinds[number]!]!;
    const entry = plainEntry(kind, id, source, starts[number]!, end);
    // What can't be read alone is read with its file, which tells whether that has changed.
    if (!entry) return this.#entriesOf(file)[number - firsts[file]!]!;
    this.#alone.set(number, entry);
    return entry;
  }

  /** Gives every entry of a kind in turn, a file at a time. */
  *entriesOf(kind: number): Generator<Entry> {
    const { firsts, kinds, paths } = this.catalog;
    for (const file of paths.keys()) {
      const [first, end] = [firsts[file]!, firsts[file + 1]!];
      if (kinds.subarray(first, end).includes(kind)) {
        for (const entry of this.#entriesOf(file)) {
          if (CATALOG_KINDS[kind] === entry.kind) yield entry;
        }
      }
    }
  }

  /** Gives the entries of a file, by its path. */
  entriesIn(path: string): readonly Entry[] {
    this.#numbers ??= new Map(this.catalog.paths.map((each, number) => [each, number]));
    const file = this.#numbers.get(path);
    return file === undefined ? [] : this.#entriesOf(file);
  }

  files(): readonly SourceFile[] {
    if (!this.#files) {
      for (const file of this.catalog.paths.keys()) this.#sourceOf(file);
      this.#files = this.#sources as readonly SourceFile[];
    }
    return this.#files;
  }

  #sourceOf(file: number): SourceFile {
    this.#sources[file] ??= this.#newSource(file);
    return this.#sources[file];
  }

  #newSource(file: number): SourceFile {
    const known = this.#access.readings.get(file);
    if (known) return known.file;
    if (!this.#isPlain(file)) return this.#readByLibrary(file).file;
    const path = this.catalog.paths[file]!;
    return new SourceFile(path, () => this.#access.textOf(file), PLAIN);
  }

  #isPlain(file: number): boolean {
    return (this.catalog.marks[file]! & MARK.byLibrary) === 0;
  }

  #entriesOf(file: number): readonly Entry[] {
    const known = this.#byFile[file];
    if (known) return known;
    const read = this.#read(file);
    this.#check(file, read);
    // What was given out before is given again.
    const first = this.catalog.firsts[file]!;
    const entries = read.map((entry, index) => this.#alone.get(first + index) ?? entry);
    this.#byFile[file] = entries;
    return entries;
  }

  #read(file: number): readonly Entry[] {
    const known = this.#access.readings.get(file);
    if (known) return known.entries;
    if (!this.#isPlain(file)) return this.#readByLibrary(file).entries;
    const source = this.#sourceOf(file);
    return plainEntries(source, source.text) ?? [];
  }

  readonly #byLibrary = new Map<number, FileReading>();

  #readByLibrary(file: number): FileReading {
    const known = this.#byLibrary.get(file);
    if (known) return known;
    const { readByLibrary, textOf } = this.#access;
    const reading = readByLibrary!(this.catalog.paths[file]!, textOf(file));
    this.#byLibrary.set(file, reading);
    return reading;
  }

  /** Throws where a file doesn't hold what the catalog says of it. */
  #check(file: number, entries: readonly Entry[]): void {
    const { firsts, starts, ids, kinds, names, paths } = this.catalog;
    const first = firsts[file]!;
    const isSame =
      entries.length === firsts[file + 1]! - first &&
      entries.every(
        ({ kind, id, start }, index) =>
          starts[first + index] === start &&
          CATALOG_KINDS[kinds[first + index]!] === kind &&
          names.is(ids[first + index]!, id),
      );
    if (!isSame) throw new ChangedMeanwhile(paths[file]!);
  }
}

/** Finds the file of an entry by binary search; files without entries share their first. */
function fileOf(entry: number, firsts: Int32Array): number {
  let low = 0;
  let high = firsts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (firsts[middle]! <= entry) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The entries of one kind, by id. */
class EntryMap<K extends EntryKind> implements ReadonlyMap<string, Entry<K>> {
  readonly #reader: EntryReader;
  readonly #kind: number;
  #size: number | undefined;

  constructor(reader: EntryReader, kind: K) {
    this.#reader = reader;
    this.#kind = CATALOG_KINDS.indexOf(kind);
  }

  get size(): number {
    const { kinds } = this.#reader.catalog;
    if (this.#size !== undefined) return this.#size;
    let size = 0;
    for (let entry = 0; entry < kinds.length; entry++) if (kinds[entry] === this.#kind) size++;
    this.#size = size;
    return size;
  }

  get(id: string): Entry<K> | undefined {
    const number = this.#numberOf(id);
    return number === -1 ? undefined : (this.#reader.entry(number) as Entry<K>);
  }

  has(id: string): boolean {
    return this.#numberOf(id) !== -1;
  }

  *keys(): MapIterator<string> {
    const { ids, kinds, names } = this.#reader.catalog;
    for (const [number, id] of ids.entries())
      if (kinds[number] === this.#kind) yield names.text(id);
  }

  values(): MapIterator<Entry<K>> {
    return this.#reader.entriesOf(this.#kind) as MapIterator<Entry<K>>;
  }

  *entries(): MapIterator<[string, Entry<K>]> {
    for (const entry of this.values()) yield [entry.id, entry];
  }

  [Symbol.iterator](): MapIterator<[string, Entry<K>]> {
    return this.entries();
  }

  forEach(visit: (value: Entry<K>, key: string, map: ReadonlyMap<string, Entry<K>>) => void): void {
    for (const entry of this.values()) visit(entry, entry.id, this);
  }

  #numberOf(id: string): number {
    const number = this.#reader.numberOf(id);
    return number !== -1 && this.#reader.catalog.kinds[number] === this.#kind ? number : -1;
  }
}
