import { describe, expect, it } from "vitest";
import { toEditor } from "../../src/lsp/diagnostics.js";
import { hoverText } from "../../src/lsp/hover.js";
import { outlineOf } from "../../src/lsp/navigate.js";
import { mentionAt, offsetAt } from "../../src/lsp/places.js";
import { Provenance } from "../../src/provenance/provenance.js";
import { readStoreFile } from "../../src/store/read.js";
import { uniteStore } from "../../src/store/store.js";
import { storeOf } from "../support/store.js";

const hover = (yaml: string, id: string) => hoverText(id, new Provenance(storeOf(yaml)));

describe("hover", () => {
  it("acts on nothing that stands in the store", () => {
    const text = hover(
      `agents:
  eve: { name: "[x](command:evil) <img src=x>", kind: person, country: FR, part-of: eve }
claims:
  said: { text: "# big\\n![](https://example.org/spy.png)", speaker: eve, date: 2024~ }
`,
      "said",
    )!;
    expect(text).toContain("\n\n\\# big !\\[\\](https&#58;//example.org/spy.png)\n\n");
    expect(text).not.toMatch(/<img|[^\\]\[x/);
    expect(hover("agents: { eve: { name: '<b>', kind: person, part-of: eve } }", "eve")).toBe(
      "`eve` · person\n\n**&lt;b&gt;**\n\npart of &lt;b&gt;\n\n1 entry refers to it",
    );
  });

  it("shows some of many chains", () => {
    const hops = Array.from({ length: 8 }, (_, index) => `{ via: a${index}, from: speaker }`);
    const agents = hops.map((_, index) => `  a${index}: { name: A${index}, kind: outlet }\n`);
    const text = hover(
      `agents:\n${agents.join("")}claims:\n  said: { text: So., speaker: a0, relay: [${hops.join(", ")}] }\n`,
      "said",
    )!;
    expect(text.match(/^- A0 › A\d$/gm)).toHaveLength(5);
    expect(text).toContain("- … and 3 more\n");
  });

  it("tells when roles were held, and what became of a document", () => {
    const yaml = `agents:
  jane: { name: Jane, kind: person, roles: { a: { title: Mayor, from: 2001 }, b: { title: Judge, until: 2000 } } }
documents:
  page: { title: Page, retracted: {}, corrected: {} }
claims:
  said: { text: So., speaker: page }
  heard: { text: So., speaker: page }
`;
    expect(hover(yaml, "jane")).toBe(
      "`jane` · person\n\n**Jane**\n\n- Mayor (2001–)\n- Judge (–2000)\n\nnothing refers to it",
    );
    expect(hover(yaml, "page")).toBe(
      "`page` · document\n\n**Page**\n\n**retracted** · **corrected**\n\n2 entries refer to it",
    );
    expect(hover(yaml, "nobody")).toBeUndefined();
  });
});

describe("the id at a place", () => {
  const text = `agents: { jane: { name: Jane, kind: person }, 'paper': { name: P, kind: outlet } }
claims:
  said: { text: jane, speaker: "jane", relay: [paper, { via: jane, from: [paper, speaker] }, { via: paper, id: two, from: two }] }
  torn: { text: So, speaker: jane, } # jane
    jane
`;
  const reading = readStoreFile("claims/a.yaml", new TextEncoder().encode(text));
  const store = uniteStore([reading]);
  const at = (place: string) => {
    const [before = "", after = ""] = place.split("|");
    const mention = mentionAt(store, reading, text.indexOf(before + after) + before.length);
    return mention && [mention.id, text.slice(mention.span.start, mention.span.end)];
  };

  it.each([
    ["its own key", "{ ja|ne:", ["jane", "jane"]],
    ["its own key in quotes", "'pap|er'", ["paper", "paper"]],
    ["a reference in quotes", 'speaker: "jane|"', ["jane", "jane"]],
    ["a bare hop", "relay: [|paper", ["paper", "paper"]],
    ["the name of a hop", "from: [pa|per", ["paper", "paper"]],
    ["a hop's own name", "from: t|wo", ["paper", "two"]],
    ["a text", "text: ja|ne", undefined],
    ["a key", 'spe|aker: "', undefined],
    ["what can't be read", "So, speaker: ja|ne", ["jane", "jane"]],
    ["a comment", "# ja|ne", undefined],
  ])("is found in %s", (_, place, expected) => {
    expect(at(place)).toEqual(expected);
  });

  it("is looked for within the text", () => {
    expect(offsetAt("ab\ncd", { line: 0, character: 9 })).toBe(2);
    expect(offsetAt("ab\ncd", { line: 1, character: 1 })).toBe(4);
    expect(offsetAt("ab\ncd", { line: 9, character: 0 })).toBe(5);
  });

  it("stands in the outline, even where the entry can't be read", () => {
    expect(outlineOf(reading).map(({ name }) => name)).toEqual(["jane", "paper", "said", "torn"]);
  });
});

describe("a finding in an editor", () => {
  const location = { file: "a.yaml", line: 2, column: 3, endLine: 2, endColumn: 5 };

  it("is what validate prints, line by line, and obeys nothing", () => {
    const finding = {
      ...{ rule: "rests-on-retracted", severity: "warning" as const, location, related: [] },
      ...{ message: "bad \u001b[31m", label: "here", notes: ["why"], help: "mend it" },
    };
    expect(toEditor(finding, (file) => file)).toEqual({
      range: { start: { line: 1, character: 2 }, end: { line: 1, character: 4 } },
      severity: 2,
      code: "rests-on-retracted",
      source: "claims",
      message: "bad \\x1b[31m: here\nwhy\nhelp: mend it",
      tags: [2],
    });
  });
});
