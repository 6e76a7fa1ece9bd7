import { Provenance, type Traced } from "../../src/provenance/provenance.js";
import { readStoreFile } from "../../src/store/read.js";
import { type Store, uniteStore } from "../../src/store/store.js";

/** Reads some texts as the files of a store. */
export function storeOf(files: string | Readonly<Record<string, string>>): Store {
  const named = typeof files === "string" ? { "claims/store.yaml": files } : files;
  const encoder = new TextEncoder();
  return uniteStore(
    Object.entries(named).map(([path, text]) => readStoreFile(path, encoder.encode(text))),
  );
}

/** Traces one claim of a store. */
export function traceOf(store: Store, id: string): Traced {
  return new Provenance(store).trace(store.claims.get(id)!);
}
