import {
  DEEPEST,
  HASH,
  HYPHEN,
  isWordCharacter,
  LineScanner,
  NEWLINE,
  RETURN,
  SPACE,
} from "./plain-line.js";
import { NODE, type Tape } from "./tape.js";

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
class Scanner extends LineScanner {
  readonly #onComment: OnComment | undefined;
  /** Whether more may stand behind the text. */
  readonly #isPart: boolean;
  #at = 0;
  #column = -1;
  /** The start of the line behind the last that held something. */
  #lineEnd = 0;
  /** Whether comments or empty lines stand between that line and this. */
  #hasGap = false;

  constructor(text: string, tape: Tape, onComment: OnComment | undefined, isPart = false) {
    super(text, tape);
    this.#onComment = onComment;
    this.#isPart = isPart;
  }

  scan(): boolean {
    if (!this.#toLine(0)) return false;
    if (this.#isPart) return this.#blockMap(this.#column);
    return this.#blockMap(0) && this.#at >= this.text.length;
  }

  /** Goes to the next line that holds something, from the start of a line. */
  #toLine(from: number): boolean {
    const text = this.text;
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
        line = this.behindLine(at);
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

  /** Ends a line of which nothing but spaces and a comment is left. */
  #endLine(from: number): boolean {
    const text = this.text;
    let at = from;
    while (text.charCodeAt(at) === SPACE) at++;
    if (!this.isLineEnd(at)) {
      if (text.charCodeAt(at) !== HASH || at === from) return false;
      this.#onComment?.(at);
    }
    this.#lineEnd = this.behindLine(at);
    return this.#toLine(this.#lineEnd);
  }

  /** Whether a hyphen and a space stand here: an item of a list. */
  #isItem(): boolean {
    const text = this.text;
    return text.charCodeAt(this.#at) === HYPHEN && text.charCodeAt(this.#at + 1) === SPACE;
  }

  /** Reads the keys of one mapping, which stand at a column, from the first on. */
  #blockMap(column: number): boolean {
    if (this.#column !== column || ++this.depth > DEEPEST) return false;
    const map = this.tape.add(NODE.map, this.#at, 0);
    do {
      const colon = this.colonBehind(this.#at);
      if (colon === -1) return false;
      this.tape.add(NODE.key, this.#at, colon);
      if (!this.#valueBehind(colon, column)) return false;
    } while (this.#column === column && !this.#isItem());
    this.depth--;
    this.tape.close(map, this.#lineEnd);
    return this.#column <= column;
  }

  #valueBehind(colon: number, column: number): boolean {
    const text = this.text;
    let at = colon + 1;
    while (text.charCodeAt(at) === SPACE) at++;
    if (!this.isLineEnd(at) && text.charCodeAt(at) !== HASH) return this.#value(at, column);
    if (!this.#endLine(colon + 1)) return false;
    if (this.#column > column) {
      return this.#isItem() ? this.#blockList(this.#column) : this.#blockMap(this.#column);
    }
    if (this.#column === column && this.#isItem()) return this.#blockList(column);
    this.tape.add(NODE.nothing, colon, colon);
    return true;
  }

  #blockList(column: number): boolean {
    const text = this.text;
    if (++this.depth > DEEPEST) return false;
    const list = this.tape.add(NODE.list, this.#at, 0);
    while (this.#column === column && this.#isItem()) {
      let at = this.#at + 1;
      while (text.charCodeAt(at) === SPACE) at++;
      if (this.colonBehind(at) === -1) {
        if (!this.#value(at, column)) return false;
      } else {
        const inner = column + at - this.#at;
        this.#at = at;
        this.#column = inner;
        if (!this.#blockMap(inner)) return false;
      }
    }
    this.depth--;
    this.tape.close(list, this.#lineEnd);
    return this.#column <= column;
  }

  /** Reads a value that starts in the line of its key or hyphen, which stands at a column. */
  #value(start: number, column: number): boolean {
    const character = this.text[start];
    if (character === '"' || character === "'" || character === "[" || character === "{") {
      const end = this.closed(start);
      return end !== -1 && this.#endLine(end) && this.#column <= column;
    }
    if (character === "|" || character === ">") return this.#blockText(start, column);
    return this.#plain(start, column);
  }

  /** Reads a text without quotes, and its further lines, which stand deeper than its key. */
  #plain(start: number, column: number): boolean {
    const text = this.text;
    if (!this.startsPlain(start)) return false;
    let end = this.plainLine(start);
    if (end === -1) return false;
    const node = this.tape.add(NODE.plain, start, end);
    if (!this.#endLine(end)) return false;
    if (this.#column <= column) return true;
    while (this.#column > column) {
      const isCommented = text.slice(end, this.#lineEnd).includes("#");
      if (isCommented || this.#hasGap || !startsWord(text.charCodeAt(this.#at))) return false;
      end = this.plainLine(this.#at);
      if (end === -1 || !this.#endLine(end)) return false;
    }
    this.tape.length = node;
    this.tape.add(NODE.plainLines, start, end);
    return true;
  }

  /** Reads a text after `|` or `>` whose lines stand deeper than its key. */
  #blockText(start: number, column: number): boolean {
    const text = this.text;
    const header = text.charCodeAt(start + 1) === HYPHEN ? start + 2 : start + 1;
    if (!this.isLineEnd(header)) return false;
    const isFolded = text[start] === ">";
    let indent = -1;
    let end = -1;
    let line = this.behindLine(header);
    for (;;) {
      const at = this.behindSpaces(line);
      if (at >= text.length) {
        if (text.charCodeAt(text.length - 1) !== NEWLINE) return false;
        break;
      }
      if (this.isLineEnd(at)) {
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
        end = this.behindLine(at);
      }
      line = this.behindLine(at);
    }
    if (end === -1) return false;
    this.tape.add(NODE.block, start, end);
    this.#lineEnd = end;
    return this.#toLine(line);
  }
}

/** Whether a further line of a text can start with a character without its meaning anything. */
function startsWord(character: number): boolean {
  return (character !== HYPHEN && isWordCharacter(character)) || character > 127;
}
