import * as z from "zod";
import { Agent } from "./agent.js";
import { Claim } from "./claim.js";
import { Document } from "./document.js";
import type { EntryKind, EntryValues } from "./entry.js";
import { ID_PATTERN, UNKNOWN } from "./ids.js";

/** The schema of an entry by its kind. */
export const ENTRY_SCHEMAS: { [K in EntryKind]: z.ZodType<EntryValues[K]> } = {
  agent: Agent,
  document: Document,
  claim: Claim,
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
