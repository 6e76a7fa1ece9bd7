import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, readRaw, toBytes, withoutConflicts } from "../../src/store/edit.js";
import { LIBRARY } from "../../src/store/read.js";
import { SourceFile } from "../../src/store/source.js";

const edit = (start: number, end: number, replacement = "") => ({ start, end, replacement });

describe("edits of a text", () => {
  it("are applied wherever they stand in the list, and say where they stand in the text", () => {
    const { text, spans } = applyEdits("one two\tthree \r\n", [
      edit(8, 13, "3"),
      edit(0, 3, "first"),
    ]);
    expect(text).toBe("first two\t3 \r\n");
    expect(spans).toEqual([
      { start: 0, end: 5 },
      { start: 10, end: 11 },
    ]);
  });

  it("may put in, take out, and touch each other", () => {
    expect(applyEdits("abc", [edit(1, 1, "-"), edit(3, 3, "!")]).text).toBe("a-bc!");
    expect(applyEdits("abc", [edit(0, 3)]).text).toBe("");
    expect(applyEdits("abc", [edit(0, 1, "x"), edit(1, 2, "y"), edit(2, 2, "z")]).text).toBe(
      "xyzc",
    );
  });

  it.each([
    [[edit(0, 2), edit(1, 3)]],
    [[edit(1, 1), edit(1, 2)]],
    [[edit(0, 3), edit(1, 1)]],
    [[edit(2, 4)]],
    [[edit(2, 1)]],
    [[edit(-1, 1)]],
  ])("in conflict, or outside of the text, are refused: %j", (edits) => {
    expect(() => applyEdits("abc", edits)).toThrow(RangeError);
  });

  it("leave all else as it was, whatever the text", () => {
    const cuts = fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 8 });
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 40 }),
        cuts,
        fc.string(),
        (text, at, word) => {
          const ends = at.filter((cut) => cut <= text.length).sort((a, b) => a - b);
          const edits: ReturnType<typeof edit>[] = [];
          for (let i = 0; i + 1 < ends.length; i += 2)
            edits.push(edit(ends[i]!, ends[i + 1]!, word));
          const edited = applyEdits(text, edits);
          expect(
            edited.spans.every(({ start, end }) => edited.text.slice(start, end) === word),
          ).toBe(true);
          const back = edited.spans.map((span, index) => {
            const { start, end } = edits[index]!;
            return { ...span, replacement: text.slice(start, end) };
          });
          expect(word === "" || applyEdits(edited.text, back).text === text).toBe(true);
        },
      ),
    );
  });
});

describe("edits in conflict", () => {
  const file = new SourceFile("a.yaml", "abcdefgh", LIBRARY);
  const other = new SourceFile("b.yaml", "abcdefgh", LIBRARY);
  const at = (start: number, end: number, of = file) => of.edit({ start, end }, "");
  const chosen = (...changes: ReturnType<typeof at>[][]) =>
    withoutConflicts(changes, (edits) => edits).map((edits) => changes.indexOf(edits));

  it("wait for the earlier one", () => {
    expect(chosen([at(0, 2)], [at(1, 3)], [at(2, 3)])).toEqual([0, 2]);
    expect(chosen([at(4, 6)], [at(0, 5)], [at(6, 7)], [at(3, 4)])).toEqual([0, 2, 3]);
    expect(chosen([at(1, 1)], [at(1, 1)], [at(0, 2)], [at(0, 1)])).toEqual([0, 3]);
  });

  it("are in one file", () => {
    expect(chosen([at(0, 2)], [at(0, 2, other)])).toEqual([0, 1]);
  });

  it("of a change with several are all left out", () => {
    expect(chosen([at(0, 2)], [at(1, 3), at(5, 6)], [at(5, 6)])).toEqual([0, 2]);
  });

  it("are never chosen, whatever they are", () => {
    const span = fc
      .tuple(fc.nat({ max: 8 }), fc.nat({ max: 3 }))
      .map(([a, b]) => [at(a, Math.min(8, a + b))]);
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (changes) => {
        const edits = withoutConflicts(changes, (each) => each).flat();
        expect(() => applyEdits(file.text, edits)).not.toThrow();
      }),
    );
  });
});

describe("a file's bytes", () => {
  it.each([
    "",
    "a\r\nb",
    "\uFEFFa",
    "\uFEFF\uFEFFa",
    "\u0000\u0007é🙂\u2028",
  ])("%j are read and written to the letter", (text) => {
    const bytes = new TextEncoder().encode(text);
    expect(toBytes(readRaw(bytes)!)).toEqual(bytes);
    expect(readRaw(bytes)!.text).toBe(text.replace(/^\uFEFF/, ""));
  });

  it("that are no UTF-8 are no text", () => {
    expect(readRaw(Uint8Array.of(0x61, 0xe9))).toBeUndefined();
  });
});
