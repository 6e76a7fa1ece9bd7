import type { Claim, Hop } from "./claim.js";

/** How sure a wording makes the assertion sound, weakest last (FactBank, Saurí & Pustejovsky 2009). */
export const CERTAINTIES = ["certain", "probable", "possible"] as const;

/** The relations from one claim to others, in the words of CiTO, the Citation Typing Ontology. */
export const RELATIONS = [
  "confirms",
  "disputes",
  "qualifies",
  "corrects",
  "retracts",
  "updates",
] as const;

/** Gives a claim's hops as mappings, in the order of the file. */
export function hopsOf(claim: Claim): Hop[] {
  return (claim.relay ?? []).map((hop) => (typeof hop === "string" ? { via: hop } : hop));
}
