import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";

/**
 * Tells whether it can be known who is confidential. It can't where an agent may be one that can't be
 * read, or that is left out since its id is defined twice.
 */
export function knowsConfidential(store: Store): boolean {
  if (store.complete) return true;
  return (
    ![...store.damaged.values()].includes("agent") &&
    !store.mentioned.has("confidential") &&
    !store.findings.some(({ rule }) => rule === "duplicate-id")
  );
}

/** Gives the agents that are confidential. */
export function confidentialIn(store: Store): Entry<"agent">[] {
  return [...store.agents.values()].filter(({ value }) => value.confidential);
}
