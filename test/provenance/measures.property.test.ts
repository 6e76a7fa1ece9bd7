import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { countByHand, relays, traceRelay } from "../support/relay.js";

// Properties are tried many times over; a slow machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

describe.each([
  { name: "relays without loops", loops: false },
  { name: "relays with loops", loops: true },
])("$name", ({ loops }) => {
  it("are measured as by trying all ways", () => {
    fc.assert(
      fc.property(relays({ loops }), (relay) => {
        const { hands, reports, independent, bottlenecks } = traceRelay(relay);
        const byHand = countByHand(relay);
        const named = byHand.bottlenecks.map((voice) => voice.replace(/^unknown .*/, "unknown"));
        expect({ hands, reports, independent }).toEqual({
          hands: byHand.hands,
          reports: byHand.reports,
          independent: byHand.independent,
        });
        expect([...bottlenecks].sort()).toEqual(named.sort());
      }),
      { numRuns: 7000 },
    );
  });

  it("keep their measures in order, and count no way twice", () => {
    fc.assert(
      fc.property(relays({ loops }), (relay) => {
        const { hands, reports, independent } = traceRelay(relay);
        const { apart } = countByHand(relay);
        expect(independent.max).toBeLessThanOrEqual(reports);
        expect(independent.min).toBeLessThanOrEqual(independent.max);
        expect(Math.min(reports, 1)).toBeLessThanOrEqual(independent.min);
        expect(Math.min(reports, 1)).toBeLessThanOrEqual(hands);
        // Ways of the hops themselves that share no voice are ways that share no voice.
        expect(apart.max).toBeLessThanOrEqual(independent.max);
        expect(apart.min).toBeLessThanOrEqual(independent.min);
      }),
      { numRuns: 3000 },
    );
  });
});
