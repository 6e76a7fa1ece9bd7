import { expect, it } from "vitest";
import { Provenance } from "../../src/provenance/provenance.js";
import { PLAIN } from "../../src/terminal/style.js";
import { printTraces, type TraceFormat } from "../../src/views/trace.js";
import { requestOf, storeOf } from "../support/store.js";

const store = storeOf(`agents:
  source-7: { name: Jane Secret, aliases: [J. S.], kind: person, confidential: true, described-as: an official }
  go-between: { name: John Secret, kind: person, confidential: true }
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall.
    speaker: source-7
    relay: [go-between, the-gazette]
`);

it.each<TraceFormat>([
  "mermaid",
  "dot",
  "markdown",
])("%s, which is made to be shown, names no confidential agent", (format) => {
  const provenance = new Provenance(store);
  const traced = provenance.trace(store.claims.get("tax-cut")!);
  const text = [...printTraces(format, requestOf([traced]), provenance, PLAIN)].join("");
  expect(text).not.toMatch(/Secret|J\. S\./);
  expect(text).toContain("an official");
  expect(text).toContain("a confidential source");
});
