import type { Provenance } from "../provenance/provenance.js";
import type { Store } from "../store/store.js";

/** What an export is made of. The store holds nothing that is confidential any more. */
export interface ExportRequest {
  readonly store: Store;
  readonly provenance: Provenance;
  /** The day of the export, as `2023-10-26`. */
  readonly today: string;
  /** The version of this tool. */
  readonly version: string;
}

/** What an export could not hold: a sentence, and how often. */
export interface Loss {
  readonly what: string;
  readonly count: number;
}

/** Writes a store in a format, piece by piece; counts what the format can't hold. */
export type Exporter = (
  request: ExportRequest,
  lose: (what: string) => void,
) => Iterable<string | Uint8Array>;
