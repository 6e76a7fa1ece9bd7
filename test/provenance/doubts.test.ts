import { describe, expect, it } from "vitest";
import { doubtsOf } from "../../src/provenance/doubts.js";
import { Provenance } from "../../src/provenance/provenance.js";
import { storeOf } from "../support/store.js";

const AGENTS = `agents:
  minister: { name: The Minister, kind: person, part-of: government }
  government: { name: The Government, kind: organization }
  gov-tv: { name: Government TV, kind: outlet, part-of: government }
  gov-radio: { name: Government Radio, kind: outlet, part-of: government }
  northern: { name: Northern, kind: outlet, part-of: holding }
  southern: { name: Southern, kind: outlet, part-of: holding }
  holding: { name: Holding, kind: organization }
  gazette: { name: Gazette, kind: outlet }
`;

/** Gives the doubts about the chain that these hops make up, each drawing on the speaker unless it says otherwise. */
function doubts(...relay: string[]) {
  const hops = relay
    .map((hop) => (hop.includes("from:") ? hop : `${hop}, from: speaker`))
    .map((hop) => `      - { ${hop} }\n`)
    .join("");
  const provenance = new Provenance(
    storeOf(
      `${AGENTS}claims:\n  said:\n    text: It is so.\n    speaker: minister\n    relay:\n${hops}`,
    ),
  );
  const { chain } = provenance.trace(provenance.store.claims.get("said")!);
  return doubtsOf(chain, provenance.ownerOf);
}

describe("there is no doubt", () => {
  it("about reports of different owners", () => {
    expect(doubts("via: northern", "via: gazette")).toEqual([]);
  });

  it("about one outlet that reports twice", () => {
    expect(doubts("via: northern", "via: northern, id: again")).toEqual([]);
  });

  it("about outlets of one owner where only one of them is an end", () => {
    expect(doubts("via: northern", "via: southern, from: northern")).toEqual([]);
  });
});

describe("there is a doubt", () => {
  it("about reports of one owner", () => {
    expect(doubts("via: northern", "via: gazette", "via: southern")).toEqual([
      { kind: "owner", voices: ["northern", "southern"] },
    ]);
  });

  it("about voices of the speaker's, wherever they stand, each told once", () => {
    expect(
      doubts(
        "via: gov-tv",
        "via: gazette, from: gov-tv",
        "via: gov-radio",
        "via: gov-tv, id: again",
      ),
    ).toEqual([{ kind: "speaker", voices: ["gov-tv", "gov-radio"] }]);
  });

  it("about unknown hops, which may be one", () => {
    expect(
      doubts(
        "via: unknown",
        "via: gazette, from: unknown",
        "via: unknown, id: second",
        "via: northern, from: second",
      ),
    ).toEqual([{ kind: "unknown", hops: 2 }]);
  });

  it("of each kind where there is reason for each", () => {
    expect(
      doubts("via: unknown", "via: northern", "via: southern", "via: gov-tv").map(
        ({ kind }) => kind,
      ),
    ).toEqual(["speaker", "owner", "unknown"]);
  });
});
