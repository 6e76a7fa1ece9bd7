import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";
import { buildChain, type Chain } from "./chain.js";
import { type Fall, fallsOf } from "./falls.js";
import { type Measures, measure, ownersOf, type Status, statusOf } from "./measures.js";
import { Foundations } from "./rests.js";

/** Everything that is computed of one claim. */
export interface Traced extends Measures {
  readonly chain: Chain;
  readonly status: Status;
  /** The speakers that the claim goes back to, by id. */
  readonly origins: readonly string[];
}

/** The provenance of a store's claims. Each is computed when first asked for, and kept. */
export class Provenance {
  readonly store: Store;
  readonly foundations: Foundations;
  readonly #traced = new Map<Entry<"claim">, Traced>();
  /** Gives one name for all agents that `part-of` ties, at any distance. */
  readonly ownerOf: (voice: string) => string;
  #falls: ReadonlyMap<string, Fall> | undefined;

  constructor(store: Store) {
    this.store = store;
    this.foundations = new Foundations(store);
    this.ownerOf = ownersOf(store);
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
    return {
      chain,
      status: statusOf(chain, this.foundations.isCircular(claim.id)),
      ...measure(chain, this.ownerOf),
      origins: this.foundations.origins(claim),
    };
  }

  /** Gives what a claim rests on, at any distance, that was retracted or corrected: the nearest first. */
  fallsUnder(claim: Entry<"claim">): [id: string, fall: Fall][] {
    if (this.falls.size === 0) return [];
    const ways = this.foundations.waysFrom(claim, (id) => this.falls.has(id));
    return ways.map((way) => way.at(-1)!.to.id).map((id) => [id, this.falls.get(id)!]);
  }

  /** What was retracted or corrected, by id. */
  get falls(): ReadonlyMap<string, Fall> {
    this.#falls ??= fallsOf(this.store);
    return this.#falls;
  }
}
