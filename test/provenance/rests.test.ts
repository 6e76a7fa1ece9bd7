import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Provenance } from "../../src/provenance/provenance.js";
import { Foundations } from "../../src/provenance/rests.js";
import { storeOf, traceOf } from "../support/store.js";

// Properties are tried many times over; a slow machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

const AGENTS = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  john-roe: { name: John Roe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
  the-bureau: { name: The Bureau, kind: organization }
`;

/** Makes a store of these documents and claims, each a line in flow style without its text. */
function store({ documents = [], claims }: { documents?: string[]; claims: string[] }) {
  const pages = documents.map((line) => `  ${line}\n`).join("");
  const said = claims.map((line) => `  ${line.replace("{", "{ text: It is so.,")}\n`).join("");
  return storeOf(`${AGENTS}${pages && `documents:\n${pages}`}claims:\n${said}`);
}

/** Gives the ids of the claims that rest on themselves. */
function circular(parts: Parameters<typeof store>[0]): string[] {
  const united = store(parts);
  const provenance = new Provenance(united);
  return [...united.claims.values()]
    .filter((claim) => provenance.trace(claim).status === "circular")
    .map(({ id }) => id);
}

/** Tells each loop as a sentence. */
function loops(parts: Parameters<typeof store>[0]): string[] {
  const united = store(parts);
  const foundations = new Foundations(united);
  return [...united.claims.keys(), ...united.documents.keys()]
    .flatMap((id) => foundations.loopsAt(id))
    .map((loop) => loop.map(({ from, how, to }) => `${from.id} ${how} ${to.id}`).join(", "));
}

describe("origins", () => {
  const originsOf = (id: string, parts: Parameters<typeof store>[0]) =>
    traceOf(store(parts), id).origins;

  it("are the claim's own speaker where it rests on nothing", () => {
    expect(originsOf("a", { claims: ["a: { speaker: jane-doe }"] })).toEqual(["jane-doe"]);
    expect(originsOf("a", { claims: ["a: { speaker: unknown }"] })).toEqual(["unknown"]);
  });

  it("are the speakers at the end of what it rests on, each once", () => {
    const claims = [
      "a: { speaker: jane-doe, based-on: [b, c] }",
      "b: { speaker: the-gazette, based-on: [d] }",
      "c: { speaker: john-roe }",
      "d: { speaker: john-roe }",
      "e: { speaker: jane-doe, based-on: [f] }",
      "f: { speaker: the-bureau }",
    ];
    expect(originsOf("a", { claims })).toEqual(["john-roe"]);
    expect(originsOf("e", { claims })).toEqual(["the-bureau"]);
  });

  it("go through documents and what they cite to a document's publisher", () => {
    const parts = {
      documents: [
        "article: { by: the-gazette, cites: [report, leaflet] }",
        "report: { by: the-bureau }",
        "leaflet: {}",
      ],
      claims: ["a: { speaker: jane-doe, based-on: [article] }"],
    };
    expect(originsOf("a", parts)).toEqual(["the-bureau", "leaflet"]);
  });

  it("leave a loop by the ways that lead out of it", () => {
    const claims = [
      "a: { speaker: jane-doe, based-on: [b] }",
      "b: { speaker: john-roe, based-on: [a, c] }",
      "c: { speaker: the-bureau }",
      "d: { speaker: jane-doe, based-on: [a] }",
    ];
    for (const id of ["a", "b", "d"]) expect(originsOf(id, { claims })).toEqual(["the-bureau"]);
  });

  it("are none where all that a claim rests on is a loop, or missing", () => {
    const claims = [
      "a: { speaker: jane-doe, based-on: [b] }",
      "b: { speaker: john-roe, based-on: [a] }",
      "c: { speaker: jane-doe, based-on: [nothing] }",
    ];
    expect(originsOf("a", { claims })).toEqual([]);
    expect(originsOf("c", { claims })).toEqual([]);
  });

  it("are what a search from each claim finds", () => {
    const bases = fc.array(fc.option(fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 3 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(bases, (all) => {
        const claims = all.map((base, index) => {
          const ids = base?.map((target) => `c${target}`);
          return `c${index}: { speaker: s${index}${ids ? `, based-on: [${ids}]` : ""} }`;
        });
        const found = (index: number, seen: Set<number>): string[] => {
          if (seen.has(index) || index >= all.length) return [];
          seen.add(index);
          return all[index]?.flatMap((target) => found(target, seen)) ?? [`s${index}`];
        };
        const provenance = new Provenance(store({ claims }));
        for (const [index, claim] of [...provenance.store.claims.values()].entries()) {
          const { origins } = provenance.trace(claim);
          expect([...origins].sort()).toEqual(found(index, new Set()).sort());
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a claim rests on itself", () => {
  it("through `based-on`, straight or through others", () => {
    const straight = ["a: { speaker: jane-doe, based-on: [a] }"];
    expect(circular({ claims: straight })).toEqual(["a"]);
    const claims = [
      "a: { speaker: jane-doe, based-on: [b] }",
      "b: { speaker: john-roe, based-on: [c] }",
      "c: { speaker: jane-doe, based-on: [a] }",
      "leads-in: { speaker: jane-doe, based-on: [a] }",
    ];
    expect(circular({ claims })).toEqual(["a", "b", "c"]);
    expect(loops({ claims })).toEqual(["a rests on b, b rests on c, c rests on a"]);
  });

  it("through a document that it is relayed in", () => {
    const parts = {
      documents: ["article: { by: the-gazette }"],
      claims: ["a: { speaker: jane-doe, based-on: [article], relay: [article] }"],
    };
    expect(circular(parts)).toEqual(["a"]);
    expect(loops(parts)).toEqual(["a rests on article, article relays a"]);
  });

  it("through the document that an agent relays it in", () => {
    const parts = {
      documents: ["article: { by: the-gazette }"],
      claims: [
        "a: { speaker: jane-doe, based-on: [article], relay: [{ via: the-herald, in: article }] }",
      ],
    };
    expect(circular(parts)).toEqual(["a"]);
  });

  it("through documents that cite one another", () => {
    const parts = {
      documents: ["first: { cites: [second] }", "second: { cites: [third] }", "third: {}"],
      claims: ["a: { speaker: jane-doe, based-on: [first], relay: [third] }"],
    };
    expect(circular(parts)).toEqual(["a"]);
    expect(loops(parts)).toEqual([
      "a rests on first, first cites second, second cites third, third relays a",
    ]);
  });

  // An encyclopedia repeats a rumour, a newspaper has it from the encyclopedia, and the
  // encyclopedia's claim rests on the newspaper's.
  it("through what is known only from a document that relayed it (citogenesis)", () => {
    const parts = {
      documents: ["article: { by: the-gazette }"],
      claims: [
        "rumour: { speaker: john-roe, based-on: [repeated], relay: [article] }",
        "repeated: { speaker: article }",
      ],
    };
    expect(circular(parts)).toEqual(["rumour", "repeated"]);
    expect(loops(parts)).toEqual([
      "rumour rests on repeated, repeated is known only from article, article relays rumour",
    ]);
  });

  it("through what an outlet says itself in a document that relayed it", () => {
    const parts = {
      documents: ["article: { by: the-gazette }"],
      claims: [
        "rumour: { speaker: john-roe, based-on: [repeated], relay: [article] }",
        "repeated: { speaker: the-gazette, in: article }",
      ],
    };
    expect(circular(parts)).toEqual(["rumour", "repeated"]);
  });
});

describe("a claim does not rest on itself", () => {
  it("where two articles report each other's claims, which have nothing to do with each other", () => {
    const parts = {
      documents: ["one: { by: the-gazette }", "two: { by: the-herald }"],
      claims: ["a: { speaker: one, relay: [two] }", "b: { speaker: two, relay: [one] }"],
    };
    expect(circular(parts)).toEqual([]);
    expect(loops(parts)).toEqual([]);
  });

  it("where it rests on what a named speaker said, who happened to say it in the same article", () => {
    const parts = {
      documents: ["article: { by: the-gazette }"],
      claims: [
        "a: { speaker: jane-doe, based-on: [b], relay: [article] }",
        "b: { speaker: john-roe, in: article, relay: [article] }",
      ],
    };
    expect(circular(parts)).toEqual([]);
  });

  it("where it leads into a loop of others", () => {
    const parts = {
      documents: ["one: { cites: [two] }", "two: { cites: [one] }"],
      claims: ["a: { speaker: jane-doe, based-on: [one] }"],
    };
    expect(circular(parts)).toEqual([]);
    expect(loops(parts)).toEqual(["one cites two, two cites one"]);
  });

  it("where one thing supports it twice", () => {
    const claims = [
      "a: { speaker: jane-doe, based-on: [b, c] }",
      "b: { speaker: john-roe, based-on: [d] }",
      "c: { speaker: john-roe, based-on: [d] }",
      "d: { speaker: the-bureau }",
    ];
    expect(circular({ claims })).toEqual([]);
  });
});

describe("the loop of one claim", () => {
  const claims = [
    "a: { speaker: jane-doe, based-on: [b, c] }",
    "b: { speaker: john-roe, based-on: [a] }",
    "c: { speaker: john-roe, based-on: [a] }",
    "leads-in: { speaker: jane-doe, based-on: [a] }",
  ];
  const loopOf = (id: string) =>
    new Foundations(store({ claims })).loopOf(id).map(({ from, to }) => `${from.id} › ${to.id}`);

  it("starts with the claim, also where the set of them is told from another on", () => {
    expect(loopOf("c")).toEqual(["c › a", "a › c"]);
    expect(loops({ claims })).toEqual(["a rests on b, b rests on a"]);
  });

  it("is empty of a claim that only leads into one, or isn't there", () => {
    expect(loopOf("leads-in")).toEqual([]);
    expect(loopOf("nothing")).toEqual([]);
  });

  it("says where each tie is written", () => {
    const [first] = new Foundations(store({ claims })).loopOf("a");
    expect(first).toMatchObject({ at: { id: "a" }, path: ["based-on", 0] });
  });

  it("holds the tie of a relay in the claim, and of a citation in the document", () => {
    const parts = {
      documents: ["first: { cites: [second] }", "second: {}"],
      claims: ["a: { speaker: jane-doe, based-on: [first], relay: [the-gazette, second] }"],
    };
    const loop = new Foundations(store(parts)).loopOf("a");
    expect(loop.map(({ at, path }) => [at.id, ...path])).toEqual([
      ["a", "based-on", 0],
      ["first", "cites", 0],
      ["a", "relay", 1],
    ]);
  });
});

describe("the ways to what fell", () => {
  const waysTo = (parts: Parameters<typeof store>[0], ...ends: string[]) => {
    const united = store(parts);
    const waysFrom = new Foundations(united).waysTo((id) => ends.includes(id));
    return [...united.claims.values()].flatMap((claim) =>
      waysFrom(claim).map((way) =>
        [claim.id, ...way.map(({ how, to }) => `${how} ${to.id}`)].join(" "),
      ),
    );
  };

  it("lead from every claim that rests on it, straight or through others", () => {
    const claims = [
      "a: { speaker: jane-doe, based-on: [b] }",
      "b: { speaker: john-roe, based-on: [end] }",
      "end: { speaker: the-bureau }",
      "beside: { speaker: jane-doe }",
    ];
    expect(waysTo({ claims }, "end")).toEqual(["a rests on b rests on end", "b rests on end"]);
  });

  it("go through citations, and the document that a claim is known only from", () => {
    const parts = {
      documents: ["article: { by: the-gazette, cites: [study] }", "study: { by: the-bureau }"],
      claims: [
        "a: { speaker: jane-doe, based-on: [b] }",
        "b: { speaker: article }",
        "c: { speaker: jane-doe, based-on: [article] }",
      ],
    };
    expect(waysTo(parts, "study")).toEqual([
      "a rests on b is known only from article cites study",
      "c rests on article cites study",
    ]);
  });

  it("are the shortest, and one for each end", () => {
    const claims = [
      "a: { speaker: jane-doe, based-on: [b, c] }",
      "b: { speaker: john-roe, based-on: [c] }",
      "c: { speaker: john-roe, based-on: [end] }",
      "end: { speaker: the-bureau }",
      "other-end: { speaker: the-bureau }",
      "d: { speaker: john-roe, based-on: [end, other-end] }",
    ];
    expect(waysTo({ claims }, "end", "other-end")).toEqual([
      "a rests on c rests on end",
      "b rests on c rests on end",
      "c rests on end",
      "d rests on end",
      "d rests on other-end",
    ]);
  });

  it("stop at the nearest end", () => {
    const claims = [
      "a: { speaker: jane-doe, based-on: [near] }",
      "near: { speaker: john-roe, based-on: [far] }",
      "far: { speaker: the-bureau }",
    ];
    expect(waysTo({ claims }, "near", "far")).toEqual(["a rests on near", "near rests on far"]);
  });

  it("end in a loop, and never lead from a claim to itself", () => {
    const claims = [
      "a: { speaker: jane-doe, based-on: [b] }",
      "b: { speaker: john-roe, based-on: [a, end] }",
      "end: { speaker: the-bureau, based-on: [end] }",
    ];
    expect(waysTo({ claims }, "end")).toEqual(["a rests on b rests on end", "b rests on end"]);
    expect(waysTo({ claims }, "a")).toEqual(["b rests on a"]);
  });

  it("don't go through what retracts: a claim rests on nothing that it takes back", () => {
    const claims = [
      "end: { speaker: jane-doe }",
      "withdrawal: { speaker: jane-doe, retracts: [end], relay: [the-gazette] }",
      "a: { speaker: john-roe, based-on: [withdrawal] }",
    ];
    expect(waysTo({ claims }, "end")).toEqual([]);
  });

  it("don't go through a relay: an article doesn't stand and fall with each claim in it", () => {
    const parts = {
      documents: ["article: { by: the-gazette, cites: [study] }", "study: {}"],
      claims: [
        "end: { speaker: john-roe, relay: [article] }",
        "a: { speaker: jane-doe, based-on: [article] }",
      ],
    };
    expect(waysTo(parts, "end")).toEqual([]);
    expect(waysTo(parts, "end", "study")).toEqual(["a rests on article cites study"]);
  });
});
