import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { exported, FULL_STORE, HOSTILE_STORE, HOSTILE_TEXTS } from "../support/export.js";

type Row = Record<string, string>;

/** Reads a spreadsheet with somebody else's parser, strictly. */
function read(text: string, delimiter = ","): Row[] {
  return parse(text, {
    columns: true,
    delimiter,
    record_delimiter: delimiter === "," ? "\r\n" : "\n",
  });
}

async function rowOf(id: string, ...argv: string[]): Promise<Row> {
  const { text } = await exported(FULL_STORE, "csv", ...argv);
  return read(text).find((row) => row["id"] === id)!;
}

describe("csv, a row a claim", () => {
  it("holds the claim by the format's own keys, and what is computed of it", async () => {
    expect(await rowOf("full")).toMatchInlineSnapshot(`
      {
        "about": "ministry",
        "based-on": "earlier-claim; dossier",
        "bottlenecks": "the-national",
        "certainty": "certain",
        "chain": "Hossein Amir-Abdollahian › UN General Assembly › The National › unknown | Hossein Amir-Abdollahian › UN General Assembly › The National › unknown | Hossein Amir-Abdollahian › The National › unknown | Hossein Amir-Abdollahian › The National › unknown",
        "confirms": "claim-confirmed",
        "corrects": "claim-corrected",
        "credibility": "2",
        "date": "2023-10-26",
        "disputes": "claim-disputed",
        "for": "iran",
        "grade-because": "two sources",
        "grade-by": "analyst",
        "grade-date": "2023-11",
        "hands": "2",
        "how": "told",
        "id": "full",
        "in": "transcript",
        "independent-max": "1",
        "independent-min": "1",
        "lang": "fa",
        "note": "A note.",
        "origins": "an-aide",
        "qualifies": "claim-qualified",
        "quote": "I shall resign.",
        "reports": "2",
        "retracts": "claim-retracted",
        "role": "foreign-minister",
        "speaker": "amir-abdollahian",
        "speaker-kind": "person",
        "speaker-name": "Hossein Amir-Abdollahian",
        "status": "original",
        "tags": "elections",
        "text": "The minister will resign before the vote.",
        "updates": "claim-updated",
      }
    `);
  });

  it("writes a chain as text, and several with | between them", async () => {
    const { text } = await exported(
      `agents:
  jane-doe: { name: Jane Doe, kind: person }
  agency: { name: Agency, kind: outlet }
  gazette: { name: "Gazette | Post › Web", kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall.
    speaker: jane-doe
    relay: [agency, { via: gazette, from: agency }, { via: unknown, from: speaker }]
`,
      "csv",
    );
    expect(read(text)[0]!["chain"]).toBe(
      "Jane Doe › Agency › Gazette / Post > Web | Jane Doe › unknown",
    );
  });

  it("counts what has no column", async () => {
    const { stderr, code } = await exported(FULL_STORE, "csv");
    expect(stderr).toMatchInlineSnapshot(`
      "6 claims, 7 agents, 3 documents as csv
        not in it, 7 ×: what is known of an agent but its id, name and kind
        not in it, 3 ×: what is known of a document but its id
        not in it, 9 ×: that a reference leads nowhere: in a table it looks like a name
        not in it, 5 ×: what is known of a hop but its place in the chain: \`--rows hops\` has it
        not in it, 1 ×: hops that look alike in a claim's chains: they are one there
        not in it, 1 ×: a hop in which chains meet: each chain has it by itself
        not in it, 1 ×: reviews of a claim
      "
    `);
    expect(code).toBe(0);
  });
});

describe("csv --rows hops, a row a hop", () => {
  it("holds the hop by the format's own keys", async () => {
    const { text } = await exported(FULL_STORE, "csv", "--rows", "hops");
    const hops = read(text).filter((row) => row["claim"] === "full");
    expect(hops.map((row) => [row["position"], row["via"], row["via-kind"], row["from"]])).toEqual([
      ["1", "un-assembly", "forum", "speaker"],
      ["2", "the-national", "outlet", "speaker; un-assembly"],
      ["3", "unknown", "unknown", "national-again"],
      ["4", "unknown", "unknown", "national-again"],
    ]);
    expect(hops[1]).toMatchObject({ how: "translated", in: "article", says: "he may resign" });
  });
});

describe("what a spreadsheet would act on", () => {
  it("is a text and no formula", async () => {
    const { text, stderr } = await exported(HOSTILE_STORE, "csv");
    for (const row of read(text)) {
      for (const cell of Object.values(row))
        expect(cell).not.toMatch(/^[=+@\t\r＝＋－＠]|^-(?!\d+$)/);
    }
    expect(read(text)[3]!["text"]).toBe("'=1+1");
    expect(stderr).toContain("read as a formula");
  });

  it("comes back as it was, but for formulas, control characters and line ends", async () => {
    const rows = read((await exported(HOSTILE_STORE, "csv")).text);
    for (const index of [0, 1, 9, 10, 13, 14, 15]) {
      expect(rows[index]!["text"]).toBe(HOSTILE_TEXTS[index]);
    }
    expect(rows[2]!["quote"]).toBe("one\ntwo\nthree\nfour\tfive");
    expect(rows[11]!["text"]).toBe("NUL \\x00 ESC \\x1b[31m BEL \\x07 DEL \\x7f C1 \\x85");
  });

  it("is on one line a row in tsv, read without quotes between them", async () => {
    const { text } = await exported(HOSTILE_STORE, "tsv");
    expect(text.trimEnd().split("\n")).toHaveLength(HOSTILE_TEXTS.length + 1);
    expect(read(text, "\t")[2]!["text"]).toBe("one two three four five");
  });

  it("begins with a byte order mark when asked to", async () => {
    const { bytes } = await exported(FULL_STORE, "csv", "--bom");
    expect([...bytes.subarray(0, 5)].map((byte) => byte.toString(16)).join(" ")).toBe(
      "ef bb bf 69 64",
    );
  });
});

it("holds every row of a store of many claims, in order, under one head", async () => {
  const ids = Array.from({ length: 1201 }, (_, n) => `c-${n}`);
  const many = Object.fromEntries(ids.map((id) => [id, { text: "t", speaker: "unknown" }]));
  const { text } = await exported(JSON.stringify({ claims: many }), "csv");
  expect(read(text).map((row) => row["id"])).toEqual(ids);
});
