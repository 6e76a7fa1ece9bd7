import type { Agent } from "../model/agent.js";
import { capital, countOf, groups } from "./words.js";

/** How a sentence speaks of an agent. */
export interface Pronouns {
  readonly subject: string;
  readonly object: string;
  readonly own: string;
  readonly self: string;
}

const THEY: Pronouns = { subject: "they", object: "them", own: "their", self: "themselves" };
const IT: Pronouns = { subject: "it", object: "it", own: "its", self: "itself" };

/** Gives how a sentence speaks of an agent of a kind: of people as `they`, of all else as `it`. */
export function pronounsOf(kind: Agent["kind"]): Pronouns {
  return kind === "person" || kind === "anonymous" ? THEY : IT;
}

/** How many claims an agent has to do with, and how. */
export interface WorkCounts {
  /** Those it made, in its own name or in a document that it published. */
  readonly made: number;
  /** Those of others that it passed on. */
  readonly relayed: number;
  /** Those among them that all reports have through it. */
  readonly alone: number;
}

/** Tells what the store knows of an agent, in sentences without its name. */
export function workSentences(kind: Agent["kind"], counts: WorkCounts): string {
  if (kind === "forum") return forumSentences(counts.relayed);
  const { made, relayed } = counts;
  const words = pronounsOf(kind);
  const said = capital(`${words.subject} made ${countOf(made, "claim")}`);
  if (relayed === 0) {
    return made === 0
      ? `No claim in the store was made or passed on by ${words.object}.`
      : `${said}, and passed on none that others made.`;
  }
  const others = relayed === 1 ? "somebody else" : "others";
  const passed =
    made === 0
      ? `${capital(words.subject)} passed on ${countOf(relayed, "claim")} that ${others} made, and made none ${words.self}.`
      : `${said}, and passed on ${groups(relayed)} that ${others} made.`;
  return counts.alone === 0 ? passed : `${passed} ${aloneSentence(counts, words)}`;
}

function aloneSentence({ relayed, alone }: WorkCounts, { subject, object }: Pronouns): string {
  if (alone === relayed) return `What ${subject} passed on is known to us only through ${object}.`;
  const verb = alone === 1 ? "is" : "are";
  return `Of what ${subject} passed on, ${groups(alone)} ${verb} known to us only through ${object}.`;
}

function forumSentences(relayed: number): string {
  const here =
    relayed === 0
      ? "The store has no claim that was made there."
      : `${countOf(relayed, "claim was", "claims were")} made or passed on there.`;
  return `A place where things are said, and not a voice: it says nothing itself, and nobody can be held to a claim because it was made there. ${here}`;
}

const REGIONS = new Intl.DisplayNames("en", { type: "region" });
const LANGUAGES = new Intl.DisplayNames("en", { type: "language" });

/** Gives the English name of a country by its ISO 3166-1 code, or the code of one that is not assigned. */
export function countryName(code: string): string {
  const name = REGIONS.of(code) ?? code;
  return name === "Unknown Region" ? code : name;
}

/** Gives the English name of a language by its BCP 47 tag, or the tag of one that has none. */
export function languageName(tag: string): string {
  return LANGUAGES.of(tag) ?? tag;
}

/** Where the items of Wikidata stand. */
const WIKIDATA = "https://www.wikidata.org/wiki/";

/** Gives the address of what a `same-as` names: an item of Wikidata by its number, or an address itself. */
export function sameAsAddress(sameAs: string): string {
  return /^Q\d+$/.test(sameAs) ? WIKIDATA + sameAs : sameAs;
}
