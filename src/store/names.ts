/** Where a slot of the table is empty. */
const NONE = -1;

/**
 * Ids, numbered from 0 in the order in which they come: one array of bytes, and a hash table with open
 * addressing over them, so that an id is found without any of the others being made a text.
 */
export class Names {
  /** The ids, one behind the other; ids are ASCII. */
  readonly bytes: Uint8Array;
  /** Where each starts in the bytes, and, last, where they end. */
  readonly starts: Int32Array;
  /** Numbers of ids at their hash, or behind it; a power of two, at most half full. */
  readonly table: Int32Array;

  constructor(bytes: Uint8Array, starts: Int32Array, table = tableOf(bytes, starts)) {
    this.bytes = bytes;
    this.starts = starts;
    this.table = table;
  }

  /** How many there are. */
  get size(): number {
    return this.starts.length - 1;
  }

  /** Gives the number of an id; -1 where it is not among them. */
  numberOf(id: string): number {
    const mask = this.table.length - 1;
    for (let slot = hashText(id) & mask; ; slot = (slot + 1) & mask) {
      const number = this.table[slot]!;
      if (number === NONE || this.is(number, id)) return number;
    }
  }

  /** Gives an id by its number. */
  text(number: number): string {
    let text = "";
    const end = this.starts[number + 1]!;
    for (let at = this.starts[number]!; at < end; at++) {
      text += String.fromCharCode(this.bytes[at]!);
    }
    return text;
  }

  /** Tells whether a number is that of an id. */
  is(number: number, id: string): boolean {
    const start = this.starts[number]!;
    if (this.starts[number + 1]! - start !== id.length) return false;
    for (let at = 0; at < id.length; at++) {
      if (this.bytes[start + at] !== id.charCodeAt(at)) return false;
    }
    return true;
  }
}

/** Numbers ids as they come, from those that are known on. */
export class NameMaker {
  readonly #known: Names;
  readonly #added = new Map<string, number>();

  /** @param known keep their numbers */
  constructor(known: Names = new Names(new Uint8Array(0), Int32Array.of(0))) {
    this.#known = known;
  }

  /** Gives the number of an id, which it has from now on. */
  numberOf(id: string): number {
    const known = this.#known.size === 0 ? NONE : this.#known.numberOf(id);
    if (known !== NONE) return known;
    const added = this.#added.get(id);
    if (added !== undefined) return added;
    const number = this.#known.size + this.#added.size;
    this.#added.set(id, number);
    return number;
  }

  /** Gives all of them. */
  names(): Names {
    if (this.#added.size === 0) return this.#known;
    const { bytes, starts, size } = this.#known;
    const added = [...this.#added.keys()];
    const length = added.reduce((sum, id) => sum + id.length, bytes.length);
    const all = new Uint8Array(length);
    all.set(bytes);
    const allStarts = new Int32Array(size + added.length + 1);
    allStarts.set(starts);
    let end = bytes.length;
    for (const [index, id] of added.entries()) {
      for (let at = 0; at < id.length; at++) all[end + at] = id.charCodeAt(at);
      end += id.length;
      allStarts[size + index + 1] = end;
    }
    return new Names(all, allStarts);
  }
}

function tableOf(bytes: Uint8Array, starts: Int32Array): Int32Array {
  let size = 8;
  while (size < starts.length * 2) size *= 2;
  const table = new Int32Array(size).fill(NONE);
  const mask = size - 1;
  for (let number = 0; number < starts.length - 1; number++) {
    let slot = hashBytes(bytes, starts[number]!, starts[number + 1]!) & mask;
    while (table[slot] !== NONE) slot = (slot + 1) & mask;
    table[slot] = number;
  }
  return table;
}

/** The FNV-1a hash of Fowler, Noll and Vo, of 32 bits. */
function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = FNV_OFFSET;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, FNV_PRIME);
  return hash >>> 0;
}

function hashText(text: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  }
  return hash >>> 0;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
