import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Exporter } from "../../src/formats/format.js";
import { Provenance } from "../../src/provenance/provenance.js";
import type { Store } from "../../src/store/store.js";
import { ROOT } from "./run.js";
import { storeOf } from "./store.js";

/** What an export wrote, and what it could not hold. */
export interface Exported {
  readonly text: string;
  readonly lost: Readonly<Record<string, number>>;
}

/** Exports a store, as on 1 January 2026. */
export function exportOf(exporter: Exporter, store: Store): Exported {
  const lost: Record<string, number> = {};
  const request = {
    store,
    provenance: new Provenance(store),
    today: "2026-01-01",
    version: "1.2.3",
  };
  const pieces = exporter(request, (what) => {
    lost[what] = (lost[what] ?? 0) + 1;
  });
  return { text: [...(pieces as Iterable<string>)].join(""), lost };
}

/** The store with every key of the format, in which every turn of an export is taken. */
export function fullStore(): Store {
  return storeOf(readFileSync(join(ROOT, "test/formats/full.yaml"), "utf8"));
}

/** The example store of the repository. */
export function exampleStore(): Store {
  const files = ["agents", "documents", "hostages"].map((name) => `claims/${name}.yaml`);
  return storeOf(
    Object.fromEntries(files.map((path) => [path, readFileSync(join(ROOT, path), "utf8")])),
  );
}
