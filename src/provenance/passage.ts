import type { DiffPart } from "./quotes.js";

/** How a quotation stands to the text of a document. */
export type QuoteMatch =
  | { readonly kind: "found" }
  /** All that it quotes is there, and in another order. */
  | { readonly kind: "order" }
  | {
      readonly kind: "absent";
      /** What isn't there: the quotation, or its first part between two cuts that isn't. */
      readonly part: string;
      /** How the nearest passage would have to change; absent where nothing is like it. */
      readonly nearest?: readonly DiffPart[];
    };

/** How a text is compared. */
export interface TextOptions {
  /**
   * Whether it was set in lines and pages, as a PDF is: words are broken at the ends of lines, letters
   * are joined (ﬁ), and the heads and feet of pages stand in the midst of sentences.
   */
  readonly isTypeset?: boolean;
}

/**
 * A document's text, prepared for looking up quotations.
 *
 * Both sides are read as words, numbers and the punctuation within sentences. What does not count:
 * white space, line ends, capitals, quotation marks, brackets, the length of dashes, soft hyphens
 * and other characters without width, Unicode's composition (NFC; NFKC where it is typeset), and the
 * punctuation at the two ends of a quotation. In a quotation `…`, `...`, `[…]` and any words in square
 * brackets stand for a cut; `[w]e` is read as `we`.
 */
export class Passages {
  readonly #text: string;
  readonly #isTypeset: boolean;
  /** All tokens with one space between and around, so that what is found is made of whole words. */
  readonly #tokens: string;
  #located: Located | undefined;

  constructor(text: string, { isTypeset = false }: TextOptions = {}) {
    this.#isTypeset = isTypeset;
    this.#text = foldText(text, isTypeset).replace(ELLIPSIS, " ");
    const tokens = this.#text.match(patternFor(this.#text, isTypeset)) ?? [];
    this.#tokens = ` ${tokens.map(keyOfToken).join(" ")} `;
  }

  /** Looks a quotation up. Takes time linear in the text. */
  match(quote: string): QuoteMatch {
    const pieces = piecesOf(quote, this.#isTypeset);
    let from = 0;
    let isInOrder = true;
    for (const piece of pieces) {
      const end = this.#find(piece, from);
      if (end !== undefined) {
        from = end;
        continue;
      }
      isInOrder = false;
      if (this.#find(piece, 0) !== undefined) continue;
      const nearest = this.#nearest(piece);
      return { kind: "absent", part: textOf(piece), ...(nearest ? { nearest } : {}) };
    }
    return { kind: isInOrder ? "found" : "order" };
  }

  /** Gives where the first occurrence from a place on ends. */
  #find(piece: readonly Token[], from: number): number | undefined {
    const wanted = keyOf(piece);
    const at = this.#tokens.indexOf(wanted, from);
    if (at !== -1) return at + wanted.length - 1;
    return this.#isTypeset ? this.#findOverPages(piece, from) : undefined;
  }

  /** Looks for a piece that begins at the foot of a page and goes on at the head of the next. */
  #findOverPages(piece: readonly Token[], from: number): number | undefined {
    const reach = keyOf(piece).length + PAGE_EDGES;
    const tokens = this.#tokens;
    for (let at = tokens.indexOf(PAGE, from); at !== -1; at = tokens.indexOf(PAGE, at + 1)) {
      const foot = tokens.slice(Math.max(from, at - reach), at + 1);
      const count = longestPrefix(piece, foot);
      if (count === 0) continue;
      const rest = keyOf(piece.slice(count));
      const found = tokens.slice(at, at + reach).indexOf(rest);
      if (found !== -1) return at + found + rest.length - 1;
    }
    return undefined;
  }

  /**
   * Finds the passage that is most like a piece, in two steps. A window as long as the piece slides
   * over the text and counts the words that it shares with the piece, rare words for more: linear in
   * the text. Then the piece is aligned with the best window and what stands around it (Sellers 1980,
   * edit distance with free ends), which settles where the passage starts, ends and differs.
   */
  #nearest(whole: readonly Token[]): DiffPart[] | undefined {
    const piece = whole.length > LONG_PIECE ? this.#aroundDifference(whole) : whole;
    this.#located ??= locateTokens(this.#text, this.#isTypeset);
    const window = bestWindow(piece, this.#located);
    if (!window) return undefined;
    const margin = Math.ceil(piece.length / 2) + 2;
    const passage: Token[] = [];
    const to = Math.min(this.#located.starts.length, window.end + margin);
    for (let index = Math.max(0, window.start - margin); index < to; index++) {
      const start = this.#located.starts[index]!;
      passage.push(tokenAt(start, this.#located.ends[index]!, this.#text));
    }
    return align(passage, piece);
  }

  #aroundDifference(piece: readonly Token[]): readonly Token[] {
    const agrees = longestPrefix(piece, this.#tokens);
    return piece.slice(Math.max(0, agrees - 20), agrees + 40);
  }
}

/** The most tokens for which a whole piece is aligned; of a longer one, what is about its first difference. */
const LONG_PIECE = 80;

/** The break between two pages, as a token. */
const PAGE = " \f ";

/** How many characters the foot of a page and the head of the next may take. */
const PAGE_EDGES = 400;

/** The least part of a piece, by the weight of its words, that makes a passage worth showing. */
const LIKENESS = 0.4;

/** Writes a difference on one line: what only the document has as `[-…-]`, what only the quotation has as `{+…+}`. */
export function markDiff(parts: readonly DiffPart[]): string {
  return parts
    .map(({ kind, text }) => {
      if (kind === "same") return text;
      const lead = text.startsWith(" ") ? " " : "";
      const words = text.slice(lead.length).replace(/^-$/, "–");
      return kind === "added" ? `${lead}{+${words}+}` : `${lead}[-${words}-]`;
    })
    .join("")
    .replace(/-\] \{\+/g, "-]{+")
    .trim();
}

interface Token {
  readonly text: string;
  readonly key: string;
  /** Whether white space stands ahead of it. */
  readonly isApart: boolean;
}

const ELLIPSIS = /…|\.(?:\s?\.){2,60}/g;

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
function keyOfToken(token: string): string {
  const whole = token.length > 2 && token.includes("-") ? token.replace(/-\s*/g, "") : token;
  return whole.toLowerCase();
}

const HAS_UNSPACED = new RegExp(UNSPACED, "u");

/** Tokens that the two ends of a quotation may have or lack. */
const EDGE = /^(?:[.,;:!?¿¡؟؛،。、，！？；：]|-)$/;

function patternFor(text: string, isTypeset: boolean): RegExp {
  return tokenPattern({ isMixed: HAS_UNSPACED.test(text), isTypeset });
}

/** Folds what does not count, but for capitals. */
function foldText(text: string, isTypeset: boolean): string {
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

function piecesOf(quote: string, isTypeset: boolean): Token[][] {
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

function locatedTokens(text: string, isTypeset: boolean): Token[] {
  const { starts, ends } = locateTokens(text, isTypeset);
  return starts.map((start, index) => tokenAt(start, ends[index]!, text));
}

function tokenAt(start: number, end: number, text: string): Token {
  const token = text.slice(start, end);
  const isApart = /\s/.test(text[start - 1] ?? " ");
  return { text: token.replace(/\s+/g, ""), key: keyOfToken(token), isApart };
}

function keyOf(tokens: readonly Token[]): string {
  return ` ${tokens.map(({ key }) => key).join(" ")} `;
}

function textOf(tokens: readonly Token[]): string {
  return tokens
    .map(({ isApart, text }) => (isApart ? ` ${text}` : text))
    .join("")
    .trim();
}

/** Gives how many tokens of a piece, from its first on, stand together somewhere in a text. */
function longestPrefix(piece: readonly Token[], tokens: string): number {
  let low = 0;
  let high = piece.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tokens.includes(keyOf(piece.slice(0, middle)))) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where each token of a text starts and ends. */
interface Located {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function locateTokens(text: string, isTypeset: boolean): Located {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: token, index } of text.matchAll(patternFor(text, isTypeset))) {
    starts.push(index);
    ends.push(index + token.length);
  }
  return { text, starts, ends };
}

interface Window {
  readonly start: number;
  readonly end: number;
}

/** Finds the run of as many tokens as a piece has that shares the most with it. */
function bestWindow(piece: readonly Token[], located: Located): Window | undefined {
  const { text, starts, ends } = located;
  const wanted = new Map<string, number>();
  for (const { key } of piece) wanted.set(key, (wanted.get(key) ?? 0) + 1);
  const tokens = starts.map((start, index) => {
    const key = keyOfToken(text.slice(start, ends[index]!));
    return wanted.has(key) ? key : undefined;
  });
  const counts = new Map<string, number>();
  for (const key of tokens) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  const weightOf = (key: string) => Math.log(1 + tokens.length / ((counts.get(key) ?? 0) + 1));
  const weights = new Map([...wanted.keys()].map((key) => [key, weightOf(key)]));
  const held = new Map<string, number>();
  let score = 0;
  let best = 0;
  let bestStart = 0;
  for (let index = 0; index < tokens.length; index++) {
    const entering = tokens[index];
    if (entering !== undefined) {
      const count = held.get(entering) ?? 0;
      if (count < wanted.get(entering)!) score += weights.get(entering)!;
      held.set(entering, count + 1);
    }
    const leaving = index < piece.length ? undefined : tokens[index - piece.length];
    if (leaving !== undefined) {
      const count = held.get(leaving)!;
      if (count <= wanted.get(leaving)!) score -= weights.get(leaving)!;
      held.set(leaving, count - 1);
    }
    // A sum of fractions drifts: what is better by less than this is no better.
    if (score > best + 1e-6) {
      best = score;
      bestStart = Math.max(0, index - piece.length + 1);
    }
  }
  let whole = 0;
  for (const [key, count] of wanted) whole += count * weights.get(key)!;
  if (best === 0 || best < LIKENESS * whole) return undefined;
  return { start: bestStart, end: Math.min(tokens.length, bestStart + piece.length) };
}

/** Aligns a piece with the part of a passage that needs the fewest words changed. */
function align(passage: readonly Token[], piece: readonly Token[]): DiffPart[] {
  const width = passage.length + 1;
  const cost = new Int32Array((piece.length + 1) * width);
  for (let row = 1; row <= piece.length; row++) {
    cost[row * width] = row * EDIT;
    for (let column = 1; column < width; column++) {
      const at = row * width + column;
      const changed = cost[at - width - 1]! + change(passage[column - 1]!, piece[row - 1]!);
      cost[at] = Math.min(changed, cost[at - width]! + EDIT, cost[at - 1]! + EDIT);
    }
  }
  const last = piece.length * width;
  let column = 0;
  for (let each = 1; each < width; each++) {
    if (cost[last + each]! <= cost[last + column]!) column = each;
  }
  const steps: { kind: DiffPart["kind"]; token: Token }[] = [];
  for (let row = piece.length; row > 0; ) {
    const at = row * width + column;
    const mine = piece[row - 1]!;
    const theirs = passage[column - 1];
    if (theirs && cost[at] === cost[at - width - 1]! + change(theirs, mine)) {
      if (theirs.key === mine.key) steps.push({ kind: "same", token: theirs });
      else steps.push({ kind: "added", token: mine }, { kind: "removed", token: theirs });
      row--;
      column--;
    } else if (cost[at] === cost[at - width]! + EDIT) {
      steps.push({ kind: "added", token: mine });
      row--;
    } else {
      steps.push({ kind: "removed", token: theirs! });
      column--;
    }
  }
  return gather(steps.reverse());
}

/** What a word costs that came or went; of two ways that cost the same, the one that keeps more words is better. */
const EDIT = 1000;

/** What it costs to put one token in another's place: a word in that of a comma is no mere change. */
function change(from: Token, to: Token): number {
  if (from.key === to.key) return -1;
  return EDGE.test(from.key) === EDGE.test(to.key) ? EDIT : 2 * EDIT;
}

/** Joins steps of one kind; of a run of changes, first what is gone, then what came. */
function gather(steps: readonly { kind: DiffPart["kind"]; token: Token }[]): DiffPart[] {
  const parts: DiffPart[] = [];
  let gone = "";
  let came = "";
  let same = "";
  const close = (): void => {
    if (same !== "") parts.push({ kind: "same", text: same });
    if (gone !== "") parts.push({ kind: "removed", text: gone });
    if (came !== "") parts.push({ kind: "added", text: came });
    gone = "";
    came = "";
    same = "";
  };
  for (const { kind, token } of steps) {
    const text = `${token.isApart ? " " : ""}${token.text}`;
    if (kind === "same") {
      if (gone !== "" || came !== "") close();
      same += text;
      continue;
    }
    if (same !== "") close();
    if (kind === "removed") gone += text;
    else came += text;
  }
  close();
  return parts;
}
