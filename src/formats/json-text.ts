/** A JSON text's value, and where its objects stand; or what is wrong with the text. */
export type JsonReading =
  | {
      readonly value: unknown;
      /** Gives the line on which an object or a list of the value starts. */
      readonly lineOf: (value: object) => number;
    }
  | { readonly line: number; readonly fault: string };

/** How deep objects and lists may stand in each other: what is deeper is meant to do harm. */
const MAX_DEPTH = 200;

/**
 * Reads JSON (RFC 8259), keeping the line of each object, so that what is wrong with one can be said where it
 * stands. Of a key that stands twice the last counts, as in `JSON.parse`.
 *
 * @param firstLine the line on which the text starts
 */
export function readJson(text: string, firstLine = 1): JsonReading {
  const reader = new Reader(text, firstLine);
  try {
    const value = reader.document();
    return { value, lineOf: (object) => reader.lines.get(object) ?? firstLine };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { line: reader.line(), fault: error.message };
  }
}

/** Ends reading, from however deep inside. */
class Unreadable extends Error {}

const STRING = /"(?:[^"\\\x00-\x1F]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

class Reader {
  readonly lines = new WeakMap<object, number>();
  readonly #text: string;
  #at = 0;
  /** The line of an offset that was passed, from which the lines up to the next are counted. */
  #counted = 0;
  #line: number;

  constructor(text: string, firstLine: number) {
    this.#text = text;
    this.#line = firstLine;
  }

  document(): unknown {
    const value = this.#value(0);
    if (this.#at < this.#text.length) this.#fail("something follows its end");
    return value;
  }

  /** The line that is being read. */
  line(): number {
    for (; this.#counted < this.#at; this.#counted++) {
      if (this.#text[this.#counted] === "\n") this.#line++;
    }
    return this.#line;
  }

  #value(depth: number): unknown {
    this.#match(SPACE);
    const value = this.#bare(depth);
    this.#match(SPACE);
    return value;
  }

  #bare(depth: number): unknown {
    const character = this.#text[this.#at];
    if (character === "{") return this.#object(depth + 1);
    if (character === "[") return this.#list(depth + 1);
    if (character === '"') return this.#string();
    const word = this.#match(WORD) ?? this.#match(NUMBER);
    if (word === undefined)
      this.#fail(character === undefined ? "it ends too early" : "no value stands here");
    return JSON.parse(word);
  }

  #object(depth: number): object {
    const object: Record<string, unknown> = {};
    this.#open(object, depth);
    while (this.#text[this.#at] !== "}") {
      if (this.#text[this.#at] !== '"') this.#fail("a key in double quotes is wanted here");
      const key = this.#string();
      this.#match(SPACE);
      this.#take(":");
      const value = this.#value(depth);
      // A key such as `__proto__` is data like any other.
      Object.defineProperty(object, key, {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
      if (!this.#next("}")) break;
    }
    this.#take("}");
    return object;
  }

  #list(depth: number): unknown[] {
    const list: unknown[] = [];
    this.#open(list, depth);
    while (this.#text[this.#at] !== "]") {
      list.push(this.#value(depth));
      if (!this.#next("]")) break;
    }
    this.#take("]");
    return list;
  }

  #open(value: object, depth: number): void {
    if (depth > MAX_DEPTH) this.#fail(`more than ${MAX_DEPTH} levels stand in each other`);
    this.lines.set(value, this.line());
    this.#at++;
    this.#match(SPACE);
  }

  /** Goes on to what follows a comma; tells whether there is one. */
  #next(close: string): boolean {
    if (this.#text[this.#at] !== ",") return false;
    this.#at++;
    this.#match(SPACE);
    if (this.#text[this.#at] === close) this.#fail("a comma stands behind the last one");
    return true;
  }

  #string(): string {
    const source = this.#match(STRING);
    if (source === undefined) this.#fail("a text is not closed, or holds what it can't");
    return JSON.parse(source);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #take(character: string): void {
    if (this.#text[this.#at] !== character) this.#fail(`a \`${character}\` is wanted here`);
    this.#at++;
  }

  #fail(reason: string): never {
    throw new Unreadable(`this is no JSON: ${reason}`);
  }
}
