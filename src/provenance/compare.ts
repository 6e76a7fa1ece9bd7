import { voiceOf } from "./chain.js";
import type { Provenance, Traced } from "./provenance.js";

/** What two claims have in common that makes one no confirmation of the other. */
export interface Comparison {
  readonly claims: readonly [string, string];
  /** The speakers that both go back to. */
  readonly origins: readonly string[];
  /** The voices that every way of both passes. */
  readonly bottlenecks: readonly string[];
  /** The pairs of different origins, or of different bottlenecks, that `part-of` ties, or a document and its publisher. */
  readonly owners: readonly (readonly [string, string])[];
  /**
   * Whether one corroborates the other: `no` where they share an origin or their origins share an
   * owner; `weakly` where only the way to us is shared; `unknown` where an origin is not named.
   */
  readonly corroborates: "yes" | "weakly" | "no" | "unknown";
}

/** Compares two claims. They corroborate each other only when their origins differ. */
export function compareClaims(a: Traced, b: Traced, { store, ownerOf }: Provenance): Comparison {
  // A document belongs to its publisher.
  const ownerOfOrigin = (id: string) => {
    const document = store.documents.get(id);
    return ownerOf(document ? voiceOf(document, store) : id);
  };
  // Who is not named may be anybody, the other claim's speaker too.
  const isNamed = (id: string) =>
    id !== "unknown" && store.agents.get(id)?.value.kind !== "anonymous";
  const origins = shared(a.origins, b.origins).filter((id) => id !== "unknown");
  const bottlenecks = shared(a.bottlenecks, b.bottlenecks).filter((id) => id !== "unknown");
  const tiedOrigins = tied(a.origins, b.origins, ownerOfOrigin);
  const tiedWays = tied(a.bottlenecks, b.bottlenecks, ownerOf);
  const isOpen = [a, b].some((each) => each.origins.length === 0 || !each.origins.every(isNamed));
  const corroborates =
    origins.length > 0 || tiedOrigins.length > 0
      ? "no"
      : isOpen
        ? "unknown"
        : bottlenecks.length > 0 || tiedWays.length > 0
          ? "weakly"
          : "yes";
  return {
    claims: [a.chain.claim.id, b.chain.claim.id],
    origins,
    bottlenecks,
    owners: [...tiedOrigins, ...tiedWays],
    corroborates,
  };
}

function shared(a: readonly string[], b: readonly string[]): string[] {
  return a.filter((id) => b.includes(id));
}

function tied(
  a: readonly string[],
  b: readonly string[],
  ownerOf: (voice: string) => string,
): [string, string][] {
  return a.flatMap((one) =>
    b
      .filter((other) => one !== other && ownerOf(one) === ownerOf(other))
      .map((other): [string, string] => [one, other]),
  );
}
