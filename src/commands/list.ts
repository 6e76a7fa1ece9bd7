import { type Interval, parseEdtf } from "../model/edtf.js";
import { UNKNOWN } from "../model/ids.js";
import { STATUSES } from "../provenance/measures.js";
import { Provenance, type Traced } from "../provenance/provenance.js";
import type { Store } from "../store/store.js";
import { laidOut } from "../terminal/text.js";
import { LIST_FORMATS, printList } from "../views/list.js";
import {
  COLUMNS,
  type ColumnName,
  DEFAULT_COLUMNS,
  type Filter,
  passes,
  SORT_KEYS,
  sortClaims,
} from "../views/rows.js";
import { EXIT, type GlobalOptions, type Io, styleFor, UsageError } from "./io.js";
import { openStore, tellIfPartial } from "./open.js";
import { oneOf, resolveEntry } from "./resolve.js";

/** The flags that narrow which claims a command speaks of. */
export interface FilterOptions {
  readonly speaker?: string;
  readonly via?: string;
  readonly in?: string;
  readonly about?: string;
  readonly at?: string;
  readonly tag?: string;
  readonly status?: string;
  readonly how?: string;
  readonly since?: string;
  readonly until?: string;
  readonly minIndependent?: string;
}

/** The flags of `claims list`. */
export interface ListOptions extends GlobalOptions, FilterOptions {
  readonly sort?: string;
  readonly reverse?: boolean;
  readonly limit?: string;
  readonly columns?: string;
  readonly format: string;
  readonly wide?: boolean;
}

/** `claims list`: prints the claims that pass the filters, and on standard error how many. */
export async function list(
  words: readonly string[],
  options: ListOptions,
  io: Io,
): Promise<number> {
  const format = oneOf("list format", options.format, LIST_FORMATS);
  const columns = columnsOf(options.columns);
  const sort = options.sort === undefined ? undefined : oneOf("sort key", options.sort, SORT_KEYS);
  const limit = wholeNumber("--limit", options.limit);
  const { store } = await openStore(io, options);
  const filter = filterOf(words, options, store);
  const provenance = new Provenance(store);
  // In the order of the store, no claim past the limit need be looked at.
  const isInOrder = sort === undefined && !options.reverse;
  const found = claimsThat(filter, provenance, isInOrder ? limit : undefined);
  const sorted = sort === undefined ? found : sortClaims(found, sort, store);
  if (options.reverse) sorted.reverse();
  const claims = sorted.slice(0, limit);
  const style = styleFor(io.stdout, io, options);
  const shown = options.wide ? { ...style, columns: undefined } : style;
  const pieces = await laidOut(() => printList(format, { store, claims, columns }, shown));
  for (const text of pieces) io.stdout.write(text);
  if (!options.quiet) io.stderr.write(`${claims.length} of ${countClaims(store.claims.size)}\n`);
  return tellIfPartial(store, io, options) ? EXIT.problems : EXIT.clean;
}

/**
 * Gives the claims that pass a filter, in the order of the store.
 *
 * @param limit the most that are wanted; all where absent
 */
export function claimsThat(filter: Filter, provenance: Provenance, limit = Infinity): Traced[] {
  const { store } = provenance;
  const found: Traced[] = [];
  if (limit === 0) return found;
  for (const claim of store.claims.values()) {
    const traced = provenance.trace(claim);
    if (passes(traced, filter, store)) found.push(traced);
    if (found.length === limit) break;
  }
  return found;
}

function countClaims(total: number): string {
  return total === 1 ? "1 claim" : `${total} claims`;
}

function columnsOf(named: string | undefined): readonly ColumnName[] {
  if (named === undefined) return DEFAULT_COLUMNS;
  const all = Object.keys(COLUMNS) as ColumnName[];
  return named.split(",").map((name) => oneOf("column", name.trim(), all));
}

/**
 * Reads what claims are asked for.
 *
 * @throws UsageError where a flag names nothing, or no date, status or number
 */
export function filterOf(words: readonly string[], options: FilterOptions, store: Store): Filter {
  const agent = (word: string | undefined) =>
    word === undefined || word === UNKNOWN ? word : resolveEntry(store, word, ["agent"]).id;
  const source = (word: string | undefined) =>
    word === undefined || word === UNKNOWN
      ? word
      : resolveEntry(store, word, ["agent", "document"]).id;
  const filter = {
    words,
    speaker: source(options.speaker),
    via: source(options.via),
    in: options.in === undefined ? undefined : resolveEntry(store, options.in, ["document"]).id,
    about: agent(options.about),
    at: agent(options.at),
    tag: options.tag,
    status: options.status === undefined ? undefined : oneOf("status", options.status, STATUSES),
    how: options.how,
    since: day("--since", options.since),
    until: day("--until", options.until),
    minIndependent: wholeNumber("--min-independent", options.minIndependent),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

/** Reads a date that was given on the command line. @throws UsageError where it is none */
export function day(flag: string, text: string | undefined): Interval | undefined {
  if (text === undefined) return undefined;
  const date = parseEdtf(text);
  if (date) return date;
  throw new UsageError(`${flag} takes a date such as 2023, 2023-10 or 2023-10-26, not \`${text}\``);
}

/** Reads a whole number that was given on the command line. @throws UsageError where it is none */
export function wholeNumber(flag: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`${flag} takes a whole number, not \`${text}\``);
}
