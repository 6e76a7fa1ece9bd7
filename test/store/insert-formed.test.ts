import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { canonical } from "../../src/store/canonical.js";
import { insertEntry, type NewEntry } from "../../src/store/insert.js";
import { insertFormed } from "../../src/store/insert-formed.js";
import { parseYaml } from "../../src/store/parse.js";
import { toData } from "../../src/store/yaml.js";
import { wild } from "../support/wild.js";

vi.setConfig({ testTimeout: 60_000 });

const CLAIM: NewEntry = {
  section: "claims",
  id: "new",
  data: { text: `${"Rents rise. ".repeat(9)}That is so.`, speaker: "ann", relay: ["gazette"] },
};

const BLOCK = `  new:
    text: >-
      Rents rise. Rents rise. Rents rise. Rents rise. Rents rise. Rents rise. Rents rise. Rents
      rise. Rents rise. That is so.
    speaker: ann
    relay: [gazette]
`;

function form(text: string): string | undefined {
  const formed = canonical(text);
  return "text" in formed ? formed.text : undefined;
}

function dataOf(text: string): Record<string, unknown> {
  return toData(parseYaml(text).roots[0], { text, report: () => {} }) as Record<string, unknown>;
}

describe("a file in form", () => {
  const HOPS =
    "claims:\n  old:\n    relay:\n      - ann\n      - via: gazette\n        how: cited\n";

  it("stays in form, whatever its own entries do", () => {
    expect(insertFormed(HOPS, CLAIM)?.text).toBe(`${HOPS}\n${BLOCK}`);
  });

  it("gets a new section in its place, and its other line ends", () => {
    const before = "# about the file\r\n\r\nclaims:\r\n  old: { text: A }\r\n";
    const agent: NewEntry = { section: "agents", id: "ann", data: { kind: "person", name: "Ann" } };
    expect(insertFormed(before, agent)).toEqual({
      text: "# about the file\r\n\r\nagents:\r\n  ann:\r\n    name: Ann\r\n    kind: person\r\n\r\nclaims:\r\n  old: { text: A }\r\n",
      after: 1,
      lines: ["agents:", "  ann:", "    name: Ann", "    kind: person"],
    });
  });

  it("keeps the comments below its last entry there", () => {
    const before = "claims:\n  old: { text: A }\n\n  # to be checked\n";
    expect(insertFormed(before, CLAIM)?.text).toBe(
      `claims:\n  old: { text: A }\n\n${BLOCK}\n  # to be checked\n`,
    );
  });

  it("may hold nothing yet", () => {
    expect(insertFormed("", CLAIM)?.text).toBe(`claims:\n${BLOCK}`);
    const head = "# yaml-language-server: $schema=x.json\n";
    expect(insertFormed(head, CLAIM)).toMatchObject({
      text: `${head}\nclaims:\n${BLOCK}`,
      after: 1,
    });
  });

  it("of any kind stays so, and says one thing more", () => {
    const seeds = fc.integer({ min: 0, max: 1_000_000 });
    let seen = 0;
    fc.assert(
      fc.property(seeds, fc.constantFrom("agents" as const, "claims" as const), (seed, section) => {
        const before = form(wild(seed).text);
        const entry: NewEntry = { ...CLAIM, section };
        if (before === undefined) return;
        const inserted = insertFormed(before, entry);
        if (!inserted) return;
        seen++;
        expect(form(inserted.text)).toBe(inserted.text);
        const { new: added, ...others } = dataOf(inserted.text)[section] as Record<string, unknown>;
        expect(added).toEqual(CLAIM.data);
        expect(others).toEqual(dataOf(before)[section] ?? {});
        expect(inserted.lines.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
    expect(seen).toBeGreaterThan(200);
  });
});

describe("a file in a form of its own", () => {
  it("keeps that", () => {
    const before = "claims:\n    old: {text: A}\n";
    expect(insertFormed(before, CLAIM)).toEqual(insertEntry(before, CLAIM));
    expect(insertFormed("claims: [\n", CLAIM)).toBeUndefined();
  });
});
