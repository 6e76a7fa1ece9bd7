import { describe, expect, it } from "vitest";
import type { Traced } from "../../src/provenance/provenance.js";
import { storeOf, traceOf } from "../support/store.js";

const AGENTS = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  freedonia: { name: Freedonia, kind: organization }
  an-aide: { kind: anonymous, described-as: an aide, reason: not allowed to speak }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
  the-post: { name: The Post, kind: outlet }
  the-wire: { name: The Wire, kind: outlet }
  daily: { name: Daily, kind: outlet, part-of: daily-group }
  weekly: { name: Weekly, kind: outlet, part-of: [weekly-group, the-board] }
  daily-group: { name: Daily Group, kind: organization, part-of: holding }
  weekly-group: { name: Weekly Group, kind: organization, part-of: holding }
  holding: { name: Holding, kind: organization }
  the-board: { name: The Board, kind: organization }
  board-news: { name: Board News, kind: outlet, part-of: the-board }
  ministry: { name: Ministry, kind: organization, part-of: freedonia }
  parliament: { name: Parliament, kind: forum }
documents:
  gazette-article: { title: Taxes to fall, by: the-gazette }
  gazette-follow-up: { title: More on taxes, by: the-gazette }
  leaflet: { title: Five questions on taxes }
  hansard: { title: Record of the sitting }
`;

/** Traces a claim with these keys beside its text, a relay's hops in flow style. */
function trace(keys: string): Traced {
  const claim = keys.trim().replace(/^\s*/gm, "    ").replace(/^ *- /gm, "      - ");
  const store = storeOf(`${AGENTS}claims:\n  tax-cut:\n    text: Taxes will fall.\n${claim}\n`);
  expect(store.findings).toEqual([]);
  return traceOf(store, "tax-cut");
}

/** Measures a relay of Jane Doe's. */
function measures(relay: string): Pick<Traced, "hands" | "reports" | "bottlenecks"> & {
  independent: string;
} {
  const { hands, reports, independent, bottlenecks } = trace(`speaker: jane-doe\nrelay:\n${relay}`);
  return { hands, reports, independent: `${independent.min}..${independent.max}`, bottlenecks };
}

describe("the status of a claim", () => {
  it.each([
    ["original", "a person spoke, and there is a primary record", "speaker: jane-doe\nin: hansard"],
    ["original", "so did an organization", "speaker: freedonia\nin: hansard"],
    ["traced", "every hop from a named speaker on is named", "speaker: jane-doe\nrelay: [leaflet]"],
    ["traced", "a named speaker, and nobody relays", "speaker: freedonia"],
    ["broken", "a named speaker, an unknown hop", "speaker: jane-doe\nrelay: [unknown, leaflet]"],
    ["broken", "a hop that nothing defines", "speaker: jane-doe\nrelay: [the-gazete]"],
    ["broken", "a speaker that nothing defines", "speaker: jane-do\nrelay: [the-gazette]"],
    ["anonymous", "the speaker is an anonymous source", "speaker: an-aide\nrelay: [leaflet]"],
    ["own-voice", "an outlet names nobody", "speaker: the-gazette\nrelay: [leaflet]"],
    ["own-voice", "a document names nobody", "speaker: gazette-article"],
    ["unattributed", "nobody is named as the speaker", "speaker: unknown\nrelay: [leaflet]"],
    ["unattributed", "a forum can't speak", "speaker: parliament\nrelay: [leaflet]"],
    ["circular", "it rests on itself", "speaker: jane-doe\nbased-on: [tax-cut]"],
  ])("%s: %s", (status, _, keys) => {
    expect(trace(keys).status).toBe(status);
  });

  it("is broken where one chain of several is", () => {
    const keys = `speaker: jane-doe
      relay:
      - the-gazette
      - { via: unknown, from: speaker }
      - the-post`;
    expect(trace(keys).status).toBe("broken");
  });

  it("is broken where no way leads from the speaker to a hop", () => {
    const keys = "speaker: jane-doe\nrelay:\n- the-gazette\n- { via: the-post, from: the-gazete }";
    expect(trace(keys).status).toBe("broken");
  });

  it("is circular where hops draw on each other, though the speaker reaches them", () => {
    const keys = `speaker: jane-doe
      relay:
      - { via: the-gazette, from: [speaker, the-herald] }
      - the-herald`;
    expect(trace(keys).status).toBe("circular");
  });

  describe("where several apply is the first of", () => {
    const BROKEN = "relay: [unknown]";
    it.each([
      ["circular before unattributed", "circular", `speaker: unknown\nbased-on: [tax-cut]`],
      ["circular before own-voice", "circular", `speaker: leaflet\nbased-on: [tax-cut]`],
      [
        "circular before original",
        "circular",
        "speaker: jane-doe\nin: hansard\nbased-on: [tax-cut]",
      ],
      ["unattributed before broken", "unattributed", `speaker: unknown\n${BROKEN}`],
      ["anonymous before original", "anonymous", "speaker: an-aide\nin: hansard"],
      ["anonymous before broken", "anonymous", `speaker: an-aide\n${BROKEN}`],
      ["own-voice before original", "own-voice", "speaker: the-gazette\nin: hansard"],
      ["own-voice before broken", "own-voice", `speaker: the-gazette\n${BROKEN}`],
      ["original before broken", "original", `speaker: jane-doe\nin: hansard\n${BROKEN}`],
    ])("%s", (_, status, keys) => {
      expect(trace(keys).status).toBe(status);
    });
  });
});

describe("reports and hands", () => {
  it("are none of a claim without a relay", () => {
    expect(trace("speaker: jane-doe")).toMatchObject({
      hands: 0,
      reports: 0,
      independent: { min: 0, max: 0 },
      bottlenecks: [],
    });
  });

  // Jane Doe ─ The Wire ─ The Gazette
  it("count a chain's hops, and its end", () => {
    expect(measures("- the-wire\n- the-gazette")).toMatchObject({ hands: 2, reports: 1 });
  });

  // Jane Doe ─◇ Parliament ─ The Wire ─◇ Parliament
  it("pass through forums, also at the end", () => {
    const relay = "- parliament\n- the-wire\n- { via: parliament, id: again }";
    expect(measures(relay)).toMatchObject({ hands: 1, reports: 1 });
  });

  it("count no report at a forum that nobody carried it on from", () => {
    expect(measures("- parliament")).toMatchObject({ hands: 0, reports: 0 });
  });

  // The Gazette says so itself, in its own article; The Post has it from there.
  it("pass through the speaker's own voice", () => {
    const { hands, reports } = trace("speaker: the-gazette\nrelay: [gazette-article, the-post]");
    expect({ hands, reports }).toEqual({ hands: 1, reports: 1 });
  });

  // Jane Doe ─┬─ The Wire ─ The Gazette ─┬─ leaflet
  //           └──────────────────────────┘
  it("count the hands on the longest way", () => {
    const relay = "- the-wire\n- the-gazette\n- { via: leaflet, from: [the-gazette, speaker] }";
    expect(measures(relay)).toMatchObject({ hands: 3, reports: 1 });
  });

  // Jane Doe ─┬─ The Wire ─┬─ The Gazette
  //           │            └─◇ Parliament ─ The Herald
  //           └─ The Post
  it("count every end of a chain that branches", () => {
    const relay = `- the-wire
      - the-gazette
      - { via: parliament, from: the-wire }
      - the-herald
      - { via: the-post, from: speaker }`;
    expect(measures(relay)).toMatchObject({ hands: 2, reports: 3 });
  });

  it("count what one voice relays at two hops as two", () => {
    const relay = "- gazette-article\n- { via: gazette-follow-up, from: speaker }";
    expect(measures(relay)).toMatchObject({ hands: 1, reports: 2, independent: "1..1" });
  });

  it("count unknown and missing hops as hands", () => {
    expect(measures("- unknown\n- the-gazete\n- the-post")).toMatchObject({ hands: 3, reports: 1 });
  });

  it("leave out what no way from the speaker reaches", () => {
    const relay = "- the-gazette\n- { via: the-post, from: the-gazete }\n- the-herald";
    expect(measures(relay)).toMatchObject({ hands: 1, reports: 1 });
  });

  // Jane Doe ─ The Gazette ⇄ The Herald ─ The Post
  it("take nothing from what hops in a loop have of each other", () => {
    const relay = `- { via: the-gazette, from: [speaker, the-herald] }
      - the-herald
      - the-post`;
    expect(measures(relay)).toMatchObject({ hands: 1, reports: 1 });
  });
});

describe("independent", () => {
  const apart = (...hops: string[]) =>
    measures(hops.map((via) => `- { via: ${via}, from: speaker }`).join("\n")).independent;

  it("counts reports that each have it from the speaker", () => {
    expect(apart("the-gazette", "the-herald", "the-post")).toBe("3..3");
  });

  // Jane Doe ─ The Wire ─┬─ The Gazette
  //                      └─ The Herald
  it("counts two that have it from one agency as one", () => {
    const relay = "- the-wire\n- the-gazette\n- { via: the-herald, from: the-wire }";
    expect(measures(relay)).toMatchObject({ reports: 2, independent: "1..1" });
  });

  // Jane Doe ─┬─ The Gazette ─┬─ leaflet
  //           └─ The Herald ──┘
  it("counts two that end in one report as one", () => {
    const relay = `- the-gazette
      - { via: the-herald, from: speaker }
      - { via: leaflet, from: [the-gazette, the-herald] }`;
    expect(measures(relay)).toMatchObject({ reports: 1, independent: "1..1", bottlenecks: [] });
  });

  // Jane Doe ─◇ Parliament ─┬─ The Gazette
  //                         └─ The Herald
  it("lets any number of ways through one forum", () => {
    const relay = "- parliament\n- the-gazette\n- { via: the-herald, from: parliament }";
    expect(measures(relay).independent).toBe("2..2");
  });

  // Jane Doe ─┬─ The Wire ─┬─ The Gazette        The Herald has it from both agencies: the two
  //           │            └─ The Herald         ways are The Wire ─ The Gazette and
  //           └─ The Post ──── The Herald        The Post ─ The Herald.
  it("chooses ways so that most are apart", () => {
    const relay = `- the-wire
      - the-gazette
      - { via: the-post, from: speaker }
      - { via: the-herald, from: [the-wire, the-post] }`;
    expect(measures(relay)).toMatchObject({ reports: 2, independent: "2..2" });
  });

  describe("with unknown hops", () => {
    // Jane Doe ─┬─ unknown ─ The Gazette
    //           └─ unknown ─ The Herald
    it("takes them for different at most, for the same at least", () => {
      const relay = `- unknown
        - the-gazette
        - { via: unknown, id: another, from: speaker }
        - the-herald`;
      expect(measures(relay)).toMatchObject({ reports: 2, independent: "1..2" });
    });

    it("counts ways that are known all the same", () => {
      const relay = `- unknown
        - the-gazette
        - { via: the-herald, from: speaker }
        - { via: the-post, from: speaker }`;
      expect(measures(relay)).toMatchObject({ reports: 3, independent: "2..3" });
    });

    it("is at least one where there is a report", () => {
      expect(measures("- unknown\n- the-gazette").independent).toBe("1..1");
      expect(measures("- unknown").independent).toBe("1..1");
    });
  });

  describe("with owners", () => {
    it("counts outlets of one group as one at least, at any distance", () => {
      expect(apart("daily", "weekly")).toBe("1..2");
      expect(apart("daily", "holding")).toBe("1..2");
    });

    it("ties outlets by any owner that they have in common", () => {
      expect(apart("weekly", "board-news")).toBe("1..2");
      expect(apart("daily", "board-news", "the-post")).toBe("2..3");
    });

    it("counts a voice that is tied to the speaker for nothing", () => {
      const { independent } = trace(`speaker: freedonia
        relay:
        - ministry
        - the-gazette
        - { via: the-herald, from: speaker }
        - { via: the-post, from: speaker }`);
      expect(independent).toEqual({ min: 2, max: 3 });
    });

    // Holding ─ Daily: all that there is, is tied to the speaker.
    it("is at least one even so", () => {
      expect(trace("speaker: holding\nrelay: [daily]").independent).toEqual({ min: 1, max: 1 });
    });

    // Jane Doe ─┬─ Daily ──┬─ The Post     Were Daily and Weekly one, a way through Weekly alone
    //           ├──────────┘               could end in The Herald, and there would be three:
    //           └─ The Wire ─┬─ Weekly ─ The Herald
    //                        └─ The Gazette
    it("is no more at least than at most, though owners tie ways together", () => {
      const relay = `- daily
        - { via: the-post, from: [daily, speaker] }
        - { via: the-wire, from: speaker }
        - weekly
        - the-herald
        - { via: the-gazette, from: the-wire }`;
      expect(measures(relay)).toMatchObject({ reports: 3, independent: "2..2" });
    });
  });

  // Jane Doe ─┬─ The Gazette ─ The Herald
  //           └─ The Post ─ The Gazette (its follow-up)
  it("takes hops of one voice for one: what it heard once it can pass on anywhere", () => {
    const relay = `- gazette-article
      - the-herald
      - { via: the-post, from: speaker }
      - gazette-follow-up`;
    expect(measures(relay)).toMatchObject({ reports: 2, independent: "1..1" });
  });
});

describe("bottlenecks", () => {
  it("are the voices that every way passes, nearest the speaker first, the end left out", () => {
    expect(measures("- the-wire\n- leaflet\n- the-gazette").bottlenecks).toEqual([
      "the-wire",
      "leaflet",
    ]);
  });

  it("are none where one hop is all there is", () => {
    expect(measures("- the-gazette").bottlenecks).toEqual([]);
  });

  // Jane Doe ─ The Wire ─┬─ The Gazette ─┬─ leaflet
  //                      └─ The Herald ──┘
  it("stand before and after a branch, not on it", () => {
    const relay = `- the-wire
      - the-gazette
      - { via: the-herald, from: the-wire }
      - { via: the-post, from: [the-gazette, the-herald] }
      - leaflet`;
    expect(measures(relay).bottlenecks).toEqual(["the-wire", "the-post"]);
  });

  it("are never forums", () => {
    expect(measures("- parliament\n- the-wire\n- the-gazette").bottlenecks).toEqual(["the-wire"]);
  });

  it("may be somebody unknown, each for oneself", () => {
    const relay = "- unknown\n- { via: unknown, id: another }\n- the-gazette";
    expect(measures(relay).bottlenecks).toEqual(["unknown", "unknown"]);
    const apart = `- unknown
      - the-gazette
      - { via: unknown, id: another, from: speaker }
      - the-post`;
    expect(measures(apart).bottlenecks).toEqual([]);
  });

  // Jane Doe ─┬─ Taxes to fall (The Gazette) ─ The Herald
  //           └─ More on taxes (The Gazette) ─ The Post
  it("may stand at another hop of the same voice on each way", () => {
    const relay = `- gazette-article
      - the-herald
      - { via: gazette-follow-up, from: speaker }
      - the-post`;
    expect(measures(relay).bottlenecks).toEqual(["the-gazette"]);
  });

  // Jane Doe ─ The Gazette ─┬─ The Herald
  //                         └─ More on taxes (The Gazette)
  it("may be the voice of one of the ends too, where it stands ahead of it", () => {
    const relay = "- the-gazette\n- the-herald\n- { via: gazette-follow-up, from: the-gazette }";
    expect(measures(relay).bottlenecks).toEqual(["the-gazette"]);
  });

  it("don't count the end itself, though another report passes through its voice", () => {
    const relay = `- gazette-article
      - the-herald
      - { via: gazette-follow-up, from: speaker }`;
    expect(measures(relay).bottlenecks).toEqual([]);
  });
});
