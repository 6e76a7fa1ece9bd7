import type { Claim } from "../model/claim.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { parseEdtf } from "../model/edtf.js";
import { hopsOf } from "../model/relations.js";
import type { Chain } from "../provenance/chain.js";
import { handoversOf } from "../provenance/handovers.js";
import type { Status } from "../provenance/measures.js";
import { partOf } from "../provenance/owners.js";
import type { QuoteMatch } from "../provenance/passage.js";
import type { Provenance, Traced } from "../provenance/provenance.js";
import type { Entry } from "../store/source.js";
import { entriesOf, type Store } from "../store/store.js";

/** A place in the store's files, as it may be told. */
export interface SitePlace {
  /** Path relative to the repository's root. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

/** A line of a file of the store. */
export interface SourceLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/** What was found about an entry, as it may be told. */
export interface SiteFinding extends Pick<Diagnostic, "rule" | "severity" | "message" | "help"> {
  readonly place: SitePlace | undefined;
  /** The id of the entry that it stands at. */
  readonly entry: string | undefined;
}

/** What a site is made of: a store that may be shown to everybody, and what is known of it. */
export interface SiteSource {
  /** What the store is called. */
  readonly title: string;
  /** The store without what is confidential. */
  readonly store: Store;
  readonly provenance: Provenance;
  readonly findings: readonly SiteFinding[];
  /** How many findings are kept back, since they are about a confidential source. */
  readonly hiddenFindings: number;
  /**
   * Tells whether a claim's quotation stands in the saved copy of its document; `undefined` where nobody
   * could look.
   *
   * @param node the hop that quotes, or `FROM_SPEAKER`
   */
  readonly standingOf: (claim: string, node: number) => QuoteMatch["kind"] | undefined;
  /** Gives the place of an entry; `undefined` where the path names a confidential source. */
  readonly placeOf: (entry: Entry) => SitePlace | undefined;
  /** Gives the lines of an entry as they stand in the file; `undefined` where they can't be shown. */
  readonly linesOf: (entry: Entry) => readonly SourceLine[] | undefined;
  /** Gives the address at which a place can be read by everybody, where there is one. */
  readonly sourceUrl: (place: SitePlace) => string | undefined;
  /** The day on which it was made, as `2026-01-31`. */
  readonly today: string;
}

/** A claim as a list tells it. Small, since there is one of each claim of the store. */
export interface Row {
  readonly claim: Entry<"claim">;
  readonly status: Status;
  /** Who passed it on and where it was said, by id, each once; a document where no publisher is known. */
  readonly via: readonly string[];
  readonly bottlenecks: readonly string[];
}

/** What an agent did, as the claims of a store tell it. */
export interface AgentWork {
  readonly spoke: Row[];
  /** The claims of others that it passed on or, of a forum, that were passed on there. */
  readonly relayed: Row[];
  /** The claims of which all reports have it through the agent. */
  readonly bottleneckOf: Row[];
  readonly about: Row[];
  /** The claims that somebody made on its behalf. */
  readonly spokenFor: Row[];
  readonly translated: Row[];
  /** The claims of which it published a fact-check. */
  readonly reviewed: Row[];
  readonly published: Entry<"document">[];
  readonly wrote: Entry<"document">[];
  /** The agents that belong to it. */
  readonly parts: Entry<"agent">[];
  /** The agents that hold or held an office of it. */
  readonly holders: Entry<"agent">[];
  /** The voices that it has claims from, by id, and how many. */
  readonly sources: Map<string, number>;
  /** The voices that have claims from it, by id, and how many. */
  readonly takers: Map<string, number>;
}

/** What a document holds, as the claims of a store tell it. */
export interface DocumentWork {
  /** The claims of which it is the primary record. */
  readonly records: Row[];
  readonly relayed: Row[];
  /** The claims that it makes in its own voice. */
  readonly says: Row[];
  /** What rests on it: claims and documents. */
  readonly restedOnBy: Entry[];
}

/** What all pages of a site look things up in. Made in one pass over the store. */
export class Desk {
  readonly source: SiteSource;
  /** In the order of the store. */
  readonly rows: readonly Row[];
  #agentsByWeight: readonly Entry<"agent">[] | undefined;
  #documentsByDate: readonly Entry<"document">[] | undefined;
  readonly #rowOf = new Map<string, Row>();
  readonly #agents = new Map<string, AgentWork>();
  readonly #documents = new Map<string, DocumentWork>();
  readonly #findings = new Map<string, SiteFinding[]>();

  constructor(source: SiteSource) {
    this.source = source;
    const { store, provenance, findings } = source;
    this.rows = [...store.claims.values()].map((claim) => {
      const traced = provenance.traceOnce(claim);
      const row = rowOf(traced);
      this.#enter(row);
      this.#hand(row, traced.chain);
      return row;
    });
    for (const entry of entriesOf(store)) this.#tie(entry);
    for (const finding of findings) {
      if (finding.entry !== undefined) pushTo(this.#findings, finding.entry, finding);
    }
  }

  /** Gives what an agent did. */
  agent(id: string): AgentWork {
    return ensure(this.#agents, id, () => ({
      spoke: [],
      relayed: [],
      bottleneckOf: [],
      about: [],
      spokenFor: [],
      translated: [],
      reviewed: [],
      published: [],
      wrote: [],
      parts: [],
      holders: [],
      sources: new Map(),
      takers: new Map(),
    }));
  }

  /** Gives what a document holds. */
  document(id: string): DocumentWork {
    return ensure(this.#documents, id, () => ({
      records: [],
      relayed: [],
      says: [],
      restedOnBy: [],
    }));
  }

  /** All agents, those first on whom most hangs: what is known only through them, then all they passed on. */
  get agentsByWeight(): readonly Entry<"agent">[] {
    this.#agentsByWeight ??= [...this.source.store.agents.values()]
      .map((agent) => ({ agent, work: this.agent(agent.id) }))
      .sort(({ work: a }, { work: b }) => {
        const alone = b.bottleneckOf.length - a.bottleneckOf.length;
        return alone || b.relayed.length - a.relayed.length || b.spoke.length - a.spoke.length;
      })
      .map(({ agent }) => agent);
    return this.#agentsByWeight;
  }

  /** All documents, the newest first and the undated last. */
  get documentsByDate(): readonly Entry<"document">[] {
    this.#documentsByDate ??= newestFirst([...this.source.store.documents.values()]);
    return this.#documentsByDate;
  }

  /** Gives a claim's row. */
  row(id: string): Row | undefined {
    return this.#rowOf.get(id);
  }

  /** Gives what was found at an entry, or in it. */
  findingsAt(id: string): readonly SiteFinding[] {
    return this.#findings.get(id) ?? [];
  }

  #enter(row: Row): void {
    const { claim, bottlenecks } = row;
    const { speaker, in: record, about, for: principal, reviews = [] } = claim.value;
    const { agents, documents } = this.source.store;
    this.#rowOf.set(claim.id, row);
    if (agents.has(speaker)) this.agent(speaker).spoke.push(row);
    if (documents.has(speaker)) this.document(speaker).says.push(row);
    if (principal !== undefined) this.agent(principal).spokenFor.push(row);
    if (record !== undefined) this.document(record).records.push(row);
    for (const id of documentsOf(claim.value)) {
      if (documents.has(id) && id !== speaker) this.document(id).relayed.push(row);
    }
    for (const id of bottlenecks) if (agents.has(id)) this.agent(id).bottleneckOf.push(row);
    for (const id of new Set(about)) this.agent(id).about.push(row);
    for (const id of new Set(reviews.map(({ by }) => by))) {
      if (id !== undefined) this.agent(id).reviewed.push(row);
    }
  }

  /** Enters who has a claim from whom. */
  #hand(row: Row, chain: Chain): void {
    // Who repeats what they said themselves is no further hand.
    const { agents } = this.source.store;
    for (const id of row.via) {
      if (agents.has(id) && id !== chain.speakerVoice) this.agent(id).relayed.push(row);
    }
    for (const id of new Set(chain.hops.map(({ hop }) => hop.translator))) {
      if (id !== undefined) this.agent(id).translated.push(row);
    }
    for (const [from, to] of handoversOf(chain)) {
      if (from === to) continue;
      addOne(this.agent(to).sources, from);
      addOne(this.agent(from).takers, to);
    }
  }

  #tie(entry: Entry): void {
    const { documents } = this.source.store;
    if (entry.kind === "agent") {
      for (const owner of partOf(entry)) this.agent(owner).parts.push(entry);
      const offices = Object.values(entry.value.roles ?? {}).map(({ of }) => of);
      for (const of of new Set(offices)) if (of !== undefined) this.agent(of).holders.push(entry);
      return;
    }
    if (entry.kind === "document") {
      const { by, authors } = entry.value;
      if (by !== undefined) this.agent(by).published.push(entry);
      for (const id of new Set(authors)) this.agent(id).wrote.push(entry);
    }
    const supports = entry.kind === "claim" ? entry.value["based-on"] : entry.value.cites;
    for (const id of new Set(supports)) {
      if (documents.has(id)) this.document(id).restedOnBy.push(entry);
    }
  }
}

/** Puts documents in the order of their dates, the newest first and the undated last. */
export function newestFirst(documents: readonly Entry<"document">[]): Entry<"document">[] {
  return documents
    .map((document) => ({ document, latest: latestOf(document.value.date) }))
    .sort((a, b) => (a.latest === b.latest ? 0 : a.latest < b.latest ? 1 : -1))
    .map(({ document }) => document);
}

function latestOf(date: string | undefined): number {
  const interval = date === undefined ? undefined : parseEdtf(date);
  return interval?.max ?? Number.NEGATIVE_INFINITY;
}

function rowOf({ chain, status, bottlenecks }: Traced): Row {
  const via = new Set<string>();
  for (const { agent, hop } of chain.hops) via.add(agent?.id ?? hop.via);
  return { claim: chain.claim, status, via: [...via], bottlenecks };
}

function documentsOf(claim: Claim): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { via, in: inside } of hopsOf(claim)) {
    found.add(via);
    if (inside !== undefined) found.add(inside);
  }
  return found;
}

function ensure<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function pushTo<T>(map: Map<string, T[]>, key: string, item: T): void {
  ensure(map, key, () => []).push(item);
}

function addOne(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
