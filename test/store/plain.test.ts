import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Path } from "../../src/model/references.js";
import { RULES } from "../../src/rules/list.js";
import { readPlainFile } from "../../src/store/plain-file.js";
import { readByLibrary } from "../../src/store/read.js";
import type { FileReading } from "../../src/store/reading.js";
import { decodeText } from "../../src/store/text.js";
import { ROOT } from "../support/run.js";

/** Reads a text both ways where the fast reader takes it; gives whether it does. */
function readsAlike(text: string): boolean {
  const decoded = decodeText(new TextEncoder().encode(text));
  const plain =
    decoded.problems.length === 0 ? readPlainFile("claims/a.yaml", decoded.text) : undefined;
  if (!plain) return false;
  const library = readByLibrary("claims/a.yaml", decoded);
  expect(library.problems).toEqual([]);
  expect(facts(plain)).toEqual(facts(library));
  return true;
}

/** All that a reading tells, values with the order of their keys, and every place in them. */
function facts({ entries, file, ...rest }: FileReading) {
  const told = entries.map(({ kind, id, value, start, end }) => ({
    ...{ kind, id, start, end },
    value: JSON.stringify(value),
    places: [...pathsIn(value)].map((path) =>
      JSON.stringify([path, file.find(start, path, "key"), file.find(start, path, "value")]),
    ),
  }));
  return { ...rest, text: file.text, comments: file.comments(), told };
}

function* pathsIn(value: unknown, path: Path = []): Generator<Path> {
  yield path;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* pathsIn(item, [...path, index]);
    yield [...path, value.length];
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* pathsIn(item, [...path, key]);
    yield [...path, "no-such-key"];
  }
}

const PLAIN = `# A comment
agents:
  # of an agent
  jane-doe: { name: "Jane \\"J.\\" Doe", kind: person, aliases: [J. Doe, 'O''Doe'] }
  the-gazette: # behind a key

    name: The Gazette
    kind: outlet   # behind a value
    roles:
      editor:
        title: Editor
        from: 2001

documents:
  the-story:
    title: 'Taxes: it''s all over'
    url: https://example.org/a#b
    date: 2024-03-06
    cites:
    - the-other

claims:

  tax-cut:
    text: Taxes will fall
      next year, and the year
      after.
    speaker: jane-doe
    quote: >-
      They will
      fall.

      All of them.
    note: |
      One
        two
    based-on: [no-deficit]
    relay:
      - the-gazette
      -   via: the-story
          how: "cited\\tas \\u00e9"
          certainty: possible
      - { via: unknown, from: [the-gazette, speaker] }
    reviews:
      - rating: -1.50
        best: 5
`;

/** Marks, words and line ends that change what a text of YAML is. */
const PIECES = [
  ..." :#-?|>'\"[]{},&*!%@`~=<\\\n\r\t",
  ...[
    "\r\n",
    "\n\n",
    "  ",
    ": ",
    " #",
    "- ",
    "# c\n",
    "--- \n",
    "...\n",
    "''",
    '""',
    "|-\n",
    ">\n",
  ],
  ...[
    "null",
    "true",
    "0x1F",
    "1e3",
    ".5",
    "1_000",
    "0b11",
    "<<: ",
    "é",
    "\u00a0",
    "\u2028",
    "\ufeff",
  ],
  ...[
    "\n  x: y",
    "\n    more",
    "\n      - item",
    "\n# comment\n",
    "    # deep\n",
    "[a, b]",
    "{ a: b }",
  ],
  ...["! ", "!!str ", "&a ", "*a", "? ", "\u0000", "\u0085", "\\n", "\\x41", "'a': ", '"b": '],
];

const SOURCES = [
  PLAIN,
  ...readdirSync(join(ROOT, "claims"))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => readFileSync(join(ROOT, "claims", name), "utf8")),
  ...RULES.flatMap(({ examples }) => (examples ? [examples.good, examples.bad] : [])),
];

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.oneof(fc.constant(0), fc.nat({ max: 12 })),
  put: fc.array(fc.constantFrom(...PIECES), { maxLength: 2 }),
});

function edited(source: string, edits: readonly { at: number; cut: number; put: string[] }[]) {
  let text = source;
  for (const { at, cut, put } of edits) {
    const start = Math.floor(at * text.length);
    text = text.slice(0, start) + put.join("") + text.slice(start + cut);
  }
  return text;
}

describe("the fast reader", () => {
  it("takes what a kept store consists of", () => {
    expect(readsAlike(PLAIN)).toBe(true);
    expect(readsAlike(PLAIN.replaceAll("\n", "\r\n"))).toBe(true);
    expect(readsAlike(`\ufeff${PLAIN}`)).toBe(true);
  });

  it.each(SOURCES.slice(1))("reads a sound store as the library does: %#", (source) => {
    readsAlike(source);
  });

  it("reads nothing otherwise than the library, however a text is changed", () => {
    let taken = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...SOURCES),
        fc.array(edit, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (source, edits, isDos) => {
          const text = edited(source, edits);
          if (readsAlike(isDos ? text.replaceAll("\n", "\r\n") : text)) taken++;
        },
      ),
      { numRuns: Number(process.env["FUZZ"] ?? 3000) },
    );
    // It must take a good part, else this proves nothing.
    if (process.env["FUZZ"]) console.error(taken);
    expect(taken).toBeGreaterThan(100);
  });
});
