import { Provenance } from "../../src/provenance/provenance.js";
import { layOutSite } from "../../src/site/site.js";
import { storeOf } from "./store.js";

/** Lays out the site of a store, and gives a reader that makes a file of it when it is asked for. */
export async function laidOut(yaml: string): Promise<(path: string) => string> {
  const store = storeOf(yaml);
  const files = await layOutSite(
    {
      title: "The claim store",
      store,
      provenance: new Provenance(store),
      findings: [],
      hiddenFindings: 0,
      placeOf: () => undefined,
      linesOf: () => undefined,
      sourceUrl: () => undefined,
      today: "2026-01-01",
    },
    { assets: new Map() },
  );
  return (path) => String(files.get(path)!.make());
}
