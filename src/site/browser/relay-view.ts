import type { Tie, Voice } from "../network.js";

/** What somebody wants to see of the network. */
export interface Wish {
  /** How many of the strongest ties. */
  readonly pairs: number;
  /** The position of the voice that is chosen. */
  readonly focus: number | undefined;
}

/** What is drawn: positions of voices and of ties. */
export interface View {
  readonly voices: ReadonlySet<number>;
  readonly ties: ReadonlySet<number>;
}

/** Gives what to draw: the strongest ties with their ends, and whoever is chosen with all theirs. */
export function viewOf(ties: readonly Tie[], { pairs, focus }: Wish): View {
  const view = { voices: new Set<number>(), ties: new Set<number>() };
  for (const [index, [from, to]] of ties.entries()) {
    if (index >= pairs && from !== focus && to !== focus) continue;
    view.ties.add(index);
    view.voices.add(from).add(to);
  }
  return view;
}

/** How many ties are offered to be shown. */
const OFFERED = [50, 150, 500, 2_000, 8_000, 20_000];

/** More ties than these at once no browser draws in a time that anybody waits. */
export const MOST_DRAWN = OFFERED.at(-1)!;

/** The most ties that are shown to somebody who has asked for nothing. */
const FIRST = 150;

/** What can be asked to be shown. */
export interface Choice {
  readonly pairs: number;
  /** How it is called. */
  readonly words: string;
  readonly isFirst: boolean;
}

/**
 * Gives what can be asked to be shown: some of the strongest, more of them, and all of them where they can be drawn.
 * Beyond that each tie is shown with either of its ends, once that is chosen.
 */
export function choicesOf(ties: readonly Tie[]): Choice[] {
  const some = OFFERED.filter((pairs) => pairs < ties.length).map((pairs): Choice => {
    const least = countOf(ties[pairs - 1]![2], "claim");
    const words = `the ${countOf(pairs, "strongest pair")} (${least} or more)`;
    return { pairs, words, isFirst: pairs === FIRST };
  });
  if (ties.length > MOST_DRAWN) return some;
  const all = `all ${countOf(ties.length, "pair")} (1 claim or more)`;
  return [
    ...some,
    { pairs: ties.length, words: all, isFirst: !some.some(({ isFirst }) => isFirst) },
  ];
}

/** Somebody on the other side of a tie. */
export interface Neighbour {
  readonly voice: number;
  readonly claims: number;
}

/** Gives whom a voice has claims from, and who has claims from it; the most first. */
export function neighboursOf(
  ties: readonly Tie[],
  voice: number,
): { readonly sources: Neighbour[]; readonly takers: Neighbour[] } {
  const sources: Neighbour[] = [];
  const takers: Neighbour[] = [];
  for (const [from, to, claims] of ties) {
    if (to === voice) sources.push({ voice: from, claims });
    if (from === voice) takers.push({ voice: to, claims });
  }
  return { sources, takers };
}

/** Finds voices by words of their names or ids, in any order; the busiest first, as the voices are. */
export function findVoices(voices: readonly Voice[], asked: string, most: number): number[] {
  const words = fold(asked).split(/\s+/).filter(Boolean);
  const found: number[] = [];
  for (const [index, { name, id }] of voices.entries()) {
    if (found.length === most) break;
    const text = `${fold(name)} ${id}`;
    if (words.every((word) => text.includes(word))) found.push(index);
  }
  return found;
}

/** Without case, accents and marks: how it is typed in haste. */
function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
}

/** Gives the id that the fragment of an address names; `undefined` where it names none. */
export function focusIn(hash: string): string | undefined {
  const written = /^#node=(.+)$/s.exec(hash)?.[1];
  if (written === undefined) return undefined;
  try {
    return decodeURIComponent(written);
  } catch {
    return undefined;
  }
}

/** Gives the fragment that names an id, or nobody. */
export function hashOf(id: string | undefined): string {
  return `#node=${id === undefined ? "" : encodeURIComponent(id)}`;
}

/** Tells what a voice does. */
export function deedsOf({ said, passed }: Pick<Voice, "said" | "passed">): string {
  const deeds = [
    said > 0 ? `is the speaker of ${countOf(said, "claim")}` : "",
    passed > 0 ? `has passed on ${countOf(passed, "claim")}` : "",
  ];
  return deeds.filter((each) => each !== "").join(" and ");
}

/** Tells how much of the network is drawn. */
export function shownWords(view: View, voices: number, ties: number): string {
  const part = (shown: number, all: number) => (shown === all ? "all" : `${groups(shown)} of`);
  return `Shown: ${part(view.ties.size, ties)} ${countOf(ties, "pair")}, ${part(view.voices.size, voices)} ${countOf(voices, "name")}`;
}

/** Gives a number with its noun, the digits in groups. */
export function countOf(number: number, noun: string): string {
  return `${groups(number)} ${noun}${number === 1 ? "" : "s"}`;
}

function groups(number: number): string {
  return number.toLocaleString("en-US");
}
