import { describe, expect, it } from "vitest";
import type { Path } from "../../src/model/references.js";
import { LIBRARY } from "../../src/store/read.js";
import { locate, SourceFile } from "../../src/store/source.js";
import { entryOf } from "../../src/store/store.js";
import { storeOf } from "../support/store.js";

const TEXT = `agents:
  jane:
    name: Jane Doe
    kind: person
    "aliases": ["J. D.", 'Doe']   # quoted
    roles:
      mayor: { title: Mayor, of: town }
    note: |
      one
      two
documents:
  "quoted": { title: 'T', cites: [quoted] }
claims:
  tax-cut:
    text: "Taxes will fall
      next year."
    speaker: jane
    about: [jane]
    relay:
      - the-gazette
      - via: the-times
        from: [speaker, the-gazette]
      -   { via: the-post, how: cited }
      - from:
          - the-post
        via: unknown
`;

const store = storeOf(TEXT);

/** The text at a place in an entry. */
function at(id: string, path: Path, on?: "key" | "value"): string {
  const { line, column, endLine, endColumn } = locate(entryOf(store, id)!, path, on);
  const lines = TEXT.split("\n");
  const offset = (row: number, col: number) =>
    lines.slice(0, row - 1).reduce((sum, each) => sum + each.length + 1, 0) + col - 1;
  return TEXT.slice(offset(line, column), offset(endLine, endColumn));
}

describe("an entry is located at its key", () => {
  it("from 1, the end exclusive", () => {
    expect(locate(entryOf(store, "tax-cut")!)).toEqual({
      file: "claims/store.yaml",
      line: 14,
      column: 3,
      endLine: 14,
      endColumn: 10,
    });
  });

  it("without its value", () => {
    expect(at("jane", [])).toBe("jane");
    expect(at("tax-cut", [])).toBe("tax-cut");
    expect(at("quoted", [])).toBe('"quoted"');
  });
});

describe("a value is located where it stands", () => {
  it.each([
    ["a text", "jane", ["name"], "Jane Doe"],
    ["a list in brackets", "jane", ["aliases"], "[\"J. D.\", 'Doe']"],
    ["an item in quotes", "jane", ["aliases", 0], '"J. D."'],
    ["a mapping in braces", "jane", ["roles", "mayor"], "{ title: Mayor, of: town }"],
    ["a value in braces", "jane", ["roles", "mayor", "of"], "town"],
    ["a block text", "jane", ["note"], "|\n      one\n      two\n"],
    ["a text in quotes over two lines", "tax-cut", ["text"], '"Taxes will fall\n      next year."'],
    ["a list of one", "tax-cut", ["about"], "[jane]"],
    ["a bare hop", "tax-cut", ["relay", 0], "the-gazette"],
    ["a hop's value", "tax-cut", ["relay", 1, "via"], "the-times"],
    ["an item of a hop's list", "tax-cut", ["relay", 1, "from", 1], "the-gazette"],
    ["a hop in braces", "tax-cut", ["relay", 2], "{ via: the-post, how: cited }"],
    ["an entry with a quoted id", "quoted", ["cites", 0], "quoted"],
  ] as [string, string, Path, string][])("%s", (_, id, path, expected) => {
    expect(at(id, path)).toBe(expected);
  });

  it.each([
    ["a list over several lines, by its key", "tax-cut", ["relay"], "relay"],
    ["a mapping over several lines, by its key", "jane", ["roles"], "roles"],
    ["a hop over several lines, by its first pair", "tax-cut", ["relay", 1], "via: the-times"],
    ["or that pair's key, where the pair is long", "tax-cut", ["relay", 3], "from"],
  ] as [string, string, Path, string][])("%s", (_, id, path, expected) => {
    expect(at(id, path)).toBe(expected);
  });
});

describe("a key is located on demand", () => {
  it.each([
    ["of a value", "jane", ["name"], "name"],
    ["in quotes", "jane", ["aliases"], '"aliases"'],
    ["in braces", "tax-cut", ["relay", 2, "how"], "how"],
    ["of an item, which has none: the item", "tax-cut", ["relay", 0], "the-gazette"],
  ] as [string, string, Path, string][])("%s", (_, id, path, expected) => {
    expect(at(id, path, "key")).toBe(expected);
  });
});

describe("a path that leads nowhere ends at the last node on the way", () => {
  it.each([
    [["nothing"], "jane"],
    [["name", "first"], "Jane Doe"],
    [["roles", "mayor", "until"], "{ title: Mayor, of: town }"],
    [["aliases", 7], "[\"J. D.\", 'Doe']"],
    [["roles", 0], "roles"],
  ] as [Path, string][])("%j: %j", (path, expected) => {
    expect(at("jane", path)).toBe(expected);
  });
});

describe("a source file", () => {
  it("gives places in a file with CRLF, and its lines without the line ends", () => {
    const file = new SourceFile("a.yaml", "one\r\ntwo\r\n", LIBRARY);
    expect(file.at({ start: 5, end: 8 })).toEqual({
      file: "a.yaml",
      line: 2,
      column: 1,
      endLine: 2,
      endColumn: 4,
    });
    expect([file.line(1), file.line(2), file.line(3), file.line(9)]).toEqual([
      "one",
      "two",
      "",
      "",
    ]);
  });

  it("gives a place that ends no earlier than it starts", () => {
    const { column, endColumn } = new SourceFile("a.yaml", "one", LIBRARY).at({
      start: 2,
      end: 0,
    });
    expect([column, endColumn]).toEqual([3, 3]);
  });
});
