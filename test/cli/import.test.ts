import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { claims, folder } from "../support/run.js";

const AGENTS = `agents:
  jane-doe: { name: Jane Doe, kind: person, aliases: [J. Doe] }
  parliament: { name: Parliament, kind: forum }
`;

/** Makes a store with a foreign file beside it. */
function beside(name: string, content: string | Uint8Array, store = AGENTS): string {
  return folder({ "agents.yaml": store, [`./${name}`]: content });
}

/** Imports a foreign file into a small store, and gives what stands there then. */
async function imported(name: string, content: string | Uint8Array, ...flags: string[]) {
  const cwd = beside(name, content);
  const [format, ...rest] = flags;
  const outcome = await claims(["import", format!, name, ...rest], { cwd });
  const path = join(cwd, "claims", name.replace(/\.\w+$/, ".yaml"));
  const data: Sections = existsSync(path) ? parse(readFileSync(path, "utf8")) : {};
  return { ...outcome, cwd, path, ...data };
}

type Entries = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
type Sections = {
  readonly agents?: Entries;
  readonly documents?: Entries;
  readonly claims?: Entries;
};

/** What is said below where there were problems. */
const AGAIN =
  "  = help: mend these lines and import the file again: what is there already is not added twice\n";

const SHEET = `Claim,Said by,When,Route,Link,Paper,Remark
Taxes will fall.,J. Doe,6 March 2024,Jane Doe > Parliament > The Gazette,https://example.org/a,The Gazette,first
Rents rise.,Zoë Poe,5/6/2023,,,,
,Nobody,,,,,
Rivers flood.,,2023,,,,
`;
const MAP =
  "text=Claim,speaker=Said by,date=When,chain=Route,document-url=Link,document-publisher=Paper";

describe("a table", () => {
  it("becomes claims, agents and documents; what can't be read is told by its line", async () => {
    const { code, stderr, stdout, path, cwd } = await imported(
      "sheet.csv",
      SHEET,
      "csv",
      "--map",
      MAP,
    );
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toBe(
      "sheet.csv:3: `date` is no date that can be read in one way only: `5/6/2023`; taken without it\n" +
        "sheet.csv:4: there is no text; the row is left out\n" +
        "not taken: the column `Remark`\n" +
        "added 3 claims, 2 agents, 1 document to claims/sheet.yaml; 2 problems\n" +
        AGAIN,
    );
    expect(readFileSync(path, "utf8")).toBe(`agents:
  gazette:
    name: The Gazette
    kind: outlet

  zoe-poe:
    name: Zoë Poe
    kind: person

documents:
  example-org:
    by: gazette
    url: https://example.org/a

claims:
  taxes-fall:
    text: Taxes will fall.
    speaker: jane-doe
    date: 2024-03-06
    relay: [parliament, example-org]

  rents-rise:
    text: Rents rise.
    speaker: zoe-poe

  rivers-flood:
    text: Rivers flood.
    speaker: unknown
    date: "2023"
`);
    expect(await claims(["fmt", "--check", "claims/sheet.yaml"], { cwd })).toMatchObject({
      code: 0,
    });
  });

  it("that is imported again adds nothing, also in another order and by other names", async () => {
    const { cwd, path } = await imported("sheet.csv", SHEET, "csv", "--map", MAP);
    const before = readFileSync(path, "utf8");
    const again = await claims(["import", "csv", "sheet.csv", "--map", MAP], { cwd });
    expect(again.stderr).toContain("nothing new; 3 were there already; 2 problems\n");
    const [header, ...rows] = SHEET.replace("J. Doe", "jane doe").trimEnd().split("\n");
    writeFileSync(join(cwd, "other.csv"), [header, ...rows.reverse()].join("\r\n"));
    const other = await claims(["import", "csv", "other.csv", "--map", MAP], { cwd });
    expect(other.stderr).toContain("nothing new; 3 were there already");
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(readdirSync(join(cwd, "claims")).sort()).toEqual(["agents.yaml", "sheet.yaml"]);
  });

  it("adds what is new to the file of before", async () => {
    const { cwd, path } = await imported("sheet.csv", "text\nIt rains.\n", "csv");
    writeFileSync(join(cwd, "sheet.csv"), "text\nIt rains.\nIt snows.\n");
    const again = await claims(["import", "csv", "sheet.csv"], { cwd });
    expect(again.stderr).toBe("added 1 claim to claims/sheet.yaml; 1 was there already\n");
    expect(Object.keys(parse(readFileSync(path, "utf8")).claims)).toEqual(["rains", "snows"]);
  });

  it("takes its columns for what their names say where no --map is given", async () => {
    const text =
      "ID;Text;Speaker;Speaker Kind;tags;about;Certainty\nT-1;It rains.;Met Office;organization;a; b\n";
    const {
      stderr,
      claims: found,
      agents,
    } = await imported("a.csv", text.replace("a; b", "weather;Jane Doe;Possible"), "csv");
    expect(stderr).toBe("added 1 claim, 1 agent to claims/a.yaml\n");
    expect(found).toEqual({
      "t-1": {
        text: "It rains.",
        speaker: "met-office",
        certainty: "possible",
        about: ["jane-doe"],
        tags: ["weather"],
      },
    });
    expect(agents).toEqual({ "met-office": { name: "Met Office", kind: "organization" } });
  });

  it("with another text under a known id is told, and left as it is", async () => {
    const { cwd, path } = await imported("a.csv", "id,text\nx-1,It rains.\n", "csv");
    const before = readFileSync(path, "utf8");
    writeFileSync(join(cwd, "a.csv"), "id,text\nx-1,It pours.\njane-doe,It snows.\n?,It hails.\n");
    const again = await claims(["import", "csv", "a.csv"], { cwd });
    expect(again.code).toBe(1);
    expect(again.stderr).toBe(
      "a.csv:2: claim `x-1` is in the store with another `text`; left as it is\n" +
        "a.csv:3: an agent has the id `jane-doe`; the claim is left out\n" +
        "a.csv:4: `?` can't be an id; the claim is left out\n" +
        "nothing new; 1 was there already; 3 problems\n" +
        AGAIN,
    );
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  it("that says a thing twice is taken once, and tells where it contradicts itself", async () => {
    const text =
      "text,speaker,how,tags\nIt rains.,Ann,told,a\nIt rains.,Ann,told,b\nIt rains.,Ann,denied,\n";
    const { stderr, claims: found } = await imported("a.csv", text, "csv");
    expect(stderr).toContain(
      "a.csv:4: the same claim stands on line 2 with another `how`; that one is kept\n",
    );
    expect(found).toEqual({
      rains: { text: "It rains.", speaker: "ann", how: "told", tags: ["a", "b"] },
    });
  });

  it("gives claims that begin alike ids that don't depend on their order", async () => {
    const rows = ["It rains.", "It rains, says Ann.", "IT RAINS!"].map((each) => `"${each}"`);
    const ids = async (lines: string[]) => {
      const { claims: found } = await imported("a.csv", ["text", ...lines].join("\n"), "csv");
      return Object.entries(found!).map(([id, { text }]) => [text, id]);
    };
    const first = await ids(rows);
    expect(first.map(([, id]) => id)).toEqual([
      "rains",
      "rains-says-ann",
      expect.stringMatching(/^rains-[0-9a-f]{6}$/),
    ]);
  });

  it("has its mapping in a file, too, and united with flags", async () => {
    const cwd = folder({
      "agents.yaml": AGENTS,
      "./map.yaml": "text: What\nspeaker: Who, really\n",
      "./a.tsv": "What\tWho, really\tDay\nIt rains.\tAnn\t2024\n",
    });
    const argv = ["import", "tsv", "a.tsv", "--map", "map.yaml", "--map", "date=day"];
    expect((await claims(argv, { cwd })).stderr).toBe("added 1 claim, 1 agent to claims/a.yaml\n");
  });

  it.each([
    ["Jane Doe > Parliament > Daily", [], ["parliament", "daily"]],
    ["Jane Doe → Parliament › Daily", [], ["parliament", "daily"]],
    ["Daily -> Parliament -> Jane Doe", ["--chain-order", "origin-last"], ["parliament", "daily"]],
    ["Jane Doe / X > Y", ["--chain-separator", "/"], ["x-y"]],
    ["Jane Doe > > Daily >", [], ["unknown", "daily"]],
    [
      "Jane Doe > Daily > Parliament > Daily",
      [],
      ["daily", "parliament", { via: "daily", id: "daily-2" }],
    ],
    [
      "Jane Doe > Parliament > Daily | Jane Doe > Parliament > Post",
      [],
      ["parliament", "daily", { via: "post", from: "parliament" }],
    ],
  ])("reads the chain %j", async (chain, flags, relay) => {
    const { claims: found } = await imported(
      "a.csv",
      `text,chain\nIt rains.,${chain}\n`,
      "csv",
      ...flags,
    );
    expect(found).toEqual({ rains: { text: "It rains.", speaker: "jane-doe", relay } });
  });

  it("holds the relay alone in its chain where the speaker has a column", async () => {
    const { claims: found } = await imported(
      "a.csv",
      "text,speaker,chain\nIt rains.,?,A > B\n",
      "csv",
    );
    expect(found).toEqual({ rains: { text: "It rains.", speaker: "unknown", relay: ["a", "b"] } });
  });

  it("names documents by address or title, and fact-checks of the claim", async () => {
    const header =
      "text,speaker,in,document-title,document-publisher,document-date,document-kind,verdict,reviewer,review-url,review-date,for,quote,lang,how,note";
    const row =
      "It rains.,J. Doe,https://example.org/talk,Rain,Daily,1.2.2024,post,false,Checkers,https://example.org/c,2024,Iran,Es regnet.,de,said,a note";
    const {
      claims: found,
      documents,
      code,
    } = await imported("a.csv", `${header}\n${row}\n`, "csv");
    expect(code).toBe(1);
    expect(documents).toEqual({
      "example-org-talk": { url: "https://example.org/talk" },
      rain: { title: "Rain", by: "daily", kind: "post" },
    });
    expect(found).toMatchObject({
      rains: {
        for: "iran",
        how: "said",
        quote: "Es regnet.",
        lang: "de",
        in: "example-org-talk",
        relay: ["rain"],
        reviews: [{ by: "checkers", verdict: "false", url: "https://example.org/c", date: "2024" }],
        note: "a note",
      },
    });
  });

  it("can have speakers' ids, names and kinds in columns of their own, as our own tables do", async () => {
    const text = `id,text,speaker,speaker-name,speaker-kind,chain,about
a-1,'=One.,bob-x,Bob,person,Bob › Daily,iran; jane-doe
b-2,Two.,article-x,The article,document,The article,
c-3,Three.,post-x,,post,,
d-4,Four.,unknown,unknown,unknown,unknown › unknown,
`;
    const { claims: found, agents, documents, cwd } = await imported("a.csv", text, "csv");
    expect(agents).toMatchObject({ "bob-x": { name: "Bob", kind: "person" } });
    expect(documents).toEqual({
      article: { title: "The article" },
      "post-x": { title: "post-x", kind: "post" },
    });
    expect(found).toMatchObject({
      "a-1": { text: "=One.", speaker: "bob-x", relay: ["daily"], about: ["iran", "jane-doe"] },
      "b-2": { speaker: "article" },
      "c-3": { speaker: "post-x" },
      "d-4": { speaker: "unknown", relay: ["unknown"] },
    });
    expect(await claims(["import", "csv", "a.csv"], { cwd })).toMatchObject({ code: 0 });
  });

  it("leaves out what refers to nothing, and what would follow from it", async () => {
    const text =
      "id,text,based-on,disputes\na-1,One.,b-1,\nb-1,Two.,c-1,\nd-1,Three.,,e-1\ne-1,Four.,,\nf-1,Five.,,jane-doe\n";
    const { stderr, claims: found } = await imported("a.csv", text, "csv");
    expect(stderr).toBe(
      "a.csv:2: `based-on` names `b-1`, which is neither in the store nor in what is taken of the file; the claim is left out\n" +
        "a.csv:3: `based-on` names `c-1`, which is neither in the store nor in what is taken of the file; the claim is left out\n" +
        "a.csv:6: `disputes` names `jane-doe`, which is an agent; the claim is left out\n" +
        "added 2 claims to claims/a.yaml; 3 problems\n" +
        AGAIN,
    );
    expect(Object.keys(found!)).toEqual(["d-1", "e-1"]);
  });

  it("leaves out what a forum would say", async () => {
    const { stderr } = await imported("a.csv", "text,speaker\nIt rains.,Parliament\n", "csv");
    expect(stderr).toContain(
      "`speaker` names `parliament`, a forum, which can't speak; the claim is left out",
    );
  });

  it("tells of names that may mean several", async () => {
    const store = "agents:\n  a: { name: Ann, kind: person }\n  b: { name: ann, kind: person }\n";
    const cwd = beside("a.csv", "text,speaker\nIt rains.,ANN\n", store);
    const { stderr } = await claims(["import", "csv", "a.csv"], { cwd });
    expect(stderr).toContain("a.csv:2: `ANN` may be any of `a`, `b`; taken for the first\n");
  });

  it("takes rows of the wrong length, values of the wrong kind and bytes that are no text for problems", async () => {
    const start =
      "text,certainty,document-url,speaker,speaker-kind\nIt rains.,sure,example.org,Ann,robot\nIt snows.\n,,,,\n\n";
    const bytes = new Uint8Array([
      ...new TextEncoder().encode(start),
      0xe9,
      0x2c,
      0x2c,
      0x2c,
      0x2c,
      0x0a,
    ]);
    const { stderr, claims: found } = await imported("a.csv", bytes, "csv");
    expect(stderr.split("\n").slice(0, 5)).toEqual([
      "a.csv:2: `robot` is no kind of agent; `Ann` is taken for a person",
      "a.csv:2: `document-url` is no web address: `example.org`; taken without it",
      "a.csv:2: `certainty` must be one of certain, probable, possible; taken without it",
      "a.csv:3: the row has 1 cells, and the header 5; the row is left out",
      "a.csv:6: there are bytes that are no UTF-8; the row is left out",
    ]);
    expect(found).toEqual({ rains: { text: "It rains.", speaker: "ann" } });
  });

  it("holds quotation marks as they are with --quote none", async () => {
    const text = 'text\tspeaker\n"They fall\tAnn\nA 5" pipe\tAnn\n';
    const { claims: found, code } = await imported("a.tsv", text, "tsv", "--quote", "none");
    expect(code).toBe(0);
    expect(Object.values(found!).map((each) => each["text"])).toEqual(['"They fall', 'A 5" pipe']);
  });

  it("divides its cells by anything", async () => {
    const text = "text~speaker\n'It ~ rains.'~Ann\n";
    const { claims: found } = await imported(
      "a.csv",
      text,
      "csv",
      "--delimiter",
      "~",
      "--quote",
      "'",
    );
    expect(found).toMatchObject({ rains: { text: "It ~ rains.", speaker: "ann" } });
  });

  it("comes from standard input, with a byte order mark or without", async () => {
    const cwd = folder({ "agents.yaml": AGENTS });
    const argv = ["import", "csv", "-", "--into", "claims/agents.yaml"];
    const { stderr } = await claims(argv, { cwd, stdin: "\uFEFFtext\nIt rains.\n" });
    expect(stderr).toBe("added 1 claim to claims/agents.yaml\n");
  });

  it.each([
    [
      "UTF-16",
      Buffer.from("\uFEFFtext\nIt rains.\n", "utf16le"),
      [],
      "is UTF-16, or no text at all",
    ],
    ["no header", "", [], "`a.csv` has no header: it is empty"],
    ["a bad header", '"text\n', [], "`a.csv` has no header: quotation marks don't match"],
    [
      "no texts",
      "a,b\n1,2\n",
      [],
      "no column is said to hold the claims' texts; there are `a`, `b`",
    ],
    [
      "a column that is not there",
      "text\nx\n",
      ["--map", "text=Txet"],
      "no column `Txet` for `text`",
    ],
    ["a key that is not there", "text\nx\n", ["--map", "txt=text"], "did you mean `text`?"],
    ["a key far off", "text\nx\n", ["--map", "wholly=text"], "= help: one of id, text, speaker"],
    ["a key without a column", "text\nx\n", ["--map", "text="], "`text` must name a column"],
    ["a key twice", "text\nx\n", ["--map", "text=text", "--map", "text=text"], "mapped twice"],
    ["no mapping file", "text\nx\n", ["--map", "none.yaml"], "`none.yaml` can't be read"],
    ["a mapping file of another kind", "text\nx\n", ["--map", "a.csv"], "no mapping in YAML"],
    ["a delimiter of two lines", "text\nx\n", ["--delimiter", "\n"], "--delimiter must be"],
    ["a long quote", "text\nx\n", ["--quote", "''"], "--quote must be one character"],
    ["one mark for two things", "text\nx\n", ["--quote", ","], "can't be the same"],
    ["another order", "text\nx\n", ["--chain-order", "up"], "--chain-order must be"],
    ["another split", "text\nx\n", ["--split-by", "moon"], "there is no split `moon`"],
    ["a file outside", "text\nx\n", ["--into", "../x.yaml"], "is no file of the store"],
  ])("can't be used: %s", async (_, content, flags, message) => {
    const { code, stderr, cwd } = await imported("a.csv", content, "csv", ...flags);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(readdirSync(join(cwd, "claims"))).toEqual(["agents.yaml"]);
  });

  it("that somebody else's library writes comes in to the letter, and comes in once", async () => {
    const cell = fc
      .string({ unit: fc.constantFrom(..."ab \"',;#:-\né") })
      .map((each) => `x${each}x`);
    const rows = fc.uniqueArray(fc.tuple(cell, cell), {
      minLength: 1,
      maxLength: 5,
      selector: ([a]) => a,
    });
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        const text = stringify([["text", "note"], ...cells], { quoted: true });
        const { claims: found, cwd, stderr } = await imported("a.csv", text, "csv");
        const all = Object.values(found ?? {}).map((each) => [each["text"], each["note"]]);
        if (!stderr.includes("already")) expect(all).toEqual(cells);
        const again = await claims(["import", "csv", "a.csv"], { cwd });
        expect(again.stderr).toContain("nothing new");
        expect((await claims(["fmt", "--check", "claims/a.yaml"], { cwd })).code).toBe(0);
      }),
      { numRuns: 15 },
    );
  });
});

describe("where it goes", () => {
  it("is shown by --dry-run, which writes nothing", async () => {
    const { stdout, stderr, cwd } = await imported(
      "a.csv",
      "text\nIt rains.\n",
      "csv",
      "--dry-run",
    );
    expect(stdout).toBe(
      "# claims/a.yaml\nclaims:\n  rains:\n    text: It rains.\n    speaker: unknown\n\n",
    );
    expect(stderr).toBe("would add 1 claim to claims/a.yaml\n");
    expect(readdirSync(join(cwd, "claims"))).toEqual(["agents.yaml"]);
  });

  it("is the file that --into names, whose comments stay", async () => {
    const store = "# ours\n\nagents:\n  ann: { name: Ann, kind: person } # here\n";
    const cwd = beside("a.csv", "text,speaker\nIt rains.,Ann\n", store);
    await claims(["import", "csv", "a.csv", "--into", "claims/agents.yaml"], { cwd });
    expect(readFileSync(join(cwd, "claims/agents.yaml"), "utf8")).toBe(
      "# ours\n\nagents:\n  ann: { name: Ann, kind: person } # here\n\nclaims:\n  rains:\n    text: It rains.\n    speaker: ann\n",
    );
  });

  it.each([
    ["speaker", ["a.yaml", "a/ann.yaml", "a/bob.yaml", "agents.yaml"]],
    ["year", ["a.yaml", "a/2023.yaml", "agents.yaml"]],
    ["month", ["a.yaml", "a/2023-05.yaml", "agents.yaml"]],
    ["tag", ["a.yaml", "a/weather.yaml", "agents.yaml"]],
    ["document", ["a.yaml", "a/news.yaml", "agents.yaml"]],
  ])("is a file for each %s", async (what, files) => {
    const text =
      "text,speaker,date,tags,document-title\nIt rains.,Ann,2023-05-01,Weather,News\nIt snows.,Bob,,,\n";
    const { cwd } = await imported("a.csv", text, "csv", "--split-by", what);
    const found = readdirSync(join(cwd, "claims"), { recursive: true, encoding: "utf8" });
    expect(found.filter((path) => path.endsWith(".yaml")).sort()).toEqual(files);
    expect((await claims(["validate", "--fail-on", "error"], { cwd })).code).toBe(0);
    expect(
      (await claims(["import", "csv", "a.csv", "--split-by", what], { cwd })).stderr,
    ).toContain("nothing new");
  });

  it("is several files where one would be too large for an editor", {
    timeout: 30_000,
  }, async () => {
    const rows = Array.from(
      { length: 1200 },
      (_, index) => `Claim ${index} ${"is long ".repeat(500)}`,
    );
    const { cwd, stderr } = await imported("a.csv", `text\n${rows.join("\n")}\n`, "csv");
    expect(stderr).toBe("added 1200 claims to 2 files: claims/a.yaml, claims/a-2.yaml\n");
    writeFileSync(join(cwd, "a.csv"), `text\n${rows.join("\n")}\nOne more.\n`);
    const again = await claims(["import", "csv", "a.csv"], { cwd });
    expect(again.stderr).toBe("added 1 claim to claims/a-2.yaml; 1200 were there already\n");
  });

  it.each([
    "\n",
    "\r\n",
  ])("has one form however many entries there are, with line ends %j", async (end) => {
    const head = `# yaml-language-server: $schema=../claims.json${end}`;
    const rows = Array.from(
      { length: 250 },
      (_, row) => `Claim ${row}.,Person ${row},Story ${row}`,
    );
    const cwd = folder({
      "agents.yaml": head + AGENTS.replaceAll("\n", end),
      "./a.csv": ["text,speaker,document-title", ...rows].join("\n"),
    });
    const { stderr } = await claims(["import", "csv", "a.csv"], { cwd });
    expect(stderr).toBe("added 250 claims, 250 agents, 250 documents to claims/a.yaml\n");
    const text = readFileSync(join(cwd, "claims/a.yaml"), "utf8");
    expect(text.startsWith(`${head}${end}agents:${end}  person-0:`)).toBe(true);
    expect(text.match(/^\S.*$/gm)).toHaveLength(4);
    expect(await claims(["fmt", "--check", "claims/a.yaml"], { cwd })).toMatchObject({ code: 0 });
  });

  it("is nothing where a file can't be added to", async () => {
    const cwd = folder({
      "a.yaml": "claims: [\n",
      "b.yaml": AGENTS,
      "./a.csv": "text\nIt rains.\n",
    });
    const { code, stderr } = await claims(["import", "csv", "a.csv"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("`claims/a.yaml` can't be added to");
    expect(readFileSync(join(cwd, "claims/a.yaml"), "utf8")).toBe("claims: [\n");
  });

  it("says that the store is a file where it is one", async () => {
    const cwd = beside("a.csv", "text\nIt rains.\n");
    const { code, stderr } = await claims(
      ["--store", "claims/agents.yaml", "import", "csv", "a.csv"],
      { cwd },
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining("--into must say into which file")]);
  });

  it("is told while it is read, on a terminal", async () => {
    let now = 0;
    const text = `text\n${"It rains, and more.\n".repeat(30_000)}`;
    const cwd = beside("a.csv", text);
    const world = { cwd, errorTerminal: true, clock: () => (now += 400) };
    const { stderr } = await claims(["import", "csv", "a.csv"], world);
    expect(stderr).toContain("\rreading a.csv: ");
  });

  it.each([
    ["none.csv", "`none.csv` can't be read"],
    ["claims", "`claims` can't be read: it is a folder"],
  ])("%s is not there", async (file, message) => {
    const { code, stderr } = await claims(["import", "csv", file], { cwd: beside("a.csv", "") });
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it("names the formats where another is wanted", async () => {
    const { code, stderr } = await claims(["import", "cvs", "a.csv"], { cwd: beside("a.csv", "") });
    expect([code, stderr]).toEqual([2, expect.stringContaining("did you mean `csv`?")]);
  });
});

describe("our own JSON", () => {
  const STORE = {
    formatVersion: 1,
    agents: { ann: { name: "Ann", kind: "person", roles: { chair: { title: "Chair" } } } },
    documents: { news: { title: "News", url: "https://example.org/n", date: "2024" } },
    claims: {
      rain: {
        text: "It rains.",
        speaker: "ann",
        role: "chair",
        relay: ["news", { via: "ann", id: "again" }],
      },
      snow: { text: "It snows.", speaker: "ann", "based-on": ["rain"], grade: { credibility: 2 } },
    },
  };
  const LINES = [
    ...Object.entries(STORE.agents).map(([id, value]) => ({ kind: "agent", id, value })),
    ...Object.entries(STORE.documents).map(([id, value]) => ({ kind: "document", id, value })),
    ...Object.entries(STORE.claims).map(([id, value]) => ({ kind: "claim", id, value })),
  ].map((line) => `${JSON.stringify(line)}\n`);

  it.each([
    ["json", JSON.stringify(STORE, null, 2)],
    ["jsonl", `\n${LINES.join("")}`],
  ])("comes in as it went out: %s", async (format, text) => {
    const { code, cwd, path, ...data } = await imported(`a.${format}`, text, format);
    expect([code, data.stderr]).toEqual([
      0,
      "added 2 claims, 1 agent, 1 document to claims/a.yaml\n",
    ]);
    const { formatVersion: _, ...sections } = STORE;
    expect(parse(readFileSync(path, "utf8"))).toEqual(sections);
    const again = await claims(["import", format, `a.${format}`], { cwd });
    expect(again.stderr).toBe("nothing new; 4 were there already\n");
  });

  it("tells what is not as the format has it, by line", async () => {
    const text = `{
  "formatVersion": 2, "more": {}, "documents": [],
  "agents": {
    "ann": { "name": "Ann" },
    "Bad Id": { "name": "Bob", "kind": "person" },
    "unknown": { "name": "Bob", "kind": "person" },
    "jane-doe": { "name": "Jane", "kind": "person" }
  },
  "claims": {
    "a": 3,
    "b": { "text": "x", "speaker": "ann", "colour": "red", "date": "soon" }
  }
}`;
    const { code, stderr } = await imported("a.json", text, "json");
    expect(code).toBe(1);
    expect(stderr.split("\n")).toEqual([
      "a.json:1: the format's version is 2; 1 is what can be read",
      "a.json:1: `more` is no section of a store; it is left out",
      "a.json:1: `documents` must hold entries by id; it is left out",
      "a.json:4: `kind` must be one of person, organization, outlet, forum, anonymous; the agent is left out",
      "a.json:5: `Bad Id` can't be an id; the agent is left out",
      "a.json:6: `unknown` can't be an id; the agent is left out",
      "a.json:7: agent `jane-doe` is in the store with another `name`; left as it is",
      "a.json:9: this must be an object; the claim is left out",
      "a.json:11: `date` is no date that can be read in one way only: `soon`; the claim is left out",
      "a.json:11: `colour` is no key of the format; the claim is left out",
      "nothing new; 1 was there already; 10 problems",
      ...AGAIN.split("\n"),
    ]);
  });

  it("has no use for the flags of tables", async () => {
    const { code, stderr } = await imported("a.json", "{}", "json", "--chain-order", "origin-last");
    expect(stderr).toBe(
      "error: --chain-order means nothing to json\n  = help: it is for csv, tsv\n",
    );
    expect(code).toBe(2);
  });

  it.each([
    ["json", "[]", "a.json:1: this is no export of claims"],
    ["json", '{"claims": {\n', "a.json:2: this is no JSON"],
    ["jsonl", "{}\n", "a.jsonl:1: a line must be `{kind, id, value}`"],
    ["jsonl", `${LINES[0]}{\n${LINES[1]}`, "a.jsonl:2: this is no JSON"],
  ])("tells what is no such thing: %s %j", async (format, text, message) => {
    const { code, stderr } = await imported(`a.${format}`, text, format);
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
  });

  it("tells lines that are no UTF-8, and refuses a document that isn't", async () => {
    const bytes = new Uint8Array([0x22, 0xe9, 0x22, 0x0a]);
    expect((await imported("a.jsonl", bytes, "jsonl")).stderr).toContain(
      "a.jsonl:1: there are bytes",
    );
    expect((await imported("a.json", bytes, "json")).code).toBe(2);
  });

  it("tells an id that stands twice", async () => {
    const line = (text: string) =>
      JSON.stringify({ kind: "claim", id: "a", value: { text, speaker: "unknown" } });
    const { stderr } = await imported("a.jsonl", `${line("x")}\n${line("y")}\n`, "jsonl");
    expect(stderr).toContain(
      "a.jsonl:2: `a` stands on line 1 with another `text`; that one is kept",
    );
  });
});
