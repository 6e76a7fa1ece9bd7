import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";
import { buildChain, type Chain } from "./chain.js";
import { type Drift, driftsOf, isWorded } from "./drift.js";
import { type Fall, fallOf } from "./falls.js";
import { type Measures, measure, type Status, statusOf } from "./measures.js";
import { ownersOf } from "./owners.js";
import { Foundations } from "./rests.js";
import type { Support } from "./supports.js";

/** Everything that is computed of one claim. */
export interface Traced extends Measures {
  readonly chain: Chain;
  readonly status: Status;
  /** The speakers that the claim goes back to, by id. */
  readonly origins: readonly string[];
}

/**
 * The provenance of a store's claims. Each is computed when first asked for, from what the claim leads
 * to alone, and kept.
 */
export class Provenance {
  readonly store: Store;
  readonly foundations: Foundations;
  /** Gives one name for all agents that `part-of` ties, at any distance. */
  readonly ownerOf: (voice: string) => string;
  /** Gives the ways from a claim down to what was retracted or corrected, a shortest to each. */
  readonly waysToFallen: (claim: Entry<"claim">) => Support[][];
  readonly #traced = new Map<Entry<"claim">, Traced>();
  readonly #drifts = new Map<Chain, readonly Drift[]>();
  readonly #falls = new Map<string, Fall | undefined>();

  constructor(store: Store) {
    this.store = store;
    this.foundations = new Foundations(store);
    this.ownerOf = ownersOf(store);
    this.waysToFallen = this.foundations.waysTo((id) => this.fallOf(id) !== undefined);
  }

  /** Traces a claim to its speaker and measures its chain. */
  trace(claim: Entry<"claim">): Traced {
    const traced = this.traceOnce(claim);
    this.#traced.set(claim, traced);
    return traced;
  }

  /** The same without keeping it: for whoever passes by all claims, in memory that does not grow. */
  traceOnce(claim: Entry<"claim">): Traced {
    const known = this.#traced.get(claim);
    if (known) return known;
    const chain = buildChain(claim, this.store);
    const measures = measure(chain, this.ownerOf);
    return {
      chain,
      status: statusOf(chain, this.#isCircular(chain)),
      hands: measures.hands,
      reports: measures.reports,
      independent: measures.independent,
      bottlenecks: measures.bottlenecks,
      origins: this.foundations.origins(claim),
    };
  }

  /** Gives what changed along a chain. */
  driftsOf(chain: Chain): readonly Drift[] {
    if (!isWorded(chain)) return driftsOf(chain);
    const known = this.#drifts.get(chain);
    if (known) return known;
    const drifts = driftsOf(chain);
    this.#drifts.set(chain, drifts);
    return drifts;
  }

  /** Drops the traces that are kept, so that all of a large store can be gone through in pieces. */
  forget(): void {
    this.#traced.clear();
    this.#drifts.clear();
  }

  /** Tells whether a claim or a document was retracted or corrected. */
  fallOf(id: string): Fall | undefined {
    if (!this.#falls.has(id)) this.#falls.set(id, fallOf(id, this.store));
    return this.#falls.get(id);
  }

  /** Gives what a claim rests on, at any distance, that was retracted or corrected: the nearest first. */
  fallsUnder(claim: Entry<"claim">): [id: string, fall: Fall][] {
    const fallen = this.waysToFallen(claim).map((way) => way.at(-1)!.to.id);
    return fallen.map((id) => [id, this.fallOf(id)!]);
  }

  /** Most claims are based on nothing, and a named speaker stands behind them: they can't rest on themselves. */
  #isCircular({ claim, speaker }: Chain): boolean {
    const isOwnVoice = speaker?.kind === "document" || speaker?.value.kind === "outlet";
    if (claim.value["based-on"] === undefined && !isOwnVoice) return false;
    return this.foundations.isCircular(claim.id);
  }
}
