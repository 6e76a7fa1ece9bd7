import type { Claim } from "../model/claim.js";
import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";
import { type Order, orderOf } from "./prov-order.js";
import { momentOf, nameIn } from "./terms.js";

/** What a claim as it was said, or a document, is derived from. */
export interface Ground {
  /** Its entity's name. */
  readonly name: string;
  /** Whether what is derived is a new version of it. */
  readonly isRevision: boolean;
}

/** The derivations between claims and documents: what claims are based on and correct, what documents cite. */
export class Grounds {
  readonly #nodes: ReadonlyMap<string, number>;
  readonly #entries: readonly (Entry<"claim"> | Entry<"document">)[];
  readonly #order: Order;

  constructor(store: Store, lose: (what: string) => void) {
    this.#entries = [...store.documents.values(), ...store.claims.values()];
    this.#nodes = new Map(this.#entries.map(({ id }, node) => [id, node]));
    this.#order = orderOf(
      {
        size: this.#entries.length,
        sources: (node) => this.#sourcesOf(this.#entries[node]!),
        moment: (node) => momentOf(this.#entries[node]!.value.date),
      },
      lose,
    );
  }

  /** Gives what an entry is derived from, without what would close a circle. */
  of(entry: Entry<"claim"> | Entry<"document">): Ground[] {
    const revised = entry.kind === "claim" ? revisedBy(entry.value) : [];
    return this.#order.sources(this.#nodes.get(entry.id)!).map((node) => {
      const { id, kind } = this.#entries[node]!;
      return {
        name: kind === "claim" ? saidName(id) : nameIn(id),
        isRevision: revised.includes(id),
      };
    });
  }

  /** Gives when a claim was made or a document published, where that is known to the moment. */
  momentOf({ id }: Entry): number | undefined {
    return this.#order.moment(this.#nodes.get(id)!);
  }

  /** Gives the moment before which it can't have been, by what it is derived from. */
  earliestOf({ id }: Entry): number {
    return this.#order.earliest(this.#nodes.get(id)!);
  }

  #sourcesOf({ kind, value }: Entry<"claim"> | Entry<"document">): number[] {
    const ids =
      kind === "document" ? value.cites : [...(value["based-on"] ?? []), ...revisedBy(value)];
    return [...new Set(ids)].flatMap((id) => this.#nodes.get(id) ?? []);
  }
}

/** The earlier claims of which one is a new version. */
function revisedBy({ corrects = [], updates = [] }: Claim): string[] {
  return [...corrects, ...updates];
}

/** Gives the name of a claim as it was said, apart from the record of it in the store. */
export function saidName(claim: string): string {
  return nameIn(claim, "said");
}
