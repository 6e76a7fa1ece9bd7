import { DataFactory, type NamedNode, type Quad_Object, Writer } from "n3";
import { KIND_WORDS } from "../model/entry.js";
import type { Entry } from "../store/source.js";
import { entryOf, type Store } from "../store/store.js";
import type { Exporter, ExportRequest } from "./format.js";
import { DEFAULT_NAMING, NANOPUB_PREFIXES, type Naming, PREFIXES } from "./iris.js";
import { claimPart } from "./prov-claim.js";
import type { ProvPart } from "./prov-document.js";
import { agentNode, documentNode } from "./prov-entries.js";
import { Grounds } from "./prov-grounds.js";
import { nodeTriples, type Triple, triplesOf } from "./prov-triples.js";
import { nameIn, type Scope, type Term } from "./terms.js";

/** Writes each claim as a nanopublication, in TriG; its assertion is that somebody said it. */
export const nanopub: Exporter = nanopubNamed(DEFAULT_NAMING);

/** Gives the exporter to nanopublications that names things so. */
export function nanopubNamed(naming: Naming): Exporter {
  return function* (request, lose) {
    const { store, provenance } = request;
    const scope = { store, lose };
    const grounds = new Grounds(store, lose);
    loseUnnamed(scope);
    const trig = new Trig(naming.base, lose);
    for (const claim of store.claims.values()) {
      const part = claimPart(provenance.traceOnce(claim).chain, grounds, scope);
      for (const [graph, triples] of Object.entries(graphsOf(claim, part, request, naming))) {
        trig.add(nameIn(claim.id, "nanopub", graph), triples);
      }
      yield trig.take();
    }
    trig.end();
    yield trig.take();
  };
}

/** What no claim names stands in no nanopublication. */
function loseUnnamed({ store, lose }: Scope): void {
  for (const { id, kind } of [...store.agents.values(), ...store.documents.values()]) {
    if (!store.referrersOf(id).some((referrer) => referrer.kind === "claim")) {
      lose(`${KIND_WORDS[kind]} that no claim names`);
    }
  }
}

/** The statements of a nanopublication's four graphs, in the order in which they are written. */
type Graphs = Readonly<Record<"Head" | "assertion" | "provenance" | "pubinfo", readonly Triple[]>>;

/** The keys of a claim that say who said what, and how. What else it holds is about that statement. */
const ATTRIBUTION = ["speaker", "role", "for", "date", "how", "quote", "lang", "certainty"].map(
  (key) => `claims:${key}`,
);

function graphsOf(
  { id }: Entry<"claim">,
  part: ProvPart,
  request: ExportRequest,
  naming: Naming,
): Graphs {
  const record = nameIn(id);
  const self = nameIn(id, "nanopub");
  const assertion: Triple[] = [];
  const provenance: Triple[] = [];
  for (const triple of triplesOf(part)) {
    const [subject, property, value] = triple;
    const isAbout = subject === record;
    if (isAbout && property.startsWith("prov:"))
      provenance.push([`${self}/assertion`, property, value]);
    else if (isAbout && (/^rdfs?:/.test(property) || ATTRIBUTION.includes(property))) {
      assertion.push(triple);
    } else if (subject === nameIn(id, "said") && property === "prov:wasAttributedTo") {
      assertion.push(triple);
    } else provenance.push(triple);
  }
  const named = describeAll([...assertion, ...provenance], new Set([record]), "whole", request);
  const beyond = describeAll(named, new Set([record, ...subjectsOf(named)]), "label", request);
  return {
    Head: [...head(self)],
    assertion,
    provenance: [...provenance, ...named, ...beyond],
    pubinfo: [...publication(self, request, naming)],
  };
}

function* head(self: string): Generator<Triple> {
  yield [self, "rdf:type", { name: "np:Nanopublication" }];
  yield [self, "np:hasAssertion", { name: `${self}/assertion` }];
  yield [self, "np:hasProvenance", { name: `${self}/provenance` }];
  yield [self, "np:hasPublicationInfo", { name: `${self}/pubinfo` }];
}

/** Who recorded the attribution, when, and under which licence. */
function* publication(
  self: string,
  { today }: ExportRequest,
  { recorder, license }: Naming,
): Generator<Triple> {
  const who: Term = recorder === undefined ? { name: nameIn("Recorder") } : { iri: recorder };
  yield [self, "dct:created", { text: today, type: "xsd:date" }];
  yield [self, "dct:creator", who];
  yield [self, "prov:wasAttributedTo", who];
  if (license !== undefined) yield [self, "dct:license", { iri: license }];
}

/** Describes the entries that statements name, each once: whole, or with no more than a label. */
function describeAll(
  triples: readonly Triple[],
  known: ReadonlySet<string>,
  extent: "whole" | "label",
  { store }: ExportRequest,
): Triple[] {
  const names = new Set(triples.flatMap(([, , value]) => ("name" in value ? value.name : [])));
  return [...names].flatMap((name) => {
    const entry = entryOf(store, name.slice("store:".length));
    if (!name.startsWith("store:") || !entry || known.has(name)) return [];
    const described = [...describe(entry, store)];
    return extent === "whole"
      ? described
      : described.filter(([, property]) => /^rdfs?:/.test(property));
  });
}

function subjectsOf(triples: readonly Triple[]): string[] {
  return triples.map(([subject]) => subject);
}

/** Other claims have nanopublications of their own. */
function* describe(entry: Entry, store: Store): Generator<Triple> {
  // What leads nowhere in an entry is counted where the entry itself is the matter.
  const scope = { store, lose: () => {} };
  if (entry.kind === "agent") yield* nodeTriples(agentNode(entry, scope));
  else if (entry.kind === "document") yield* nodeTriples(documentNode(entry, scope));
  else yield [nameIn(entry.id), "rdfs:label", { text: entry.value.text }];
}

/** Writes graphs in TriG, with one set of prefixes for all. */
class Trig {
  readonly #prefixes: Readonly<Record<string, string>>;
  readonly #writer: Writer;
  readonly #lose: (what: string) => void;
  #written = "";

  constructor(base: string, lose: (what: string) => void) {
    this.#prefixes = { store: base, ...NANOPUB_PREFIXES, ...PREFIXES };
    const write = (text: string) => {
      this.#written += text;
    };
    const options = { format: "application/trig", prefixes: this.#prefixes };
    this.#writer = new Writer(
      { write, end: () => {} } as unknown as NodeJS.WritableStream,
      options,
    );
    this.#lose = lose;
  }

  /** Adds a graph. */
  add(graph: string, triples: readonly Triple[]): void {
    const named = this.#iri(graph);
    for (const [subject, property, value] of triples) {
      this.#writer.addQuad(this.#iri(subject), this.#iri(property), this.#object(value), named);
    }
  }

  /** Writes what no other statement follows. */
  end(): void {
    this.#writer.end();
  }

  /** Gives what was written since it was last asked for. */
  take(): string {
    const written = escapeControls(this.#written);
    this.#written = "";
    return written;
  }

  #iri(name: string): NamedNode {
    const colon = name.indexOf(":");
    return DataFactory.namedNode(this.#prefixes[name.slice(0, colon)]! + name.slice(colon + 1));
  }

  #object(term: Term): Quad_Object {
    if ("name" in term) return this.#iri(term.name);
    if ("iri" in term) return DataFactory.namedNode(term.iri);
    const text = term.text.replace(/\p{Cs}/gu, () => {
      this.#lose("half of a character (a lone surrogate): replaced by U+FFFD");
      return "\uFFFD";
    });
    return DataFactory.literal(text, term.lang ?? (term.type && this.#iri(term.type)));
  }
}

/** What a terminal would obey, and the N3 library lets through. */
const UNSAFE = /[\0-\x08\x0B-\x1F\x7F-\x9F\u2028\u2029\u202A-\u202E\u2066-\u2069]/g;

/** Writes such characters as TriG's own escapes: they stand in literals alone, so nothing is lost. */
function escapeControls(text: string): string {
  return text.replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0").toUpperCase()}`,
  );
}
