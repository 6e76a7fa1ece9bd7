import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Provenance } from "../src/provenance/provenance.js";
import { readStoreFile } from "../src/store/read.js";
import { type Store, uniteStore } from "../src/store/store.js";
import { PLAIN } from "../src/terminal/style.js";
import { printTraces } from "../src/views/trace.js";
import { check, obeyed, outside, printAll } from "./support/print-all.js";
import { ROOT } from "./support/run.js";
import { requestOf, storeOf } from "./support/store.js";

// Properties are tried many times over; a slow machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

/** What holds for every store whatever: it is checked and printed, and nothing gets through. */
function expectSafe(store: Store): void {
  const findings = check(store);
  for (const finding of findings) expect(outside(finding, store)).toEqual([]);
  for (const printed of printAll(store, findings)) expect(obeyed(printed)).toBeUndefined();
}

/** Pieces of YAML and of the format, sound and unsound. */
const PIECES = [
  ..."{}[],:?-#&*!|>'\"%@`~=<\\/ \n\t\r",
  ..."\u0000\u001b\u007f\u0085\u00a0\u2028\u202e\ufeff\ud800é🙂",
  ...["\n  ", "\n    ", "\n      - ", ": ", "\r\n", "---\n", "...\n", "%YAML 1.2\n", "<<: ", "? "],
  ...["agents:\n  ", "documents:\n  ", "claims:\n  ", "agents", "claims:", "documents: {"],
  ...["jane:", "{ name: Jane, kind: person }", "paper: { name: Paper, kind: outlet }", "page: {}"],
  ...["said:\n    text: It is so.\n    speaker: jane", "\n    relay: [paper, unknown, page]"],
  ...["via: paper", "from: speaker", "from: [paper, said]", "based-on: [said]", "cites: [page]"],
  ...["date: 2023-02-30", "date: 2023-10-26~", "lang: en", "speaker: unknown", "in: page"],
  ...["__proto__", "constructor", "toString", "null", "true", "1e999", "0x1F", ".inf", "&a", "*a"],
  ...["# claims-ignore: unused -- why\n", "# claims-ignore: x\n", "# claims-ignore:", "\u001b[31m"],
];

const KEYS = [
  ...["name", "kind", "aliases", "roles", "part-of", "country", "same-as", "url", "described-as"],
  ...["reason", "confidential", "grade", "note", "title", "by", "authors", "date", "archive"],
  ...["file", "sha256", "retrieved", "lang", "cites", "corrected", "retracted", "text", "speaker"],
  ...["role", "for", "how", "quote", "in", "certainty", "based-on", "relay", "confirms", "updates"],
  ...["about", "tags", "reviews", "__proto__", "constructor", "hasOwnProperty", "nam", ""],
];

const IDS = [
  "jane",
  "paper",
  "page",
  "said",
  "heard",
  "group",
  "hall",
  "unknown",
  "nobody",
  "aide",
];

describe("any text at all", () => {
  it("is read, checked and printed as random characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        expectSafe(storeOf(text));
      }),
      { numRuns: 300 },
    );
  });

  it("is read, checked and printed as random bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expectSafe(uniteStore([readStoreFile("claims/store.yaml", bytes)]));
      }),
      { numRuns: 300 },
    );
  });

  it("is read, checked and printed as random pieces of YAML, in two files", () => {
    const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((all) => all.join(""));
    fc.assert(
      fc.property(text, text, (one, two) => {
        expectSafe(storeOf({ "claims/one.yaml": one, "claims/t\u001bwo.yaml": two }));
      }),
      { numRuns: 1000 },
    );
  });

  it("is read, checked and printed as random values under the three keys", () => {
    const section = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom(...IDS), fc.jsonValue()),
    );
    const file = fc.record({ agents: section, documents: section, claims: section });
    fc.assert(
      fc.property(file, (value) => {
        expectSafe(storeOf(JSON.stringify(value, null, 1)));
      }),
      { numRuns: 300 },
    );
  });

  it("is read, checked and printed as entries with random keys and values", () => {
    const text = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...IDS) },
      fc.constantFrom(
        "person",
        "outlet",
        "forum",
        "anonymous",
        "2023",
        "2023-10-26~",
        "9999",
        "en",
      ),
      fc.constantFrom("https://example.org/", "A", "c", "certain", "\u001b]0;x\u0007", "=1+1", "|"),
      fc.string({ unit: "binary", maxLength: 8 }),
    );
    const scalar = fc.oneof(
      { weight: 6, arbitrary: text },
      fc.integer(),
      fc.boolean(),
      fc.double(),
    );
    const inner = fc.dictionary(
      fc.constantFrom("via", "in", "from", "id", "how", "date", "title", "of", "by", "quote"),
      fc.oneof(scalar, fc.array(text, { maxLength: 2 })),
      { maxKeys: 4 },
    );
    const value = fc.oneof(
      { weight: 3, arbitrary: scalar },
      fc.array(fc.oneof(text, inner), { maxLength: 4 }),
      inner,
      fc.dictionary(fc.constantFrom(...IDS), inner, { maxKeys: 2 }),
    );
    const extra = fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 2 });
    const entries = (base: object) =>
      fc.dictionary(
        fc.constantFrom(...IDS),
        extra.map((keys) => ({ ...base, ...keys })),
        { maxKeys: 4 },
      );
    const file = fc.record({
      agents: entries({ name: "A\u202eb\u001b[31m", kind: "outlet" }),
      documents: entries({ title: "A\npage\u0085" }),
      claims: entries({ text: "It\tis\r\nso\u0007.", speaker: "jane", relay: ["paper", "page"] }),
    });
    fc.assert(
      fc.property(file, (store) => {
        expectSafe(storeOf(JSON.stringify(store, null, 1)));
      }),
      { numRuns: 300 },
    );
  });

  it("is read, checked and printed as the example store with slips in it", () => {
    const folder = join(ROOT, "claims");
    const files = Object.fromEntries(
      readdirSync(folder)
        .filter((name) => name.endsWith(".yaml"))
        .map((name) => [`claims/${name}`, readFileSync(join(folder, name), "utf8")]),
    );
    const slip = fc.record({
      file: fc.constantFrom(...Object.keys(files)),
      of: fc.constantFrom("line", "character"),
      how: fc.constantFrom("drop", "repeat", "swap", "replace"),
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      piece: fc.constantFrom(...PIECES),
    });
    fc.assert(
      fc.property(fc.array(slip, { minLength: 1, maxLength: 4 }), (slips) => {
        const slipped = { ...files };
        for (const { file, of, how, at, piece } of slips) {
          const parts = slipped[file]!.split(of === "line" ? /(?<=\n)/ : "");
          const index = Math.floor(at * parts.length);
          const [one = "", two = ""] = parts.slice(index, index + 2);
          if (how === "drop") parts.splice(index, 1);
          else if (how === "repeat") parts.splice(index, 0, one);
          else if (how === "swap") parts.splice(index, 2, two, one);
          else parts.splice(index, 1, piece);
          slipped[file] = parts.join("");
        }
        expectSafe(storeOf(slipped));
      }),
      { numRuns: 40 },
    );
  });
});

/** A store of claims and documents that rest on each other at random. */
const NETS = fc.integer({ min: 1, max: 5 }).chain((size) => {
  const claim = fc.integer({ min: 0, max: size - 1 }).map((index) => `c${index}`);
  const page = fc.integer({ min: 0, max: size }).map((index) => `d${index}`);
  const list = <T>(of: fc.Arbitrary<T>) => fc.uniqueArray(of, { minLength: 1, maxLength: 4 });
  const hop = fc.record(
    {
      via: fc.oneof(page, fc.constantFrom("paper", "hall", "unknown", "nobody")),
      id: fc.constantFrom("x", "y", "z", "w"),
      from: list(fc.constantFrom("x", "y", "z", "speaker", "nothing")),
    },
    { requiredKeys: ["via"] },
  );
  const claims = fc.array(
    fc.record(
      {
        text: fc.constant("It is so."),
        speaker: fc.oneof(page, fc.constantFrom("jane", "paper", "unknown")),
        in: page,
        "based-on": list(fc.oneof(claim, page)),
        relay: fc.array(hop, { minLength: 1, maxLength: 5 }),
      },
      { requiredKeys: ["text", "speaker"] },
    ),
    { minLength: size, maxLength: size },
  );
  const documents = fc.array(
    fc.record({ by: fc.constantFrom("paper", "jane"), cites: list(page) }, { requiredKeys: [] }),
    { minLength: size, maxLength: size },
  );
  const named = <T>(letter: string, all: readonly T[]) =>
    Object.fromEntries(all.map((each, index) => [letter + index, each]));
  return fc.record({ claims, documents }).map((parts) => ({
    agents: {
      jane: { name: "Jane", kind: "person" },
      paper: { name: "Paper", kind: "outlet" },
      hall: { name: "Hall", kind: "forum" },
    },
    documents: named("d", parts.documents),
    claims: named("c", parts.claims),
  }));
});

describe("claims that rest on each other in any way", () => {
  it("are checked and printed", () => {
    fc.assert(
      fc.property(NETS, (net) => {
        expectSafe(storeOf(JSON.stringify(net, null, 1)));
      }),
      { numRuns: 150 },
    );
  });

  it("are drawn in no more lines than there are ties, each with its chain", () => {
    fc.assert(
      fc.property(NETS, (net) => {
        const store = storeOf(JSON.stringify(net));
        const provenance = new Provenance(store);
        const entries = [...Object.values(net.claims), ...Object.values(net.documents)];
        const ties = entries.flatMap((entry) => [
          ...("based-on" in entry ? (entry["based-on"] ?? []) : []),
          ...("cites" in entry ? (entry.cites ?? []) : []),
        ]).length;
        for (const claim of store.claims.values()) {
          const traced = provenance.trace(claim);
          const { hops } = traced.chain;
          const draws = hops.reduce((sum, { from }) => sum + Math.max(1, from.length), 0);
          for (const direction of ["up", "down"] as const) {
            const options = { direction, depth: Number.POSITIVE_INFINITY };
            const tree = [
              ...printTraces("tree", requestOf([traced], options), provenance, PLAIN),
            ].join("");
            const lines = tree.split("\n").filter((line) => line !== "");
            // Id, text, speaker, how it was said, a loop, the summary; two more where a piece begins
            // that the speaker doesn't reach.
            expect(lines.length).toBeLessThanOrEqual(6 + draws + 2 * hops.length + 2 * ties);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe("a large store", () => {
  const JANE = "agents:\n  jane: { name: Jane, kind: person }\n";

  /** Traces and draws a claim in every form, and gives its tree. */
  function draw(store: Store, id: string): string {
    const provenance = new Provenance(store);
    const traced = provenance.trace(store.claims.get(id)!);
    const [tree] = (["tree", "flat", "json"] as const).map((format) => {
      const options = { direction: "up", depth: Number.POSITIVE_INFINITY } as const;
      return [...printTraces(format, requestOf([traced], options), provenance, PLAIN)].join("");
    });
    return tree!;
  }

  function relay(hops: readonly string[]): string {
    const list = hops.map((hop) => `      - ${hop}\n`).join("");
    return `${JANE}claims:\n  said:\n    text: It is so.\n    speaker: jane\n    relay:\n${list}`;
  }

  it("may branch and merge sixty times, in 2^60 ways", () => {
    const hops = Array.from({ length: 60 }, (_, index) => {
      const from = index === 0 ? "speaker" : `c${index - 1}`;
      return [
        `{ via: a${index}, from: ${from} }`,
        `{ via: b${index}, from: ${from} }`,
        `{ via: c${index}, from: [a${index}, b${index}] }`,
      ];
    });
    const tree = draw(storeOf(relay(hops.flat())), "said");
    expect(tree).toContain("120 hands · 1 report · 1 independent");
    expect(tree.split("\n").length).toBeLessThan(4 * 60 + 10);
  });

  it("may hold a chain of five thousand hops", () => {
    const hops = Array.from({ length: 5000 }, (_, index) => `a${index}`);
    const tree = draw(storeOf(relay(hops)), "said");
    expect(tree).toContain("5000 hands · 1 report · 1 independent");
    for (const line of tree.split("\n").slice(0, 5000)) expect(line.length).toBeLessThan(120);
  });

  it("may hold a claim with two hundred thousand reports", () => {
    const store = storeOf(relay(["a"]));
    const claim = store.claims.get("said")!;
    const hops = Array.from({ length: 200_000 }, () => ({ via: "a", from: "speaker" }));
    const wide = { ...claim, value: { ...claim.value, relay: hops } };
    const { hands, reports } = new Provenance(store).trace(wide);
    expect({ hands, reports }).toEqual({ hands: 1, reports: 200_000 });
  });

  it("may hold five thousand reports of as many voices", () => {
    const hops = Array.from({ length: 5000 }, (_, index) => `{ via: a${index}, from: speaker }`);
    const tree = draw(storeOf(relay(hops)), "said");
    expect(tree).toContain("1 hand · 5000 reports · 5000 independent");
  });

  it("may hold twenty thousand claims in one loop", () => {
    const size = 20_000;
    const claims = Array.from({ length: size }, (_, index) => {
      return `  c${index}: { text: It is so., speaker: jane, based-on: [c${(index + 1) % size}] }\n`;
    });
    const store = storeOf(`${JANE}claims:\n${claims.join("")}`);
    const tree = draw(store, "c0");
    expect(tree).toContain("circular · no report");
    expect(tree.split("\n").length).toBeLessThan(2 * size + 12);
    const provenance = new Provenance(store);
    for (const claim of store.claims.values()) expect(provenance.trace(claim).origins).toEqual([]);
  });
});
