/**
 * The library: the claim store as plain values, without a command line around it.
 *
 * ```ts
 * import { Provenance, readFolders, uniteStore } from "claims";
 *
 * const store = uniteStore(await readFolders(["claims"], { base: ".", root: ".", exclude: [] }));
 * const claim = store.claims.get("civilians-ready-for-release");
 * if (claim) console.log(new Provenance(store).trace(claim).status);
 * ```
 *
 * @module
 */
export type { Agent } from "./model/agent.js";
export type { Claim, Hop } from "./model/claim.js";
export type { Diagnostic, Location, Related, Severity } from "./model/diagnostic.js";
export type { Document } from "./model/document.js";
export { type Interval, isBefore, parseEdtf } from "./model/edtf.js";
export type { EntryKind } from "./model/entry.js";
export { jsonSchema, type SchemaName } from "./model/json-schema.js";
export type { Chain, ChainHop } from "./provenance/chain.js";
export type { Measures, Status } from "./provenance/measures.js";
export { Provenance, type Traced } from "./provenance/provenance.js";
export { affectedBy, type Change, recheck } from "./rules/affected.js";
export {
  type CheckOptions,
  checkEntries,
  checkStore,
  type EntryFinding,
  reportOf,
} from "./rules/engine.js";
export { RULES } from "./rules/list.js";
export type { Rule } from "./rules/rule.js";
export type { Scope } from "./rules/scope.js";
export { indexOf, type StoreIndex } from "./rules/store-index.js";
export { readFolders } from "./store/folders.js";
export { readStoreFile } from "./store/read.js";
export type { FileReading } from "./store/reading.js";
export { loadSnapshots, type Snapshots } from "./store/snapshots.js";
export { type Entry, locate, SourceFile } from "./store/source.js";
export { entriesOf, entryOf, type Store, uniteStore } from "./store/store.js";
