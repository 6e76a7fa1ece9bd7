import { describe, expect, it } from "vitest";
import { disclose } from "../../src/formats/disclosure.js";
import { FORMATS } from "../../src/formats/list.js";
import { entriesOf } from "../../src/store/store.js";
import { NAMING_CLAIMS } from "../support/confidential.js";
import { exported } from "../support/export.js";
import { storeOf } from "../support/store.js";

/** A source who is confidential, named in every place of the format that can name somebody. */
const STORE = `agents:
  zoe-quill:
    name: Zoé Quill
    kind: person
    aliases: [Z. Quill-Harrow, Zoe the Ferret]
    roles: { chief-clerk: { title: Keeper of the Ledgers, of: the-office } }
    part-of: [the-office]
    country: LB
    lang: ar
    same-as: [Q424242, "https://id.example.org/people/99-77"]
    url: https://quillsite.example.org/about
    described-as: a clerk who knows the ledgers of Zoé Quill's office
    reason: would lose the post
    confidential: true
    grade: { reliability: A, because: known for ten years }
    note: Lives at the harbour.
  go-between: { name: Bartholomew Finch, kind: person, confidential: true }
  the-office: { name: The Office, kind: organization, note: Run by ZOE  QUILL. }
  friend-of-zoe-quill: { name: A Friend, kind: person, same-as: [Q424242, Q1], part-of: zoe-quill }
  the-gazette: { name: The Gazette, kind: outlet }
documents:
  zoe-quill-interview:
    title: "An evening with Zoe\u0301 Quill"
    by: the-gazette
    authors: [zoe-quill]
    url: https://news.example.org/zoe-quill-speaks
    archive: https://archive.example.org/Zo%C3%A9%20Quill
    file: snapshots/zoequill.txt
    note: See zoe-quill-interview, or @zoequill, or id.example.org.
    retracted: { because: Z. QUILL-HARROW asked for it, url: "https://quillsite.example.org/about" }
claims:
${NAMING_CLAIMS}`;

/** What identifies the two, in any spelling, as it is looked for without regard to case or accents. */
const IDENTIFYING = [
  "zoe-quill",
  "zoe quill",
  "zoe  quill",
  "zoequill",
  "zoe_quill",
  "%20quill",
  "zo%c3%a9",
  "quill-harrow",
  "ferret",
  "chief-clerk",
  "keeper of the ledgers",
  "q424242",
  "99-77",
  "quillsite",
  "would lose the post",
  "known for ten years",
  "harbour",
  "go-between",
  "bartholomew finch",
  "finch, bartholomew",
  "quill, zoe",
];

/** Every way to export: each format, and each table of those that hold one. */
const EXPORTS: string[][] = Object.keys(FORMATS).flatMap((format) => {
  if (format === "parquet") {
    return ["claims", "hops", "agents", "documents"].map((table) => [format, "--table", table]);
  }
  return format === "csv" || format === "tsv" ? [[format], [format, "--rows", "hops"]] : [[format]];
});

function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
}

describe("what is confidential", () => {
  it.each(EXPORTS)("goes out in no form with %s %s %s", async (...argv) => {
    // Parquet's compression could hide what it holds.
    const { parquetReadObjects } = await import("hyparquet");
    const { bytes, text, stderr, code } = await exported(STORE, ...argv);
    expect(code).toBe(0);
    const copy = new Uint8Array(bytes).buffer;
    const rows = argv[0] === "parquet" ? await parquetReadObjects({ file: copy }) : [];
    const written = folded(`${text}${JSON.stringify(rows)}`);
    for (const word of IDENTIFYING) expect(written, word).not.toContain(word);
    expect(folded(stderr)).not.toMatch(/quill|finch|ferret/);
    expect(stderr).toMatch(/not in it, 2 ×: a confidential source/);
    expect(written.length).toBeGreaterThan(100);
  });

  it("is in the store, or the search above would prove nothing", () => {
    const all = folded(STORE);
    for (const word of IDENTIFYING) expect(all, word).toContain(word);
  });

  it.each(["json", "jsonl", "graphml", "sql"])("is described with %s", async (format) => {
    const { text } = await exported(STORE, format);
    expect(text).toContain("a clerk who knows the ledgers of [name withheld]");
  });
});

describe("disclose", () => {
  const disclosed = disclose(storeOf(STORE));

  it("leaves of a confidential agent a description and an id that says nothing", () => {
    expect([...disclosed.agents].map(([id, { value }]) => [id, value])).toMatchInlineSnapshot(`
      [
        [
          "source-1",
          {
            "described-as": "a clerk who knows the ledgers of [name withheld]'s office",
            "kind": "anonymous",
          },
        ],
        [
          "source-2",
          {
            "kind": "anonymous",
          },
        ],
        [
          "the-office",
          {
            "kind": "organization",
            "name": "The Office",
            "note": "Run by [a clerk who knows the ledgers of [name withheld]'s office].",
          },
        ],
        [
          "friend-of-source-1",
          {
            "kind": "person",
            "name": "A Friend",
            "part-of": "source-1",
            "same-as": [
              "Q1",
            ],
          },
        ],
        [
          "the-gazette",
          {
            "kind": "outlet",
            "name": "The Gazette",
          },
        ],
      ]
    `);
  });

  it("takes names out of all other entries, and follows the ids that change", () => {
    expect([...disclosed.documents].map(([id, { value }]) => [id, value])).toMatchInlineSnapshot(`
      [
        [
          "source-1-interview",
          {
            "authors": [
              "source-1",
            ],
            "by": "the-gazette",
            "note": "See [a clerk who knows the ledgers of [name withheld]'s office]-interview, or @[a clerk who knows the ledgers of [name withheld]'s office], or id.example.org.",
            "retracted": {
              "because": "[a clerk who knows the ledgers of [name withheld]'s office] asked for it",
            },
            "title": "An evening with [a clerk who knows the ledgers of [name withheld]'s office]",
          },
        ],
      ]
    `);
    expect([...disclosed.claims].map(([id, { value }]) => [id, value])).toMatchInlineSnapshot(`
      [
        [
          "ledgers-are-false",
          {
            "about": [
              "the-office",
              "source-1",
            ],
            "grade": {
              "because": "[a clerk who knows the ledgers of [name withheld]'s office] said so",
              "by": "source-1",
              "credibility": 1,
            },
            "how": "told",
            "in": "source-1-interview",
            "quote": "I am [a clerk who knows the ledgers of [name withheld]'s office], and I say so.",
            "relay": [
              {
                "note": "[a confidential source] called.",
                "via": "source-2",
              },
              {
                "from": [
                  "speaker",
                  "source-2",
                ],
                "id": "source-1-again",
                "translator": "source-1",
                "via": "source-1",
              },
              {
                "from": "source-1-again",
                "in": "source-1-interview",
                "says": "[a clerk who knows the ledgers of [name withheld]'s office]: no.",
                "via": "the-gazette",
              },
            ],
            "reviews": [
              {
                "by": "source-1",
                "verdict": "[a confidential source]",
              },
            ],
            "speaker": "source-1",
            "tags": [
              "ledgers",
              "[a clerk who knows the ledgers of [name withheld]'s office]",
            ],
            "text": "The ledgers are false, says [a clerk who knows the ledgers of [name withheld]'s office].",
          },
        ],
        [
          "second",
          {
            "based-on": [
              "ledgers-are-false",
              "source-1-memo",
            ],
            "speaker": "source-2",
            "text": "More of it.",
          },
        ],
      ]
    `);
  });

  it("gives a store that its own reader takes", () => {
    const sections = { agents: {}, documents: {}, claims: {} } as Record<string, object>;
    for (const { kind, id, value } of entriesOf(disclosed)) {
      Object.assign(sections[`${kind}s`]!, { [id]: value });
    }
    expect(storeOf(JSON.stringify(sections)).findings).toEqual([]);
  });

  it("gives the store itself where nobody is confidential", () => {
    const store = storeOf(STORE.replaceAll("confidential: true", "confidential: false"));
    expect(disclose(store)).toBe(store);
  });

  it("leaves an anonymous agent, who is not confidential, as described", () => {
    const store = disclose(
      storeOf(`agents:
  an-aide: { kind: anonymous, described-as: an aide, reason: not allowed to speak }
  zoe: { name: Zoe, kind: person, confidential: true }
`),
    );
    expect(store.agents.get("an-aide")!.value).toEqual({
      kind: "anonymous",
      "described-as": "an aide",
      reason: "not allowed to speak",
    });
  });

  it("takes an id that is free, and keeps ids apart that would become one", () => {
    const store = disclose(
      storeOf(`agents:
  zoe-quill: { name: Zoe, kind: person, confidential: true }
  zoe: { name: Zed, kind: person, confidential: true }
  source-1: { name: An Agency, kind: outlet }
  source-2-memo: { name: A Memo, kind: outlet }
documents: { zoe-quill-memo: { title: A memo }, zoequill-memo: { title: Another } }
`),
    );
    const ids = [...entriesOf(store)].map(({ id }) => id);
    expect(ids).toEqual([
      "source-2",
      "source-3",
      "source-1",
      "source-2-memo",
      "source-2-memo-2",
      "source-2-memo-3",
    ]);
  });

  it("finds a name only as whole words, in any case and form, and the longest first", () => {
    const text = (note: string) => {
      const yaml = JSON.stringify({
        agents: {
          x9: {
            name: "Ann Lee",
            aliases: ["Ann Lee Berg", "M B", "李明"],
            kind: "person",
            confidential: true,
            "described-as": "S",
          },
        },
        documents: { page: { note } },
      });
      return disclose(storeOf(yaml)).documents.get("page")!.value.note;
    };
    expect(text("ann  LEE, Ann\u00a0Lee; Ann Lee Berg, ann-lee, annlee, Ann%20Lee")).toBe(
      "[S], [S]; [S], [S], [S], [S]",
    );
    expect(text("Joann Lee; Ann Leeds, Ann, 5 MB, M B, mb")).toBe(
      "Joann Lee; Ann Leeds, Ann, 5 MB, [S], mb",
    );
    expect(text("李明说 李明 %E6%9D%8E%E6%98%8E")).toBe("[S]说 [S] [S]");
  });

  it("tells how much it hid and changed", () => {
    const told: string[] = [];
    disclose(storeOf(STORE), (what) => told.push(what));
    expect(told.filter((what) => what.startsWith("a confidential source"))).toHaveLength(2);
    expect(told.length).toBeGreaterThan(10);
  });
});
