import { describe, expect, it } from "vitest";
import { disclose } from "../../src/formats/disclosure.js";
import { FORMATS } from "../../src/formats/list.js";
import { exported } from "../support/export.js";
import { storeOf } from "../support/store.js";

/** Sources whose names are no ASCII, and all the ways in which what stands around them spells them. */
const AGENTS = {
  "kilo-nine": {
    name: "Søren Weiß",
    kind: "person",
    aliases: ["Анна Каренова", "Müller, Jörg", "J. R. O'Hara"],
    url: "https://www.weissblog.example.net/soren/",
    "same-as": ["Q909090"],
    "described-as": "a clerk",
    confidential: true,
  },
  "the-post": { name: "The Post", kind: "outlet" },
};

/** What names the source, and what of it must not be left, as letters without accents in lower case. */
const DISGUISES: readonly (readonly [string, ...string[]])[] = [
  ["Søren Weiß", "weiß"],
  ["SØREN WEISS", "weiss"],
  ["Soren Weiss", "weiss"],
  ["soren-weiss", "weiss"],
  ["S\u00F8ren\u00AD We\u00ADiß", "iß"],
  ["Sø\u200Bren\u2060 Weiß", "weiß"],
  ["Ｓøｒｅｎ Ｗｅｉß", "weiß", "ｗｅｉ"],
  ["https://x.example.org/S%C3%B8ren_Wei%C3%9F", "wei%c3"],
  ["https://x.example.org/s%c3%b8ren+wei%c3%9f?q=1", "wei%c3"],
  ["https://x.example.org/S%25C3%25B8ren%2520Wei%25C3%259F", "wei%25"],
  ["https://x.example.org/Wei%C3%9F%2C%20S%C3%B8ren", "wei%c3"],
  ["https://s%C3%B8renwei%C3%9F.example.org", "wei%c3"],
  ["https://xn--srenwei-6va2t.example.org/a", "xn--sren"],
  ["S&oslash;ren Wei&szlig;", "wei&"],
  ["S&#248;ren Wei&#xDF;", "wei&"],
  ["Weiß, Søren", "weiß"],
  ["Анна Каренова", "каренова"],
  ["АННА КАРЕНОВА", "каренова"],
  ["anna-karenova", "karenova"],
  ["%D0%90%D0%BD%D0%BD%D0%B0%20%D0%9A%D0%B0%D1%80%D0%B5%D0%BD%D0%BE%D0%B2%D0%B0", "%d0"],
  ["M\u00FCller, J\u00F6rg", "rg", "ller"],
  ["Mu\u0308ller, Jo\u0308rg", "rg", "ller"],
  ["Muller, Jorg", "jorg"],
  ["Joerg Mueller", "mueller"],
  ["M&uuml;ller, J&ouml;rg", "ller"],
  ["J. R. O'Hara", "hara"],
  ["J. R. O\u2019Hara", "hara"],
  ["J.R. O%27Hara", "hara"],
  ["j-r-ohara", "hara"],
  ["http://weissblog.example.net/soren", "weissblog"],
  ["weissblog.example.net/soren/", "weissblog"],
  ["WWW.WEISSBLOG.EXAMPLE.NET/soren", "weissblog"],
  ["https://www.wikidata.org/wiki/Q909090", "q909090"],
  ["kilo-nine", "kilo"],
  ["kilo_nine", "kilo"],
];

function noteOf(note: string): string {
  const store = storeOf(JSON.stringify({ agents: AGENTS, documents: { page: { note } } }));
  return disclose(store).documents.get("page")!.value.note!;
}

describe("a name in disguise is found", () => {
  it.each(DISGUISES)("%j", (disguise, ...left) => {
    const note = noteOf(`They met, ${disguise} said so.`);
    expect(note).toMatch(/^They met, /);
    expect(note).toMatch(/ said so\.$/);
    expect(note).toContain("[a clerk]");
    for (const trace of left) expect(note.toLowerCase()).not.toContain(trace);
  });

  it("as often as it stands there, from the first on", () => {
    expect(noteOf("Soren Weiss met J. R. O'Hara, Soren Weiss and soren-weiss")).toBe(
      "[a clerk] met [a clerk], [a clerk] and [a clerk]",
    );
    expect(noteOf("Søren Weiß met S%C3%B8ren Weiss, 50 % of SORENWEISS")).toBe(
      "[a clerk] met [a clerk], 50 % of [a clerk]",
    );
  });

  it("and a name of which nothing can be seen finds nothing", () => {
    const agents = {
      ...AGENTS,
      x: { ...AGENTS["kilo-nine"], name: "\u00AD", aliases: ["\u200B"] },
    };
    const store = storeOf(JSON.stringify({ agents, documents: { page: { note: "Söme text." } } }));
    expect(store.findings).toEqual([]);
    expect(disclose(store).documents.get("page")!.value.note).toBe("Söme text.");
  });

  it.each(DISGUISES)("in an address, which is left out: %j", (disguise) => {
    const url = `https://news.example.org/${disguise.replaceAll(" ", "%20")}`;
    const store = storeOf(JSON.stringify({ agents: AGENTS, documents: { page: { url } } }));
    expect(store.documents.size).toBe(1);
    expect(disclose(store).documents.get("page")!.value.url).toBeUndefined();
  });

  it.each([
    "Sörensen, Weißwurst, Weiß, 5 Weiss",
    "100 %, 50%2F50, R&D; &unknown; &#xFFFFFFFF; %ZZ %E0%A4",
    "xn--0 xn--a xn--zzzzzzzzzzzzzzzz",
    "e\u0301 ﬁ \u00AD",
    "blog.example.net/soren, example.net",
  ])("and nothing else is: %j", (text) => {
    expect(noteOf(text)).toBe(text);
  });
});

const WHOLE = {
  agents: AGENTS,
  documents: {
    ...Object.fromEntries(
      DISGUISES.map(([disguise], index) => [
        `page-${index}`,
        { title: disguise, note: `By ${disguise}.`, by: "the-post" },
      ]),
    ),
    "evening-with-soren-weiss": { title: "An evening" },
  },
  claims: Object.fromEntries(
    DISGUISES.map(([disguise], index) => [
      `claim-${index}`,
      {
        text: `${disguise} leaves.`,
        speaker: index % 2 === 0 ? "kilo-nine" : "the-post",
        quote: disguise,
        tags: [disguise],
        in: "evening-with-soren-weiss",
        relay: [{ via: `page-${index}`, how: disguise, says: `“${disguise}”`, note: disguise }],
        reviews: [{ verdict: disguise }],
      },
    ]),
  ),
};

it.each(Object.keys(FORMATS))("no disguise goes out as %s", async (format) => {
  const { parquetReadObjects } = await import("hyparquet");
  const { bytes, text, code } = await exported(JSON.stringify(WHOLE), format);
  expect(code).toBe(0);
  const copy = new Uint8Array(bytes).buffer;
  const rows = format === "parquet" ? await parquetReadObjects({ file: copy }) : [];
  const written = `${text}${JSON.stringify(rows)}`.toLowerCase();
  for (const [, ...left] of DISGUISES) {
    for (const trace of left.filter((each) => each.length > 4)) {
      expect(written, trace).not.toContain(trace);
    }
  }
  expect(written.length).toBeGreaterThan(1000);
});
