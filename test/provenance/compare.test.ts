import { describe, expect, it } from "vitest";
import { compareClaims } from "../../src/provenance/compare.js";
import { Provenance } from "../../src/provenance/provenance.js";
import { storeOf } from "../support/store.js";

const AGENTS = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  john-roe: { name: John Roe, kind: person }
  an-aide: { kind: anonymous, described-as: an aide, reason: fear }
  the-wire: { name: The Wire, kind: outlet, part-of: group }
  the-cable: { name: The Cable, kind: outlet, part-of: group }
  group: { name: Group, kind: organization }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
documents:
  gazette-article: { title: On the bridge, by: the-gazette }
  leaflet: { title: Five questions }
`;

/** Compares two claims, `a` and `b`, beside which these others stand. */
function compare(a: string, b: string, ...others: string[]) {
  const claims = [`a: ${a}`, `b: ${b}`, ...others].map(
    (claim) => `  ${claim.replace("{", "{ text: It is so.,")}\n`,
  );
  const provenance = new Provenance(storeOf(`${AGENTS}claims:\n${claims.join("")}`));
  expect(provenance.store.findings).toEqual([]);
  const [one, other] = ["a", "b"].map((id) => provenance.trace(provenance.store.claims.get(id)!));
  return compareClaims(one!, other!, provenance);
}

describe("two claims corroborate each other", () => {
  it("where they go back to different speakers on different ways", () => {
    expect(
      compare(
        "{ speaker: jane-doe, relay: [the-wire, the-gazette] }",
        "{ speaker: john-roe, relay: [the-herald, leaflet] }",
      ),
    ).toEqual({
      claims: ["a", "b"],
      origins: [],
      bottlenecks: [],
      owners: [],
      corroborates: "yes",
    });
  });

  it("whatever one outlet that both end in", () => {
    const { corroborates } = compare(
      "{ speaker: jane-doe, relay: [the-gazette] }",
      "{ speaker: john-roe, relay: [the-gazette] }",
    );
    expect(corroborates).toBe("yes");
  });

  it("only weakly where all of both passed through one voice", () => {
    expect(
      compare(
        "{ speaker: jane-doe, relay: [the-wire, the-gazette] }",
        "{ speaker: john-roe, relay: [the-wire, the-herald] }",
      ),
    ).toMatchObject({ corroborates: "weakly", bottlenecks: ["the-wire"], owners: [] });
  });

  it("only weakly where they passed through voices of one owner", () => {
    expect(
      compare(
        "{ speaker: jane-doe, relay: [the-wire, the-gazette] }",
        "{ speaker: john-roe, relay: [the-cable, the-herald] }",
      ),
    ).toMatchObject({ corroborates: "weakly", owners: [["the-wire", "the-cable"]] });
  });
});

describe("two claims don't corroborate each other", () => {
  it("where one speaker made both", () => {
    expect(
      compare("{ speaker: jane-doe }", "{ speaker: jane-doe, relay: [the-gazette] }"),
    ).toMatchObject({ corroborates: "no", origins: ["jane-doe"] });
  });

  it("where one rests on the other", () => {
    expect(compare("{ speaker: jane-doe, based-on: [b] }", "{ speaker: john-roe }")).toMatchObject({
      corroborates: "no",
      origins: ["john-roe"],
    });
  });

  it("where both rest on a third", () => {
    expect(
      compare(
        "{ speaker: jane-doe, based-on: [c] }",
        "{ speaker: john-roe, based-on: [c] }",
        "c: { speaker: the-gazette }",
      ),
    ).toMatchObject({ corroborates: "no", origins: ["the-gazette"] });
  });

  it("where one of several origins is the same", () => {
    expect(
      compare(
        "{ speaker: jane-doe, based-on: [c, d] }",
        "{ speaker: john-roe, based-on: [d, e] }",
        "c: { speaker: the-wire }",
        "d: { speaker: the-gazette }",
        "e: { speaker: the-herald }",
      ),
    ).toMatchObject({ corroborates: "no", origins: ["the-gazette"] });
  });

  it("where their speakers belong to one owner", () => {
    expect(compare("{ speaker: the-wire }", "{ speaker: the-cable }")).toMatchObject({
      corroborates: "no",
      origins: [],
      owners: [["the-wire", "the-cable"]],
    });
  });

  it("where one speaker owns the other", () => {
    expect(compare("{ speaker: group }", "{ speaker: the-cable }")).toMatchObject({
      corroborates: "no",
      owners: [["group", "the-cable"]],
    });
  });

  it("where an outlet says one, and a document of its own the other", () => {
    expect(compare("{ speaker: the-gazette }", "{ speaker: gazette-article }")).toMatchObject({
      corroborates: "no",
      owners: [["the-gazette", "gazette-article"]],
    });
  });

  it("though another origin of theirs is not named", () => {
    expect(
      compare(
        "{ speaker: jane-doe, based-on: [c, d] }",
        "{ speaker: john-roe, based-on: [d] }",
        "c: { speaker: unknown }",
        "d: { speaker: the-gazette }",
      ),
    ).toMatchObject({ corroborates: "no" });
  });
});

describe("whether two claims corroborate each other can't be told", () => {
  it.each([
    ["one speaker is unknown", "{ speaker: unknown }", "{ speaker: jane-doe }"],
    ["both are", "{ speaker: unknown }", "{ speaker: unknown }"],
    [
      "all that one rests on is a circle",
      "{ speaker: jane-doe, based-on: [a] }",
      "{ speaker: john-roe }",
    ],
  ])("where %s", (_, a, b) => {
    expect(compare(a, b)).toMatchObject({ corroborates: "unknown", origins: [] });
  });

  it("nor where one is anonymous, who may be the other", () => {
    expect(compare("{ speaker: an-aide }", "{ speaker: jane-doe }").corroborates).toBe("unknown");
    expect(compare("{ speaker: an-aide }", "{ speaker: an-aide }").corroborates).toBe("no");
  });
});

it("an unknown hop on both ways is no voice that they share", () => {
  expect(
    compare(
      "{ speaker: jane-doe, relay: [unknown, the-gazette] }",
      "{ speaker: john-roe, relay: [unknown, the-herald] }",
    ),
  ).toMatchObject({ corroborates: "yes", bottlenecks: [] });
});
