import { buildChain, type ChainHop } from "../provenance/chain.js";
import type { Store } from "../store/store.js";
import { type Day, dayOf, newestFirst } from "./days.js";

/** Something that a timeline tells of at a day of its own. */
export interface Moment {
  /** The claim's id. */
  readonly claim: string;
  readonly day: Day;
  /**
   * What it tells: that the claim was `said`; that it was `reported`, where nobody knows when it was said; that
   * it came `again`, long after it was first told of.
   */
  readonly kind: "said" | "reported" | "again";
  /** The position of the hop that brings it, where it is not said. */
  readonly hop: number | undefined;
}

/** A span of years, and what of it a timeline tells. */
export interface Span {
  /** Its first year. */
  readonly from: number;
  /** How many years it takes in. */
  readonly years: number;
  /** The position of its first moment in the list. */
  readonly at: number;
  readonly count: number;
}

/** Everything that has a date, the newest first. */
export interface Moments {
  readonly moments: readonly Moment[];
  /** Where to find a year: the newest first, those without a moment left out. */
  readonly spans: readonly Span[];
  /** How many claims have no date, nor has any report of them. */
  readonly undated: number;
}

/** A report of a claim: who brought it, and when, as far as it is known. */
export interface Report {
  readonly hop: ChainHop;
  readonly date: string | undefined;
  readonly day: Day | undefined;
}

/** Gathers the moments of all claims. One pass over the claims, and one sorting. */
export function momentsOf(store: Store): Moments {
  const moments: Moment[] = [];
  let undated = 0;
  for (const claim of store.claims.keys()) {
    const own = momentsIn(claim, store);
    if (own.length === 0) undated++;
    moments.push(...own);
  }
  moments.sort((a, b) => newestFirst(a.day, b.day));
  return { moments, spans: spansOf(moments), undated };
}

/** How many spans there are at most: of more years than these, decades are told, or centuries. */
const MOST_SPANS = 60;

function spansOf(moments: readonly Moment[]): Span[] {
  const [newest, oldest] = [moments[0]?.day.year ?? 0, moments.at(-1)?.day.year ?? 0];
  const years = [1, 10, 100].find((size) => (newest - oldest) / size < MOST_SPANS) ?? 1000;
  const spans = new Map<number, Span>();
  for (const [at, { day }] of moments.entries()) {
    const from = day.year - (day.year % years);
    const known = spans.get(from);
    spans.set(from, known ? { ...known, count: known.count + 1 } : { from, years, at, count: 1 });
  }
  return [...spans.values()];
}

function momentsIn(id: string, store: Store): Moment[] {
  const claim = store.claims.get(id)!;
  const dated = reportsOf(buildChain(claim, store).hops).filter(({ day }) => day !== undefined);
  const said = dayOf(claim.value.date);
  const first: Moment | undefined = said
    ? { claim: id, day: said, kind: "said", hop: undefined }
    : dated[0] && { claim: id, day: dated[0].day!, kind: "reported", hop: dated[0].hop.index };
  if (!first) return [];
  const moments = [first];
  for (const { day, hop } of dated) {
    if (isLongAfter(moments.at(-1)!.day, day!)) {
      moments.push({ claim: id, day: day!, kind: "again", hop: hop.index });
    }
  }
  return moments;
}

/** Tells whether a month or more has certainly passed: it is told of again, under its own day. */
function isLongAfter(earlier: Day, later: Day): boolean {
  if (earlier.month === 0 || later.month === 0) return later.year - earlier.year > 1;
  const months = 12 * (later.year - earlier.year) + later.month - earlier.month;
  return months > 1 || (months === 1 && earlier.day > 0 && later.day >= earlier.day);
}

/**
 * Gives who brought a claim, places left out, as it spread: the earliest first. One without a date stands right
 * ahead of the dated one that follows it in the file, which mostly has it from there; else last.
 */
export function reportsOf(hops: readonly ChainHop[]): Report[] {
  const reports = hops
    .filter(({ agent }) => agent?.value.kind !== "forum")
    .map((hop): Report => {
      const date = hop.hop.date ?? hop.document?.value.date;
      return { hop, date, day: dayOf(date) };
    });
  let next: Day | undefined;
  const placed = reports.toReversed().map((report) => {
    next = report.day ?? next;
    return { report, at: next };
  });
  return placed
    .reverse()
    .sort((a, b) => {
      if (a.at && b.at) return newestFirst(b.at, a.at);
      return Number(a.at === undefined) - Number(b.at === undefined);
    })
    .map(({ report }) => report);
}
