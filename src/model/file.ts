import * as z from "zod";
import { Agent } from "./agent.js";
import { Claim } from "./claim.js";
import { Document } from "./document.js";
import { ID_PATTERN, UNKNOWN } from "./ids.js";

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

/** The schema of an entry by its kind. */
export const ENTRY_SCHEMAS: { [K in EntryKind]: z.ZodType<EntryValues[K]> } = {
  agent: Agent,
  document: Document,
  claim: Claim,
};

/** Names a kind with its article, for messages. */
export const KIND_WORDS: Record<EntryKind, string> = {
  agent: "an agent",
  document: "a document",
  claim: "a claim",
};

/** The form of an entry's id; the look-ahead keeps the reserved word out of the JSON Schema too. */
const ENTRY_ID = new RegExp(`^(?!${UNKNOWN}$)${ID_PATTERN.source.slice(1)}`);

function section<T extends z.ZodType>(entry: T, description: string) {
  return z.record(z.string().regex(ENTRY_ID), entry).nullable().optional().meta({ description });
}

/** A whole store file. The store is the union of all its files. */
export const StoreFile = z
  .strictObject({
    agents: section(Agent, "Who can speak, relay or host, by id."),
    documents: section(Document, "Where something was published, by id."),
    claims: section(Claim, "What was asserted, by whom, and how it reached us, by id."),
  })
  .meta({
    title: "Claim store file",
    description: "Agents, documents and claims; the store is the union of all its files.",
  });
