/** What a node of a {@link Tape} is. */
export const NODE = {
  key: 0,
  map: 1,
  list: 2,
  flowMap: 3,
  flowList: 4,
  /** A text, number or truth value without quotes, on one line. */
  plain: 5,
  /** The same over several lines. */
  plainLines: 6,
  single: 7,
  double: 8,
  /** A text after `|` or `>`. */
  block: 9,
  /** A key without a value. */
  nothing: 10,
} as const;

/** How many numbers a node takes. */
const SIZE = 4;

/**
 * The nodes of a YAML text in the order of the text: four numbers each, what it is, where it starts,
 * where it ends, and which node follows behind all that is in it. A mapping holds keys, each with a
 * node behind it. One tape serves many texts, so that reading a large store makes no garbage.
 */
export class Tape {
  #numbers = new Int32Array(4096);
  /** How many nodes it holds. */
  length = 0;

  /** What a node is, one of {@link NODE}. */
  kind(node: number): number {
    return this.#numbers[node * SIZE]!;
  }

  /** The offset at which a node starts. */
  start(node: number): number {
    return this.#numbers[node * SIZE + 1]!;
  }

  /** The offset at which a node ends, as the YAML library has it. */
  end(node: number): number {
    return this.#numbers[node * SIZE + 2]!;
  }

  /** The node behind a node and all that is in it. */
  next(node: number): number {
    return this.#numbers[node * SIZE + 3]!;
  }

  /** Adds a node; gives its number. */
  add(kind: number, start: number, end: number): number {
    const node = this.length++;
    if (this.length * SIZE > this.#numbers.length) this.#grow();
    const at = node * SIZE;
    this.#numbers[at] = kind;
    this.#numbers[at + 1] = start;
    this.#numbers[at + 2] = end;
    this.#numbers[at + 3] = node + 1;
    return node;
  }

  /** Ends a node that holds all that was added since. */
  close(node: number, end: number): void {
    this.#numbers[node * SIZE + 2] = end;
    this.#numbers[node * SIZE + 3] = this.length;
  }

  #grow(): void {
    const larger = new Int32Array(this.#numbers.length * 2);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }
}
