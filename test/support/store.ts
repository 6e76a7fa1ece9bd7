import { Provenance, type Traced } from "../../src/provenance/provenance.js";
import { readStoreFile } from "../../src/store/read.js";
import { type Store, uniteStore } from "../../src/store/store.js";
import { loadWidths } from "../../src/terminal/text.js";
import type { TraceRequest } from "../../src/views/trace.js";

// Printers are told texts of every script here, as a command is after it has opened a store.
await loadWidths();

/** Reads some texts as the files of a store. */
export function storeOf(files: string | Readonly<Record<string, string>>): Store {
  const named = typeof files === "string" ? { "claims/store.yaml": files } : files;
  const encoder = new TextEncoder();
  return uniteStore(
    Object.entries(named).map(([path, text]) => readStoreFile(path, encoder.encode(text))),
  );
}

/** A request to trace some claims, and nothing beside them. */
export function requestOf(
  claims: readonly Traced[],
  options: Partial<TraceRequest> = {},
): TraceRequest {
  return {
    claims,
    documents: [],
    comparisons: [],
    drift: false,
    direction: "up",
    depth: Number.POSITIVE_INFINITY,
    ...options,
  };
}

/** Traces one claim of a store. */
export function traceOf(store: Store, id: string): Traced {
  return new Provenance(store).trace(store.claims.get(id)!);
}
