import { parseEdtf } from "../model/edtf.js";
import { hopsOf } from "../model/relations.js";
import { STATUSES, type Status } from "../provenance/measures.js";
import type { Store } from "../store/store.js";
import type { TableRow } from "./claim-table.js";
import type { Desk, Row } from "./desk.js";
import { type Party, partyOf } from "./party.js";
import type { Findable } from "./search-index.js";

/**
 * All claims of a store as a browser searches and shows them: columns, in which a claim stands at its number
 * in the order of the store, and what many claims share stands once.
 */
export interface ClaimData {
  readonly parties: readonly Party[];
  readonly tags: readonly string[];
  readonly statuses: readonly Status[];
  /** Each date as it is written, with the first and the last day that it can stand for, from 1970-01-01 on. */
  readonly dates: readonly (readonly [text: string, first: number, last: number])[];
  readonly ids: readonly string[];
  readonly texts: readonly string[];
  /** Places in {@link parties}. */
  readonly speaker: readonly number[];
  readonly via: readonly (readonly number[])[];
  /** A place in {@link dates}; -1 for none. */
  readonly date: readonly number[];
  /** A place in {@link statuses}. */
  readonly status: readonly number[];
  /** Places in {@link tags}. */
  readonly tagged: readonly (readonly number[])[];
}

/** Gives a claim as a table on a page tells it. */
export function tableRow({ claim, status, via }: Row, { source }: Desk): TableRow {
  const { text, speaker, date } = claim.value;
  return {
    id: claim.id,
    text,
    speaker: partyOf(source.store, speaker),
    via: via.map((id) => partyOf(source.store, id)),
    date,
    status,
  };
}

/** Gives all claims of a store for a browser. */
export function claimData({ rows, source }: Desk): ClaimData {
  const parties = new Once((id) => partyOf(source.store, id));
  const tags = new Once((tag) => tag);
  const dates = new Once(dated);
  return {
    ids: rows.map(({ claim }) => claim.id),
    texts: rows.map(({ claim }) => claim.value.text),
    speaker: rows.map(({ claim }) => parties.place(claim.value.speaker)),
    via: rows.map(({ via }) => via.map((id) => parties.place(id))),
    date: rows.map(({ claim: { value } }) =>
      value.date === undefined ? -1 : dates.place(value.date),
    ),
    status: rows.map(({ status }) => STATUSES.indexOf(status)),
    tagged: rows.map(({ claim }) => [...new Set(claim.value.tags)].map((tag) => tags.place(tag))),
    parties: parties.all,
    tags: tags.all,
    statuses: STATUSES,
    dates: dates.all,
  };
}

/** Things that are told once, however many refer to them. */
class Once<T> {
  readonly all: T[] = [];
  readonly #places = new Map<string, number>();
  readonly #make: (key: string) => T;

  constructor(make: (key: string) => T) {
    this.#make = make;
  }

  place(key: string): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.all.length);
    return this.all.push(this.#make(key)) - 1;
  }
}

const HOUR = 3_600_000;

/** A day without an offset is one of some place on Earth: against one with an offset it can lie 14 hours off. */
function dated(text: string): [string, number, number] {
  const interval = parseEdtf(text);
  if (!interval) return [text, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
  const { min, max, zoned } = interval;
  const slack = zoned ? 14 * HOUR : 0;
  return [text, dayOf(min - slack), dayOf(max + slack)];
}

/** Gives the day that a moment is in, counted from 1970-01-01 on. */
export function dayOf(time: number): number {
  return Math.floor(time / (24 * HOUR));
}

/** Gives what each claim of a store can be found by, in the order of the store. */
export function* findables({ rows, source }: Desk): Generator<Findable> {
  for (const { claim, via } of rows) {
    const { text, speaker, quote = "", tags = [] } = claim.value;
    const quotes = hopsOf(claim.value).map((hop) => hop.quote ?? "");
    yield {
      text,
      names: [speaker, ...via].map((id) => namesOf(source.store, id)).join(" "),
      more: [claim.id, quote, ...quotes, ...tags].join(" "),
    };
  }
}

function namesOf({ agents, documents }: Store, id: string): string {
  const { name = "", "described-as": described = "", aliases = [] } = agents.get(id)?.value ?? {};
  return [id, name, described, documents.get(id)?.value.title ?? "", ...aliases].join(" ");
}
