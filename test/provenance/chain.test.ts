import { describe, expect, it } from "vitest";
import { type Chain, FROM_SPEAKER } from "../../src/provenance/chain.js";
import { storeOf, traceOf } from "../support/store.js";

const AGENTS = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
  parliament: { name: Parliament, kind: forum }
documents:
  gazette-article: { title: Taxes to fall, by: the-gazette }
  leaflet: { title: Five questions on taxes }
  hansard: { title: Record of the sitting, by: parliament }
  torn-page: { title: Half a page, by: the-lost-paper }
`;

/** Gives the chain of a claim with this speaker and relay. */
function chainOf(speaker: string, relay = ""): Chain {
  const hops = relay === "" ? "" : `\n    relay:\n${relay.replace(/^ *- /gm, "      - ")}`;
  const claim = `claims:\n  tax-cut:\n    text: Taxes will fall.\n    speaker: ${speaker}${hops}\n`;
  return traceOf(storeOf(AGENTS + claim), "tax-cut").chain;
}

const froms = (chain: Chain) => chain.hops.map(({ from }) => from);
const voices = (chain: Chain) => chain.hops.map(({ voice }) => voice);

describe("what a hop draws on", () => {
  it("is the hop before it; the speaker for the first", () => {
    const chain = chainOf("jane-doe", "- the-gazette\n- the-herald");
    expect(froms(chain)).toEqual([[FROM_SPEAKER], [0]]);
  });

  it("is what `from` names: the speaker, a hop, or several", () => {
    const chain = chainOf(
      "jane-doe",
      `- the-gazette
       - { via: the-herald, from: speaker }
       - { via: leaflet, from: [the-herald, the-gazette, speaker] }`,
    );
    expect(froms(chain)).toEqual([[FROM_SPEAKER], [FROM_SPEAKER], [FROM_SPEAKER, 0, 1]]);
    expect(chain.drawnOnBy).toEqual([[0, 1, 2], [2], [2], []]);
  });

  it("is the first of two hops that are called the same", () => {
    const chain = chainOf(
      "jane-doe",
      "- the-gazette\n- leaflet\n- the-gazette\n- { via: the-herald, from: the-gazette }",
    );
    expect(froms(chain)).toEqual([[FROM_SPEAKER], [0], [1], [0]]);
  });

  it("is told by a hop's `id` where one `via` stands twice", () => {
    const chain = chainOf(
      "jane-doe",
      `- the-gazette
       - { via: the-gazette, id: second-edition }
       - { via: the-herald, from: the-gazette }
       - { via: leaflet, from: second-edition }`,
    );
    expect(froms(chain)).toEqual([[FROM_SPEAKER], [0], [0], [1]]);
  });

  it("counts one source once, however often it is named", () => {
    const chain = chainOf(
      "jane-doe",
      "- the-gazette\n- { via: leaflet, from: [the-gazette, the-gazette] }",
    );
    expect(froms(chain)).toEqual([[FROM_SPEAKER], [0]]);
  });

  it("can be a name that no hop has", () => {
    const chain = chainOf("jane-doe", "- { via: the-gazette, from: the-herold }\n- the-herald");
    expect(chain.hops[0]!.danglingFrom).toEqual(["the-herold"]);
    expect(chain.reached).toEqual([false, false]);
  });
});

describe("a hop's voice", () => {
  it("is its agent", () => {
    expect(voices(chainOf("jane-doe", "- the-gazette"))).toEqual(["the-gazette"]);
  });

  it("is a document's publisher, or the document itself where it has none", () => {
    const chain = chainOf("jane-doe", "- gazette-article\n- leaflet");
    expect(voices(chain)).toEqual(["the-gazette", "leaflet"]);
  });

  it("is a document's publisher even where nothing defines that", () => {
    expect(voices(chainOf("jane-doe", "- torn-page"))).toEqual(["the-lost-paper"]);
  });

  it("is not a forum's, though a forum may be named as a document's publisher", () => {
    const chain = chainOf("jane-doe", "- parliament\n- hansard");
    expect(voices(chain)).toEqual([undefined, "hansard"]);
  });

  it("is not the speaker's own, nor that of the speaker's own document", () => {
    expect(voices(chainOf("the-gazette", "- the-gazette\n- gazette-article"))).toEqual([
      undefined,
      undefined,
    ]);
    expect(voices(chainOf("gazette-article", "- the-gazette\n- leaflet"))).toEqual([
      undefined,
      "leaflet",
    ]);
    expect(voices(chainOf("leaflet", "- leaflet"))).toEqual([undefined]);
  });

  it("is somebody else's where both the speaker and a hop are unknown", () => {
    expect(voices(chainOf("unknown", "- unknown"))).toEqual(["unknown"]);
  });
});

describe("a gap", () => {
  it("is a hop that nobody is named for, or that nothing defines", () => {
    const chain = chainOf("jane-doe", "- unknown\n- the-gazete\n- the-gazette");
    expect(chain.hops.map(({ gap }) => gap)).toEqual(["unknown", "missing", undefined]);
  });
});

describe("the speaker", () => {
  it.each([
    ["jane-doe", "jane-doe"],
    ["gazette-article", "the-gazette"],
    ["leaflet", "leaflet"],
    ["hansard", "hansard"],
    ["unknown", "unknown"],
    ["jane-do", "jane-do"],
  ])("%s speaks with the voice of %s", (speaker, voice) => {
    expect(chainOf(speaker).speakerVoice).toBe(voice);
  });

  it("is undefined where nobody is named, or nothing is found", () => {
    expect(chainOf("unknown").speaker).toBeUndefined();
    expect(chainOf("jane-do").speaker).toBeUndefined();
  });
});

describe("hops that draw on each other", () => {
  //  Jane Doe ─ The Gazette ⇄ The Herald ─ leaflet
  it("are a loop, which the speaker can reach", () => {
    const chain = chainOf(
      "jane-doe",
      `- { via: the-gazette, from: [speaker, the-herald] }
       - the-herald
       - leaflet`,
    );
    expect(chain.loops).toEqual([[0, 1]]);
    expect(chain.reached).toEqual([true, true, true]);
  });

  //  Jane Doe     The Gazette ⇄ The Herald ─ leaflet
  it("cut off what comes after them where the speaker can't", () => {
    const chain = chainOf(
      "jane-doe",
      `- { via: the-gazette, from: the-herald }
       - the-herald
       - leaflet`,
    );
    expect(chain.loops).toEqual([[0, 1]]);
    expect(chain.reached).toEqual([false, false, false]);
  });

  it("may be one hop that draws on itself", () => {
    expect(chainOf("jane-doe", "- { via: leaflet, from: leaflet }").loops).toEqual([[0]]);
  });
});
