import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Checker } from "../../src/lsp/check.js";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { type Interval, parseEdtf } from "../../src/model/edtf.js";
import { checkStore } from "../../src/rules/engine.js";
import { readStoreFile } from "../../src/store/read.js";
import type { FileReading } from "../../src/store/reading.js";
import { loadSnapshots } from "../../src/store/snapshots.js";
import { type Store, uniteStore } from "../../src/store/store.js";
import { apply, EDITED_STORES } from "../support/random-edits.js";
import { write } from "../support/random-store.js";
import { folder } from "../support/run.js";

// Properties are tried many times over; a slow machine may take its time.
vi.setConfig({ testTimeout: 1_200_000 });

/** Checks the texts of a store one after the other, reading again only those that have changed. */
function checkerIn(base: string) {
  const where = { base, roots: [base] };
  const world = { day: "2026-01-01" };
  const checker = new Checker({ config: {}, ...where, today: () => world.day });
  const readings = new Map<string, FileReading>();
  const storeOf = (texts: Readonly<Record<string, string>>): Store =>
    uniteStore(
      Object.entries(texts).map(([path, text]) => {
        const known = readings.get(path);
        const reading =
          known?.file.text === text ? known : readStoreFile(path, new TextEncoder().encode(text));
        readings.set(path, reading);
        return reading;
      }),
    );
  return {
    world,
    checker,
    storeOf,
    check: (texts: Readonly<Record<string, string>>) => checker.check(storeOf(texts)),
    /** What a check finds that knows of no other. */
    whole: async (texts: Readonly<Record<string, string>>) => {
      const store = storeOf(texts);
      const today = parseEdtf(world.day) as Interval;
      return checkStore(store, { today, snapshots: await loadSnapshots(store, where) });
    },
  };
}

/** A text that is typed over another, of which somebody may have got no further yet. */
interface Typed {
  readonly file: number;
  /** Where, as a part of the file's length. */
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const TYPED: fc.Arbitrary<Typed> = fc.record({
  file: fc.nat(100),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(9), fc.nat(200)),
  text: fc.constantFrom(...'|\n|x|:|[|"|# |\n---\n|\n  claim-1: |\n  page-2: {|\n\t'.split("|")),
});

function type(texts: Readonly<Record<string, string>>, { file, at, length, text }: Typed) {
  const paths = Object.keys(texts);
  const path = paths[file % paths.length];
  if (path === undefined) return texts;
  const old = texts[path]!;
  const start = Math.floor(old.length * at);
  return { ...texts, [path]: old.slice(0, start) + text + old.slice(start + length) };
}

const PAGES = [undefined, "They say: five went away.", "Nobody went away.", "Fünf gingen."];

describe("any store that is edited again and again", () => {
  it("is checked each time as it is checked whole", async () => {
    const base = folder({ "page.txt": PAGES[1]! });
    const page = join(base, "claims/page.txt");
    const property = fc.asyncProperty(
      EDITED_STORES,
      EDITED_STORES,
      fc.infiniteStream(fc.option(TYPED, { freq: 2 })),
      fc.infiniteStream(fc.nat(PAGES.length * 3)),
      async ([files, edits], [, more], typing, pages) => {
        const { checker, check, whole } = checkerIn(base);
        let now = files;
        for (const edit of [undefined, ...edits, ...more]) {
          if (edit) now = apply(now, edit);
          const { value } = pages.next();
          // Most edits are no saving of another snapshot.
          if (value < PAGES.length) {
            const text = PAGES[value];
            if (text === undefined) rmSync(page, { force: true });
            else writeFileSync(page, text);
            checker.lookAgain();
          }
          const typed = typing.next().value;
          const texts = typed ? type(write(now), typed) : write(now);
          expect(await check(texts)).toEqual(await whole(texts));
        }
      },
    );
    await fc.assert(property, { numRuns: Number(process.env["AFFECTED_RUNS"] ?? 150) });
  });
});

const AGENTS = "agents: { jane: { name: Jane, kind: person } }\n";
const LATER = "claims:\n  later: { text: It will be., speaker: jane, date: 2026-05-05 }\n";
const QUOTED = `documents:
  page: { title: A page, file: page.txt }
claims:
  said: { text: It is so., speaker: jane, in: page, quote: So it is. }
`;

const rulesOf = (findings: readonly Diagnostic[]) => findings.map(({ rule }) => rule);

describe("a store that is checked again", () => {
  it("is checked whole on another day", async () => {
    const { world, check, whole } = checkerIn(folder({}));
    const texts = { "claims/a.yaml": AGENTS, "claims/b.yaml": LATER };
    expect(rulesOf(await check(texts))).toContain("date-in-future");
    world.day = "2026-06-06";
    expect(rulesOf(await check(texts))).not.toContain("date-in-future");
    expect(await check(texts)).toEqual(await whole(texts));
  });

  it("is checked once for each of several stores, whichever was asked for first", async () => {
    const { check, whole } = checkerIn(folder({}));
    const before = { "claims/a.yaml": AGENTS, "claims/b.yaml": LATER };
    const after = { ...before, "claims/b.yaml": LATER.replace("jane", "joan") };
    const findings = await Promise.all([check(before), check(after), check(before)]);
    expect(findings).toEqual([await whole(before), await whole(after), await whole(before)]);
  });

  it("reads a snapshot again once it is told to look, and not before", async () => {
    const base = folder({ "page.txt": "It is otherwise." });
    const { checker, check } = checkerIn(base);
    const texts = { "claims/a.yaml": AGENTS, "claims/b.yaml": QUOTED };
    expect(rulesOf(await check(texts))).toContain("quote-not-in-document");
    writeFileSync(join(base, "claims/page.txt"), "They say: So it is. They do.");
    const typed = { ...texts, "claims/b.yaml": QUOTED.replace("is so", "is so so") };
    expect(rulesOf(await check(typed))).toContain("quote-not-in-document");
    checker.lookAgain();
    expect(rulesOf(await check(typed))).not.toContain("quote-not-in-document");
    rmSync(join(base, "claims/page.txt"));
    checker.lookAgain();
    expect(rulesOf(await check(typed))).toContain("snapshot-missing");
  });

  it("is checked whole after a check that failed", async () => {
    const { world, check, whole } = checkerIn(folder({}));
    const texts = { "claims/a.yaml": AGENTS, "claims/b.yaml": LATER };
    await check(texts);
    world.day = "no day";
    await expect(check(texts)).rejects.toThrow();
    world.day = "2026-01-01";
    expect(await check(texts)).toEqual(await whole(texts));
  });
});
