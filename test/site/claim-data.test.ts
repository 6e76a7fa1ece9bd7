import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { claimData, findables, tableRow } from "../../src/site/claim-data.js";
import { dataScript } from "../../src/site/data.js";
import { searchFiles } from "../../src/site/search.js";
import { type PackedIndex, SearchIndex } from "../../src/site/search-index.js";
import { tokensOf } from "../../src/site/tokens.js";
import { deskOf } from "../support/site.js";

const DESK = deskOf(`
agents:
  jane-doe: { name: Jane Doe, kind: person, aliases: [Janie] }
  parliament: { name: Parliament, kind: forum }
  the-gazette: { name: The Gazette, kind: outlet }
documents:
  budget-story: { title: Taxes to fall, kind: article, by: the-gazette }
claims:
  tax-cut:
    text: Taxes will fall.
    speaker: jane-doe
    date: 2024-03
    quote: "They will go down."
    tags: [budget, taxes, budget]
    relay: [parliament, { via: budget-story, quote: Down they go }]
  at-noon: { text: It is noon., speaker: budget-story, date: 2024-03-06T12:00:00Z, tags: [taxes] }
  nobodys: { text: Nobody said so., speaker: unknown }
  lost: { text: A voice is lost., speaker: nowhere, date: 2024-03 }
`);

/** Runs a script of a site as a browser does, and gives what it leaves. */
function runScript(script: string, name: string): unknown {
  return JSON.parse(runInNewContext(`${script}; JSON.stringify(claimsData.${name})`));
}

describe("the claims for a browser", () => {
  it("are columns, in which nothing stands twice", () => {
    const day = (date: string) => Date.parse(date) / 86_400_000;
    expect(claimData(DESK)).toEqual({
      ids: ["tax-cut", "at-noon", "nobodys", "lost"],
      texts: ["Taxes will fall.", "It is noon.", "Nobody said so.", "A voice is lost."],
      parties: [
        { id: "jane-doe", name: "Jane Doe", kind: "agent" },
        { id: "budget-story", name: "Taxes to fall", kind: "document" },
        { id: "unknown", kind: "unknown" },
        { id: "nowhere", kind: "missing" },
        { id: "parliament", name: "Parliament", kind: "forum" },
        { id: "the-gazette", name: "The Gazette", kind: "agent" },
      ],
      speaker: [0, 1, 2, 3],
      via: [[4, 5], [], [], []],
      tags: ["budget", "taxes"],
      tagged: [[0, 1], [1], [], []],
      statuses: expect.arrayContaining(["traced", "unattributed"]),
      status: expect.arrayContaining([expect.any(Number)]),
      dates: [
        ["2024-03", day("2024-03-01"), day("2024-03-31")],
        // Noon in UTC is the day before in Samoa, and may be the day after in Kiribati.
        ["2024-03-06T12:00:00Z", day("2024-03-05"), day("2024-03-07")],
      ],
      date: [0, 1, -1, 0],
    });
  });

  it("are the rows of a table", () => {
    expect(tableRow(DESK.row("at-noon")!, DESK)).toEqual({
      id: "at-noon",
      text: "It is noon.",
      speaker: { id: "budget-story", name: "Taxes to fall", kind: "document" },
      via: [],
      date: "2024-03-06T12:00:00Z",
      status: "own-voice",
    });
  });

  it("are found by text, speaker, outlet, forum, id, tag and quotation", () => {
    const [tax] = findables(DESK);
    expect(tokensOf(tax!.text)).toEqual(["taxes", "will", "fall"]);
    expect(tokensOf(tax!.names)).toEqual(["jane", "doe", "janie", "parliament", "the", "gazette"]);
    expect(tokensOf(tax!.more)).toEqual(
      expect.arrayContaining(["tax", "cut", "they", "down", "go", "budget", "taxes"]),
    );
  });
});

describe("the scripts that hold them", () => {
  const scripts = (desk = DESK) =>
    Object.fromEntries([...searchFiles(desk)].map(({ path, make }) => [path, String(make())]));

  it("give a browser what was put in", async () => {
    const { "data/claims.js": claims, "data/words.js": words } = scripts();
    expect(runScript(claims!, "claims")).toEqual(JSON.parse(JSON.stringify(claimData(DESK))));
    const index = await SearchIndex.open(runScript(words!, "words") as PackedIndex);
    expect(index.search("gazette down")?.rows).toEqual([0]);
  });

  it.each([
    ["the end of a script", "</script><script>alert(1)</script><!--"],
    ["line ends of their own", "a\u2028b\u2029c\r\n"],
    ["half a character", "a\ud800b"],
    ["quotation marks", '"\'`\\" + alert(1) + "'],
  ])("hold %s as text", (_, text) => {
    const value = { texts: [text], [text]: 1 };
    expect(runScript(dataScript("odd", value), "odd")).toEqual(value);
  });

  it("hold a key that means something as one that doesn't", () => {
    const value = JSON.parse('{ "__proto__": { "hacked": true }, "constructor": 1 }');
    const script = `${dataScript("odd", value)};
      JSON.stringify([Object.keys(claimsData.odd), claimsData.odd.hacked, ({}).hacked])`;
    expect(JSON.parse(runInNewContext(script))).toEqual([["__proto__", "constructor"], null, null]);
  });

  it("hold nothing that names a confidential source", () => {
    const desk = deskOf(`
agents:
  deep-throat:
    name: Mark Felt
    kind: person
    aliases: [The Whisperer]
    confidential: true
    described-as: an official
claims:
  heard: { text: Mark Felt met a reporter., speaker: deep-throat, tags: [felt-papers], quote: "I, Mark Felt, say so." }
`);
    const all = Object.values(scripts(desk)).join("\n");
    expect(all).toContain("an official");
    expect(all).not.toMatch(/mark|whisperer|deep|throat/i);
  });
});
