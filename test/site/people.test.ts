import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Pages, siteOf } from "../support/page-text.js";

/** A store in which each sort of agent and of document stands, small enough to read. */
const STORE = readFileSync(join(import.meta.dirname, "people/store.yaml"), "utf8");

describe("what is told of each sort of agent and document", () => {
  let pages: Pages;
  beforeAll(async () => {
    pages = await siteOf({
      "claims/store.yaml": STORE,
      "claims/copies/sitting.txt": "Mr Speaker: a bridge will be built.\n",
    });
  });

  it.each([
    ["a person, with all that can be known of one", "agents/jane-doe"],
    ["an organization, for which others speak", "agents/ministry-of-bridges"],
    ["an owner of outlets", "agents/news-group"],
    ["an agency that everything passes", "agents/the-agency"],
    ["an outlet with claims in its own voice", "agents/the-gazette"],
    ["a place, which is no voice", "agents/parliament"],
    ["a source that is not named", "agents/a-clerk"],
    ["a source of which not even the reason is told", "agents/a-guard"],
    ["a confidential source", "agents/source-1"],
    ["fact-checkers and a translator", "agents/the-checkers"],
    ["an article that was corrected", "documents/gazette-story"],
    ["a report that was retracted", "documents/agency-report"],
    ["a transcript with a copy", "documents/sitting"],
    ["a document that nothing leads to", "documents/leaflet"],
    ["the list of agents", "agents/index"],
    ["the list of documents", "documents/index"],
    ["what the checks found", "findings"],
  ])("%s", async (_, path) => {
    const text = pages.text(`${path}.html`);
    await expect(text).toMatchFileSnapshot(`people/${path.replace("/", "-")}.txt`);
  });

  it("puts headings in order, and none without content", () => {
    const { paths, html } = pages;
    for (const path of paths.filter((each) => /^(agents|documents|findings)/.test(each))) {
      const levels = [...html(path).matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
      expect(
        levels.filter((level) => level === 1),
        path,
      ).toHaveLength(1);
      for (const [index, level] of levels.entries()) {
        expect(level - (levels[index - 1] ?? 0), path).toBeLessThanOrEqual(1);
      }
      expect(html(path), path).not.toMatch(/<\/h[23]><\/section>|<ul[^>]*><\/ul>|<ol[^>]*><\/ol>/);
    }
  });

  it("gives each id of a page once", () => {
    const { paths, html } = pages;
    for (const path of paths) {
      const ids = [...html(path).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size, path).toBe(ids.length);
    }
  });

  it("leads nowhere but to pages that there are", () => {
    const { paths, html } = pages;
    for (const path of paths) {
      for (const [, href] of html(path).matchAll(/ href="([^":?#]+\.html)[^"]*"/g)) {
        expect(paths, path).toContain(join(path, "..", href!).replaceAll("\\", "/"));
      }
    }
  });
});

describe("a store that is empty", () => {
  it("says so, list by list", async () => {
    const { text } = await siteOf("agents: {}\n");
    expect(text("agents/index.html")).toBe("# People and outlets\nNobody is in the store yet.\n");
    expect(text("documents/index.html")).toBe("# Documents\nThere is no document yet.\n");
    expect(text("findings.html")).toBe("# What the checks found\nNothing.\n");
  });
});

describe("a confidential source", () => {
  const secret = `agents:
  max-moleman:
    name: Max Moleman
    aliases: [the Mole]
    kind: person
    confidential: true
    described-as: a person close to the minister
    url: https://example.org/moleman
    note: Meets us in the park.
  the-gazette: { name: The Gazette, kind: outlet, part-of: max-moleman, note: Lent to Max Moleman. }
documents:
  memo: { title: Memo of Max Moleman, by: max-moleman, authors: [max-moleman], retracted: { because: Max Moleman erred. } }
claims:
  plans:
    text: The ministry has two plans.
    speaker: max-moleman
    relay: [the-gazette, memo]
  plan-b:
    text: One of them came from Max Moleman.
    speaker: the-gazette
    for: max-moleman
    about: [max-moleman]
`;

  it("is nowhere named, not in what others are told of", async () => {
    const { paths, html, text } = await siteOf(secret);
    for (const path of paths) expect(html(path), path).not.toMatch(/mole|park/i);
    expect(text("agents/source-1.html")).toContain("This source is kept confidential.");
    expect(text("agents/source-1.html")).not.toContain("In the store");
    expect(text("agents/index.html")).toContain("a person close to the minister");
    expect(text("agents/the-gazette.html")).toContain("a person close to the minister");
  });
});

describe("names and addresses that mean harm", () => {
  const evil = '"></a><script>alert(1)</script><img src=x onerror=alert(1)>\u202e';
  const quoted = JSON.stringify(evil);
  const store = `agents:
  evil:
    name: ${quoted}
    aliases: [${quoted}]
    kind: person
    url: https://example.org/"onmouseover="alert(1)
    same-as: [Q1, "https://example.org/<b>"]
    roles: { boss: { title: ${quoted}, of: evil } }
    grade: { reliability: F, by: evil, because: ${quoted} }
    note: ${quoted}
  ghost: { kind: anonymous, described-as: ${quoted}, reason: ${quoted} }
documents:
  paper:
    title: ${quoted}
    by: evil
    authors: [evil]
    url: https://user:pass@example.org/
    archive: https://example.org/%22
    note: ${quoted}
    retracted: { because: ${quoted}, url: https://user:pass@example.org/ }
claims:
  harm: { text: ${quoted}, speaker: ghost, relay: [evil, paper], about: [evil] }
  more: { text: ${quoted}, speaker: evil, retracts: [harm], based-on: [paper] }
`;

  it("are text, and are followed only where they are addresses of the web", async () => {
    const { paths, html } = await siteOf(store);
    for (const path of paths) {
      expect(html(path), path).not.toMatch(/<img|<script>|<b>| on\w+="/);
      expect(html(path), path).not.toMatch(/href="[^"]*(user:|javascript:)/);
    }
    expect(html("documents/paper.html")).toContain("https://user:pass@example.org/</code>");
  });
});

describe("an outlet with many claims and documents", () => {
  const many = 205;
  const numbers = Array.from({ length: many }, (_, index) => index + 1);
  const store = `agents:
  the-gazette: { name: The Gazette, kind: outlet }
  news-group: { name: News Group, kind: organization }
${numbers.map((n) => `  person-${n}: { name: Person ${n}, kind: person, part-of: news-group }`).join("\n")}
documents:
${numbers.map((n) => `  story-${n}: { title: Story ${n}, by: the-gazette, retracted: {}, date: ${1800 + n} }`).join("\n")}
claims:
${numbers
  .map(
    (n) =>
      `  claim-${n}: { text: Claim ${n}., speaker: person-${n}, relay: [the-gazette, story-${n}] }`,
  )
  .join("\n")}
`;
  let pages: Pages;
  beforeAll(async () => {
    pages = await siteOf(store);
  });

  it("shows the first hundred, and where the rest can be searched", () => {
    const text = pages.text("agents/the-gazette.html");
    const [passedOn = ""] = /## Passed on[^#]*/.exec(text) ?? [];
    expect(passedOn.match(/^- /gm)).toHaveLength(100);
    expect(passedOn).toContain(
      "and 105 more claims: [search all of them](../claims/index.html?via=the-gazette)",
    );
    expect(text).toContain("and 105 more documents");
    expect(text).toContain("and 105 others");
    expect(text).toContain("and 195 others");
    expect(pages.text("agents/news-group.html")).toContain("and 105 others");
  });

  it("lists agents and documents in pages, in one order over all of them", () => {
    const { text } = pages;
    expect(text("agents/index.html")).toMatch(/Passed on \| Only through\n\| \[The Gazette\]/);
    expect(text("agents/index.html")).toContain("205 people, 1 organization and 1 outlet.");
    expect(text("agents/page_2.html")).toContain("207 people, outlets and places.");
    expect(text("agents/page_2.html").match(/^\| \[/gm)).toHaveLength(7);
    expect(text("documents/index.html")).toMatch(/Claims\n\| \[Story 205\]/);
    expect(text("documents/page_2.html").match(/^\| \[/gm)).toHaveLength(5);
  });
});

it("tells each finding at its own entry, however close the next one stands", async () => {
  const { text } = await siteOf(`agents:
  jane-doe:
    name: Jane Doe
    kind: person
  john-roe: { name: John Roe, kind: person }
documents: { memo: { title: Memo }, note: { title: Note } }
`);
  for (const id of ["agents/jane-doe", "agents/john-roe", "documents/memo", "documents/note"]) {
    const found = text(`${id}.html`).match(/nothing refers to the \w+ (\S+)/g);
    expect(found).toEqual([`nothing refers to the ${id.replace("s/", " ")}`]);
  }
});

it("shows two hundred findings of a rule, and how to see the rest", async () => {
  const idle = Array.from({ length: 203 }, (_, n) => `  p-${n}: { name: P ${n}, kind: person }`);
  const { text } = await siteOf(`agents:\n${idle.join("\n")}\n`);
  expect(text("findings.html")).toContain(
    "and 3 more. In a terminal, claims validate --select unused shows them all.",
  );
});
