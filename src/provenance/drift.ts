import type { Path } from "../model/references.js";
import { CERTAINTIES } from "../model/relations.js";
import { type Chain, type ChainHop, FROM_SPEAKER } from "./chain.js";
import { numbersIn, type StatedNumber, sameNumber } from "./numbers.js";
import { type DiffPart, isExcerpt, wordDiff } from "./quotes.js";

/** How sure a wording sounds, surest first. */
export type Certainty = (typeof CERTAINTIES)[number];

/** The words in which a claim stands at one place of its chain. */
export interface Wording {
  /** The hop, or {@link FROM_SPEAKER} for the claim itself. */
  readonly node: number;
  readonly quote: string | undefined;
  /** The assertion in paraphrase: the recorder's `text`, or what a hop `says`. */
  readonly says: string | undefined;
  readonly certainty: Certainty | undefined;
  /** The language of the words, where it is known. */
  readonly lang: string | undefined;
}

/** What changed between a hop and what it draws on. Each key stands only where something did. */
export interface Drift {
  readonly hop: ChainHop;
  readonly from: Wording;
  readonly to: Wording;
  /** The words of the quotation that changed, in one language. */
  readonly quote?: readonly DiffPart[];
  /** Numbers that the hop states and its source doesn't, and those in whose place they stand. */
  readonly numbers?: {
    readonly now: readonly StatedNumber[];
    readonly before: readonly StatedNumber[];
  };
  /** The hop is surer than its source. */
  readonly certainty?: { readonly before: Certainty; readonly now: Certainty };
  /** The quotation is in another language, and who translated it, where it is said. */
  readonly language?: {
    readonly before: string;
    readonly now: string;
    readonly translator: string | undefined;
  };
  /** The words are given as verbatim, and all that came before was paraphrase. */
  readonly laundered?: true;
}

/**
 * Compares each hop of a chain with what it draws on. A hop for which no words are recorded hands on
 * those that it drew on, so that a change is told where it happened, and once; so it is with how
 * sure it sounds.
 */
export function driftsOf(chain: Chain): readonly Drift[] {
  if (!isWorded(chain)) return NO_DRIFT;
  const wordings = new Wordings(chain);
  return chain.hops.flatMap((hop) => {
    const to = wordings.own(hop.index);
    const worded = hasWords(to) ? wordings.above(hop, hasWords) : [];
    const sure = isSure(to) ? wordings.above(hop, isSure) : [];
    const sources = new Map([...worded, ...sure].map((from) => [from.node, from]));
    return [...sources.values()]
      .sort((a, b) => a.node - b.node)
      .flatMap((from) => {
        const changes = {
          ...(worded.includes(from) ? compareWords(from, to, hop) : {}),
          ...(worded.includes(from) ? laundering(hop, to, wordings) : {}),
          ...(sure.includes(from) ? compareCertainty(from, to) : {}),
        };
        return Object.keys(changes).length > 0 ? [{ hop, from, to, ...changes }] : [];
      });
  });
}

const NO_DRIFT: readonly Drift[] = [];

/** Tells whether a hop of a chain says it in words of its own, or how sure it is: of most none does. */
export function isWorded({ hops }: Chain): boolean {
  return hops.some(
    ({ hop }) => hop.quote !== undefined || hop.says !== undefined || hop.certainty !== undefined,
  );
}

/** Gives the wording of each place of a chain. */
class Wordings {
  readonly #chain: Chain;
  readonly #known = new Map<number, Wording>();

  constructor(chain: Chain) {
    this.#chain = chain;
  }

  own(node: number): Wording {
    const known = this.#known.get(node);
    if (known) return known;
    const wording = this.#read(node);
    this.#known.set(node, wording);
    return wording;
  }

  #read(node: number): Wording {
    if (node === FROM_SPEAKER) {
      const { quote, text, certainty, lang } = this.#chain.claim.value;
      return { node, quote, says: text, certainty, lang };
    }
    const { hop, document } = this.#chain.hops[node]!;
    const { quote, says, certainty, lang = document?.value.lang } = hop;
    return { node, quote, says, certainty, lang };
  }

  /** The nearest wordings of a kind that a hop draws on, through hops for which none is recorded. */
  above(hop: ChainHop, isMeant: (wording: Wording) => boolean): Wording[] {
    const found: Wording[] = [];
    const seen = new Set<number>([hop.index]);
    const pending = [...hop.from];
    for (const node of pending) {
      if (seen.has(node)) continue;
      seen.add(node);
      const wording = this.own(node);
      if (isMeant(wording)) found.push(wording);
      else if (node !== FROM_SPEAKER) pending.push(...this.#chain.hops[node]!.from);
    }
    return found;
  }

  /** All hops that a hop goes back to. */
  hopsAbove(hop: ChainHop): ChainHop[] {
    const seen = new Set<number>();
    const pending = [...hop.from];
    for (const node of pending) {
      if (node === FROM_SPEAKER || seen.has(node)) continue;
      seen.add(node);
      pending.push(...this.#chain.hops[node]!.from);
    }
    return [...seen].map((node) => this.#chain.hops[node]!);
  }
}

function hasWords({ quote, says }: Wording): boolean {
  return quote !== undefined || says !== undefined;
}

function isSure({ certainty }: Wording): boolean {
  return certainty !== undefined;
}

type Changes = Partial<Pick<Drift, "quote" | "numbers" | "certainty" | "language" | "laundered">>;

function compareWords(from: Wording, to: Wording, { hop }: ChainHop): Changes {
  const changes: { -readonly [K in keyof Changes]: Changes[K] } = {};
  const sameLanguage =
    from.lang === undefined || to.lang === undefined || baseOf(from.lang) === baseOf(to.lang);
  if (from.quote !== undefined && to.quote !== undefined) {
    if (!sameLanguage) {
      changes.language = { before: from.lang!, now: to.lang!, translator: hop.translator };
    } else if (!isExcerpt(to.quote, from.quote)) {
      changes.quote = wordDiff(from.quote, to.quote);
    }
  }
  const numbers = numberDrift(from, to);
  if (numbers) changes.numbers = numbers;
  return changes;
}

function compareCertainty({ certainty: before }: Wording, { certainty: now }: Wording): Changes {
  const rises = CERTAINTIES.indexOf(now!) < CERTAINTIES.indexOf(before!);
  return rises ? { certainty: { before: before!, now: now! } } : {};
}

/** The primary language of a tag: `en` of `en-GB`. */
function baseOf(tag: string): string {
  return tag.split("-")[0]!.toLowerCase();
}

/** A number that is left out is no drift: a paraphrase may say less. One that is new is. */
function numberDrift(from: Wording, to: Wording): Drift["numbers"] | undefined {
  const before = numbersOf(from);
  const now = numbersOf(to);
  const added = now.filter((number) => !before.some((other) => sameNumber(number, other)));
  if (added.length === 0) return undefined;
  const gone = before.filter((number) => !now.some((other) => sameNumber(number, other)));
  return { now: added, before: gone };
}

function numbersOf({ quote, says, lang }: Wording): StatedNumber[] {
  // A quotation is in its own language; a paraphrase is in the recorder's.
  const all = [...numbersIn(quote ?? "", lang), ...numbersIn(says ?? "")];
  return all.filter(
    (number, index) => all.findIndex((other) => sameNumber(number, other)) === index,
  );
}

function laundering(hop: ChainHop, to: Wording, wordings: Wordings): Changes {
  if (to.quote === undefined || wordings.own(FROM_SPEAKER).quote !== undefined) return {};
  const above = wordings.hopsAbove(hop).filter(({ voice }) => voice !== undefined);
  const paraphrased = above.some((each) => each.hop.says !== undefined);
  const quoted = above.some((each) => each.hop.quote !== undefined);
  return paraphrased && !quoted ? { laundered: true } : {};
}

/** Gives the place of a key of a wording: in the claim itself, or in one of its hops. */
export function wordingPlace(
  { node }: Wording,
  key: "quote" | "says" | "certainty" | "lang",
): Path {
  if (node === FROM_SPEAKER) return [key === "says" ? "text" : key];
  return ["relay", node, key];
}

/** Gives the place of whatever words there are: the quotation, else the paraphrase. */
export function wordsPlace(wording: Wording): Path {
  return wordingPlace(wording, wording.quote === undefined ? "says" : "quote");
}

/** Names a place of a chain for a message. */
export function describeNode(chain: Chain, node: number): string {
  return node === FROM_SPEAKER ? "the speaker" : `\`${chain.hops[node]!.name}\``;
}
