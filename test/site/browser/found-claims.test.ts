import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import { readData } from "../../../src/site/browser/data.js";
import { FoundClaims, type View } from "../../../src/site/browser/found-claims.js";

const ROW = {
  id: "tax-cut",
  text: "Taxes <b>fall</b>.",
  speaker: { id: "jane-doe", name: "Jane Doe", kind: "agent" },
  via: [
    { id: "un", name: "UN", kind: "forum" },
    { id: "story", name: "A story", kind: "document" },
  ],
  date: "2024-03-06",
  status: "traced",
} as const;

const VIEW: View = {
  query: {},
  state: "found",
  rows: [],
  found: 0,
  total: 1234,
  isNear: false,
  isVague: false,
  unknown: [],
};

/** Shows something, and gives the page's source. */
function show(view: Partial<View>): string {
  const actions = { href: (path: string) => `../${path}`, onClear: () => {}, onMore: () => {} };
  return renderToString(h(FoundClaims, { view: { ...VIEW, ...view }, actions }));
}

describe("what was found", () => {
  it.each([
    ["", { state: "idle" }],
    ["Type two letters or more.", { state: "idle", isVague: true }],
    ["The search is being made ready …", { state: "loading" }],
    ["The claims could not be loaded. Reload the page to try again.", { state: "failed" }],
    ["No claim was found, among 1,234.", {}],
    ["1 of 1,234 claims.", { found: 1 }],
    [
      "No claim has these words. Something like them: 2 of 1,234 claims.",
      { found: 2, isNear: true },
    ],
    ["1,234 of 1,234 claims. Type two letters or more.", { found: 1234, isVague: true }],
  ] as const)("is announced: %s", (sentence, view) => {
    expect(show(view)).toContain(
      `<p class="found" role="status" aria-live="polite">${sentence}</p>`,
    );
  });

  it("is a table, with links as the page at hand has them", () => {
    const html = show({ rows: [ROW], found: 1 });
    expect(html).toContain('href="../claims/tax-cut.html"');
    expect(html).toContain("Taxes &lt;b>fall&lt;/b>.");
    for (const link of ["agents/jane-doe", "agents/un", "documents/story"]) {
      expect(html).toContain(`href="../${link}.html"`);
    }
    expect(html).not.toContain("Show more");
  });

  it("goes on where there is more", () => {
    const html = show({ rows: [ROW], found: 2100 });
    expect(html).toContain("Show more");
    expect(html).toContain("1 of 2,100 are shown.");
  });

  it("tells of filters that were left out", () => {
    const html = show({ query: { at: "<b>" }, unknown: ["at"] });
    expect(html).toContain('No claim has <bdi dir="auto">“&lt;b>”</bdi> as its forum');
  });
});

describe("the fields", () => {
  const counted = (value: string, count: number) => ({ value, label: `Name ${value}`, count });
  const none = { speaker: [], via: [], at: [], status: [], tag: [] };

  it("show what is asked for, though it is not offered", () => {
    const html = show({ query: { q: '"a"', speaker: "ann", since: "2024-01-01", sort: "newest" } });
    expect(html).toContain('value="&quot;a&quot;"');
    expect(html).toContain('<option selected value="ann">ann</option>');
    expect(html).toContain('value="2024-01-01"');
    expect(html).toContain('<option selected value="newest">');
    expect(html).toContain("Best match first");
    expect(show({})).toContain("As in the store");
  });

  it("offer values by name with their counts, and a status with what it means", () => {
    const html = show({
      options: {
        ...none,
        speaker: [counted("b", 1), counted("a", 1200)],
        status: [{ value: "broken", label: "broken", count: 3 }],
      },
    });
    expect(html).toMatch(/Name a \(1,200\).*Name b \(1\)/s);
    expect(html).toContain("broken: a named speaker, but a link is missing (3)");
  });

  it("offer no more values than can be looked through, those with the most claims", () => {
    const tag = Array.from({ length: 400 }, (_, at) => counted(`t${at}`, at));
    const html = show({ query: { tag: "t3" }, options: { ...none, tag } });
    expect(html).toContain("Name t399 (399)");
    expect(html).not.toContain("Name t149 ");
    expect(html).toContain("… 150 more, found by the search above");
    expect(html).toContain('<option selected value="t3">Name t3 (3)</option>');
  });
});

describe("what a script left for the page", () => {
  it("is read by its name", () => {
    expect(readData("odd")).toBeUndefined();
    Object.assign(globalThis, { claimsData: { odd: [1] } });
    expect(readData("odd")).toEqual([1]);
    Reflect.deleteProperty(globalThis, "claimsData");
  });
});
