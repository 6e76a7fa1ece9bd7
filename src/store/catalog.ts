import type { EntryKind } from "../model/entry.js";
import { eachReference, REFERENCE_NAMES } from "../model/references.js";
import { NameMaker, type Names } from "./names.js";
import type { FileReading } from "./reading.js";

/** Marks of a file. */
export const MARK = {
  /** It takes the YAML library to read it. */
  byLibrary: 1,
  /** It holds comments that silence rules. */
  silences: 2,
} as const;

/**
 * Where everything in a sound store stands, and what refers to what, without the texts: arrays of numbers,
 * so that a store of a hundred thousand claims is opened in milliseconds and an entry is read from its
 * file when it is asked for. Entries are numbered in the order of the store, by file and place.
 */
export interface Catalog {
  /** The files' paths as they are told, in the order of the store. */
  readonly paths: readonly string[];
  /** For each file, bits of {@link MARK}. */
  readonly marks: Uint8Array;
  /** For each file, and once more at the end, the number of its first entry. */
  readonly firsts: Int32Array;
  /** For each entry, its position in {@link CATALOG_KINDS}. */
  readonly kinds: Uint8Array;
  /** For each entry, the number of its id. */
  readonly ids: Int32Array;
  /** For each entry, the offset of its key in the file's text. */
  readonly starts: Int32Array;
  /** For each entry, and once more at the end, where its references start in the next two. */
  readonly refStarts: Int32Array;
  /** For each reference, the number of the id that is referred to. */
  readonly refIds: Int32Array;
  /** For each reference, the position of its name in {@link REFERENCE_NAMES}. */
  readonly refNames: Uint8Array;
  /** All ids, defined or not. */
  readonly names: Names;
}

/** The kinds of entries, in the order in which a store gives them. */
export const CATALOG_KINDS: readonly EntryKind[] = ["agent", "document", "claim"];

/** A file whose entries a catalog is to hold: read anew, or known by an older catalog's number for it. */
export interface CatalogFile {
  readonly path: string;
  readonly from: FileReading | number;
  /** Bits of {@link MARK}; an older catalog's where absent. */
  readonly marks?: number;
}

/**
 * Makes a catalog.
 *
 * @param files in the order of the store; none has a problem
 * @param known the catalog in which files are known
 */
export function makeCatalog(files: readonly CatalogFile[], known?: Catalog): Catalog {
  const filler = new Filler(known);
  const marks = new Uint8Array(files.length);
  const firsts = new Int32Array(files.length + 1);
  for (const [number, file] of files.entries()) {
    firsts[number] = filler.size;
    if (typeof file.from === "number") {
      marks[number] = known!.marks[file.from]!;
      filler.copy(known!, file.from);
    } else {
      marks[number] = file.marks!;
      filler.add(file.from);
    }
  }
  firsts[files.length] = filler.size;
  return { paths: files.map(({ path }) => path), marks, firsts, ...filler.arrays() };
}

/** Fills the arrays of a catalog, file by file. */
class Filler {
  readonly #maker: NameMaker;
  readonly #kinds = new Growing(Uint8Array);
  readonly #ids = new Growing(Int32Array);
  readonly #starts = new Growing(Int32Array);
  readonly #refStarts = new Growing(Int32Array);
  readonly #refIds = new Growing(Int32Array);
  readonly #refNames = new Growing(Uint8Array);

  constructor(known: Catalog | undefined) {
    this.#maker = new NameMaker(known?.names);
    this.#refStarts.push(0);
  }

  /** How many entries there are. */
  get size(): number {
    return this.#kinds.length;
  }

  /** Adds the entries of a file that was read, in the order of the text. */
  add({ entries }: FileReading): void {
    const visit = (id: string, field: { readonly name: string }): void => {
      this.#refNames.push(POSITIONS.get(field.name)!);
      this.#refIds.push(this.#maker.numberOf(id));
    };
    for (const { kind, id, value, start } of entries) {
      this.#kinds.push(CATALOG_KINDS.indexOf(kind));
      this.#ids.push(this.#maker.numberOf(id));
      this.#starts.push(start);
      eachReference(kind, value as never, visit);
      this.#refStarts.push(this.#refIds.length);
    }
  }

  /** Adds the entries that another catalog has of a file. The names' numbers are the same. */
  copy(known: Catalog, file: number): void {
    const [first, end] = [known.firsts[file]!, known.firsts[file + 1]!];
    const [firstRef, endRef] = [known.refStarts[first]!, known.refStarts[end]!];
    const moved = this.#refIds.length - firstRef;
    this.#kinds.append(known.kinds.subarray(first, end));
    this.#ids.append(known.ids.subarray(first, end));
    this.#starts.append(known.starts.subarray(first, end));
    this.#refIds.append(known.refIds.subarray(firstRef, endRef));
    this.#refNames.append(known.refNames.subarray(firstRef, endRef));
    for (let entry = first; entry < end; entry++) {
      this.#refStarts.push(known.refStarts[entry + 1]! + moved);
    }
  }

  arrays(): Omit<Catalog, "paths" | "marks" | "firsts"> {
    return {
      kinds: this.#kinds.array(),
      ids: this.#ids.array(),
      starts: this.#starts.array(),
      refStarts: this.#refStarts.array(),
      refIds: this.#refIds.array(),
      refNames: this.#refNames.array(),
      names: this.#maker.names(),
    };
  }
}

/** An array of numbers that grows. */
class Growing<T extends Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer>> {
  length = 0;
  #array: T;
  readonly #make: new (
    size: number,
  ) => T;

  constructor(make: new (size: number) => T) {
    this.#make = make;
    this.#array = new make(1024);
  }

  push(number: number): void {
    this.#reserve(this.length + 1);
    this.#array[this.length++] = number;
  }

  append(numbers: ArrayLike<number>): void {
    this.#reserve(this.length + numbers.length);
    this.#array.set(numbers, this.length);
    this.length += numbers.length;
  }

  /** Gives what was added. */
  array(): T {
    return this.#array.slice(0, this.length) as T;
  }

  #reserve(size: number): void {
    if (size <= this.#array.length) return;
    const larger = new this.#make(Math.max(size, this.#array.length * 2));
    larger.set(this.#array);
    this.#array = larger;
  }
}

const POSITIONS: ReadonlyMap<string, number> = new Map(
  REFERENCE_NAMES.map((name, position) => [name, position]),
);

/**
 * Gives, for each id of a catalog, the number of the entry that it names, or -1.
 *
 * @returns `undefined` where two entries have one id
 */
export function entriesById({ ids, names }: Catalog): Int32Array | undefined {
  const entries = new Int32Array(names.size).fill(-1);
  for (let entry = 0; entry < ids.length; entry++) {
    const id = ids[entry]!;
    if (entries[id] !== -1) return undefined;
    entries[id] = entry;
  }
  return entries;
}

/**
 * Tells who refers to an id, each entry once, in the order in which a store gives its entries.
 *
 * @param entryAt gives an entry by its number; entries that are left out are not asked for
 */
export function referrersBy<T>(
  { names, kinds, refStarts, refIds, refNames }: Catalog,
  referrers: () => Referrers,
  entryAt: (number: number) => T,
): (id: string, by?: readonly string[]) => readonly T[] {
  const refersBy = (entry: number, id: number, positions: readonly number[]): boolean => {
    for (let at = refStarts[entry]!; at < refStarts[entry + 1]!; at++) {
      if (refIds[at] === id && positions.includes(refNames[at]!)) return true;
    }
    return false;
  };
  return (id, by) => {
    const number = names.numberOf(id);
    if (number === -1) return [];
    const { starts, entries } = referrers();
    const positions = by?.map((name) => POSITIONS.get(name)!);
    const found: number[] = [];
    for (let at = starts[number]!; at < starts[number + 1]!; at++) {
      const entry = entries[at]!;
      if (!positions || refersBy(entry, number, positions)) found.push(entry);
    }
    // A store gives its entries kind by kind. Most referrers are claims alone, and stand so already.
    const isOrdered = found.every(
      (entry, at) => at === 0 || kinds[found[at - 1]!]! <= kinds[entry]!,
    );
    if (!isOrdered) found.sort((a, b) => kinds[a]! - kinds[b]! || a - b);
    return found.map(entryAt);
  };
}

/** For each id, who refers to it: from where on in `entries`, and the numbers of the entries. */
export interface Referrers {
  readonly starts: Int32Array;
  readonly entries: Int32Array;
}

/** Turns a catalog's references round, each entry once for an id, in the order of the store. */
export function referrersIn({ refStarts, refIds, names, ids }: Catalog): Referrers {
  const starts = new Int32Array(names.size + 1);
  const last = new Int32Array(names.size).fill(-1);
  const each = (visit: (entry: number, id: number) => void): void => {
    last.fill(-1);
    for (let entry = 0; entry < ids.length; entry++) {
      for (let at = refStarts[entry]!; at < refStarts[entry + 1]!; at++) {
        const id = refIds[at]!;
        if (last[id] === entry) continue;
        last[id] = entry;
        visit(entry, id);
      }
    }
  };
  each((_, id) => starts[id + 1]!++);
  for (let id = 0; id < names.size; id++) starts[id + 1]! += starts[id]!;
  const entries = new Int32Array(starts[names.size]!);
  const next = starts.slice();
  each((entry, id) => {
    entries[next[id]!++] = entry;
  });
  return { starts, entries };
}
