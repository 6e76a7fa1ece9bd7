import { NODE, type Tape } from "./tape.js";

/** A line feed, by its number. */
export const NEWLINE = 10;
/** A carriage return, by its number. */
export const RETURN = 13;
/** A space, by its number. */
export const SPACE = 32;
/** What starts a comment, by its number. */
export const HASH = 35;
/** What starts an item of a list, by its number. */
export const HYPHEN = 45;
/** What ends a key, by its number. */
export const COLON = 58;
const QUOTE = 34;
const APOSTROPHE = 39;
const COMMA = 44;
const BACKSLASH = 92;

/** The characters that mean something at the start of a value. */
const INDICATORS = new Set([..."?:,[]{}#&*!|>'\"%@`"].map((mark) => mark.charCodeAt(0)));

/** YAML ends a key's line after 1,024 characters; nobody needs as many. */
const LONGEST_KEY = 1000;

/** How deep mappings and lists may stand in each other; the format itself needs seven. */
export const DEEPEST = 9;

/**
 * Reads what stands on one line of plain YAML: words, and what is in quotes or brackets. Methods that
 * read something give the offset behind it, or -1 where it may be anything else.
 */
export class LineScanner {
  protected readonly text: string;
  protected readonly tape: Tape;
  /** How many mappings and lists stand around. */
  protected depth = 0;

  constructor(text: string, tape: Tape) {
    this.text = text;
    this.tape = tape;
  }

  protected behindLine(at: number): number {
    const newline = this.text.indexOf("\n", at);
    return newline === -1 ? this.text.length : newline + 1;
  }

  protected isLineEnd(at: number): boolean {
    const character = this.text.charCodeAt(at);
    return character === NEWLINE || character === RETURN || at >= this.text.length;
  }

  /** Gives the offset of the colon behind a plain word that is a key; -1 where there is none. */
  protected colonBehind(start: number): number {
    const text = this.text;
    let at = start;
    while (isWordCharacter(text.charCodeAt(at))) at++;
    if (at === start || at - start > LONGEST_KEY || text.charCodeAt(start) === HYPHEN) return -1;
    if (text.charCodeAt(at) !== COLON) return -1;
    return text.charCodeAt(at + 1) === SPACE || this.isLineEnd(at + 1) ? at : -1;
  }

  /** Reads what is in quotes or brackets; gives the offset behind it, or -1. */
  protected closed(start: number): number {
    const character = this.text.charCodeAt(start);
    if (character === QUOTE) return this.#doubleQuoted(start);
    if (character === APOSTROPHE) return this.#singleQuoted(start);
    return this.#bracketed(start);
  }

  #doubleQuoted(start: number): number {
    const text = this.text;
    for (let at = start + 1; !this.isLineEnd(at); at++) {
      const character = text.charCodeAt(at);
      if (character === BACKSLASH) at++;
      else if (character === QUOTE) {
        this.tape.add(NODE.double, start, at + 1);
        return at + 1;
      }
    }
    return -1;
  }

  #singleQuoted(start: number): number {
    const text = this.text;
    for (let at = start + 1; !this.isLineEnd(at); at++) {
      if (text.charCodeAt(at) !== APOSTROPHE) continue;
      if (text.charCodeAt(at + 1) === APOSTROPHE) at++;
      else {
        this.tape.add(NODE.single, start, at + 1);
        return at + 1;
      }
    }
    return -1;
  }

  #bracketed(start: number): number {
    const text = this.text;
    if (++this.depth > DEEPEST) return -1;
    const isMap = text[start] === "{";
    const close = isMap ? "}" : "]";
    const node = this.tape.add(isMap ? NODE.flowMap : NODE.flowList, start, 0);
    let at = this.behindSpaces(start + 1);
    if (text[at] !== close) {
      for (;;) {
        at = isMap ? this.#flowPair(at) : this.#flowValue(at);
        if (at === -1) return -1;
        at = this.behindSpaces(at);
        if (text[at] === close) break;
        if (text.charCodeAt(at) !== COMMA) return -1;
        at = this.behindSpaces(at + 1);
      }
    }
    this.depth--;
    this.tape.close(node, at + 1);
    return at + 1;
  }

  protected behindSpaces(start: number): number {
    let at = start;
    while (this.text.charCodeAt(at) === SPACE) at++;
    return at;
  }

  #flowPair(start: number): number {
    const colon = this.colonBehind(start);
    if (colon === -1) return -1;
    this.tape.add(NODE.key, start, colon);
    return this.#flowValue(this.behindSpaces(colon + 1));
  }

  #flowValue(start: number): number {
    const character = this.text[start];
    if (character === '"' || character === "'" || character === "[" || character === "{") {
      return this.closed(start);
    }
    return this.#flowPlain(start);
  }

  #flowPlain(start: number): number {
    const text = this.text;
    if (!this.startsPlain(start)) return -1;
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
    this.tape.add(NODE.plain, start, end);
    return end;
  }

  /** Whether a text without quotes can start here; ahead of a number a hyphen means nothing. */
  protected startsPlain(at: number): boolean {
    const character = this.text.charCodeAt(at);
    if (character === HYPHEN) return isWordCharacter(this.text.charCodeAt(at + 1));
    return !INDICATORS.has(character) && !this.isLineEnd(at);
  }

  /** Gives where a text without quotes ends in its line; -1 where it holds what makes it a key. */
  protected plainLine(start: number): number {
    const text = this.text;
    let end = start;
    for (let at = start; ; at++) {
      const character = text.charCodeAt(at);
      if (character > COLON) {
        end = at + 1;
      } else if (character === COLON) {
        if (text.charCodeAt(at + 1) === SPACE || this.isLineEnd(at + 1)) return -1;
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
}

/** Whether a character can stand in a key. */
export function isWordCharacter(character: number): boolean {
  return (
    (character >= 97 && character <= 122) ||
    (character >= 48 && character <= 57) ||
    character === HYPHEN ||
    (character >= 65 && character <= 90) ||
    character === 95
  );
}
