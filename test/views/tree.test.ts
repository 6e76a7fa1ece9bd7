import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { Provenance } from "../../src/provenance/provenance.js";
import { makeStyle, PLAIN } from "../../src/terminal/style.js";
import type { TieOptions } from "../../src/views/ties.js";
import { printTraces } from "../../src/views/trace.js";
import { relays, storeOfRelay } from "../support/relay.js";
import { requestOf, storeOf } from "../support/store.js";

// Properties are tried many times over; a slow machine may take its time.
vi.setConfig({ testTimeout: 60_000 });

/** Who speaks and relays in the examples. */
const AGENTS = `agents:
  jane-doe:
    name: Jane Doe
    kind: person
    roles:
      minister: { title: Finance Minister, of: freedonia }
  john-roe: { name: John Roe, kind: person }
  freedonia: { name: Freedonia, kind: organization }
  an-aide: { kind: anonymous, described-as: an aide to the minister, reason: not allowed to speak }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
  the-post: { name: The Post, kind: outlet }
  the-wire: { name: The Wire, kind: outlet }
  parliament: { name: Parliament, kind: forum }
documents:
  gazette-article: { title: Taxes to fall, by: the-gazette, date: 2024-03-02, kind: article }
  herald-article: { title: Relief for all, by: the-herald, date: 2024-03-03, kind: article }
  hansard: { title: Record of the sitting, date: 2024-03-01, kind: transcript }
  leaflet: { title: Five questions on taxes, kind: post }
`;

interface View extends Partial<TieOptions> {
  readonly columns?: number;
  readonly ascii?: boolean;
}

/** Draws the claim `tax-cut` of a store that has the agents above and these claims. */
function draw(claims: string, view: View = {}): string {
  const store = storeOf({
    "claims/agents.yaml": AGENTS,
    "claims/taxes.yaml": `claims:\n${claims}`,
  });
  const provenance = new Provenance(store);
  const traced = provenance.trace(store.claims.get("tax-cut")!);
  const { direction = "up", depth = Number.POSITIVE_INFINITY, columns = 100, ascii = false } = view;
  const style = makeStyle({ color: false, ascii, columns });
  return [
    ...printTraces("tree", requestOf([traced], { direction, depth }), provenance, style),
  ].join("");
}

const LINEAR = `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    role: minister
    date: 2024-03-01
    how: told
    relay:
      - parliament
      - via: the-wire
        how: reported
      - via: gazette-article
        how: cited
`;

const EXAMPLES: Record<string, string> = {
  linear: LINEAR,
  "two-branches": `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    role: minister
    relay:
      - { via: gazette-article, how: quoted, from: speaker }
      - { via: herald-article, how: reported, from: speaker }
      - { via: the-post, how: cited }
`,
  merge: `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay:
      - { via: the-gazette, how: reported, from: speaker }
      - { via: the-herald, how: reported, from: speaker }
      - { via: the-post, how: summarized, from: [the-gazette, the-herald] }
`,
  "unknown-hop": `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay:
      - { via: unknown, how: leaked }
      - { via: the-gazette, how: reported }
`,
  "two-unknown-hops": `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay: [unknown, { via: unknown, id: second }, the-gazette]
`,
  "missing-reference": `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay:
      - the-gazete
      - the-post
`,
  "missing-speaker": `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-do
    relay: [the-gazette]
`,
  "missing-from": `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay:
      - { via: the-gazette, how: reported }
      - { via: the-post, from: the-gazete }
      - the-herald
`,
  "loop-reached": `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay:
      - { via: the-gazette, how: reported, from: [speaker, the-herald] }
      - { via: the-post, how: cited }
      - { via: the-herald, how: cited }
`,
  "loop-not-reached": `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay:
      - { via: the-gazette, how: reported, from: the-herald }
      - { via: the-herald, how: reported, from: the-gazette }
      - { via: the-post, how: cited }
`,
  "anonymous-speaker": `  tax-cut:
    text: Taxes will fall next year.
    speaker: an-aide
    how: told
    relay: [gazette-article]
`,
  "own-voice": `  tax-cut:
    text: Taxes will fall next year.
    speaker: gazette-article
    relay: [the-post]
`,
  "own-voice-outlet": `  tax-cut:
    text: Taxes will fall next year.
    speaker: the-gazette
    in: gazette-article
`,
  "own-voice-passed": `  tax-cut:
    text: Taxes will fall next year.
    speaker: the-gazette
    relay: [gazette-article, the-post]
`,
  "unknown-speaker": `  tax-cut:
    text: Taxes will fall next year.
    speaker: unknown
    relay: [unknown, leaflet]
`,
  forum: `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    how: announced
    date: 2024-03-01
    relay:
      - via: parliament
        in: hansard
`,
  "primary-record": `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    in: hansard
    relay:
      - { via: the-wire, in: gazette-article, how: quoted }
`,
  "record-missing": `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    date: 2024-03-01
    in: hansrd
    relay:
      - { via: the-wire, in: gazette-artcle, how: quoted }
`,
  deep: `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay:
${Array.from({ length: 16 }, (_, index) => `      - { via: the-wire, id: w${index} }\n`).join("")}`,
  "no-relay": `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
`,
  up: `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    based-on: [surplus, leaflet]
    relay: [the-gazette]
  surplus:
    text: There is a surplus.
    speaker: john-roe
    based-on: [growth]
    relay: [{ via: the-wire, from: speaker }, { via: the-post, from: speaker }, the-herald]
  growth:
    text: The economy grows.
    speaker: freedonia
    relay: [parliament, the-wire]
`,
  "based-on-loop": `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    based-on: [surplus]
    relay: [the-gazette]
  surplus:
    text: There is a surplus.
    speaker: john-roe
    based-on: [growth]
  growth:
    text: The economy grows.
    speaker: freedonia
    based-on: [surplus, tax-cut, grwth]
`,
  "long-loop": `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    based-on: [c1]
${Array.from({ length: 9 }, (_, index) => {
  const next = index === 8 ? "tax-cut" : `c${index + 2}`;
  return `  c${index + 1}: { text: It is so., speaker: john-roe, based-on: [${next}] }\n`;
}).join("")}`,
  citogenesis: `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    based-on: [surplus]
    relay: [gazette-article]
  surplus:
    text: There is a surplus.
    speaker: gazette-article
`,
  "relayed-by-its-basis": `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    based-on: [gazette-article]
    relay: [gazette-article]
`,
};

const DOWN = `  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay: [the-gazette]
  spending:
    text: Households will spend more.
    speaker: john-roe
    based-on: [tax-cut]
    relay: [the-wire]
  shops:
    text: Shops will earn more.
    speaker: freedonia
    based-on: [spending, tax-cut]
`;

describe("a trace as a tree", () => {
  it.each(Object.keys(EXAMPLES))("%s", async (name) => {
    await expect(draw(EXAMPLES[name]!)).toMatchFileSnapshot(`trees/${name}.txt`);
  });

  it("down: what rests on the claim", async () => {
    await expect(draw(DOWN, { direction: "down" })).toMatchFileSnapshot("trees/down.txt");
  });

  it("down, one step", async () => {
    const drawn = draw(DOWN, { direction: "down", depth: 1 });
    await expect(drawn).toMatchFileSnapshot("trees/down-depth-1.txt");
  });

  it("up, one step", async () => {
    await expect(draw(EXAMPLES["up"]!, { depth: 1 })).toMatchFileSnapshot("trees/up-depth-1.txt");
  });

  it.each(["linear", "merge", "loop-reached", "based-on-loop"])("%s in ASCII", async (name) => {
    const drawn = draw(EXAMPLES[name]!, { ascii: true });
    await expect(drawn).toMatchFileSnapshot(`trees/${name}-ascii.txt`);
    expect(drawn).toMatch(/^[\n\x20-\x7E]*$/);
  });

  it.each(["linear", "merge", "up", "deep"])("%s in a terminal of 60 columns", async (name) => {
    const drawn = draw(EXAMPLES[name]!, { columns: 60 });
    await expect(drawn).toMatchFileSnapshot(`trees/${name}-60.txt`);
    for (const line of drawn.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
  });
});

describe("any tree", () => {
  it("draws every hop once, and every tie between hops", () => {
    fc.assert(
      fc.property(relays({ loops: true }), (relay) => {
        const provenance = new Provenance(storeOfRelay(relay));
        const traced = provenance.trace(provenance.store.claims.get("said")!);
        const options = { direction: "up", depth: 0 } as const;
        const tree = [...printTraces("tree", requestOf([traced], options), provenance, PLAIN)].join(
          "",
        );
        const [, ...placed] = tree.split("\n").filter((line) => /store\.yaml:\d+$/.test(line));
        const { hops } = traced.chain;
        const ties = hops.reduce((sum, { from }) => sum + from.length, 0);
        const starts = tree.match(/nothing leads here/g)?.length ?? 0;
        expect(placed.length).toBe(ties + starts);
        const drawn = placed
          .filter((line) => !/loop: back|drawn above/.test(line))
          .map((line) => line.split(":").at(-1)!);
        expect(new Set(drawn).size).toBe(hops.length);
        expect(drawn.length).toBe(hops.length);
      }),
      { numRuns: 1000 },
    );
  });
});
