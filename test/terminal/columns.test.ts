import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Column, layColumns } from "../../src/terminal/columns.js";
import { loadWidths, width } from "../../src/terminal/text.js";

beforeAll(loadWidths);

const lay = (columns: readonly Column[], room?: number) => [
  ...layColumns(columns, room, (title) => title),
];

const ID: Column = { title: "ID", cells: ["tax-cut", "a"], floors: [4] };
const DATE: Column = { title: "DATE", cells: ["2023-10-26", "2023"], dispensable: 1 };
const TEXT: Column = {
  title: "CLAIM",
  cells: ["Taxes will fall next year.", "T"],
  floors: [10, 6],
};

describe("columns that need not be cut", () => {
  it("are as wide as their widest cell, two spaces apart, the last one not filled", () => {
    expect(lay([ID, DATE, TEXT])).toEqual([
      "ID       DATE        CLAIM",
      "tax-cut  2023-10-26  Taxes will fall next year.",
      "a        2023        T",
    ]);
  });

  it("keep straight with wide and combining characters", () => {
    const names = { title: "N", cells: ["日本", "e\u0301", "👩‍👩‍👧"] };
    const marks = { title: "M", cells: ["|", "|", "|"] };
    expect(lay([names, marks])).toEqual(["N     M", "日本  |", "e\u0301     |", "👩‍👩‍👧    |"]);
  });

  it("have a title line alone where there are no rows", () => {
    expect(lay([{ title: "ID", cells: [] }])).toEqual(["ID"]);
  });

  it("that are none are an empty line", () => {
    expect(lay([])).toEqual([""]);
  });

  it("leave no space at the end of a line", () => {
    expect(lay([ID, { title: "X", cells: ["", ""] }])).toEqual(["ID       X", "tax-cut", "a"]);
  });
});

describe("columns that don't fit", () => {
  it("are cut where they are widest, down to the first floor", () => {
    expect(lay([ID, DATE, TEXT], 36)).toEqual([
      "ID       DATE        CLAIM",
      "tax-cut  2023-10-26  Taxes will fal…",
      "a        2023        T",
    ]);
  });

  it("are cut down to the next floor once all are at the first", () => {
    expect(lay([ID, DATE, TEXT], 28)).toEqual([
      "ID    DATE        CLAIM",
      "tax…  2023-10-26  Taxes wil…",
      "a     2023        T",
    ]);
    expect(lay([ID, DATE, TEXT], 26)).toEqual([
      "ID    DATE        CLAIM",
      "tax…  2023-10-26  Taxes w…",
      "a     2023        T",
    ]);
  });

  it("lose the one that can be spared where the floors are too wide", () => {
    expect(lay([ID, DATE, TEXT], 20)).toEqual([
      "ID       CLAIM",
      "tax-cut  Taxes will…",
      "a        T",
    ]);
  });

  it("lose the one that can be spared most first", () => {
    const via = { title: "VIA", cells: ["x".repeat(9), "y"], dispensable: 2 };
    expect(lay([ID, DATE, via, TEXT], 26)[0]).toBe("ID    DATE        CLAIM");
    expect(lay([ID, DATE, via, TEXT], 12)[0]).toBe("ID    CLAIM");
  });

  it("overflow where nothing more can give way", () => {
    expect(lay([ID, TEXT], 5)).toEqual(["ID    CLAIM", "tax…  Taxes…", "a     T"]);
  });

  it("whose cells are colours are coloured after they are cut", () => {
    const paint = (text: string, row: number) => `<${row}:${text}>`;
    expect([...layColumns([{ ...ID, paint }, DATE], 16, (title) => `[${title}]`)]).toEqual([
      "[ID  ]  [DATE]",
      "<0:tax…>  2023-10-26",
      "<1:a   >  2023",
    ]);
  });

  it("never take more than the room, where their floors allow", () => {
    const cell = fc.string({
      unit: fc.constantFrom("a", "b", "日", "e\u0301", " "),
      maxLength: 30,
    });
    const rows = fc.array(fc.tuple(cell, cell, cell), { maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 20, max: 100 }), (table, room) => {
        const columns = [0, 1, 2].map((index) => ({
          title: "T",
          cells: table.map((row) => row[index]!),
          floors: [10, 4],
        }));
        for (const line of lay(columns, room)) expect(width(line)).toBeLessThanOrEqual(room);
      }),
    );
  });
});
