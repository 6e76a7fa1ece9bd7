import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FORMATS } from "../../src/formats/list.js";
import { exported } from "../support/export.js";
import { claims, folder, onStore } from "../support/run.js";

const STORE = `agents:
  jane-doe: { name: Jane Doe, kind: person, part-of: parliament }
  john-roe: { name: John Roe, kind: person }
  parliament: { name: Parliament, kind: organization }
  the-gazette: { name: The Gazette, kind: outlet }
documents:
  the-story: { by: the-gazette, cites: [the-report] }
  the-report: { title: The report }
  another: { title: Another }
claims:
  tax-cut: { text: "Taxes \\e[31mwill fall.", speaker: jane-doe, relay: [the-story], based-on: [surplus] }
  surplus: { text: There is a surplus., speaker: john-roe }
`;

const NAMES = Object.keys(FORMATS);

describe("claims export", () => {
  it("lists the formats where none is named", async () => {
    const { stdout, code } = await onStore(STORE, "export");
    expect(stdout.split("\n").map((line) => line.split(" ")[0])).toEqual([...NAMES, ""]);
    expect(code).toBe(0);
  });

  it.each(NAMES)("writes %s to standard output as to a file", async (name) => {
    const cwd = folder({ "store.yaml": STORE });
    const printed = await claims(["export", name], { cwd });
    await claims(["export", name, "-o", "out"], { cwd });
    expect(printed.stdout).toBe(
      readFileSync(join(cwd, "out"), name === "parquet" ? "latin1" : "utf8"),
    );
    expect(printed.stderr).toMatch(new RegExp(`^2 claims, 4 agents, 3 documents as ${name}\n`));
    expect(printed.code).toBe(0);
  });

  it("says nothing with -q", async () => {
    expect((await onStore(STORE, "export", "dot", "-q")).stderr).toBe("");
  });

  it("names the nearest where there is no such format, kind of row or table", async () => {
    const { stderr, code } = await onStore(STORE, "export", "graphm");
    expect(stderr).toContain(
      "there is no export format `graphm`\n  = help: did you mean `graphml`?",
    );
    expect(code).toBe(2);
    expect((await onStore(STORE, "export", "csv", "--rows", "hop")).stderr).toContain("`hops`?");
    expect((await onStore(STORE, "export", "parquet", "--table", "x")).code).toBe(2);
  });
});

describe("a flag that some formats heed", () => {
  it("names entries, who keeps the store and the licence in linked data", async () => {
    const { text, code } = await exported(
      STORE,
      ...["nanopub", "--base", "https://example.org/c/"],
      ...["--recorder", "https://example.org/us", "--license", "https://example.org/licence"],
    );
    expect(code).toBe(0);
    expect(text).toContain("@prefix store: <https://example.org/c/>.");
    expect(text).toContain("dct:creator <https://example.org/us>");
    expect(text).toContain("dct:license <https://example.org/licence>");
  });

  it.each([
    [["prov", "--base", "https://example.org"], "--base takes an IRI that ends in /, # or :"],
    [["nanopub", "--license", "CC BY"], "--license takes an IRI, not `CC BY`"],
    [
      ["csv", "--base", "https://example.org/"],
      "--base means nothing to csv\n  = help: it is for schema-org, prov, prov-json, nanopub",
    ],
    [
      ["prov", "--recorder", "urn:us:1"],
      "--recorder means nothing to prov\n  = help: it is for nanopub",
    ],
    [["json", "--rows", "hops"], "--rows means nothing to json\n  = help: it is for csv, tsv"],
    [["csv", "--table", "hops"], "--table means nothing to csv"],
  ])("is refused in %j", async (argv, message) => {
    const { stderr, stdout, code } = await onStore(STORE, "export", ...argv);
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });
});

describe("what a format can't hold", () => {
  it("is counted", async () => {
    const { stderr } = await onStore(
      "claims:\n  one: { text: One., speaker: unknown, how: said, date: 2023/2024 }\n",
      ...["export", "schema-org"],
    );
    expect(stderr).toBe(
      "1 claim, 0 agents, 0 documents as schema-org\n" +
        "  not in it, 1 ×: `how` of a claim\n  not in it, 1 ×: a date that is an interval\n",
    );
  });
});

describe("on a terminal", () => {
  it("sends no control character, and the text as it is to a pipe", async () => {
    const cwd = folder({ "store.yaml": STORE });
    const shown = await claims(["export", "sql"], { cwd, columns: 80 });
    expect(shown.stdout).toContain("'Taxes \\x1b[31mwill fall.'");
    expect(shown.stdout).not.toContain("\x1b");
    const piped = await claims(["export", "sql"], { cwd });
    expect(piped.stdout).toContain("'Taxes \x1b[31mwill fall.'");
  });

  it("refuses bytes, which a file and a pipe take", async () => {
    const cwd = folder({ "store.yaml": STORE });
    const { stderr, stdout, code } = await claims(["export", "parquet"], {
      cwd,
      outputColumns: 80,
    });
    expect(stderr).toBe(
      "error: parquet is nothing for a terminal\n  = help: write it with -o FILE\n",
    );
    expect(stdout).toBe("");
    expect(code).toBe(2);
    expect((await claims(["export", "parquet"], { cwd })).stdout).toMatch(/^PAR1/);
  });

  it("shows how much is written while it takes long, and takes that away", async () => {
    let now = 0;
    const clock = () => {
      now += 600;
      return now;
    };
    const cwd = folder({ "store.yaml": STORE });
    const { stderr } = await claims(["export", "json", "-o", "out"], {
      cwd,
      clock,
      errorTerminal: true,
    });
    expect(stderr).toContain("\rwritten 0.0 MB\r\x1b[K");
  });
});

describe("the flags of `claims list`", () => {
  it("narrow to claims, with the agents and documents that they need", async () => {
    const { text, stderr } = await exported(STORE, "json", "--speaker", "jane-doe");
    const { agents, documents, claims } = JSON.parse(text);
    expect(Object.keys(claims)).toEqual(["tax-cut"]);
    expect(Object.keys(agents)).toEqual(["jane-doe", "parliament", "the-gazette"]);
    expect(Object.keys(documents)).toEqual(["the-story", "the-report"]);
    expect(stderr).toContain(
      "not in it, 1 ×: a claim that others refer to and that the flags leave out",
    );
  });

  it("leave the measures as they are in the whole store", async () => {
    const { text } = await exported(STORE, "csv", "--speaker", "jane-doe");
    expect(text).toMatch(/,john-roe,/);
  });

  it("are read as there", async () => {
    expect((await exported(STORE, "json", "--since", "soon")).code).toBe(2);
    expect(JSON.parse((await exported(STORE, "json", "--tag", "none")).text).claims).toEqual({});
  });
});

describe("a file", () => {
  it("is written whole or not at all, and nothing is left beside it", async () => {
    const cwd = folder({ "store.yaml": STORE });
    writeFileSync(join(cwd, "out.csv"), "before");
    expect((await claims(["export", "csv", "-o", "out.csv"], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, "out.csv"), "utf8")).toMatch(/^id,text/);
    expect(readdirSync(cwd).sort()).toEqual(["claims", "out.csv"]);
  });

  it.each([
    ["out.yaml", "would be read as a part of a store"],
    ["nowhere/out.csv", "there is no folder"],
    ["claims/store.yaml/out", "there is no folder"],
  ])("%s is refused", async (path, reason) => {
    const cwd = folder({ "store.yaml": STORE });
    const { stderr, code } = await claims(["export", "csv", "-o", path], { cwd });
    expect(stderr).toContain(reason);
    expect(code).toBe(2);
    expect(existsSync(join(cwd, path))).toBe(false);
  });

  it("can be a pipe", async () => {
    const cwd = folder({ "store.yaml": STORE });
    expect((await claims(["export", "csv", "-o", "/dev/null"], { cwd })).code).toBe(0);
  });
});

describe("a store that can't be read whole", () => {
  it("goes out as far as it can be read", async () => {
    const { text, stderr, code } = await exported(`${STORE}  bad: { text: "" }\n`, "json");
    expect(Object.keys(JSON.parse(text).claims)).toEqual(["tax-cut", "surplus"]);
    expect(stderr).toContain("warning: part of the store can't be read (");
    expect(code).toBe(1);
  });

  it.each([
    ["an agent can't be read", STORE.replace("kind: outlet", "kind: paper")],
    ["an id is defined twice", `${STORE}  jane-doe: { text: Twice., speaker: unknown }\n`],
    ["a file ends in the middle", `${STORE}agents: { z: { confidential: true`],
  ])("stays where %s: it can't be known who is confidential", async (_, yaml) => {
    const { stderr, stdout, code } = await onStore(yaml, "export", "json");
    expect(stderr).toContain("can't be known who is confidential");
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });
});

/** A store whose export is longer than what is written at once. */
const LONG_STORE = JSON.stringify({
  agents: { "jane-doe": { name: "Jane Doe", kind: "person" } },
  claims: Object.fromEntries(
    Array.from({ length: 1200 }, (_, index) => [
      `claim-${index}`,
      { text: `${index}. ${"Taxes will fall. ".repeat(8)}`, speaker: "jane-doe" },
    ]),
  ),
});

describe("a pipe that takes one piece at a time", () => {
  it.each(NAMES)("is not pressed by %s", async (name) => {
    let [isFull, pieces, pressed] = [false, 0, 0];
    const stdout = {
      write() {
        if (isFull) pressed++;
        pieces++;
        isFull = true;
        return false;
      },
      once(_: "drain", listener: () => void) {
        setImmediate(() => {
          isFull = false;
          listener();
        });
      },
    };
    const { code } = await claims(["export", name], {
      cwd: folder({ "store.yaml": LONG_STORE }),
      stdout,
    });
    expect(code).toBe(0);
    expect(pieces).toBeGreaterThan(1);
    expect(pressed).toBe(0);
  });
});
