import { disclose } from "../../src/formats/disclosure.js";
import { Provenance } from "../../src/provenance/provenance.js";
import { Desk } from "../../src/site/desk.js";
import { storeOf } from "./store.js";

/** Makes the desk of a store as a site has it: without what is confidential, and nothing found. */
export function deskOf(yaml: string): Desk {
  const store = disclose(storeOf(yaml));
  return new Desk({
    title: "A desk",
    store,
    provenance: new Provenance(store),
    findings: [],
    hiddenFindings: 0,
    placeOf: () => undefined,
    linesOf: () => undefined,
    sourceUrl: () => undefined,
    today: "2026-01-01",
  });
}
