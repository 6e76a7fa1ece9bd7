import { describe, expect, it } from "vitest";
import { compareClaims } from "../../src/provenance/compare.js";
import { Provenance } from "../../src/provenance/provenance.js";
import { makeStyle } from "../../src/terminal/style.js";
import { drawComparison } from "../../src/views/compare.js";
import { storeOf } from "../support/store.js";

const STORE = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  john-roe: { name: "John\\e[31m\\nRoe", kind: person }
  the-wire: { name: The Wire, kind: outlet, part-of: group }
  the-cable: { name: The Cable, kind: outlet, part-of: group }
  the-gazette: { name: The Gazette, kind: outlet }
  group: { name: Group, kind: organization }
claims:
  jane: { text: So., speaker: jane-doe, relay: [the-wire, the-gazette] }
  jane-again: { text: So., speaker: jane-doe, relay: [the-wire, the-gazette] }
  john: { text: So., speaker: john-roe, relay: [the-gazette] }
  john-again: { text: So., speaker: john-roe }
  john-by-wire: { text: So., speaker: john-roe, relay: [the-wire, the-gazette] }
  john-by-cable: { text: So., speaker: john-roe, relay: [the-cable, the-gazette] }
  wire: { text: So., speaker: the-wire }
  cable: { text: So., speaker: the-cable }
  nobody: { text: So., speaker: unknown }
`;

/** Draws how two claims compare. */
function draw(a: string, b: string, color = false): string {
  const provenance = new Provenance(storeOf(STORE));
  const [one, other] = [a, b].map((id) => provenance.trace(provenance.store.claims.get(id)!));
  const comparison = compareClaims(one!, other!, provenance);
  return [...drawComparison(comparison, provenance.store, makeStyle({ color }))].join("\n");
}

describe("a comparison", () => {
  it.each([
    ["different speakers", "jane", "john"],
    ["one speaker, one bottleneck", "jane", "jane-again"],
    ["one bottleneck", "jane", "john-by-wire"],
    ["bottlenecks of one owner", "jane", "john-by-cable"],
    ["speakers of one owner", "wire", "cable"],
    ["an origin that is not named", "jane", "nobody"],
  ])("of two claims with %s", (_, a, b) => {
    expect(draw(a, b)).toMatchSnapshot();
  });

  it("shows what a terminal would obey", () => {
    expect(draw("john", "john-again")).toContain("same origin      John\\x1b[31m Roe");
  });

  it.each([
    ["32", "jane", "john"],
    ["31", "jane", "jane-again"],
    ["33", "jane", "john-by-wire"],
    ["33", "jane", "nobody"],
  ])("is in colour %s, and in the same words without", (code, a, b) => {
    const colored = draw(a, b, true);
    expect(colored).toContain(`\x1b[${code}m`);
    expect(colored.replace(/\x1b\[\d+m/g, "")).toBe(draw(a, b));
  });
});
