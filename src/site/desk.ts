import type { Claim } from "../model/claim.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { hopsOf } from "../model/relations.js";
import type { Status } from "../provenance/measures.js";
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
  /** The voices and forums that it went through, by id, each once. */
  readonly via: readonly string[];
  readonly bottlenecks: readonly string[];
}

/** What an agent did, as the claims of a store tell it. */
export interface AgentWork {
  readonly spoke: Row[];
  readonly relayed: Row[];
  /** The claims of which all reports have it through the agent. */
  readonly bottleneckOf: Row[];
  readonly about: Row[];
  readonly published: Entry<"document">[];
  /** The agents that belong to it. */
  readonly parts: Entry<"agent">[];
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
  readonly #rowOf = new Map<string, Row>();
  readonly #agents = new Map<string, AgentWork>();
  readonly #documents = new Map<string, DocumentWork>();
  readonly #findings = new Map<string, SiteFinding[]>();

  constructor(source: SiteSource) {
    this.source = source;
    const { store, provenance, findings } = source;
    this.rows = [...store.claims.values()].map((claim) => rowOf(provenance.traceOnce(claim)));
    for (const row of this.rows) this.#enter(row);
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
      published: [],
      parts: [],
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

  /** Gives a claim's row. */
  row(id: string): Row | undefined {
    return this.#rowOf.get(id);
  }

  /** Gives what was found at an entry, or in it. */
  findingsAt(id: string): readonly SiteFinding[] {
    return this.#findings.get(id) ?? [];
  }

  #enter(row: Row): void {
    const { claim, via, bottlenecks } = row;
    const { speaker, in: record, about = [] } = claim.value;
    const { agents, documents } = this.source.store;
    this.#rowOf.set(claim.id, row);
    if (agents.has(speaker)) this.agent(speaker).spoke.push(row);
    if (documents.has(speaker)) this.document(speaker).says.push(row);
    if (record !== undefined) this.document(record).records.push(row);
    for (const id of via) if (agents.has(id)) this.agent(id).relayed.push(row);
    for (const id of documentsOf(claim.value)) {
      if (documents.has(id)) this.document(id).relayed.push(row);
    }
    for (const id of bottlenecks) if (agents.has(id)) this.agent(id).bottleneckOf.push(row);
    for (const id of new Set(about)) this.agent(id).about.push(row);
  }

  #tie(entry: Entry): void {
    const { documents } = this.source.store;
    if (entry.kind === "agent") {
      const owners = entry.value["part-of"] ?? [];
      for (const owner of [owners].flat()) this.agent(owner).parts.push(entry);
      return;
    }
    if (entry.kind === "document" && entry.value.by !== undefined) {
      this.agent(entry.value.by).published.push(entry);
    }
    const supports = entry.kind === "claim" ? entry.value["based-on"] : entry.value.cites;
    for (const id of new Set(supports)) {
      if (documents.has(id)) this.document(id).restedOnBy.push(entry);
    }
  }
}

function rowOf({ chain, status, bottlenecks }: Traced): Row {
  const via = new Set<string>();
  for (const { agent } of chain.hops) if (agent) via.add(agent.id);
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
