import { UNKNOWN } from "../model/ids.js";
import type { Status } from "../provenance/measures.js";
import type { Provenance, Traced } from "../provenance/provenance.js";
import { nameOfId } from "../provenance/ways.js";
import type { Store } from "../store/store.js";
import { count } from "../terminal/text.js";

/** What a status means, for somebody who has never heard of one. */
export const STATUS_WORDS: Record<Status, { readonly short: string; readonly long: string }> = {
  original: {
    short: "a named speaker, and a record of the words",
    long: "Somebody is named who said it, and the words themselves are on record: a recording, a transcript, a statement.",
  },
  traced: {
    short: "a named speaker, through named hands",
    long: "Somebody is named who said it, and so is every hand that it went through on the way to us.",
  },
  broken: {
    short: "a named speaker, but a link is missing",
    long: "Somebody is named who said it, but on the way from them to us a link is missing.",
  },
  "own-voice": {
    short: "an outlet says so itself, and names nobody",
    long: "An outlet or a document says so in its own voice, and names nobody that it has it from.",
  },
  anonymous: {
    short: "the source is not named",
    long: "It goes back to a source that is described and not named.",
  },
  unattributed: {
    short: "nobody can be held to it",
    long: "Nobody is named as having said it: there is no one who can be held to it.",
  },
  circular: {
    short: "it rests on itself",
    long: "Followed back, it leads to itself: it has no beginning outside the circle.",
  },
};

/** One thing that a claim's chain is worth. */
export interface Worth {
  /** The measure, as the command line calls it. */
  readonly term: string;
  readonly value: string;
  /** What it means for this claim, as a sentence. */
  readonly meaning: string;
}

/** Tells what a claim's chain is worth, each measure with one sentence on what it means here. */
export function worthOf(traced: Traced, { store }: Provenance): Worth[] {
  const { hands, reports, bottlenecks, origins } = traced;
  const through = bottlenecks.map((id) => personOf(store, id));
  const worth: Worth[] = [
    { term: "hands", value: String(hands), meaning: handsMeaning(hands) },
    { term: "reports", value: String(reports), meaning: reportsMeaning(reports) },
  ];
  if (reports > 0) worth.push(independence(traced, through));
  if (bottlenecks.length > 0) {
    const all = reports === 1 ? "The one report" : "Every report";
    worth.push({
      term: "bottlenecks",
      value: through.join(", "),
      meaning:
        through.length === 1
          ? `${all} has it through ${through[0]}: were it wrong there, it would be wrong everywhere.`
          : `${all} has it through each of them: ${andList(through)}.`,
    });
  }
  if (traced.chain.claim.value["based-on"] !== undefined) {
    const names = origins.map((id) => personOf(store, id));
    worth.push({
      term: "origins",
      value: names.length > 0 ? names.join(", ") : "none",
      meaning:
        names.length > 0
          ? `Followed back through all that it rests on, it goes back to ${andList(names)}.`
          : "Followed back through all that it rests on, it leads to nobody.",
    });
  }
  return worth;
}

function handsMeaning(hands: number): string {
  if (hands === 0) return "Nobody has passed it on: it is as the speaker gave it.";
  if (hands === 1) return "One hand stands between the speaker and us.";
  return `On its longest way it went through ${numberWord(hands)} hands, each of which could change it.`;
}

function reportsMeaning(reports: number): string {
  if (reports === 0) return "Nobody reports it.";
  if (reports === 1) return "One report carries it to us.";
  return `${capital(numberWord(reports))} reports carry it to us.`;
}

function independence({ reports, independent }: Traced, through: readonly string[]): Worth {
  const { min, max } = independent;
  const value = min === max ? String(min) : `${min} to ${max}`;
  const term = "independent";
  if (reports === 1) {
    return { term, value, meaning: "There is a single report, and nothing to hold against it." };
  }
  if (max === 1) {
    const all = reports === 2 ? "both" : `all ${numberWord(reports)}`;
    const source = through.length > 0 ? `have it from ${through[0]}` : "come to the same";
    return {
      term,
      value,
      meaning: `${capital(numberWord(reports))} reports carry it; ${all} ${source}, and so they count as one.`,
    };
  }
  if (min === max) {
    return {
      term,
      value,
      meaning: `${capital(numberWord(max))} ways lead from the speaker to us that share nobody.`,
    };
  }
  return {
    term,
    value,
    meaning: `At most ${numberWord(max)} ways lead from the speaker to us that share nobody; perhaps ${min === 0 ? "none" : `no more than ${numberWord(min)}`}.`,
  };
}

/** Gives what somebody is called in a sentence. */
export function personOf(store: Store, id: string): string {
  return id === UNKNOWN ? "someone unknown" : nameOfId(store, id);
}

const NUMBER_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

/** Gives a whole number as a word where a sentence would have one. */
export function numberWord(number: number): string {
  return NUMBER_WORDS[number] ?? String(number);
}

/** Gives `a`, `a and b`, `a, b and c`. */
export function andList(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** Gives a text with its first letter as a capital. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The words for the kinds of agents, of one and of several. */
export const KIND_NOUNS = {
  person: ["person", "people"],
  organization: ["organization", "organizations"],
  outlet: ["outlet", "outlets"],
  forum: ["forum", "forums"],
  anonymous: ["unnamed source", "unnamed sources"],
} as const;

/** Gives a number with its noun, as in `3 claims`, the digits in groups. */
export function countOf(number: number, noun: string, plural?: string): string {
  return count(number, noun, plural).replace(/^\d+/, groups(number));
}

/** Gives a whole number with its digits in groups of three. */
export function groups(number: number): string {
  return DIGITS.format(number);
}

const DIGITS = new Intl.NumberFormat("en-US");
