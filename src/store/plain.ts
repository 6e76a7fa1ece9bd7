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

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const QUOTE = 34;
const HASH = 35;
const APOSTROPHE = 39;
const COMMA = 44;
const HYPHEN = 45;
const COLON = 58;
const BACKSLASH = 92;

/** The characters that mean something at the start of a value. */
const INDICATORS = new Set([..."?:,[]{}#&*!|>'\"%@`"].map((mark) => mark.charCodeAt(0)));

/** YAML ends a key's line after 1,024 characters; nobody needs as many. */
const LONGEST_KEY = 1000;

/** How deep mappings and lists may stand in each other; the format itself needs seven. */
const DEEPEST = 9;

/** What is not read here anywhere: tabs, lone carriage returns, byte order marks, other line ends. */
const ODD = /[\t\uFEFF\u0085\u2028\u2029]|\r(?!\n)/;

/**
 * Reads the plain part of YAML that a kept store consists of: mappings and lists in blocks, texts with
 * and without quotes, `|` and `>`, and what stands in brackets on one line. Wherever the text is
 * anything else, or may be, it gives up: the library then reads it and finds what is wrong. So it
 * never reads a text otherwise than the library does, and is about forty times as fast.
 *
 * @param tape takes the nodes; the first is the whole
 * @param onComment is told of each comment, in the order of the text
 * @returns whether the text was read
 */
export function scanPlain(text: string, tape: Tape, onComment?: OnComment): boolean {
  tape.length = 0;
  return !ODD.test(text) && new Scanner(text, tape, onComment).scan();
}

/**
 * Reads the first mapping of a part of a text that {@link scanPlain} has read whole: from the start of
 * the line of one of its keys to the line of another.
 */
export function scanPlainPart(part: string, tape: Tape): boolean {
  tape.length = 0;
  return new Scanner(part, tape, undefined, true).scan();
}

/** Takes the offset at which a comment starts. */
type OnComment = (start: number) => void;

/**
 * Reads one text. Each method that reads something gives whether it could; `at` and `column` are then
 * the first character of the next line that holds something. A column of -1 is the end of the text.
 */
class Scanner {
  readonly #text: string;
  readonly #tape: Tape;
  readonly #onComment: OnComment | undefined;
  /** Whether more may stand behind the text. */
  readonly #isPart: boolean;
  #at = 0;
  #column = -1;
  /** The start of the line behind the last that held something. */
  #lineEnd = 0;
  #depth = 0;
  /** Whether comments or empty lines stand between that line and this. */
  #hasGap = false;

  constructor(text: string, tape: Tape, onComment: OnComment | undefined, isPart = false) {
    this.#text = text;
    this.#tape = tape;
    this.#onComment = onComment;
    this.#isPart = isPart;
  }

  scan(): boolean {
    if (!this.#toLine(0)) return false;
    if (this.#isPart) return this.#blockMap(this.#column);
    return this.#blockMap(0) && this.#at >= this.#text.length;
  }

  /** Goes to the next line that holds something, from the start of a line. */
  #toLine(from: number): boolean {
    const text = this.#text;
    let deepestComment = 0;
    this.#hasGap = false;
    for (let line = from; ; this.#hasGap = true) {
      let at = line;
      while (text.charCodeAt(at) === SPACE) at++;
      const character = text.charCodeAt(at);
      if (character === NEWLINE) {
        line = at + 1;
      } else if (character === RETURN) {
        line = at + 2;
      } else if (character === HASH) {
        deepestComment = Math.max(deepestComment, at - line);
        this.#onComment?.(at);
        line = this.#behindLine(at);
      } else {
        this.#at = at;
        this.#column = at < text.length ? at - line : -1;
        // The library counts a comment that stands deeper than what follows to what is ahead of it.
        const deepest =
          this.#column === -1 && this.#isPart ? Number.POSITIVE_INFINITY : this.#column;
        return deepestComment <= Math.max(0, deepest);
      }
    }
  }

  #behindLine(at: number): number {
    const newline = this.#text.indexOf("\n", at);
    return newline === -1 ? this.#text.length : newline + 1;
  }

  /** Ends a line of which nothing but spaces and a comment is left. */
  #endLine(from: number): boolean {
    const text = this.#text;
    let at = from;
    while (text.charCodeAt(at) === SPACE) at++;
    if (!this.#isLineEnd(at)) {
      if (text.charCodeAt(at) !== HASH || at === from) return false;
      this.#onComment?.(at);
    }
    this.#lineEnd = this.#behindLine(at);
    return this.#toLine(this.#lineEnd);
  }

  #isLineEnd(at: number): boolean {
    const character = this.#text.charCodeAt(at);
    return character === NEWLINE || character === RETURN || at >= this.#text.length;
  }

  /** Whether a hyphen and a space stand here: an item of a list. */
  #isItem(): boolean {
    const text = this.#text;
    return text.charCodeAt(this.#at) === HYPHEN && text.charCodeAt(this.#at + 1) === SPACE;
  }

  /** Gives the offset of the colon behind a plain word that is a key; -1 where there is none. */
  #colonBehind(start: number): number {
    const text = this.#text;
    let at = start;
    while (isWordCharacter(text.charCodeAt(at))) at++;
    if (at === start || at - start > LONGEST_KEY || text.charCodeAt(start) === HYPHEN) return -1;
    if (text.charCodeAt(at) !== COLON) return -1;
    return text.charCodeAt(at + 1) === SPACE || this.#isLineEnd(at + 1) ? at : -1;
  }

  /** Reads the keys of one mapping, which stand at a column, from the first on. */
  #blockMap(column: number): boolean {
    if (this.#column !== column || ++this.#depth > DEEPEST) return false;
    const map = this.#tape.add(NODE.map, this.#at, 0);
    do {
      const colon = this.#colonBehind(this.#at);
      if (colon === -1) return false;
      this.#tape.add(NODE.key, this.#at, colon);
      if (!this.#valueBehind(colon, column)) return false;
    } while (this.#column === column && !this.#isItem());
    this.#depth--;
    this.#tape.close(map, this.#lineEnd);
    return this.#column <= column;
  }

  #valueBehind(colon: number, column: number): boolean {
    const text = this.#text;
    let at = colon + 1;
    while (text.charCodeAt(at) === SPACE) at++;
    if (!this.#isLineEnd(at) && text.charCodeAt(at) !== HASH) return this.#value(at, column);
    if (!this.#endLine(colon + 1)) return false;
    if (this.#column > column) {
      return this.#isItem() ? this.#blockList(this.#column) : this.#blockMap(this.#column);
    }
    if (this.#column === column && this.#isItem()) return this.#blockList(column);
    this.#tape.add(NODE.nothing, colon, colon);
    return true;
  }

  #blockList(column: number): boolean {
    const text = this.#text;
    if (++this.#depth > DEEPEST) return false;
    const list = this.#tape.add(NODE.list, this.#at, 0);
    while (this.#column === column && this.#isItem()) {
      let at = this.#at + 1;
      while (text.charCodeAt(at) === SPACE) at++;
      if (this.#colonBehind(at) === -1) {
        if (!this.#value(at, column)) return false;
      } else {
        const inner = column + at - this.#at;
        this.#at = at;
        this.#column = inner;
        if (!this.#blockMap(inner)) return false;
      }
    }
    this.#depth--;
    this.#tape.close(list, this.#lineEnd);
    return this.#column <= column;
  }

  /** Reads a value that starts in the line of its key or hyphen, which stands at a column. */
  #value(start: number, column: number): boolean {
    const character = this.#text[start];
    if (character === '"' || character === "'" || character === "[" || character === "{") {
      const end = this.#closed(start);
      return end !== -1 && this.#endLine(end) && this.#column <= column;
    }
    if (character === "|" || character === ">") return this.#blockText(start, column);
    return this.#plain(start, column);
  }

  /** Reads what is in quotes or brackets; gives the offset behind it, or -1. */
  #closed(start: number): number {
    const character = this.#text.charCodeAt(start);
    if (character === QUOTE) return this.#doubleQuoted(start);
    if (character === APOSTROPHE) return this.#singleQuoted(start);
    return this.#bracketed(start);
  }

  #doubleQuoted(start: number): number {
    const text = this.#text;
    for (let at = start + 1; !this.#isLineEnd(at); at++) {
      const character = text.charCodeAt(at);
      if (character === BACKSLASH) at++;
      else if (character === QUOTE) {
        this.#tape.add(NODE.double, start, at + 1);
        return at + 1;
      }
    }
    return -1;
  }

  #singleQuoted(start: number): number {
    const text = this.#text;
    for (let at = start + 1; !this.#isLineEnd(at); at++) {
      if (text.charCodeAt(at) !== APOSTROPHE) continue;
      if (text.charCodeAt(at + 1) === APOSTROPHE) at++;
      else {
        this.#tape.add(NODE.single, start, at + 1);
        return at + 1;
      }
    }
    return -1;
  }

  #bracketed(start: number): number {
    const text = this.#text;
    if (++this.#depth > DEEPEST) return -1;
    const isMap = text[start] === "{";
    const close = isMap ? "}" : "]";
    const node = this.#tape.add(isMap ? NODE.flowMap : NODE.flowList, start, 0);
    let at = this.#behindSpaces(start + 1);
    if (text[at] !== close) {
      for (;;) {
        at = isMap ? this.#flowPair(at) : this.#flowValue(at);
        if (at === -1) return -1;
        at = this.#behindSpaces(at);
        if (text[at] === close) break;
        if (text.charCodeAt(at) !== COMMA) return -1;
        at = this.#behindSpaces(at + 1);
      }
    }
    this.#depth--;
    this.#tape.close(node, at + 1);
    return at + 1;
  }

  #behindSpaces(start: number): number {
    let at = start;
    while (this.#text.charCodeAt(at) === SPACE) at++;
    return at;
  }

  #flowPair(start: number): number {
    const colon = this.#colonBehind(start);
    if (colon === -1) return -1;
    this.#tape.add(NODE.key, start, colon);
    return this.#flowValue(this.#behindSpaces(colon + 1));
  }

  #flowValue(start: number): number {
    const character = this.#text[start];
    if (character === '"' || character === "'" || character === "[" || character === "{") {
      return this.#closed(start);
    }
    return this.#flowPlain(start);
  }

  #flowPlain(start: number): number {
    const text = this.#text;
    if (!this.#startsPlain(start)) return -1;
    let end = start;
    for (let at = start; ; at++) {
      const character = text[at];
      if (character === undefined || character === "\n" || character === "\r") return -1;
      if (character === "," || character === "]" || character === "}") break;
      if (character === "[" || character === "{") return -1;
      // Ahead of these a colon ends a key, and behind a space a hash starts a comment.
      if (character === ":" && /[\s,[\]{}]/.test(text[at + 1] ?? " ")) return -1;
      if (character === "#" && text[at - 1] === " ") return -1;
      if (character !== " ") end = at + 1;
    }
    this.#tape.add(NODE.plain, start, end);
    return end;
  }

  /** Whether a text without quotes can start here; ahead of a number a hyphen means nothing. */
  #startsPlain(at: number): boolean {
    const character = this.#text.charCodeAt(at);
    if (character === HYPHEN) return isWordCharacter(this.#text.charCodeAt(at + 1));
    return !INDICATORS.has(character) && !this.#isLineEnd(at);
  }

  /** Reads a text without quotes, and its further lines, which stand deeper than its key. */
  #plain(start: number, column: number): boolean {
    const text = this.#text;
    if (!this.#startsPlain(start)) return false;
    let end = this.#plainLine(start);
    if (end === -1) return false;
    const node = this.#tape.add(NODE.plain, start, end);
    if (!this.#endLine(end)) return false;
    if (this.#column <= column) return true;
    while (this.#column > column) {
      const isCommented = text.slice(end, this.#lineEnd).includes("#");
      if (isCommented || this.#hasGap || !startsWord(text.charCodeAt(this.#at))) return false;
      end = this.#plainLine(this.#at);
      if (end === -1 || !this.#endLine(end)) return false;
    }
    this.#tape.length = node;
    this.#tape.add(NODE.plainLines, start, end);
    return true;
  }

  /** Gives where a text without quotes ends in its line; -1 where it holds what makes it a key. */
  #plainLine(start: number): number {
    const text = this.#text;
    let end = start;
    for (let at = start; ; at++) {
      const character = text.charCodeAt(at);
      if (character > COLON) {
        end = at + 1;
      } else if (character === COLON) {
        if (text.charCodeAt(at + 1) === SPACE || this.#isLineEnd(at + 1)) return -1;
        end = at + 1;
      } else if (character === SPACE) {
        if (text.charCodeAt(at + 1) === HASH) return end;
      } else if (character === NEWLINE || character === RETURN || at >= text.length) {
        return end;
      } else {
        end = at + 1;
      }
    }
  }

  /** Reads a text after `|` or `>` whose lines stand deeper than its key. */
  #blockText(start: number, column: number): boolean {
    const text = this.#text;
    const header = text.charCodeAt(start + 1) === HYPHEN ? start + 2 : start + 1;
    if (!this.#isLineEnd(header)) return false;
    const isFolded = text[start] === ">";
    let indent = -1;
    let end = -1;
    let line = this.#behindLine(header);
    for (;;) {
      const at = this.#behindSpaces(line);
      if (at >= text.length) {
        if (text.charCodeAt(text.length - 1) !== NEWLINE) return false;
        break;
      }
      if (this.#isLineEnd(at)) {
        // Spaces of an empty line count where they stand deeper than the text.
        if (at > line && (indent === -1 || at - line > indent)) return false;
      } else {
        const deep = at - line;
        if (indent === -1) indent = deep;
        if (deep < indent || indent <= column) {
          if (deep > column) return false;
          break;
        }
        if (isFolded && deep > indent) return false;
        end = this.#behindLine(at);
      }
      line = this.#behindLine(at);
    }
    if (end === -1) return false;
    this.#tape.add(NODE.block, start, end);
    this.#lineEnd = end;
    return this.#toLine(line);
  }
}

function isWordCharacter(character: number): boolean {
  return (
    (character >= 97 && character <= 122) ||
    (character >= 48 && character <= 57) ||
    character === HYPHEN ||
    (character >= 65 && character <= 90) ||
    character === 95
  );
}

/** Whether a further line of a text can start with a character without its meaning anything. */
function startsWord(character: number): boolean {
  return (character !== HYPHEN && isWordCharacter(character)) || character > 127;
}
