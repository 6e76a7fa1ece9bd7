import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Section } from "../../src/model/entry.js";
import { canonical } from "../../src/store/canonical.js";
import { fillFile } from "../../src/store/fill.js";
import type { NewEntry } from "../../src/store/insert.js";
import { readStoreFile } from "../../src/store/read.js";

function filled(text: string, entries: readonly NewEntry[]): string {
  const result = fillFile(text, entries);
  if ("problems" in result) throw new Error(result.problems[0]!.message);
  return result.text;
}

const claim = (id: string, text: string): NewEntry => ({
  section: "claims",
  id,
  data: { text, speaker: "unknown" },
});
const agent = (id: string, name: string): NewEntry => ({
  section: "agents",
  id,
  data: { kind: "person", name },
});

describe("filling a file", () => {
  it("begins a new one, in form", () => {
    expect(filled("", [claim("rain", "It rains."), agent("ann", "Ann")])).toBe(
      "agents:\n  ann:\n    name: Ann\n    kind: person\n\nclaims:\n  rain:\n    text: It rains.\n    speaker: unknown\n",
    );
  });

  it("keeps the line that names the schema, and comments where they are", () => {
    const head = "# yaml-language-server: $schema=x\n";
    expect(filled(head, [agent("ann", "Ann")])).toBe(
      `${head}\nagents:\n  ann:\n    name: Ann\n    kind: person\n`,
    );
    const text =
      "agents: # people\n  ann: # who\n    name: Ann\n    kind: person\n  # the last\n# claims-ignore: unused -- soon\n";
    const result = filled(text, [agent("bob", "Bob")]);
    for (const comment of ["# people", "# who", "# the last", "# claims-ignore: unused -- soon"]) {
      expect(result).toContain(comment);
    }
    expect(canonical(result)).toEqual({ text: result });
  });

  it.each([
    "claims:\n",
    "claims: {}\n",
    "agents: {}\nclaims:\r\n",
  ])("fills what %j leaves empty", (text) => {
    const result = filled(text, [claim("rain", "It rains.")]);
    expect(readStoreFile("a.yaml", new TextEncoder().encode(result)).entries).toHaveLength(1);
  });

  it("says why it can't", () => {
    expect(fillFile("claims: [", [claim("rain", "It rains.")])).toHaveProperty("problems");
  });

  it("takes more entries than a call takes arguments", () => {
    const many = Array.from({ length: 60_000 }, (_, index) =>
      claim(`c-${index}`, `Claim ${index}`),
    );
    expect(filled("", many).split("\n").length).toBeGreaterThan(200_000);
  });

  it("gives a form that stays, and from which everything is read as it was given", () => {
    const id = fc.stringMatching(/^[a-z][a-z0-9]{0,6}$/).filter((each) => each !== "unknown");
    const text = fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 150 }),
      fc.constantFrom(
        "no",
        "2023",
        "1e3",
        "- a",
        "a: b",
        "'",
        '"',
        "#",
        "a\nb\n",
        "2023-01-01",
        "~",
      ),
    );
    const isSaying = (each: string) => /\S/.test(each);
    const entry = fc.record({
      section: fc.constant<Section>("claims"),
      id,
      data: fc.record(
        {
          text: text.filter(isSaying),
          speaker: id,
          note: text.filter(isSaying),
          relay: fc.array(fc.oneof(id, fc.record({ via: id, from: id })), {
            minLength: 1,
            maxLength: 3,
          }),
          tags: fc.array(text.filter(isSaying), { minLength: 1, maxLength: 3 }),
        },
        { requiredKeys: ["text", "speaker"] },
      ),
    });
    const all = fc.uniqueArray(entry, { selector: (each) => each.id, minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(all, fc.integer({ min: 0, max: 6 }), (entries, cut) => {
        const first = cut === 0 ? "" : filled("", entries.slice(0, cut));
        const result = entries.length > cut ? filled(first, entries.slice(cut)) : first;
        expect(canonical(result)).toEqual({ text: result });
        const reading = readStoreFile("a.yaml", new TextEncoder().encode(result));
        expect(reading.problems).toEqual([]);
        expect(Object.fromEntries(reading.entries.map((each) => [each.id, each.value]))).toEqual(
          Object.fromEntries(entries.map((each) => [each.id, each.data])),
        );
      }),
    );
  });
});
