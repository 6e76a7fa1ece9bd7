import * as nodeFs from "node:fs";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { claims, commit, folder, onStore, ROOT } from "../support/run.js";

const SOUND = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
documents: { the-story: { by: the-gazette } }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    date: 2023-10-26
    relay: [{ via: the-gazette, in: the-story }]
  tax-rise:
    text: Taxes will rise next year.
    speaker: jane-doe
    relay: [{ via: the-gazette, in: the-story }]
`;

/** A sound claim beside one whose date no calendar has. */
const PARTLY_BROKEN = `${SOUND}  broken-claim:
    text: Nobody pays.
    speaker: jane-doe
    date: 2023-02-30
`;

/** Every way to read the store. */
const READING: readonly string[][] = [
  ["list"],
  ["list", "--format", "plain"],
  ["list", "--format", "json"],
  ["list", "--format", "jsonl"],
  ["list", "--format", "csv"],
  ["list", "--format", "tsv"],
  ["list", "--format", "markdown"],
  ["show", "tax-cut", "jane-doe"],
  ["show", "tax-cut", "jane-doe", "--format", "json"],
  ["trace", "--all"],
  ["trace", "--all", "--format", "flat"],
  ["trace", "--all", "--format", "json"],
  ["trace", "--all", "--format", "jsonl"],
  ["validate"],
  ["validate", "--format", "concise"],
  ["validate", "--format", "json"],
  ["validate", "--format", "jsonl"],
  ["export", "json"],
  ["export", "csv"],
];

const MACHINE_READ = READING.filter((argv) =>
  ["json", "jsonl", "csv", "tsv"].includes(argv.at(-1)!),
);

const ANSI = "\x1b[";

describe("1. data on stdout, counts and failures on stderr", () => {
  it("list", async () => {
    const { stdout, stderr } = await onStore(SOUND, "list", "--format", "plain");
    expect(stdout.split("\n").filter(Boolean)).toHaveLength(2);
    expect(stderr).toBe("2 of 2 claims\n");
  });

  it("validate puts findings on stdout and the summary on stderr", async () => {
    const { stdout, stderr } = await onStore(PARTLY_BROKEN, "validate", "--format", "concise");
    expect(stdout).toContain("invalid-date");
    expect(stdout).not.toContain("1 error");
    expect(stderr).toBe("1 error in 2 claims, 1 file\n");
  });

  it.each([
    ["an unknown id", ["show", "nobody"]],
    ["an unknown command", ["frobnicate"]],
    ["an unknown flag", ["list", "--frobnicate"]],
    ["a missing argument", ["show"]],
    ["a failed check", ["trace", "tax-cut", "--check", "--format", "flats"]],
  ])("%s leaves stdout empty", async (_, argv) => {
    const { stdout, stderr, code } = await onStore(SOUND, ...argv);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^error: /);
    expect(code).toBe(2);
  });

  it("-q keeps counts away, and no failure", async () => {
    expect((await onStore(SOUND, "list", "-q")).stderr).toBe("");
    expect((await onStore(SOUND, "validate", "-q")).stderr).toBe("");
    expect((await onStore(PARTLY_BROKEN, "list", "-q")).stderr).toContain("warning: part of");
    expect((await onStore(SOUND, "show", "nobody", "-q")).stderr).toContain("error: ");
  });

  it("decides colour for each stream by itself", async () => {
    const cwd = folder({ "store.yaml": PARTLY_BROKEN });
    const out = await claims(["list"], { cwd, outputColumns: 100 });
    expect(out.stdout).toContain(ANSI);
    expect(out.stderr).not.toContain(ANSI);
    const err = await claims(["list"], { cwd, errorTerminal: true });
    expect(err.stdout).not.toContain(ANSI);
    expect(err.stderr).toContain(ANSI);
  });
});

describe("2. colour", () => {
  const coloured = async (
    argv: string[],
    world: { env?: Record<string, string>; tty: boolean },
  ) => {
    const cwd = folder({ "store.yaml": PARTLY_BROKEN });
    const { env = {}, tty } = world;
    const { stdout, stderr } = await claims(argv, { cwd, env, ...(tty ? { columns: 100 } : {}) });
    const both = [stdout.includes(ANSI), stderr.includes(ANSI)];
    expect(both[0]).toBe(both[1]);
    return both[0];
  };

  it.each([
    ["a terminal", ["list"], { tty: true }, true],
    ["a pipe", ["list"], { tty: false }, false],
    ["NO_COLOR", ["list"], { tty: true, env: { NO_COLOR: "1" } }, false],
    ["an empty NO_COLOR", ["list"], { tty: true, env: { NO_COLOR: "" } }, true],
    ["FORCE_COLOR", ["list"], { tty: false, env: { FORCE_COLOR: "1" } }, true],
    ["FORCE_COLOR=0", ["list"], { tty: true, env: { FORCE_COLOR: "0" } }, false],
    ["both", ["list"], { tty: true, env: { NO_COLOR: "1", FORCE_COLOR: "1" } }, false],
    ["TERM=dumb", ["list"], { tty: true, env: { TERM: "dumb" } }, false],
    [
      "--color never",
      ["list", "--color", "never"],
      { tty: true, env: { FORCE_COLOR: "1" } },
      false,
    ],
    ["--color always", ["list", "--color=always"], { tty: false, env: { NO_COLOR: "1" } }, true],
    ["--color auto", ["list", "--color", "auto"], { tty: false }, false],
  ] as const)("%s", async (_, argv, world, expected) => {
    expect(await coloured([...argv], world)).toBe(expected);
  });

  it.each(MACHINE_READ)("never in what a program reads: %s %s %s %s %s", async (...argv) => {
    const cwd = folder({ "store.yaml": PARTLY_BROKEN });
    const env = { FORCE_COLOR: "1" };
    const { stdout } = await claims([...argv, "--color", "always"], { cwd, env, columns: 40 });
    expect(stdout).not.toContain("\x1b");
    expect(stdout.length).toBeGreaterThan(0);
  });

  it("is never the only sign: without it the same words stand there", async () => {
    const cwd = folder({
      "store.yaml": `${PARTLY_BROKEN.replace("speaker: jane-doe", "speaker: unknown")}`,
    });
    for (const argv of [
      ["list"],
      ["trace", "--all"],
      ["validate"],
      ["rules"],
      ["show", "tax-cut"],
    ]) {
      const plain = await claims(argv, { cwd });
      const painted = await claims([...argv, "--color", "always"], { cwd });
      expect(painted.stdout).not.toBe(plain.stdout);
      expect(painted.stdout.replace(/\x1b\[\d+m/g, "").replace(/ +$/gm, "")).toBe(
        plain.stdout.replace(/ +$/gm, ""),
      );
    }
  });

  it("doesn't spoil the findings about a configuration", async () => {
    const cwd = folder({ "store.yaml": SOUND, "./claims.config.yaml": "rules: { unused: of }\n" });
    const { stderr } = await claims(["list"], { cwd, columns: 200 });
    expect(stderr).toContain("invalid-value");
    expect(stderr).not.toContain("\\x1b");
  });
});

describe("3. text from the store is data", () => {
  /** A store that tries to drive the terminal from every text that it holds. */
  const HOSTILE = `agents:
  jane-doe: { name: "Jane\\e[31m\\u202EDoe", kind: person, aliases: ["\\e]0;x\\a"] }
  the-gazette: { name: "The\\x9BGazette", kind: outlet, note: "\\e[2J" }
documents:
  the-article: { title: "A\\u2066rticle\\r", by: the-gazette, kind: article }
claims:
  tax-cut:
    text: "Taxes\\e[2J will\\u2028 \\bfall.\\nNever."
    speaker: jane-doe
    role: minister
    how: "\\e[1mtold"
    quote: "\\x07"
    tags: ["\\e[5m"]
    relay:
      - the-gazette
      - { via: the-article, how: "\\e[8mcited" }
    note: "\\u202Emirror"
`;
  /** What a terminal obeys: C0 but line feed, DEL, C1, separators and changes of direction. */
  const OBEYED = /[\x00-\x08\x0B-\x1F\x7F-\x9F\u2028\u2029\u202A-\u202E\u2066-\u2069]/;

  it.each(READING)("in %s %s %s %s", async (...argv) => {
    const { stdout, stderr } = await onStore(HOSTILE, ...argv);
    const format = argv.at(-1);
    expect(format === "csv" ? stdout.replaceAll("\r\n", "\n") : stdout).not.toMatch(OBEYED);
    expect(stderr).not.toMatch(OBEYED);
    expect(stdout).toMatch(/\\{1,2}(x1b|u001b|u202e)/);
  });

  it("with every column", async () => {
    const columns = "id,speaker,via,claim,tags,how,origins,bottlenecks,location";
    for (const format of ["table", "plain", "markdown"]) {
      const { stdout } = await onStore(HOSTILE, "list", "--columns", columns, "--format", format);
      expect(stdout).not.toMatch(OBEYED);
      expect(stdout).toMatch(/x1b\\?\[5m/);
    }
  });

  it("what was typed is data too", async () => {
    for (const word of ["x\r\x1b[31m", "\u2028\x1b[31m", "x\u202e", "x\n\x1b[2J"]) {
      for (const argv of [
        ["show", word],
        [word],
        ["list", `--${word}`],
        ["list", "--sort", word],
      ]) {
        const { stderr } = await onStore(SOUND, ...argv);
        expect(stderr).not.toMatch(OBEYED);
        expect(stderr).toContain("error: ");
      }
    }
  });

  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\uFF1D1",
  ])("a spreadsheet doesn't run %s", async (cell) => {
    const store = SOUND.replace("Taxes will fall next year.", JSON.stringify(cell));
    for (const format of ["csv", "tsv"]) {
      const { stdout } = await onStore(store, "list", "--columns", "claim", "--format", format);
      expect(stdout.split(/\r?\n/)[1]).toBe(`'${cell}`);
    }
  });

  it("keeps a comma, a quotation mark and a line break inside their CSV cell", async () => {
    const store = SOUND.replace("Taxes will fall next year.", '"a, \\"b\\"\\nc"');
    const { stdout } = await onStore(store, "list", "--columns", "claim,id", "--format", "csv");
    expect(stdout.split("\r\n")[1]).toBe('"a, ""b"" c",tax-cut');
  });

  it("escapes Markdown, and the HTML in it", async () => {
    const text = "a | *b* _c_ `d` [e](http://f.g) <script> &amp; @h";
    const store = SOUND.replace("Taxes will fall next year.", JSON.stringify(text));
    const { stdout } = await onStore(store, "list", "--columns", "claim", "--format", "markdown");
    expect(stdout).toContain(
      "a \\| \\*b\\* \\_c\\_ \\`d\\` \\[e\\](http&#58;//f.g) &lt;script&gt; &amp;amp; &#64;h",
    );
  });
});

describe("5. JSON", () => {
  it.each(
    READING.filter((argv) => argv.at(-1) === "json"),
  )("is one document with a formatVersion: %s %s %s %s", async (...argv) => {
    const { stdout } = await onStore(SOUND, ...argv);
    expect(JSON.parse(stdout)).toHaveProperty("formatVersion", 1);
  });

  it.each([
    ["list"],
    ["trace", "--all"],
    ["validate"],
  ])("is one object a line as JSONL: %s", async (...argv) => {
    const cwd = folder({ "store.yaml": PARTLY_BROKEN });
    const { stdout } = await claims([...argv, "--format", "jsonl"], { cwd });
    const lines = stdout.trimEnd().split("\n");
    const all = JSON.parse((await claims([...argv, "--format", "json"], { cwd })).stdout);
    expect(lines.map((line) => JSON.parse(line))).toEqual(all.claims ?? all.findings);
  });

  it("with nothing found still parses", async () => {
    const none = await onStore(SOUND, "validate", "--format", "json");
    expect(JSON.parse(none.stdout)).toMatchObject({ findings: [], summary: { errors: 0 } });
    const empty = await onStore(SOUND, "list", "zebra", "--format", "json");
    expect(JSON.parse(empty.stdout)).toMatchObject({ claims: [], total: 2, complete: true });
    expect((await onStore(SOUND, "validate", "--format", "jsonl")).stdout).toBe("");
  });

  it("loses nothing of a text with control characters", async () => {
    const store = SOUND.replace("Taxes will fall next year.", '"a\\e[31m\\u202Eb\\x9B"');
    const { stdout } = await onStore(store, "list", "--format", "json");
    expect(JSON.parse(stdout).claims[0].text).toBe("a\x1b[31m\u202Eb\x9B");
  });
});

describe("6. two runs are byte-identical", () => {
  it.each(READING)("%s %s %s %s", async (...argv) => {
    const cwd = folder({ "b.yaml": PARTLY_BROKEN, "a.yaml": "claims: {}\nagenst: {}\n" });
    let time = 0;
    const first = await claims(argv, { cwd, clock: () => time++ });
    const second = await claims(argv, { cwd, clock: () => (time += 1000) });
    expect(second).toEqual(first);
  });

  it.each(MACHINE_READ)("with no absolute path: %s %s %s %s", async (...argv) => {
    const here = folder({ "store.yaml": PARTLY_BROKEN });
    const there = folder({ "store.yaml": PARTLY_BROKEN });
    const { stdout } = await claims(argv, { cwd: here });
    expect(stdout).not.toContain(here);
    expect((await claims(argv, { cwd: there })).stdout).toBe(stdout);
  });

  it("orders findings by file, line, column and rule, whatever the order of the disk", async () => {
    const files = { "b.yaml": "x: 1\n", "a.yaml": "x: 1\ny: 1\n", "sub/c.yaml": "z: 1\n" };
    const cwd = folder(
      Object.fromEntries(Object.entries(files).map(([k, v]) => [`claims/${k}`, v])),
    );
    const disk = {
      ...nodeFs,
      readdirSync: ((path: string, options: never) =>
        (nodeFs.readdirSync(path, options) as unknown[]).reverse()) as never,
    };
    const forward = await claims(["validate", "--format", "concise"], { cwd });
    const backward = await claims(["validate", "--format", "concise"], { cwd, disk });
    expect(backward).toEqual(forward);
    expect(forward.stdout.match(/^\S+/gm)).toEqual([
      "claims/a.yaml:1:1:",
      "claims/a.yaml:2:1:",
      "claims/b.yaml:1:1:",
      "claims/sub/c.yaml:1:1:",
    ]);
  });
});

describe("7. places", () => {
  interface Found {
    findings: {
      rule: string;
      location: { file: string; line: number; column: number; endLine: number; endColumn: number };
    }[];
  }

  it("are 1-based and mark the very text", async () => {
    const store = `agents:
  jane-doe: { name: Jane Doe, kind: persona }
claims:
  é-claim: { text: x, speaker: jane-doe }
  tax-cut:
    text: Taxes.
    speaker: jane-do
    date: 2023-02-30
    "tags": []
    relya: [the-gazette]
`;
    const { stdout } = await onStore(store, "validate", "--format", "json");
    const lines = store.split("\n");
    const marked = (JSON.parse(stdout) as Found).findings.map(({ rule, location }) => {
      const { line, column, endLine, endColumn } = location;
      expect(endLine).toBe(line);
      return [rule, lines[line - 1]!.slice(column - 1, endColumn - 1)];
    });
    expect(marked).toEqual([
      ["invalid-value", "persona"],
      ["invalid-id", "é-claim"],
      ["invalid-date", "2023-02-30"],
      ["wrong-type", "[]"],
      ["unknown-key", "relya"],
    ]);
  });

  it("are relative to the repository's root, wherever the command runs", async () => {
    const root = folder({
      ".git/HEAD": "",
      "news/desk/claims/store.yaml": PARTLY_BROKEN,
      "news/desk/notes/readme.txt": "",
    });
    for (const cwd of ["news/desk", "news/desk/claims", "news/desk/notes"]) {
      const { stdout } = await claims(["validate", "--format", "concise"], {
        cwd: join(root, cwd),
      });
      expect(stdout).toMatch(/^news\/desk\/claims\/store\.yaml:18:11: /);
      const trace = await claims(["trace", "tax-cut"], { cwd: join(root, cwd) });
      expect(trace.stdout).toContain("news/desk/claims/store.yaml:6\n");
    }
  });

  it("are relative to the project where there is no repository", async () => {
    const root = folder({ "desk/claims/store.yaml": PARTLY_BROKEN });
    const { stdout } = await claims(["validate", "--format", "concise"], {
      cwd: join(root, "desk/claims"),
    });
    expect(stdout).toMatch(/^claims\/store\.yaml:18:11: /);
  });
});

describe("8. every finding has a place", () => {
  it("for a missing key, its parent's", async () => {
    const store = `agents:
  jane-doe: { kind: person }
claims:
  tax-cut:
    speaker: jane-doe
    relay:
      - how: told
`;
    const { stdout } = await onStore(store, "validate", "--format", "concise");
    const places = [...stdout.matchAll(/:(\d+:\d+): error\[missing-key\]/g)].map(([, at]) => at);
    expect(places).toEqual(["2:3", "4:3", "7:9"]);
  });

  it("even for a file that can't be read at all", async () => {
    const cwd = folder({ "a.yaml": SOUND, "b.yaml": "" });
    const { stdout } = await claims(["validate", "--format", "json"], { cwd });
    expect(JSON.parse(stdout).findings[0].location).toEqual({
      file: "claims/b.yaml",
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 1,
    });
  });
});

describe("9. nothing is passed over", () => {
  it("3,000 faults are 3,000 findings", async () => {
    const faulty = Array.from(
      { length: 3000 },
      (_, index) => `  claim-${index}: { text: x, speaker: jane-doe, date: 2023-02-30 }\n`,
    );
    const store = `agents:\n  jane-doe: { name: J, kind: person }\nclaims:\n${faulty.join("")}`;
    const concise = await onStore(store, "validate", "--format", "concise");
    expect(concise.stdout.match(/invalid-date/g)).toHaveLength(3000);
    expect(concise.stderr).toContain("3000 errors");
    expect((await onStore(store, "validate")).stdout.match(/^error/gm)).toHaveLength(3000);
  });

  it("a path with no store file exits 2", async () => {
    const cwd = folder({ "store.yaml": SOUND, "empty/readme.txt": "" });
    const { code, stderr, stdout } = await claims(["validate", "empty"], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toBe("error: there is no store file (.yaml, .yml) in `empty`\n");
  });

  it("a named file that is absent exits 2", async () => {
    const cwd = folder({ "store.yaml": SOUND });
    for (const argv of [
      ["validate", "nope.yaml"],
      ["list", "--store", "nope"],
      ["list", "--config", "nope.yaml"],
    ]) {
      const { code, stderr } = await claims(argv, { cwd });
      expect(code).toBe(2);
      expect(stderr).toContain(`\`${argv.at(-1)}\``);
    }
  });
});

describe("10. a partly broken store is still served", () => {
  it.each([
    ["list", ["list", "--format", "json"]],
    ["show", ["show", "tax-cut", "--format", "json"]],
    ["trace", ["trace", "tax-cut", "--format", "json"]],
  ])("%s", async (_, argv) => {
    const { stdout, stderr, code } = await onStore(PARTLY_BROKEN, ...argv);
    const data = JSON.parse(stdout);
    expect(data.complete).toBe(false);
    expect((data.claims ?? data.entries)[0].id).toBe("tax-cut");
    expect(stderr).toContain("warning: part of the store can't be read (1 error)");
    expect(code).toBe(1);
    const whole = await onStore(SOUND, ...argv);
    expect(JSON.parse(whole.stdout).complete).toBe(true);
    expect(whole.stderr).not.toContain("warning");
    expect(whole.code).toBe(0);
  });

  it("names a claim that can't be read as such, and doesn't call it missing", async () => {
    const { stderr, code } = await onStore(PARTLY_BROKEN, "show", "broken-claim");
    expect(stderr).toContain("`broken-claim` can't be read");
    expect(code).toBe(2);
  });
});

describe("11. an unknown word names the nearest", () => {
  it.each([
    ["id", ["show", "tax-cud"], "`tax-cut`"],
    ["id to trace", ["trace", "tax-rice"], "`tax-rise`"],
    ["speaker", ["list", "--speaker", "jane-due"], "`jane-doe`"],
    ["flag", ["list", "--speakr", "x"], "--speaker"],
    ["global flag", ["--stor", "x", "list"], "--store"],
    ["command", ["lits"], "list"],
    ["rule", ["explain", "untracd"], "`untraced`"],
    ["selected rule", ["validate", "--select", "untracd"], "`untraced`"],
    ["ignored rule", ["validate", "--ignore", "unusd"], "`unused`"],
    ["column", ["list", "--columns", "id,speeker"], "`speaker`"],
    ["sort key", ["list", "--sort", "dat"], "`date`"],
    ["status", ["list", "--status", "tracd"], "`traced`"],
    ["list format", ["list", "--format", "jsn"], "`json`"],
    ["show format", ["show", "tax-cut", "--format", "txt"], "`text`"],
    ["trace format", ["trace", "--all", "--format", "flatt"], "`flat`"],
    ["finding format", ["validate", "--format", "concice"], "`concise`"],
    ["rules format", ["rules", "--format", "tabel"], "`table`"],
    ["severity", ["validate", "--fail-on", "eror"], "`error`"],
    ["schema", ["schema", "stor"], "`store`"],
  ])("%s", async (_, argv, near) => {
    const { stdout, stderr, code } = await onStore(SOUND, ...argv);
    expect(stderr).toMatch(/did you mean/i);
    expect(stderr).toContain(near);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  });

  it("lists what there is where nothing is near", async () => {
    const { stderr } = await onStore(SOUND, "list", "--sort", "xyzzy");
    expect(stderr).toContain("one of date, speaker, status, id, independent");
  });

  it("an ambiguous beginning lists its matches", async () => {
    const { stderr, stdout, code } = await onStore(SOUND, "show", "tax");
    expect(stderr).toBe("error: `tax` may be any of 2:\n  tax-cut\n  tax-rise\n");
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  });

  it("a unique beginning works, as does a name in any case", async () => {
    for (const word of ["tax-c", "tax-cut"]) {
      const { stdout, code } = await onStore(SOUND, "trace", word);
      expect(stdout).toMatch(/^tax-cut /);
      expect(code).toBe(0);
    }
    expect((await onStore(SOUND, "show", "JANE DOE")).stdout).toMatch(/^jane-doe /);
  });

  it("the whole of an id is no ambiguous beginning", async () => {
    const store = SOUND.replace("  tax-rise:", "  tax:");
    expect((await onStore(store, "trace", "tax")).stdout).toMatch(/^tax /);
  });
});

describe("12. reading writes nothing", () => {
  function snapshot(root: string): string[] {
    return readdirSync(root, { recursive: true, encoding: "utf8" })
      .sort()
      .map((path) => {
        const stats = statSync(join(root, path));
        const bytes = stats.isFile() ? readFileSync(join(root, path), "hex") : "";
        return `${path} ${stats.mtimeMs} ${stats.mode} ${bytes}`;
      });
  }

  it.each([
    ...READING,
    ["rules"],
    ["explain", "untraced"],
    ["schema"],
  ])("%s %s %s %s", async (...argv) => {
    const cwd = folder({ "store.yaml": PARTLY_BROKEN, "./claims.config.yaml": "exclude: [x]\n" });
    const before = snapshot(cwd);
    await claims(argv, { cwd, columns: 80 });
    expect(snapshot(cwd)).toEqual(before);
  });
});

describe("13. standard input and the end of flags", () => {
  it("- reads standard input", async () => {
    const cwd = folder({ "notes/readme.txt": "" });
    const { stdout, code } = await claims(["validate", "-", "--format", "concise"], {
      cwd,
      stdin: PARTLY_BROKEN,
    });
    expect(stdout).toMatch(/^<stdin>:18:11: error\[invalid-date\]/);
    expect(code).toBe(1);
    expect((await claims(["validate", "-"], { cwd, stdin: SOUND })).code).toBe(0);
  });

  it("- stands alone", async () => {
    const { stderr, code } = await onStore(SOUND, "validate", "-", "claims");
    expect(stderr).toContain("stands alone");
    expect(code).toBe(2);
  });

  it("says so where it can't be read", async () => {
    const stdin = () => {
      throw Object.assign(new Error("EISDIR: illegal operation"), { code: "EISDIR" });
    };
    const { stderr, code } = await claims(["validate", "-"], { stdin });
    expect(stderr).toBe("error: standard input can't be read: it is a folder\n");
    expect(code).toBe(2);
  });

  it("is not read by any other command", async () => {
    const stdin = () => {
      throw new Error("read");
    };
    const cwd = folder({ "store.yaml": SOUND });
    for (const argv of [
      ["list"],
      ["show", "tax-cut"],
      ["trace", "--all"],
      ["validate"],
      ["rules"],
    ]) {
      expect((await claims(argv, { cwd, stdin })).code).toBe(0);
    }
  });

  it("-- ends flags", async () => {
    const store = SOUND.replace("Taxes will fall", "The --speaker of the house");
    const { stdout, code } = await onStore(store, "list", "--format", "plain", "--", "--speaker");
    expect(stdout).toMatch(/^tax-cut\t/);
    expect(stdout).not.toContain("tax-rise");
    expect(code).toBe(0);
    expect((await onStore(SOUND, "list", "--speaker")).code).toBe(2);
  });
});

describe("14. columns stay straight", () => {
  const WIDE = `agents:
  wide: { name: 王毅外交部长, kind: person }
  combining: { name: "Jose\\u0301 Nu\\u0303ez", kind: person }
  right-to-left: { name: محمد جواد, kind: person }
  emoji: { name: "👨‍👩‍👧‍👦 Family 🇱🇧", kind: person }
claims:
  a-claim: { text: "一二三四五六七八九十一二三四五六七八九十", speaker: wide, tags: [x] }
  b-claim: { text: "e\\u0301e\\u0301e\\u0301", speaker: combining, tags: [x] }
  c-claim: { text: "سلام", speaker: right-to-left, tags: [x] }
  d-claim: { text: "👍🏽 yes", speaker: emoji, tags: [x] }
`;
  /** Gives the terminal column at which the status begins, on each line of a table. */
  function starts(stdout: string): Set<number> {
    const lines = stdout.trimEnd().split("\n");
    return new Set(lines.map((line) => stringWidth(line.slice(0, line.search(/STATUS|traced/)))));
  }

  it.each([undefined, 120, 60, 52])("in a table %s columns wide", async (columns) => {
    const cwd = folder({ "store.yaml": WIDE });
    const argv = ["list", "--columns", "id,speaker,claim,status", "--color", "never"];
    const { stdout } = await claims(argv, { cwd, ...(columns ? { columns } : {}) });
    expect(stdout.trimEnd().split("\n")).toHaveLength(5);
    expect(starts(stdout).size).toBe(1);
    for (const line of stdout.split("\n")) {
      expect(stringWidth(line)).toBeLessThanOrEqual(columns ?? Number.POSITIVE_INFINITY);
    }
  });

  it("cuts between characters, never inside one", async () => {
    const cwd = folder({ "store.yaml": WIDE });
    const { stdout } = await claims(["list", "--color", "never"], { cwd, columns: 52 });
    expect(stdout).toContain("…");
    expect(stdout).not.toMatch(/\p{Surrogate}|\uFFFD|\u200D…/u);
  });

  it("in a Markdown table", async () => {
    const { stdout } = await onStore(WIDE, "list", "--format", "markdown");
    expect(
      new Set(
        stdout
          .trimEnd()
          .split("\n")
          .map((line) => stringWidth(line)),
      ).size,
    ).toBe(1);
  });

  it("in a tree", async () => {
    const cwd = folder({
      "store.yaml": `${WIDE}  e-claim: { text: x, speaker: wide, relay: [combining, right-to-left, emoji] }\n`,
    });
    const { stdout } = await claims(["trace", "e-claim"], { cwd });
    const lines = stdout.split("\n").filter((line) => /claims\/store.yaml/.test(line));
    expect(lines).toHaveLength(4);
    const at = lines.map((line) => stringWidth(line.slice(0, line.indexOf("claims/store.yaml"))));
    expect(new Set(at).size).toBe(1);
  });

  it("an underline stands below what it marks", async () => {
    const store = 'claims:\n  a-claim: { text: "王e\\u0301👍", tags: "王é👍", speaker: unknown }\n';
    const { stdout } = await onStore(store, "validate", "--select", "wrong-type");
    const [source, mark] = stdout.split("\n").filter((line) => / \| /.test(line));
    const start = source!.indexOf('"王é');
    expect(stringWidth(source!.slice(0, start))).toBe(mark!.indexOf("^"));
    expect(mark!.match(/\^+/)![0].length).toBe(stringWidth('"王é👍"'));
  });
});

describe("14. --ascii", () => {
  it("draws a tree in ASCII", async () => {
    const store =
      `${SOUND}  gaps: { text: X., speaker: jane-doe, relay: [the-forum, unknown, the-gazette] }
  loop: { text: X., speaker: jane-doe, based-on: [gaps, nothing, loop], relay: [{ via: the-gazette, from: the-gazette }] }
`.replace("documents:", "  the-forum: { name: The Forum, kind: forum }\ndocuments:");
    const { stdout } = await onStore(store, "trace", "gaps", "loop", "--ascii");
    expect(stdout).toContain("`-o The Forum");
    expect(stdout).toMatch(/^[\n -~]+$/);
  });

  it("draws flat chains in ASCII", async () => {
    const { stdout } = await onStore(SOUND, "trace", "--all", "--format", "flat", "--ascii");
    expect(stdout).toBe("tax-cut: Jane Doe > The Gazette\ntax-rise: Jane Doe > The Gazette\n");
  });
});

describe("15. help and failures", () => {
  it.each([
    [],
    ["list"],
    ["show"],
    ["trace"],
    ["validate"],
    ["rules"],
    ["explain"],
    ["schema"],
  ])("--help starts with examples: %s", async (...argv) => {
    const { stdout, stderr, code } = await claims([...argv, "--help"]);
    expect(stdout).toMatch(/^Examples:\n {2}claims /);
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  });

  it("every example of the help is a command line that is understood", async () => {
    const story = "documents:\n  story: { title: A story }\n";
    const cwd = folder({ "store.yaml": SOUND, "claims/story.yaml": story });
    commit(cwd);
    const meant: Record<string, string> = { ID: "tax-cut", DOCUMENT: "story", hamas: "jane-doe" };
    for (const command of [[], ["list"], ["trace"], ["validate"], ["rules"], ["explain"]]) {
      const { stdout } = await claims([...command, "--help"]);
      const examples = stdout.slice(0, stdout.indexOf("\n\n")).split("\n").slice(1);
      for (const example of examples) {
        const argv = example.trim().split(/ {2,}/)[0]!.split(" ").slice(1);
        const { stderr } = await claims(
          argv.map((word) => meant[word] ?? word),
          { cwd },
        );
        expect(stderr, example).not.toMatch(/^error/m);
      }
    }
  });

  it("--version prints the version alone", async () => {
    const { stdout, code } = await claims(["--version"]);
    const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
    expect({ stdout, code }).toEqual({ stdout: `${version}\n`, code: 0 });
  });

  const odd = {
    ...nodeFs,
    readdirSync: (() => {
      return [{ name: "a.yaml" }];
    }) as never,
  };

  it("an internal error keeps its stack trace to itself", async () => {
    const cwd = folder({ "store.yaml": SOUND });
    const { stdout, stderr, code } = await claims(["list"], { cwd, disk: odd });
    expect(stderr).toMatch(/^internal error: /);
    expect(stderr).toContain("report it with the output of -v");
    expect(stderr).not.toMatch(/^ +at /m);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
  });

  it.each([
    ["list", "-v"],
    ["-v", "list"],
    ["list", "--verbose"],
  ])("an internal error shows it with %s %s", async (...argv) => {
    const cwd = folder({ "store.yaml": SOUND });
    expect((await claims(argv, { cwd, disk: odd })).stderr).toMatch(/^ +at /m);
  });

  it("a mistake of the user never shows one, not even with -v", async () => {
    const { stderr } = await onStore(SOUND, "show", "nobody", "-v");
    expect(stderr).toMatch(/^error: /m);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it("what is thrown may be no Error, and hold escapes", async () => {
    const cwd = folder({ "store.yaml": SOUND });
    for (const thrown of ["a\r\x1b[31mb", new Error("a\r\x1b[31mb")]) {
      const disk = {
        ...nodeFs,
        existsSync: () => {
          throw thrown;
        },
      };
      const { stderr, code } = await claims(["list", "-v"], { cwd, disk });
      expect(stderr).toMatch(/^internal error: a/);
      expect(stderr).not.toMatch(/[\r\x1b]/);
      expect(code).toBe(2);
    }
  });
});

describe("16. progress", () => {
  const files = Object.fromEntries(
    Array.from({ length: 20 }, (_, index) => [`f${index}.yaml`, `claims: {}\n`]),
  );
  const CLEARED = "\r\x1b[K";

  /** A clock that moves on at every look. */
  function ticking(step: number): () => number {
    let now = 0;
    return () => (now += step);
  }

  it("is shown after half a second, on a terminal, and taken away", async () => {
    const world = { cwd: folder(files), errorTerminal: true, clock: ticking(100) };
    const { stdout, stderr } = await claims(["list"], world);
    expect(stderr).toMatch(/^\rreading 4 of 20 files\rreading 5 of 20 files/);
    expect(stderr.split(CLEARED)).toHaveLength(2);
    expect(stderr.split(CLEARED)[1]).toBe("0 of 0 claims\n");
    expect(stdout).toBe("");
  });

  it("is shown no more than ten times a second", async () => {
    const world = { cwd: folder(files), errorTerminal: true, clock: ticking(50) };
    const { stderr } = await claims(["list"], world);
    expect(stderr.match(/reading/g)).toHaveLength(6);
  });

  it.each([
    ["quick work", { errorTerminal: true, clock: ticking(1) }, []],
    ["a pipe", { clock: ticking(1000) }, []],
    ["a terminal on stdout alone", { outputColumns: 80, clock: ticking(1000) }, []],
    ["-q", { errorTerminal: true, clock: ticking(1000) }, ["-q"]],
  ] as const)("is not shown for %s", async (_, world, argv) => {
    const { stderr } = await claims(["list", ...argv], { cwd: folder(files), ...world });
    expect(stderr).not.toContain("reading");
    expect(stderr).not.toContain("\r");
  });
});
