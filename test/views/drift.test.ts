import { describe, expect, it } from "vitest";
import { makeStyle } from "../../src/terminal/style.js";
import { drawDrift, driftData } from "../../src/views/drift.js";
import { caseStore, HOSTILE } from "../support/pictures.js";
import { storeOf, traceOf } from "../support/store.js";

const STORE = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  an-interpreter: { name: An Interpreter, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
  the-post: { name: The Post, kind: outlet }
claims:
  every-kind:
    text: The repair may cost 50 million and take a year.
    speaker: jane-doe
    quote: The repair may cost fifty million and take a year.
    lang: en
    certainty: possible
    relay:
      - { via: the-gazette, quote: "The repair will cost fifty million and not take a year!", lang: en, certainty: certain }
      - { via: the-herald, from: speaker, says: It costs $60 million. }
      - { via: the-post, from: speaker, quote: Die Reparatur kann 50 kosten., lang: de, translator: an-interpreter }
      - { via: the-post, id: late-edition, from: speaker, quote: Es wird teuer., lang: de }
  laundered:
    text: It is expensive.
    speaker: jane-doe
    relay:
      - { via: the-gazette, says: It seems expensive. }
      - { via: the-herald, quote: It costs 7 euros!, lang: en }
  unchanged:
    text: It is expensive.
    speaker: jane-doe
    relay: [the-gazette, { via: the-herald, says: It is expensive. }]
`;

/** Draws what changed along one claim's chain. */
function draw(store: ReturnType<typeof storeOf>, id: string, color = false, ascii = false): string {
  return `${[...drawDrift(traceOf(store, id), makeStyle({ color, ascii }))].join("\n")}\n`;
}

describe("drift", () => {
  it.each(["every-kind", "laundered", "unchanged"])("%s", async (id) => {
    await expect(draw(storeOf(STORE), id)).toMatchFileSnapshot(`drift/${id}.txt`);
  });

  it("of the quotation that grew", async () => {
    const drawn = draw(caseStore("quote-that-grew"), "bridge-repair");
    await expect(drawn).toMatchFileSnapshot("drift/quote-that-grew.txt");
  });

  it("in ASCII has an arrow of two characters", () => {
    const drawn = draw(storeOf(STORE), "every-kind", false, true);
    expect(drawn).toContain("possible -> certain");
    expect(drawn).toMatch(/^[\n\x20-\x7E]*$/);
  });

  it("marks words in colour, and says the same without", () => {
    const store = caseStore("quote-that-grew");
    const colored = draw(store, "bridge-repair", true);
    expect(colored).toContain("\x1b[31m[-might-]\x1b[39m\x1b[32m{+will+}\x1b[39m");
    expect(colored.replace(/\x1b\[\d+m/g, "")).toBe(draw(store, "bridge-repair"));
  });

  it("keeps each change on its line, and shows what a terminal would obey", () => {
    const [first, ...others] = Object.values({ ...HOSTILE, escape: "a \u009B31m b \u202E c" });
    const relay = others.map((quote, index) => ({
      via: "unknown",
      id: `h${index}`,
      quote,
      says: "7",
    }));
    const claim = { text: "5", speaker: "unknown", quote: first, relay };
    const json = JSON.stringify({ claims: { hostile: claim } });
    const yaml = json.replaceAll("\u009B", "\\u009B").replaceAll("\u202E", "\\u202E");
    const drawn = draw(storeOf(yaml), "hostile");
    expect(drawn).not.toMatch(/[\x00-\x09\x0B-\x1F\x7F-\x9F\u202A-\u202E]/);
    expect(drawn).toContain("\\x9b31m");
    for (const line of drawn.trimEnd().split("\n").slice(1)) expect(line).toMatch(/^ {2}/);
  });
});

describe("drift as data", () => {
  const data = (id: string) => driftData(traceOf(storeOf(STORE), id));

  it("holds every key, null where nothing changed", () => {
    expect(data("every-kind").slice(1, 3)).toEqual([
      {
        hop: "the-herald",
        from: "speaker",
        quote: null,
        numbers: { before: ["fifty million"], now: ["60 million"] },
        certainty: null,
        language: null,
        laundered: false,
      },
      {
        hop: "the-post",
        from: "speaker",
        quote: null,
        numbers: { before: ["fifty million"], now: ["50"] },
        certainty: null,
        language: { before: "en", now: "de", translator: "an-interpreter" },
        laundered: false,
      },
    ]);
  });

  it("gives the words that changed, in order", () => {
    expect(data("every-kind")[0]).toMatchObject({
      hop: "the-gazette",
      certainty: { before: "possible", now: "certain" },
      quote: [
        { kind: "same", text: "The repair " },
        { kind: "removed", text: "may" },
        { kind: "added", text: "will" },
        { kind: "same", text: " cost fifty million and " },
        { kind: "added", text: "not " },
        { kind: "same", text: "take a year" },
      ],
    });
  });

  it("names the hop that another is compared with", () => {
    expect(data("laundered")).toMatchObject([
      { hop: "the-herald", from: "the-gazette", laundered: true },
    ]);
    expect(data("unchanged")).toEqual([]);
  });
});
