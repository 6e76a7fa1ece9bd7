import { describe, expect, it } from "vitest";
import { Provenance } from "../../src/provenance/provenance.js";
import { NODE_KINDS, type Picture, pictureOf } from "../../src/views/picture.js";
import { draw } from "../support/pictures.js";
import { storeOf } from "../support/store.js";

/** Tells a picture's edges, a line each, by the names of what they tie. */
function edges({ claims, grounds, edges }: Picture): string[] {
  const nodes = [...claims.flatMap((claim) => claim.nodes), ...grounds];
  const name = (id: string) => nodes.find((node) => node.id === id)!.name;
  return edges.map(
    ({ from, to, label, kind, isLoop }) =>
      `${name(from)} › ${name(to)}: ${[kind, label, ...(isLoop ? ["loop"] : [])].filter(Boolean).join(", ")}`,
  );
}

/** Tells a picture's nodes, a line each. */
const nodes = ({ claims, grounds }: Picture) =>
  [...claims.flatMap((claim) => claim.nodes), ...grounds].map(
    ({ kind, name, notes }) => `${kind} ${name} (${notes.join(" | ")})`,
  );

describe("a picture", () => {
  it("shows a chain from its speaker on, with how and when", () => {
    const picture = draw("chain-of-three");
    expect(nodes(picture)).toEqual([
      "speaker Jane Doe (original speaker | told, 2024-03-01)",
      "forum Parliament (forum)",
      "outlet The Gazette (outlet | everything passes here)",
      "document The week in review (article)",
    ]);
    expect(edges(picture)).toEqual([
      "Jane Doe › Parliament: relay",
      "Parliament › The Gazette: relay, reported",
      "The Gazette › The week in review: relay, cited, 2024-03-04",
    ]);
    expect(picture.claims[0]!.summary).toBe("traced · 2 hands · 1 report · 1 independent");
  });

  it("marks the one voice that everything passes, and no other", () => {
    const marked = draw("six-outlets").claims[0]!.nodes.filter(({ isBottleneck }) => isBottleneck);
    expect(marked.map(({ name }) => name)).toEqual(["Wire Agency"]);
  });

  it("shows an anonymous source, an unknown hand and what is missing for what they are", () => {
    expect(nodes(draw("gaps-and-loops"))).toEqual([
      "anonymous an aide to the minister (anonymous source)",
      "unknown unknown (nobody is named | everything passes here)",
      "missing the-gazete (missing)",
      "outlet The Gazette (outlet | in Five questions on taxes)",
      "document Five questions on taxes (post)",
      "agent John Roe (person)",
      "outlet The Herald (outlet)",
      "outlet The Herald (outlet | in leaflt, missing | from the-herold, missing | nothing leads here)",
      "unknown unknown (nobody is named)",
      "missing budget (missing)",
    ]);
  });

  it("marks the hops that draw on each other, and those alone", () => {
    const loops = draw("gaps-and-loops").edges.filter(({ isLoop }) => isLoop);
    expect(loops.map(({ from, to }) => `${from} ${to}`)).toEqual([
      "c0h4 c0h4",
      "c0h5 c0h4",
      "c0h4 c0h5",
    ]);
  });

  it("shows what a claim rests on, from the basis to the claim, documents too", () => {
    const picture = draw("retracted-study");
    expect(edges(picture).filter((edge) => edge.includes("basis,"))).toEqual([
      "The Ministry › The Mayor: basis, basis of",
      "The Institute › The Ministry: basis, basis of",
      "A review of studies › The Institute: basis, basis of",
      "Loads on the bridge › A review of studies: basis, cited by",
    ]);
    expect(nodes(picture).at(-1)).toBe(
      "document Loads on the bridge (dataset | retracted 2024-02)",
    );
  });

  it("shows claims that rest on each other as a loop", () => {
    const picture = draw("loop");
    expect(edges(picture)).toEqual([
      "The Mayor › The Engineer: basis, basis of, loop",
      "The Insurer › The Mayor: basis, basis of, loop",
      "The Engineer › The Insurer: basis, basis of, loop",
    ]);
    expect(picture.claims.map(({ isCircular }) => isCircular)).toEqual([true, true, true]);
    expect(picture.claims.map(({ summary }) => summary)).toEqual(Array(3).fill("circular"));
  });

  it("goes no further than its depth", () => {
    const ids = (depth: number) => draw("retracted-study", depth).claims.map(({ id }) => id);
    expect(ids(0)).toEqual(["bridge-safe"]);
    expect(ids(1)).toEqual(["bridge-safe", "repair-can-wait"]);
    expect(draw("retracted-study", 3).grounds.map(({ name }) => name)).toEqual([
      "A review of studies",
    ]);
    expect(draw("loop", 1).edges.some(({ isLoop }) => isLoop)).toBe(false);
  });

  it("explains the kinds that stand in it, and no other", () => {
    expect(draw("loop").kinds).toEqual(["speaker"]);
    expect(draw("chain-of-three").kinds).toEqual(["speaker", "outlet", "document", "forum"]);
    const all = new Set([...draw("chain-of-three").kinds, ...draw("gaps-and-loops").kinds]);
    expect([...all].sort()).toEqual(Object.keys(NODE_KINDS).sort());
  });
});

describe("a speaker", () => {
  it.each([
    ["jane-doe", "speaker", "original speaker"],
    ["the-union", "speaker", "original speaker"],
    ["an-aide", "anonymous", "anonymous source"],
    ["the-gazette", "outlet", "outlet, in its own voice"],
    ["leaflet", "document", "document, in its own voice"],
    ["parliament", "forum", "forum, which can't speak"],
    ["unknown", "unknown", "nobody is named"],
    ["jane-do", "missing", "speaker, missing"],
  ])("%s is shown as %s: %s", (speaker, kind, word) => {
    const store = storeOf(`agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-union: { name: The Union, kind: organization }
  an-aide: { kind: anonymous, described-as: an aide, reason: fear }
  the-gazette: { name: The Gazette, kind: outlet }
  parliament: { name: Parliament, kind: forum }
documents:
  leaflet: { title: Leaflet }
claims:
  said: { text: So., speaker: ${speaker} }
`);
    const provenance = new Provenance(store);
    const traced = provenance.trace(store.claims.get("said")!);
    const [node] = pictureOf([traced], provenance, 0).claims[0]!.nodes;
    expect(node).toMatchObject({ kind, notes: [word] });
  });
});

it("a picture's title names what was asked for, or how many where that is more than three", () => {
  const claims = Array.from({ length: 4 }, (_, n) => `  c${n}: { text: So., speaker: unknown }\n`);
  const provenance = new Provenance(storeOf(`claims:\n${claims.join("")}`));
  const traces = [...provenance.store.claims.values()].map((claim) => provenance.trace(claim));
  const titleOf = (count: number) => pictureOf(traces.slice(0, count), provenance, 0).title;
  expect(titleOf(1)).toBe("Provenance of c0");
  expect(titleOf(3)).toBe("Provenance of c0, c1, c2");
  expect(titleOf(4)).toBe("Provenance of 4 claims");
});
