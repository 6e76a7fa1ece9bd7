import { parseEdtf } from "../../model/edtf.js";
import { type ClaimData, dayOf } from "../claim-data.js";
import type { TableRow } from "../claim-table.js";
import { CHOICES, type Choice, type Query } from "../query.js";

/** A value that a filter can take, and how many claims there are with it among those that pass all else. */
export interface Counted {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** What was found for a query. */
export interface Found {
  /** The numbers of the claims, in the order that they are to be shown in. */
  readonly rows: readonly number[];
  /** What each filter can be set to, in the order of the store. */
  readonly counts: Readonly<Record<Choice, readonly Counted[]>>;
  /** The filters that were left out, since no claim has such a value. */
  readonly unknown: readonly Choice[];
}

/** What a filter looks at. */
interface Facet {
  readonly values: readonly string[];
  readonly labels: readonly string[];
  /** For each claim its places in {@link values}. */
  readonly column: readonly (readonly number[])[];
  /** Tells whether a value is offered; one that isn't can still be asked for. */
  readonly isOffered: (place: number) => boolean;
}

/** Filters and sorts all claims of a store. Each query is one pass over them. */
export class Finder {
  readonly #data: ClaimData;
  readonly #facets: Readonly<Record<Choice, Facet>>;

  constructor(data: ClaimData) {
    this.#data = data;
    this.#facets = facetsOf(data);
  }

  /** How many claims there are. */
  get size(): number {
    return this.#data.ids.length;
  }

  /**
   * Finds what passes a query's filters.
   *
   * @param ranked the claims that have its words, the best first; all claims where it has none
   */
  find(query: Query, ranked?: readonly number[]): Found {
    const wanted = CHOICES.map((choice) => this.#placeOf(choice, query[choice]));
    const tallies = CHOICES.map((choice) => new Uint32Array(this.#facets[choice].values.length));
    const isInTime = this.#timeFilter(query);
    const rows: number[] = [];
    for (const row of ranked ?? this.#data.ids.keys()) {
      if (isInTime(row)) this.#judge(row, wanted, tallies, rows);
    }
    const counts = CHOICES.map((choice, at) => [choice, this.#counted(choice, tallies[at]!)]);
    return {
      rows: this.#sorted(rows, query.sort),
      counts: Object.fromEntries(counts),
      unknown: CHOICES.filter((choice, at) => query[choice] !== undefined && wanted[at] === -1),
    };
  }

  /** Gives a claim as the table shows it. */
  row(row: number): TableRow {
    const { parties, ids, texts, speaker, via, date, dates, status, statuses } = this.#data;
    return {
      id: ids[row]!,
      text: texts[row]!,
      speaker: parties[speaker[row]!]!,
      via: via[row]!.map((place) => parties[place]!),
      date: dates[date[row]!]?.[0],
      status: statuses[status[row]!]!,
    };
  }

  /** A filter's own choice doesn't narrow what else it offers: who fails by one filter counts for that one. */
  #judge(
    row: number,
    wanted: readonly number[],
    tallies: readonly Uint32Array[],
    rows: number[],
  ): void {
    let failed = -1;
    for (const [at, place] of wanted.entries()) {
      if (place === -1 || this.#placesOf(at, row).includes(place)) continue;
      if (failed !== -1) return;
      failed = at;
    }
    if (failed === -1) rows.push(row);
    for (const [at, tally] of tallies.entries()) {
      if (failed === -1 || failed === at) {
        for (const place of this.#placesOf(at, row)) tally[place]!++;
      }
    }
  }

  #placesOf(at: number, row: number): readonly number[] {
    return this.#facets[CHOICES[at]!].column[row]!;
  }

  #placeOf(choice: Choice, value: string | undefined): number {
    return value === undefined ? -1 : this.#facets[choice].values.indexOf(value);
  }

  #counted(choice: Choice, tally: Uint32Array): Counted[] {
    const { values, labels, isOffered } = this.#facets[choice];
    return values.flatMap((value, place) =>
      tally[place]! > 0 && isOffered(place)
        ? [{ value, label: labels[place]!, count: tally[place]! }]
        : [],
    );
  }

  /** What may have been said within the days passes; what has no date doesn't, where a day is named. */
  #timeFilter({ since, until }: Query): (row: number) => boolean {
    if (since === undefined && until === undefined) return () => true;
    const { date, dates } = this.#data;
    const first = since === undefined ? -Infinity : dayOf(parseEdtf(since)!.min);
    const last = until === undefined ? Infinity : dayOf(parseEdtf(until)!.max);
    return (row) => {
      const span = dates[date[row]!];
      return span !== undefined && span[2] >= first && span[1] <= last;
    };
  }

  /** Sorts as `claims list --sort date` does, from either end; what has no date stays behind. */
  #sorted(rows: number[], sort: Query["sort"]): number[] {
    if (sort === undefined) return rows;
    const { date, dates } = this.#data;
    const isOldest = sort === "oldest";
    const keys = dates.map(([, first, last]) => (isOldest ? [first, last] : [-last, -first]));
    const keyOf = (row: number) => keys[date[row]!] ?? UNDATED;
    return rows.sort((a, b) => {
      const [one, other] = [keyOf(a), keyOf(b)];
      return one[0]! - other[0]! || one[1]! - other[1]! || a - b;
    });
  }
}

const UNDATED = [Number.MAX_SAFE_INTEGER, 0];

function facetsOf(data: ClaimData): Record<Choice, Facet> {
  const { parties, speaker, via, status, statuses, tags, tagged } = data;
  const ids = parties.map(({ id }) => id);
  const names = parties.map(({ name, id, kind }) =>
    kind === "unknown" ? "someone unknown" : (name ?? id),
  );
  const isForum = (place: number) => parties[place]!.kind === "forum";
  const voices = { values: ids, labels: names, column: via };
  const always = () => true;
  return {
    speaker: { values: ids, labels: names, column: singles(speaker), isOffered: always },
    via: { ...voices, isOffered: (place) => !isForum(place) },
    at: { ...voices, isOffered: isForum },
    status: { values: statuses, labels: statuses, column: singles(status), isOffered: always },
    tag: { values: tags, labels: tags, column: tagged, isOffered: always },
  };
}

/** Gives each number in an array of its own, one for all that are equal. */
function singles(places: readonly number[]): (readonly number[])[] {
  const made: (readonly number[])[] = [];
  return places.map((place) => {
    made[place] ??= [place];
    return made[place];
  });
}
