import type { Agent } from "./agent.js";
import type { Claim } from "./claim.js";
import type { Document } from "./document.js";

/** What an entry of the store can be. */
export type EntryKind = "agent" | "document" | "claim";

/** The type of an entry's value by its kind. */
export interface EntryValues {
  agent: Agent;
  document: Document;
  claim: Claim;
}

/** The three keys of a store file, in the order in which they are written, and what each holds. */
export const SECTIONS = { agents: "agent", documents: "document", claims: "claim" } as const;

/** A key of a store file. */
export type Section = keyof typeof SECTIONS;

/** Names a kind with its article, for messages. */
export const KIND_WORDS: Record<EntryKind, string> = {
  agent: "an agent",
  document: "a document",
  claim: "a claim",
};
