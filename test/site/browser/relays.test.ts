import cytoscape from "cytoscape";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { readData } from "../../../src/site/browser/data.js";
import {
  COLORS,
  type Colors,
  densityOf,
  elementsOf,
  letteringAt,
  namedAt,
  nodeId,
  sheetOf,
  voiceAt,
} from "../../../src/site/browser/relay-looks.js";
import {
  choicesOf,
  deedsOf,
  findVoices,
  focusIn,
  hashOf,
  neighboursOf,
  shownWords,
  viewOf,
} from "../../../src/site/browser/relay-view.js";
import { dataScript } from "../../../src/site/data.js";
import type { Tie, Voice } from "../../../src/site/network.js";
import type { RelayData } from "../../../src/site/relay-data.js";
import { NODE_KINDS, type NodeKind } from "../../../src/views/picture.js";

const voice = (id: string, name: string, more: Partial<Voice> = {}): Voice => {
  return { id, name, kind: "agent", said: 1, passed: 0, claims: 1, ...more };
};

const VOICES = [
  voice("the-wire", "The Wire", { kind: "outlet", said: 0, passed: 9, claims: 9 }),
  voice("zoe", "Zoë Farahani", { said: 4, claims: 4 }),
  voice("muna", "منى العلي", { said: 2, passed: 1, claims: 3 }),
  voice("the-post", "The Post", { kind: "outlet", said: 0, passed: 1 }),
];
const TIES: readonly Tie[] = [
  [1, 0, 4],
  [2, 0, 2],
  [0, 3, 1],
  [3, 3, 1],
];

describe("what of a network is drawn", () => {
  it("is the strongest ties with their ends", () => {
    const { voices, ties } = viewOf(TIES, { pairs: 2, focus: undefined });
    expect([...ties]).toEqual([0, 1]);
    expect([...voices].sort()).toEqual([0, 1, 2]);
  });

  it("is beside these whatever ties whoever is chosen", () => {
    const { voices, ties } = viewOf(TIES, { pairs: 1, focus: 3 });
    expect([...ties]).toEqual([0, 2, 3]);
    expect([...voices].sort()).toEqual([0, 1, 3]);
  });

  it("is told in words", () => {
    const some = viewOf(TIES, { pairs: 1, focus: undefined });
    expect(shownWords(some, 4, 1234)).toBe("Shown: 1 of 1,234 pairs, 2 of 4 names");
    const all = viewOf(TIES, { pairs: 4, focus: undefined });
    expect(shownWords(all, 4, 4)).toBe("Shown: all 4 pairs, all 4 names");
  });

  it("is at first all of a small network, and the strongest ties of a large one", () => {
    expect(choicesOf(TIES)).toEqual([
      { pairs: 4, words: "all 4 pairs (1 claim or more)", isFirst: true },
    ]);
    const many = Array.from({ length: 700 }, (_, at): Tie => [0, at, 700 - at]);
    expect(choicesOf(many).map(({ words, isFirst }) => `${isFirst ? "*" : ""}${words}`)).toEqual([
      "the 50 strongest pairs (651 claims or more)",
      "*the 150 strongest pairs (551 claims or more)",
      "the 500 strongest pairs (201 claims or more)",
      "all 700 pairs (1 claim or more)",
    ]);
  });

  it("is never more at once than a browser draws", () => {
    const all = Array.from({ length: 20_001 }, (): Tie => [0, 1, 1]);
    expect(choicesOf(all.slice(1)).at(-1)!.words).toBe("all 20,000 pairs (1 claim or more)");
    expect(choicesOf(all).at(-1)!.words).toBe("the 20,000 strongest pairs (1 claim or more)");
  });
});

describe("what is told of a voice", () => {
  it("is whom it has claims from and who has claims from it", () => {
    expect(neighboursOf(TIES, 0)).toEqual({
      sources: [
        { voice: 1, claims: 4 },
        { voice: 2, claims: 2 },
      ],
      takers: [{ voice: 3, claims: 1 }],
    });
  });

  it("is what it said and what it passed on", () => {
    expect(deedsOf({ said: 1, passed: 0 })).toBe("is the speaker of 1 claim");
    expect(deedsOf({ said: 0, passed: 1200 })).toBe("has passed on 1,200 claims");
    expect(deedsOf({ said: 2, passed: 1 })).toBe(
      "is the speaker of 2 claims and has passed on 1 claim",
    );
  });
});

describe("finding a voice", () => {
  it.each([
    ["the", [0, 3]],
    ["WIRE the", [0]],
    ["zoe", [1]],
    ["the-po", [3]],
    ["منى", [2]],
    ["nobody", []],
  ])("%s", (asked, found) => {
    expect(findVoices(VOICES, asked, 10)).toEqual(found);
  });

  it("ends at the most that are wanted", () => {
    expect(findVoices(VOICES, "", 3)).toEqual([0, 1, 2]);
  });
});

describe("the address of a view", () => {
  it("gives back any id", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (id) => {
        expect(focusIn(hashOf(id))).toBe(id);
      }),
    );
  });

  it.each(["", "#", "#node=", "#pairs", "#node=%E0%A4%A"])("names nobody: %s", (hash) => {
    expect(focusIn(hash)).toBeUndefined();
  });

  it("can name nobody", () => {
    expect(focusIn(hashOf(undefined))).toBeUndefined();
  });
});

const DATA: RelayData = {
  voices: VOICES,
  ties: TIES,
  points: [
    [0, 0],
    [-200, 0],
    [-190, 10],
    [200, 0],
  ],
};
const COLORED = Object.fromEntries(COLORS.map((name) => [name, "#123456"])) as Colors;

describe("the picture", () => {
  it("is larger where there are more claims, and thicker; a single claim has no number", () => {
    const elements = elementsOf(DATA, viewOf(TIES, { pairs: 4, focus: undefined }));
    const data = elements.map((element) => element.data);
    expect(data.find(({ id }) => id === nodeId(0))).toMatchObject({ size: 66, kind: "outlet" });
    expect(data.find(({ id }) => id === nodeId(3))).toMatchObject({ size: 39.3 });
    expect(data.find(({ id }) => id === "e0")).toMatchObject({ width: 7, label: "4" });
    expect(data.find(({ id }) => id === "e2")).toMatchObject({ width: 1.5, label: "" });
    expect(voiceAt(nodeId(12))).toBe(12);
  });

  it("cuts long names short, and lets a line break in long words", () => {
    const labelOf = (name: string) => {
      const data = { ...DATA, voices: [voice("a", name), voice("b", "")] };
      return elementsOf(data, { voices: new Set([0]), ties: new Set() })[0]!.data["label"];
    };
    expect(labelOf("a\n  b")).toBe("a b");
    expect(labelOf("word ".repeat(40))).toMatch(/^(word ){9}wo…$/);
    expect(labelOf("新闻 a")).toBe("新\u200b闻\u200b a");
    expect(labelOf("x".repeat(30))).toBe(`${"x".repeat(13)}\u200b${"x".repeat(13)}\u200bxxxx`);
  });

  it.each([
    ["few", 400],
    ["many", 401],
    ["crowd", 2001],
  ])("is drawn in a way that the library takes whole: %s", (density, arrows) => {
    expect(densityOf(arrows)).toBe(density);

    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const kinds = Object.keys(NODE_KINDS) as NodeKind[];
    const cy = cytoscape({
      headless: true,
      styleEnabled: true,
      style: sheetOf(COLORED, densityOf(arrows)),
      elements: [
        ...kinds.map((kind) => ({ data: { id: kind, label: kind, kind, size: 30 } })),
        { data: { id: "e", source: "agent", target: "outlet", width: 2, label: "2" } },
      ],
    });
    cy.nodes().style(letteringAt(0.5));
    expect(warn.mock.calls).toEqual([]);
    const looks = kinds
      .filter((kind) => kind !== "speaker")
      .map((kind) => {
        const node = cy.getElementById(kind);
        return `${node.style("shape")} ${node.style("border-style")}`;
      });
    expect(new Set(looks).size, "shape or line tells each kind apart").toBe(looks.length);
    warn.mockRestore();
  });

  it("names whoever has room, the busiest first, and more the nearer one looks", () => {
    expect(namedAt(DATA.points, [0, 1, 2, 3], 1)).toEqual([0, 1, 3]);
    expect(namedAt(DATA.points, [0, 2, 1, 3], 1)).toEqual([0, 2, 3]);
    expect(namedAt(DATA.points, [0, 1, 2, 3], 0.1)).toEqual([0]);
  });

  it("never lets a name stand on another", () => {
    const point = fc.tuple(
      fc.integer({ min: -900, max: 900 }),
      fc.integer({ min: -900, max: 900 }),
    );
    const zoom = fc.double({ min: 0.05, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 60 }), zoom, (points, at) => {
        const named = namedAt(points, [...points.keys()], at);
        expect(named[0]).toBe(0);
        for (const a of named) {
          for (const b of named) {
            if (a === b) continue;
            const [dx, dy] = [points[a]![0] - points[b]![0], points[a]![1] - points[b]![1]];
            const scale = Math.max(1, 0.72 / at) - 1e-6;
            expect(Math.abs(dx) >= 118 * scale || Math.abs(dy) >= 44 * scale).toBe(true);
          }
        }
      }),
    );
  });

  it("has letters that grow and shrink with it, as long as they can be read", () => {
    expect(letteringAt(2)["font-size"]).toBe(13);
    expect(letteringAt(0.8)["font-size"]).toBe(13);
    expect(letteringAt(0.36)["font-size"]).toBe(26);
  });
});

describe("what a page hands to its script", () => {
  it("comes through as it was, whatever it is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // The script is what is tested here, and running it is what a page does.
        // biome-ignore lint/security/noGlobalEval: see above
        globalThis.eval(dataScript("test", value));
        expect(readData("test")).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("is nothing where no script was loaded", () => {
    expect(readData("absent")).toBeUndefined();
  });
});
