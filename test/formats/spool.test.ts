import fc from "fast-check";
import { expect, it } from "vitest";
import { Spool } from "../../src/formats/spool.js";

const texts = fc.array(
  fc.oneof(
    fc.string({ unit: "grapheme" }),
    // Longer than a piece, and of characters that a piece's end can cut.
    fc
      .tuple(fc.constantFrom("a", "é", "中", "🙂", "\uFEFF"), fc.integer({ max: 200_000, min: 0 }))
      .map(([character, times]) => character.repeat(times)),
  ),
  { maxLength: 12 },
);

it("a spool gives back what was put into it, once, in its order", () => {
  fc.assert(
    fc.property(texts, texts, (first, second) => {
      const spool = new Spool();
      for (const some of [first, second]) {
        for (const text of some) spool.add(text);
        expect([...spool.take()].join("")).toBe(some.join(""));
      }
      expect([...spool.take()]).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
