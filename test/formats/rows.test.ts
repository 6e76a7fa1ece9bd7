import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Row, RowReader, sniffDelimiter, type TableForm } from "../../src/formats/rows.js";

const COMMAS: TableForm = { delimiter: ",", quote: '"' };

/** Reads a table piece by piece, so many bytes at a time. */
function rowsOf(text: string | Uint8Array, form = COMMAS, piece = 7): Row[] {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const reader = new RowReader(form);
  const rows: Row[] = [];
  for (let at = 0; at < bytes.length; at += piece) {
    rows.push(...reader.push(bytes.subarray(at, at + piece)));
  }
  return [...rows, ...reader.end()];
}

const linesOf = (rows: readonly Row[]) =>
  rows.map((row) => ("fault" in row ? `${row.line} fault` : `${row.line} ${row.cells.join("|")}`));

describe("rows of a table", () => {
  it.each([1, 2, 3, 64, 4096])("have the line on which they start, %i bytes at a time", (piece) => {
    const text = 'a,b\r\n"x\r\ny",2\r\n\r\n3,4\r\n5,"6\n7"';
    const rows = ["1 a|b", "2 x\r\ny|2", "5 3|4", "6 5|6\n7"];
    expect(linesOf(rowsOf(text, COMMAS, piece))).toEqual(rows);
  });

  it("end with \\r alone in old files", () => {
    expect(linesOf(rowsOf("a,b\r1,2\r\r3,4", COMMAS, 2))).toEqual(["1 a|b", "2 1|2", "4 3|4"]);
  });

  it("are read on behind one whose quotation marks don't match", () => {
    const text = 'a,b\n"bad" word,1\nstray "mark",2\n"never closed,3\n4,5\n"6",7\n';
    expect(linesOf(rowsOf(text))).toEqual([
      "1 a|b",
      "2 fault",
      "3 fault",
      "4 fault",
      "5 4|5",
      "6 6|7",
    ]);
  });

  it("hold quotation marks where those are just characters", () => {
    const none = { delimiter: "\t", quote: undefined };
    expect(linesOf(rowsOf('a\tb\n"x\t5" pipe\n', none))).toEqual(["1 a|b", '2 "x|5" pipe']);
  });

  it("that are no UTF-8 are told, and no other", () => {
    const bytes = new Uint8Array([...new TextEncoder().encode("a\nb\n"), 0xe9, 0x0a, 0x63]);
    expect(linesOf(rowsOf(bytes))).toEqual(["1 a", "2 b", "3 fault", "4 c"]);
  });

  it("behind a mark that nothing closes are found again, however many there are", () => {
    const text = `a,b\n"open,1\n${"12345,67890\n".repeat(150_000)}`;
    const rows = rowsOf(text, COMMAS, 256 * 1024);
    expect(rows.filter((row) => "fault" in row)).toMatchObject([{ line: 2 }]);
    expect(rows.at(-1)).toMatchObject({ line: 150_002 });
  });

  it("that somebody else's library writes are read as they were", () => {
    const cell = fc.string({
      unit: fc.constantFrom("a", " ", '"', ",", ";", "\n", "\r", "é", "😀", "'"),
    });
    const table = fc.array(
      fc.tuple(
        cell,
        cell.map((text) => `${text}.`),
      ),
      { minLength: 1 },
    );
    const delimiter = fc.constantFrom(",", ";", "\t", "|");
    fc.assert(
      fc.property(table, delimiter, fc.integer({ min: 1, max: 40 }), (cells, mark, piece) => {
        const text = stringify(cells, { delimiter: mark, quoted: true });
        const rows = rowsOf(text, { delimiter: mark, quote: '"' }, piece);
        expect(rows.map((row) => ("cells" in row ? row.cells : row))).toEqual(cells);
      }),
    );
  });
});

describe("the delimiter", () => {
  it.each([
    ["Claim,Speaker", ","],
    ["Claim;Speaker;a,b", ";"],
    ["Claim\tSpeaker", "\t"],
    ['"a,b,c";"d,e,f"', ";"],
    ["Claim|Speaker", "|"],
    ["Claim", ","],
  ])("of %j is %j", (header, delimiter) => {
    expect(sniffDelimiter(new TextEncoder().encode(`${header}\n1;2;3;4`))).toBe(delimiter);
  });
});
