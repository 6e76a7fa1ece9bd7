import anyAscii from "any-ascii";
import { decodeHTML } from "entities";
import punycode from "punycode/punycode.js";

/** A text as it is read, and where in the text itself each of its UTF-16 units starts and ends. */
export interface Unmasked {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * Gives a text without what makes one name look like several to a program: escapes of web addresses, of HTML
 * and of domain names are read, Latin letters have no accents and none but those of ASCII, other letters have
 * their usual form, and what can't be seen is gone. Case stays.
 */
export function unmask(text: string): Unmasked {
  const reading = new Reading();
  let at = 0;
  for (const { 0: escaped, index } of text.matchAll(ESCAPE)) {
    reading.addPlain(text.slice(at, index), at);
    at = index + escaped.length;
    for (const character of readEscape(escaped)) reading.add(character, index, at);
  }
  reading.addPlain(text.slice(at), at);
  return reading;
}

/** Tells whether a text is read as it stands, so that {@link unmask} would change nothing. */
export function isPlain(text: string): boolean {
  return !/[^\0-\x7F]|[%&]|xn--/i.test(text);
}

class Reading implements Unmasked {
  text = "";
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  addPlain(text: string, from: number): void {
    let at = from;
    for (const character of text) {
      this.add(character, at, at + character.length);
      at += character.length;
    }
  }

  add(character: string, start: number, end: number): void {
    const folded = fold(character);
    // What is not read goes with what stands before it.
    if (folded === "" && this.ends.length > 0) this.ends[this.ends.length - 1] = end;
    this.text += folded;
    for (let unit = 0; unit < folded.length; unit++) {
      this.starts.push(start);
      this.ends.push(end);
    }
  }
}

/** A byte in a web address; one that was encoded again and again has its `%` as `%25`. */
const BYTE = "%(?:25)*";
const TAIL = `${BYTE}[89ab][0-9a-f]`;

/** Characters in web addresses (each alone, in UTF-8), in HTML, and whole labels of domain names. */
const ESCAPE = new RegExp(
  [
    `${BYTE}[cd][0-9a-f]${TAIL}`,
    `${BYTE}e[0-9a-f](?:${TAIL}){2}`,
    `${BYTE}f[0-7](?:${TAIL}){3}`,
    `${BYTE}[0-7][0-9a-f]`,
    "&#(?:[0-9]{1,7}|x[0-9a-f]{1,6});",
    "&[a-z]{2,8};",
    "\\bxn--[a-z0-9-]+",
  ].join("|"),
  "gi",
);

function readEscape(escaped: string): string {
  if (escaped.startsWith("%")) return percentDecoded(escaped);
  return escaped.startsWith("&") ? decodeHTML(escaped) : readLabel(escaped);
}

function percentDecoded(escaped: string): string {
  try {
    return decodeURIComponent(escaped.replace(/%(?:25)*(?=[0-9a-f]{2})/gi, "%"));
  } catch {
    return escaped;
  }
}

/** Reads a label of an internationalized domain name; one that is none stays as it is. */
function readLabel(label: string): string {
  try {
    return punycode.decode(label.slice("xn--".length).toLowerCase());
  } catch {
    return label;
  }
}

/** Each character is worked out once: texts are long, alphabets short. */
const FOLDED = new Map<string, string>();

function fold(character: string): string {
  if (character < "\x80") return character;
  const known = FOLDED.get(character);
  if (known !== undefined) return known;
  const folded = foldAnew(character);
  FOLDED.set(character, folded);
  return folded;
}

function foldAnew(character: string): string {
  if (/[\u2018\u2019\u02BC]/.test(character)) return "'";
  // Accents by themselves, and what nobody sees: soft hyphens, joiners, signs of direction.
  if (/[\u0300-\u036F]|\p{Default_Ignorable_Code_Point}|\p{Cf}/u.test(character)) return "";
  if (/\p{Script=Latin}/u.test(character)) return anyAscii(character);
  return character
    .normalize("NFKD")
    .replace(/[\u0300-\u036F]/g, "")
    .normalize("NFC");
}
