import { locateTokens } from "./nearest-passage.js";
/** A word or a mark of a text. */
export interface Token {
  readonly text: string;
  readonly key: string;
  /** Whether white space stands ahead of it. */
  readonly isApart: boolean;
}

/** An ellipsis, however it is written. */
export const ELLIPSIS = /…|\.(?:\s?\.){2,60}/g;

const CUTS = /\[[^[\]]{0,500}\]|\(\s?(?:…|\.{3,60})\s?\)|…|\.(?:\s?\.){2,60}/;

/** Scripts that put no spaces between words: each character is a token. */
const UNSPACED =
  "[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]";
const CHARACTER = "[\\p{L}\\p{M}\\p{N}]";

/** All repetitions in patterns have bounds: a regular expression without them runs out of stack on a hostile text. */
interface TokenForm {
  /** Whether some of the text is in a script that puts no spaces between words. */
  readonly isMixed: boolean;
  readonly isTypeset: boolean;
}

function tokenPattern({ isMixed, isTypeset }: TokenForm): RegExp {
  const character = isMixed ? `(?:(?!${UNSPACED})${CHARACTER})` : CHARACTER;
  const joints = [`'`, "(?<=\\p{N})[.,:](?=\\p{N})"];
  // Whether a hyphen at the end of a line belongs to the word can't be told: all are read over.
  if (isTypeset) joints.push("(?<=\\p{L})-(?:[ \\t]{0,60}\\r?\\n\\s{0,60})?(?=\\p{L})");
  const word = `${character}{1,400}(?:(?:${joints.join("|")})${character}{1,400}){0,60}`;
  const others = `\\p{Sc}|[%‰+±=<>&@#°§]|[.,;:!?¿¡؟؛،。、，！？；：]|-|\\f`;
  return new RegExp(`${isMixed ? `${UNSPACED}|` : ""}${word}|${others}`, "gu");
}

/** What is compared of a token. */
export function keyOfToken(token: string): string {
  const whole = token.length > 2 && token.includes("-") ? token.replace(/-\s*/g, "") : token;
  return whole.toLowerCase();
}

/** Tokens that the two ends of a quotation may have or lack. */
export const EDGE = /^(?:[.,;:!?¿¡؟؛،。、，！？；：]|-)$/;

/** Gives the pattern of the tokens of a text. */
export function patternFor(text: string, isTypeset: boolean): RegExp {
  return tokenPattern({ isMixed: new RegExp(UNSPACED, "u").test(text), isTypeset });
}

/** Folds what does not count, but for capitals. */
export function foldText(text: string, isTypeset: boolean): string {
  const joined = text
    .replace(/\u00AD(?:[ \t]{0,60}\r?\n[ \t]{0,60})?/g, "")
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g, "");
  const composed = isTypeset
    ? joined
        .replace(ELLIPSIS, " … ")
        .normalize("NFKC")
        .replace(/ \.{3} /g, " … ")
    : joined.normalize("NFC");
  return composed
    .replace(/[‘’‚‛′‹›ʼ＇]/g, "'")
    .replace(/[-‐‑‒–—―−]{1,60}/g, "-")
    .replace(/\[(\p{L}{1,2})\](?=\p{L})/gu, "$1");
}

/** Gives the pieces of a quotation between its cuts, as tokens. */
export function piecesOf(quote: string, isTypeset: boolean): Token[][] {
  return foldText(quote, isTypeset)
    .split(CUTS)
    .map((piece) => withoutEdges(locatedTokens(piece, isTypeset)))
    .filter((piece) => piece.length > 0);
}

function withoutEdges(tokens: Token[]): Token[] {
  let start = 0;
  let end = tokens.length;
  while (start < end && EDGE.test(tokens[start]!.key)) start++;
  while (end > start && EDGE.test(tokens[end - 1]!.key)) end--;
  return tokens.slice(start, end);
}

/** Gives the tokens of a text with their places. */
function locatedTokens(text: string, isTypeset: boolean): Token[] {
  const { starts, ends } = locateTokens(text, isTypeset);
  return starts.map((start, index) => tokenAt(start, ends[index]!, text));
}

/** Gives the token at a place of a text. */
export function tokenAt(start: number, end: number, text: string): Token {
  const token = text.slice(start, end);
  const isApart = /\s/.test(text[start - 1] ?? " ");
  return { text: token.replace(/\s+/g, ""), key: keyOfToken(token), isApart };
}

/** Gives tokens as one text to search for. */
export function keyOf(tokens: readonly Token[]): string {
  return ` ${tokens.map(({ key }) => key).join(" ")} `;
}

/** Gives tokens as a person reads them. */
export function textOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ isApart, text }) => (isApart ? ` ${text}` : text))
    .join("")
    .trim();
}
