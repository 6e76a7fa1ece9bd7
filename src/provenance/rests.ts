import type { Path } from "../model/references.js";
import { hopsOf } from "../model/relations.js";
import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";
import { circles, type Graph, shortestCircle } from "./graph.js";
import { originsOf } from "./origins.js";

/** An entry that another rests on, and where it says so. */
export interface Support {
  readonly from: Entry;
  readonly to: Entry;
  /** Where the tie is written, and in which of the two entries. */
  readonly at: Entry;
  readonly path: Path;
  /** How `from` rests on `to`, as a verb. */
  readonly how: "rests on" | "cites" | "is known only from" | "relays";
}

/**
 * What rests on what: claims and documents, through `based-on`, `cites` and relays.
 *
 * A loop is looked for in a graph with two nodes a claim. One stands for the claim as something
 * that was made, and leads only to what its speaker based it on. The other stands for the claim as
 * something that others rest on, and leads also to the document that it is known only from; a
 * document leads to what it cites and to the claims that were relayed in it. So two articles that
 * report each other's claims are no loop, until one of the claims rests on the other (citogenesis).
 */
export class Foundations {
  readonly #store: Store;
  #origins: ((id: string) => readonly string[]) | undefined;
  readonly #claims: readonly Entry<"claim">[];
  readonly #documents: readonly Entry<"document">[];
  #graph: SupportGraph | undefined;
  #circular: ReadonlySet<string> | undefined;

  constructor(store: Store) {
    this.#store = store;
    this.#claims = [...store.claims.values()];
    this.#documents = [...store.documents.values()];
  }

  /**
   * Gives the speakers that a claim goes back to: `based-on` followed to its end, through claims
   * and the documents that they cite. The claim's own speaker where it rests on nothing; none where
   * all it rests on is a circle.
   */
  origins(claim: Entry<"claim">): readonly string[] {
    this.#origins ??= originsOf(this.#store);
    return this.#origins(claim.id);
  }

  /** Tells whether a claim or a document rests on itself. */
  isCircular(id: string): boolean {
    this.#circular ??= new Set(
      circles(this.#supports()).flatMap((circle) => circle.map((node) => this.#idAt(node))),
    );
    return this.#circular.has(id);
  }

  /** Gives a shortest loop for each set of entries that rest on each other, from its first claim on. */
  loops(): Support[][] {
    return circles(this.#supports()).map((circle) => this.#loopFrom(circle[0]!));
  }

  /** Gives a shortest loop in which a claim rests on itself; empty where there is none. */
  loopOf(id: string): Support[] {
    if (!this.isCircular(id)) return [];
    const made = this.#claims.findIndex((claim) => claim.id === id);
    if (made === -1) return [];
    const loop = this.#loopFrom(made);
    return loop.length > 0 ? loop : this.#loopFrom(made + this.#claims.length);
  }

  /**
   * Gives, for each claim that rests on one of some entries, a shortest way to each of them: through
   * `based-on`, `cites` and the documents that claims are known only from. A way ends at the first.
   */
  *waysTo(isEnd: (id: string) => boolean): Generator<[claim: Entry<"claim">, way: Support[]]> {
    const { edges, size } = this.#supports();
    const leads = leadingTo(edges, size, (node) => isEnd(this.#idAt(node)));
    for (const [made, claim] of this.#claims.entries()) {
      if (!leads[made]) continue;
      for (const way of this.#waysDown(made, isEnd, (node) => leads[node]!)) yield [claim, way];
    }
  }

  /** Gives the ways of one claim, as {@link waysTo} does. */
  waysFrom(claim: Entry<"claim">, isEnd: (id: string) => boolean): Support[][] {
    const made = this.#claims.indexOf(claim);
    return made === -1 ? [] : [...this.#waysDown(made, isEnd, () => true)];
  }

  *#waysDown(
    made: number,
    isEnd: (id: string) => boolean,
    isOpen: (node: number) => boolean,
  ): Generator<Support[]> {
    const { edges } = this.#supports();
    const cameBy = new Map<number, { source: number; support: Support }>();
    const queue = [made];
    for (const source of queue) {
      for (const { target, support } of edges[source]!) {
        if (support.how === "relays" || !isOpen(target) || cameBy.has(target)) continue;
        cameBy.set(target, { source, support });
        const { id } = support.to;
        if (isEnd(id) && id !== this.#claims[made]!.id) yield wayBack(cameBy, made, target);
        else queue.push(target);
      }
    }
  }

  #loopFrom(node: number): Support[] {
    const graph = this.#supports();
    const way = shortestCircle(graph, node);
    return way.map((from, index) => {
      const to = way[(index + 1) % way.length]!;
      return graph.edges[from]!.find(({ target }) => target === to)!.support;
    });
  }

  #idAt(node: number): string {
    const { length } = this.#claims;
    const entry =
      node < 2 * length ? this.#claims[node % length] : this.#documents[node - 2 * length];
    return entry!.id;
  }

  #supports(): SupportGraph {
    this.#graph ??= supportGraph(this.#claims, this.#documents, this.#store);
    return this.#graph;
  }
}

/** Tells which nodes lead to an end, the ends among them, by a search backward. */
function leadingTo(
  edges: SupportGraph["edges"],
  size: number,
  isEnd: (node: number) => boolean,
): boolean[] {
  const sources = Array.from({ length: size }, (): number[] => []);
  const leads = new Array<boolean>(size).fill(false);
  const pending: number[] = [];
  for (let node = 0; node < size; node++) {
    for (const { target, support } of edges[node]!) {
      if (support.how !== "relays") sources[target]!.push(node);
    }
    if (isEnd(node)) pending.push(node);
  }
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (leads[node]) continue;
    leads[node] = true;
    for (const source of sources[node]!) pending.push(source);
  }
  return leads;
}

function wayBack(
  cameBy: ReadonlyMap<number, { source: number; support: Support }>,
  start: number,
  end: number,
): Support[] {
  const way: Support[] = [];
  for (let node = end; node !== start; ) {
    const { source, support } = cameBy.get(node)!;
    way.push(support);
    node = source;
  }
  return way.reverse();
}

interface SupportGraph extends Graph {
  readonly edges: readonly (readonly { readonly target: number; readonly support: Support }[])[];
}

/** Nodes: each claim as made, each claim as rested on, each document. */
function supportGraph(
  claims: readonly Entry<"claim">[],
  documents: readonly Entry<"document">[],
  store: Store,
): SupportGraph {
  const size = 2 * claims.length + documents.length;
  const edges = Array.from({ length: size }, (): { target: number; support: Support }[] => []);
  const restedOn = new Map<string, number>();
  for (const [index, { id }] of claims.entries()) restedOn.set(id, claims.length + index);
  for (const [index, { id }] of documents.entries()) restedOn.set(id, 2 * claims.length + index);
  const add = (source: number, target: number | undefined, support: Support | undefined): void => {
    if (target !== undefined && support) edges[source]!.push({ target, support });
  };
  for (const [made, claim] of claims.entries()) {
    const rested = claims.length + made;
    for (const [index, id] of (claim.value["based-on"] ?? []).entries()) {
      const path = ["based-on", index];
      const to = store.claims.get(id) ?? store.documents.get(id);
      const support = to && { from: claim, to, at: claim, path, how: "rests on" as const };
      add(made, restedOn.get(id), support);
      add(rested, restedOn.get(id), support);
    }
    const own = ownDocument(claim, store);
    if (own) {
      const { to, path } = own;
      add(rested, restedOn.get(to.id), {
        from: claim,
        to,
        at: claim,
        path,
        how: "is known only from",
      });
    }
    for (const { document, path } of relayDocuments(claim, store)) {
      const source = restedOn.get(document.id)!;
      add(source, made, { from: document, to: claim, at: claim, path, how: "relays" });
    }
  }
  for (const document of documents) {
    for (const [index, id] of (document.value.cites ?? []).entries()) {
      const to = store.documents.get(id);
      const path = ["cites", index];
      const support = to && { from: document, to, at: document, path, how: "cites" as const };
      add(restedOn.get(document.id)!, restedOn.get(id), support);
    }
  }
  const targets = edges.map((list) => list.map(({ target }) => target));
  return { size, edges, successors: (node) => targets[node]! };
}

/**
 * The document that a claim has no other source than: the one that makes it in its own voice, or
 * in which an outlet does. A claim with a named speaker rests on the speaker, not on the page.
 */
function ownDocument(
  { value }: Entry<"claim">,
  store: Store,
): { to: Entry<"document">; path: Path } | undefined {
  const voice = store.documents.get(value.speaker);
  if (voice) return { to: voice, path: ["speaker"] };
  if (store.agents.get(value.speaker)?.value.kind !== "outlet") return undefined;
  const record = value.in === undefined ? undefined : store.documents.get(value.in);
  return record && { to: record, path: ["in"] };
}

function relayDocuments(
  claim: Entry<"claim">,
  store: Store,
): { document: Entry<"document">; path: Path }[] {
  return hopsOf(claim.value).flatMap((hop, index) => {
    const bare = typeof claim.value.relay?.[index] === "string";
    const via = store.documents.get(hop.via);
    const document = via ?? (hop.in === undefined ? undefined : store.documents.get(hop.in));
    if (!document) return [];
    return [{ document, path: bare ? ["relay", index] : ["relay", index, via ? "via" : "in"] }];
  });
}
