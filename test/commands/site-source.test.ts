import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { tellable } from "../../src/commands/site-findings.js";
import { lineReader } from "../../src/commands/site-lines.js";
import { discloseAll } from "../../src/formats/disclosure.js";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { readFolders } from "../../src/store/folders.js";
import { locate } from "../../src/store/source.js";
import { uniteStore } from "../../src/store/store.js";
import { NAMING_CLAIMS } from "../support/confidential.js";
import { textOf } from "../support/page-text.js";
import { claims, folder } from "../support/run.js";
import { filesIn, textIn } from "../support/site.js";
import { storeOf } from "../support/store.js";

// Writing many files takes its time where much else runs beside it.
vi.setConfig({ testTimeout: 60_000 });

/** Two confidential sources, named wherever a store's files can name somebody. */
const HOSTILE: Readonly<Record<string, string>> = {
  // Everybody on one line: what is found in one entry stands on the line of all.
  "claims/agents.yaml": `# Zoé Quill is not to be named, says Bartholomew Finch.
agents: { the-office: { name: The Office, kind: organization, note: Run by ZOE  QUILL. }, zoe-quill: { name: Zoé Quill, kind: person, aliases: [Z. Quill-Harrow, Zoe the Ferret], roles: { chief-clerk: { title: Keeper of the Ledgers, of: the-office } }, part-of: [the-office], country: LB, lang: ar, same-as: [Q424242, "https://id.example.org/people/99-77"], url: https://quillsite.example.org/about, described-as: a clerk who knows the ledgers, reason: would lose the post, confidential: true, grade: { reliability: A, because: known for ten years }, note: Lives at the harbour. }, jane-doe: { name: Jane Doe, kind: person } } # zoe-quill
`,
  "claims/more.yaml": `agents:
  # The go-between is Bartholomew Finch.
  go-between: { name: Bartholomew Finch, kind: person, confidential: true, part-of: nobodys-firm }
  the-gazette: { name: The Gazette, kind: outlet } # owned by Zoe Quill
  friend-of-zoe-quill: { name: A Friend, kind: person, same-as: [Q424242, Q1], part-of: zoe-quill }
documents:
  zoe-quill-interview:
    title: "An evening with Zoe\\u0301 Quill"
    by: the-gazette
    authors: [zoe-quill]
    url: https://news.example.org/zoe-quill-speaks?q=Zo%C3%A9+Quill
    archive: https://archive.example.org/Zo%C3%A9%20Quill
    file: snapshots/zoequill.txt
    note: See zoe-quill-interview, or @zoequill, or id.example.org.
    retracted: { because: Z. QUILL-HARROW asked for it, url: "https://quillsite.example.org/about" }
  plain-story:
    # Zoe the Ferret wrote it.
    title: A plain story # by Zoé Quill
    by: the-gazette
    # Bartholomew Finch.
    url: https://news.example.org/story
`,
  "claims/zoe-quill.yaml": `claims:
${NAMING_CLAIMS}  # By Zoé Quill:
  plain-claim: # Zoe Quill
    text: >- # zoequill
      A folded text
      # that names nobody, and holds what looks like a comment.
    speaker: jane-doe # told by Zoe the Ferret
    in: plain-story
`,
  "claims/texts.yaml": `claims:
  folded:
    text: >-
      It was Zoé
      Quill who said so.
    speaker: jane-doe
  literal:
    text: |
      It was Bartholomew

      Finch.
    speaker: jane-doe
  escaped:
    text: "It was \\x5Ao\\u00E9\\
      \\ Quill."
    speaker: jane-doe
    quote: 'BARTHOLOMEW
      FINCH'
  listed:
    text: Nothing.
    speaker: jane-doe
    tags:
      - zoe
      - quill
  misspelt: { text: A slip., speaker: the-gazett, relay: [the-gazette] }
  # claims-ignore: untraced -- Zoe Quill is the source
  ignoring: { text: Silenced., speaker: jane-doe, relay: [the-gazette] }
`,
  "snapshots/zoequill.txt": "Zoé Quill speaks.\n",
};

/** What identifies the two, in any spelling, as it is looked for without regard to case or accents. */
const IDENTIFYING = [
  "zoe-quill",
  "zoe quill",
  "zoequill",
  "zoe_quill",
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
  "nobodys-firm",
];

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  eacute: "é",
};

/** Gives a text as whatever reads it would see it: as it stands, and with each encoding of the web taken off. */
function readings(text: string): string[] {
  const html = text
    .replace(/&#x([\da-f]+);/gi, (_, digits) => String.fromCodePoint(Number.parseInt(digits, 16)))
    .replace(/&#(\d+);/g, (_, digits) => String.fromCodePoint(Number(digits)))
    .replace(/&(\w+);/g, (whole, name) => ENTITIES[name] ?? whole);
  const url = html.replace(/(?:%[\da-f]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8"),
  );
  const json = url.replace(/\\u([\da-f]{4})/gi, (_, digits) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
  const all = [text, html, url, json, url.replaceAll("+", " "), json.replace(/\\[nrt"\\]/g, " ")];
  // A name that an element divides is read as one.
  return all.flatMap((each) => [each, each.replace(/<[^>]*>/g, ""), each.replace(/<[^>]*>/g, " ")]);
}

function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .replace(/\s+/g, " ")
    .toLowerCase();
}

/** Writes the hostile store's site, and gives all that is in it. */
async function hostileSite(...argv: string[]) {
  const cwd = folder(HOSTILE);
  const outcome = await claims(["site", "-o", "public", ...argv], { cwd });
  const site = join(cwd, "public");
  return { ...outcome, site, paths: filesIn(site) };
}

describe("a confidential source", () => {
  it("is named in no byte of a site, and in no message", async () => {
    const { code, stderr, site, paths } = await hostileSite(
      "--source-url",
      "https://example.org/{file}#L{line}",
    );
    expect(code).toBe(0);
    expect(paths.length).toBeGreaterThan(20);
    const written = paths.map((path) => [path, `${path}\n${textIn(site, path)}`] as const);
    for (const [path, text] of [...written, ["standard error", stderr] as const]) {
      for (const reading of readings(text)) {
        const all = folded(reading);
        for (const word of IDENTIFYING) {
          if (all.includes(word)) expect.fail(`${path} holds \`${word}\``);
        }
      }
    }
  });

  it("is in the store, or the search above would prove nothing", () => {
    const all = Object.values(HOSTILE).flatMap(readings).map(folded).join("\n");
    for (const word of IDENTIFYING) expect(all, word).toContain(word);
  });

  it("is found by that search behind any encoding", () => {
    for (const text of [
      "Zo&#xe9; Quill",
      "Zo&#233; Quill",
      "Zo&eacute;&nbsp;Quill",
      "?q=Zo%C3%A9%20Quill",
      "?q=Zo%c3%a9+Quill",
      '"Zo\\u00e9 Quill"',
      "Zo<b>é</b> Quill",
      "Zoé<br>Quill",
      "Zoe\u0301\nQUILL",
    ]) {
      expect(readings(text).map(folded).join("\n"), text).toContain("zoe quill");
    }
  });

  it("has a page that says no more than how they are described, and leads nowhere", async () => {
    const { site, paths } = await hostileSite("--source-url", "https://example.org/{file}#L{line}");
    const page = paths.find((path) => path === "agents/source-1.html")!;
    expect(textIn(site, page)).toContain("a clerk who knows the ledgers");
    expect(textIn(site, page)).toContain("This source is kept confidential.");
    expect(textIn(site, page)).not.toContain("https://example.org/");
  });

  it("takes no more with it than what tells of them", async () => {
    const { site } = await hostileSite("--source-url", "https://example.org/{file}#L{line}");
    const plain = textIn(site, "claims/plain-claim.html");
    expect(plain).toContain("what looks like a comment");
    expect(plain).toContain("speaker: jane-doe</code>");
    expect(textIn(site, "documents/plain-story.html")).toContain("title: A plain story</code>");
    const misspelt = textIn(site, "claims/misspelt.html");
    expect(misspelt).toContain("no agent or document is called");
    expect(misspelt).toContain("https://example.org/claims/texts.yaml#L");
    expect(textIn(site, "index.html")).toContain(
      "kept back, for the sake of a confidential source",
    );
  });

  it("keeps its length to itself where entries share a line", async () => {
    const { site } = await hostileSite();
    expect(textIn(site, "agents/jane-doe.html")).toContain(
      "<code>jane-doe: { name: Jane Doe, kind: person }</code>",
    );
  });

  it.each([
    ["--title", "What Zoe Quill knows"],
    ["--source-url", "https://example.org/zoe-quill/{file}"],
  ])("is refused in %s %s", async (flag, value) => {
    const cwd = folder(HOSTILE);
    const { code, stderr } = await claims(["site", "-o", "public", flag, value], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(`${flag} names a confidential source`);
  });
});

describe("a finding", () => {
  /** What the page of findings says of a store. */
  async function foundIn(store: string): Promise<string> {
    const cwd = folder({ "store.yaml": store });
    await claims(["site", "-o", "public"], { cwd });
    return textIn(cwd, "public/findings.html");
  }

  it("that stands at a confidential source is not told of the entry on the same line", () => {
    const line =
      "agents: { x-1: { kind: anonymous, confidential: true }, jane-doe: { name: J, kind: person } }";
    const store = storeOf(line);
    const { store: disclosed, clean, isWhole } = discloseAll(store);
    const measure = {
      store: disclosed,
      isWhole,
      isClean: (text: string) => clean(text) === text,
    };
    const findingAt = (id: string): Diagnostic => ({
      rule: "unused",
      severity: "info",
      message: "something is odd here",
      location: locate(store.agents.get(id)!, ["kind"]),
      related: [],
    });
    const { findings, hidden } = tellable(["x-1", "jane-doe"].map(findingAt), measure);
    expect(findings.map(({ entry }) => entry)).toEqual(["jane-doe"]);
    expect(hidden).toBe(1);
  });

  it("that points to a confidential source is not told", async () => {
    const page = await foundIn(`agents:
  zoe-quill: { name: Zoe Quill, kind: person, confidential: true, described-as: a clerk }
claims:
  a: { text: T, speaker: zoe-quil }
  b: { text: T, speaker: jane-do }
`);
    expect(page).toContain("jane-do");
    expect(page).not.toContain("zoe-quil");
  });

  it("of a broken entry is told with its place", async () => {
    const page = await foundIn("claims:\n  a: { text: T, speaker: unknown, date: 2023-02-30 }\n");
    expect(page).toContain("claims/store.yaml:2");
  });
});

describe("where it can't be known who is confidential", () => {
  it.each([
    ["an agent can't be read", "agents: { x: { kind: wizard } }\n"],
    ["an id is there twice", "agents:\n  x: { kind: person }\n  x: { kind: person }\n"],
  ])("nothing goes out: %s", async (_, store) => {
    const cwd = folder({ "store.yaml": store });
    const { code, stderr } = await claims(["site", "-o", "public"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("can't be known who is confidential");
    expect(filesIn(cwd)).toEqual(["claims/store.yaml"]);
  });
});

describe("the lines of an entry", () => {
  it("are those of the file, without comments, and with its numbers", async () => {
    const cwd = folder({
      "store.yaml":
        "claims:\r\n  # Above\r\n  a:\r\n    text: One # two\r\n    # three\r\n    speaker: unknown\r\n",
    });
    await claims(["site", "-o", "public"], { cwd });
    const page = textIn(cwd, "public/claims/a.html");
    expect(page).toContain(
      '<ol class="yaml" start="3"><li value="3"><code>  a:</code></li>' +
        '<li value="4"><code>    text: One</code></li><li value="5"><code></code></li>' +
        '<li value="6"><code>    speaker: unknown</code></li></ol>',
    );
  });

  it("cost the same each, however many stand in one file", async () => {
    const looksAtComments = async (count: number) => {
      const lines = Array.from(
        { length: count },
        (_, index) => `  c-${index}: { text: T ${index}, speaker: unknown } # comment`,
      );
      const base = folder({ "store.yaml": `claims:\n${lines.join("\n")}\n` });
      const store = uniteStore(await readFolders([base], { base, root: base, exclude: [] }));
      let looks = 0;
      for (const file of store.files) {
        const real = file.comments.bind(file);
        file.comments = () => {
          looks++;
          return real();
        };
      }
      const read = lineReader();
      for (const claim of store.claims.values()) expect(read(claim)).toHaveLength(1);
      return looks;
    };
    expect(await looksAtComments(50)).toBe(1);
    expect(await looksAtComments(500)).toBe(1);
  });
});

it("looks each quotation up in the saved copy of its document", async () => {
  const cwd = folder({
    "claims/copies/sitting.txt": "The bridge closes in June.",
    "claims/store.yaml": `agents:
  osei: { name: Osei, kind: person }
documents:
  sitting: { file: copies/sitting.txt }
claims:
  closes:
    text: The bridge will close.
    speaker: osei
    quote: The bridge closes in June.
    in: sitting
    relay: [{ via: sitting, quote: The bridge closes in July. }]
`,
  });
  const { stderr } = await claims(["site", "-o", "site"], { cwd });
  expect(stderr).toContain("open site/index.html");
  const text = textOf(textIn(join(cwd, "site"), "claims/closes.html"));
  expect(text).toContain(
    "The bridge closes in June.\n✓ these words stand in the saved copy of the document",
  );
  expect(text).toContain(
    "The bridge closes in July.\n✗ these words don't stand in the saved copy of the document",
  );
});
