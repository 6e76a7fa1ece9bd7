import { compareText } from "../model/diagnostic.js";
import type { Interval } from "../model/edtf.js";
import { isBefore, parseEdtf } from "../model/edtf.js";
import { STATUSES } from "../provenance/measures.js";
import type { Traced } from "../provenance/provenance.js";
import { nameOfHop, nameOfId } from "../provenance/ways.js";
import { locate } from "../store/source.js";
import type { Store } from "../store/store.js";
import type { Style } from "../terminal/style.js";

/** The columns that a list of claims can have, each with its title and what stands in its cells. */
export const COLUMNS = {
  id: { title: "ID", cell: ({ chain }) => chain.claim.id },
  date: { title: "DATE", cell: ({ chain }) => chain.claim.value.date ?? "" },
  speaker: { title: "SPEAKER", cell: speakerName },
  via: {
    title: "VIA",
    cell: ({ chain }, store, { ascii }) =>
      chain.hops.map((hop) => nameOfHop(store, hop)).join(ascii ? " > " : " › "),
  },
  status: { title: "STATUS", cell: ({ status }) => status },
  claim: { title: "CLAIM", cell: ({ chain }) => chain.claim.value.text },
  hands: { title: "HANDS", cell: ({ hands }) => String(hands) },
  reports: { title: "REPORTS", cell: ({ reports }) => String(reports) },
  independent: { title: "INDEPENDENT", cell: ({ independent }) => rangeText(independent) },
  bottlenecks: {
    title: "BOTTLENECKS",
    cell: ({ bottlenecks }, store) => bottlenecks.map((id) => nameOfId(store, id)).join(", "),
  },
  origins: {
    title: "ORIGINS",
    cell: ({ origins }, store) => origins.map((id) => nameOfId(store, id)).join(", "),
  },
  role: { title: "ROLE", cell: ({ chain }) => chain.claim.value.role ?? "" },
  for: {
    title: "FOR",
    cell: ({ chain }, store) => {
      const { for: principal } = chain.claim.value;
      return principal === undefined ? "" : nameOfId(store, principal);
    },
  },
  how: { title: "HOW", cell: ({ chain }) => chain.claim.value.how ?? "" },
  certainty: { title: "CERTAINTY", cell: ({ chain }) => chain.claim.value.certainty ?? "" },
  tags: { title: "TAGS", cell: ({ chain }) => (chain.claim.value.tags ?? []).join(", ") },
  location: {
    title: "LOCATION",
    cell: ({ chain }) => {
      const { file, line } = locate(chain.claim);
      return `${file}:${line}`;
    },
  },
} satisfies Record<
  string,
  { title: string; cell: (traced: Traced, store: Store, style: Style) => string }
>;

/** The name of a column. */
export type ColumnName = keyof typeof COLUMNS;

/** The columns of a list where none are asked for. */
export const DEFAULT_COLUMNS: readonly ColumnName[] = [
  "id",
  "date",
  "speaker",
  "via",
  "status",
  "claim",
];

/** Prints a range as one number where its ends agree. */
export function rangeText({ min, max }: { min: number; max: number }): string {
  return min === max ? String(min) : `${min}..${max}`;
}

function speakerName({ chain }: Traced, store: Store): string {
  const { speaker } = chain.claim.value;
  return nameOfId(store, speaker);
}

/** What a list can be sorted by. */
export const SORT_KEYS = ["date", "speaker", "status", "id", "independent"] as const;

/** One of {@link SORT_KEYS}. */
export type SortKey = (typeof SORT_KEYS)[number];

/**
 * Sorts claims; equals keep the order of the store. By date the earliest first and undated last, by
 * independent the best supported first.
 */
export function sortClaims(claims: readonly Traced[], key: SortKey, store: Store): Traced[] {
  const byKey: Record<SortKey, (a: Traced, b: Traced) => number> = {
    date: (a, b) => earliest(a) - earliest(b) || latest(a) - latest(b),
    speaker: (a, b) => compareText(fold(speakerName(a, store)), fold(speakerName(b, store))),
    status: (a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status),
    id: (a, b) => compareText(a.chain.claim.id, b.chain.claim.id),
    independent: (a, b) =>
      b.independent.min - a.independent.min || b.independent.max - a.independent.max,
  };
  return [...claims].sort(byKey[key]);
}

/** Undated claims sort last; a finite number, since two of them must compare as equal. */
const NEVER = Number.MAX_SAFE_INTEGER;

function earliest(traced: Traced): number {
  return dateOf(traced)?.min ?? NEVER;
}

function latest(traced: Traced): number {
  return dateOf(traced)?.max ?? NEVER;
}

function dateOf({ chain }: Traced): Interval | undefined {
  const { date } = chain.claim.value;
  return date === undefined ? undefined : parseEdtf(date);
}

/** What narrows a list; what is absent narrows nothing. */
export interface Filter {
  /** Words that must all stand in the claim's text, its ids or its names. */
  readonly words?: readonly string[];
  /** Ids, each with its own meaning. */
  readonly speaker?: string;
  readonly via?: string;
  readonly in?: string;
  readonly about?: string;
  readonly at?: string;
  readonly tag?: string;
  readonly status?: string;
  /** A cue, of the claim or of one of its hops. */
  readonly how?: string;
  /** Claims surely made before are left out, as are those without a date. */
  readonly since?: Interval;
  /** Claims surely made after are left out, as are those without a date. */
  readonly until?: Interval;
  /** The least that `independent.min` may be. */
  readonly minIndependent?: number;
}

/** Tells whether a claim passes a filter. */
export function passes(traced: Traced, filter: Filter, store: Store): boolean {
  const { value } = traced.chain.claim;
  const { hops } = traced.chain;
  const date = dateOf(traced);
  const { speaker, via, about, at, tag, status, how, since, until, minIndependent } = filter;
  return (
    (speaker === undefined || value.speaker === speaker) &&
    (via === undefined || hops.some((hop) => [hop.hop.via, hop.agent?.id].includes(via))) &&
    (filter.in === undefined ||
      value.in === filter.in ||
      hops.some(({ document }) => document?.id === filter.in)) &&
    (about === undefined || (value.about ?? []).includes(about)) &&
    (at === undefined || hops.some(({ agent }) => agent?.id === at && isForum(agent.value.kind))) &&
    (tag === undefined || (value.tags ?? []).includes(tag)) &&
    (status === undefined || traced.status === status) &&
    (how === undefined ||
      [value, ...hops.map(({ hop }) => hop)].some((each) => each.how === how)) &&
    (since === undefined || (date !== undefined && !isBefore(date, since))) &&
    (until === undefined || (date !== undefined && !isBefore(until, date))) &&
    (minIndependent === undefined || traced.independent.min >= minIndependent) &&
    hasWords(traced, filter.words ?? [], store)
  );
}

function isForum(kind: string): boolean {
  return kind === "forum";
}

function hasWords({ chain }: Traced, words: readonly string[], store: Store): boolean {
  if (words.length === 0) return true;
  const { claim, hops } = chain;
  const ids = [claim.value.speaker, ...hops.flatMap(({ hop }) => [hop.via, hop.in ?? ""])];
  const names = ids.map((id) => nameOfId(store, id));
  const haystack = fold([claim.id, claim.value.text, ...ids, ...names].join("\n"));
  return words.every((word) => haystack.includes(fold(word)));
}

/** Folds case and accents, so that a search finds a name however it is typed. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
}
