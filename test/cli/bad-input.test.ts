import { execFileSync } from "node:child_process";
import * as nodeFs from "node:fs";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { claims, folder, onStore } from "../support/run.js";

/** A sound file, which stands beside each broken one. */
const SOUND = `agents:
  jane-doe: { name: Jane Doe, kind: person }
documents: { the-speech: { title: Speech } }
claims:
  sound-claim:
    text: Taxes will fall.
    speaker: jane-doe
    in: the-speech
`;

const isPosix = process.platform !== "win32";
const OBEYED = /[\x00-\x08\x0B-\x1F\x7F-\x9F\u2028\u2029\u202A-\u202E\u2066-\u2069]/;

interface Expected {
  /** The findings as `line:column rule`, in order. */
  readonly found: readonly string[];
  /** What the findings say, somewhere. */
  readonly says?: readonly (string | RegExp)[];
  /** The claims that are still listed, beside `sound-claim`. */
  readonly kept?: readonly string[];
}

/** Checks that a broken file is told about in full, and takes nothing sound with it. */
async function expectBad(content: string | Uint8Array, expected: Expected): Promise<void> {
  const cwd = folder({ "a.yaml": SOUND, "bad.yaml": content });
  const checked = await claims(
    ["validate", "--format", "concise", "--ignore", "unused,no-document"],
    { cwd },
  );
  const found = [...checked.stdout.matchAll(/^claims\/bad\.yaml:(\d+:\d+): \w+\[(.+?)\]/gm)];
  expect(found.map(([, at, rule]) => `${at} ${rule}`)).toEqual(expected.found);
  expect(checked.stdout.match(/^claims\/a\.yaml/gm)).toBeNull();
  for (const text of expected.says ?? []) expect(checked.stdout).toMatch(text);
  for (const line of checked.stdout.trimEnd().split("\n")) {
    expect(line, "says what to do").toMatch(/ \(.+\)$| must be /);
  }
  expect(checked.code).toBe(1);
  const listed = await claims(["list", "--format", "plain", "--columns", "id"], { cwd });
  expect(listed.stdout.trimEnd().split("\n")).toEqual(["sound-claim", ...(expected.kept ?? [])]);
  expect(listed.stderr).toContain("warning: part of the store can't be read");
  expect(listed.code).toBe(1);
  const pretty = await claims(["validate"], { cwd });
  for (const { stdout, stderr } of [checked, listed, pretty]) {
    expect(stdout + stderr).not.toMatch(/^ +at .*:\d+:\d+\)?$/m);
    expect(stdout + stderr).not.toContain("internal error");
    expect(stdout + stderr).not.toMatch(OBEYED);
  }
}

const claim = (id: string, ...lines: string[]) =>
  [
    `  ${id}:`,
    `    text: About ${id}.`,
    "    speaker: jane-doe",
    ...lines.map((each) => `    ${each}`),
  ]
    .map((line) => `${line}\n`)
    .join("");

describe("a store that isn't there", () => {
  it("says where it looked, and what to do", async () => {
    const cwd = folder({ "notes/readme.txt": "", ".git/HEAD": "" });
    for (const argv of [["list"], ["show", "x"], ["trace", "--all"], ["validate"]]) {
      const { stdout, stderr, code } = await claims(argv, { cwd });
      expect(stderr).toContain(`no claim store in \`${cwd}\` or above it`);
      expect(stderr).toContain("= help: make a folder `claims/` with a YAML file in it");
      expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    }
  });

  it("a folder without a store file", async () => {
    const { stderr, code } = await claims(["list"], { cwd: folder({ "readme.md": "" }) });
    expect(stderr).toBe("error: there is no store file (.yaml, .yml) in `claims`\n");
    expect(code).toBe(2);
  });
});

describe("a file whose bytes are no text", () => {
  it("empty", () =>
    expectBad("", { found: ["1:1 wrong-type"], says: ["the file is empty", "or delete it"] }));

  it("nothing but white space and comments", () =>
    expectBad("\n# later\n", { found: ["1:1 wrong-type"], says: ["nothing but comments"] }));

  it("Latin-1", () => {
    const text = `agents:\n  mueller: { name: Müller, kind: person }\nclaims:\n${claim("kept")}`;
    return expectBad(Buffer.from(text, "latin1"), {
      found: ["2:21 not-utf8"],
      says: ["save the file as UTF-8"],
      kept: ["kept"],
    });
  });

  it.each([
    ["little-endian", [0xff, 0xfe], Buffer.from(SOUND, "utf16le")],
    ["big-endian", [0xfe, 0xff], Buffer.from(SOUND, "utf16le").swap16()],
  ])("UTF-16, %s", (_, mark, bytes) =>
    expectBad(Buffer.concat([Buffer.from(mark), bytes]), {
      found: ["1:1 not-utf8"],
      says: ["the file is UTF-16", "save the file as UTF-8"],
    }));

  it("a picture", () =>
    expectBad(
      Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256),
      {
        found: ["1:1 not-utf8"],
        says: ["the file is not text"],
      },
    ));

  it("a NUL", () =>
    expectBad(`claims:\n${claim("lost", "note: a\0b")}${claim("kept")}`, {
      found: ["5:12 control-character"],
      says: ["U+0000"],
      kept: ["kept"],
    }));

  it("a raw terminal escape", () =>
    expectBad(`claims:\n${claim("lost", "note: a\x1b[31mb")}${claim("kept")}`, {
      found: ["5:12 control-character"],
      says: ["U+001B", "delete it"],
      kept: ["kept"],
    }));
});

describe("what editors of other systems write is read in silence, with exact places", () => {
  const broken = `claims:\n${claim("kept")}${claim("late", "date: 2023-02-30")}`;

  it.each([
    ["a byte order mark", (text: string) => `\uFEFF${text}`],
    ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["both", (text: string) => `\uFEFF${text.replaceAll("\n", "\r\n")}`],
    ["no line end at the end", (text: string) => text.trimEnd()],
  ])("%s", async (_, change) => {
    const sound = await onStore(change(SOUND), "validate", "--fail-on", "info");
    expect(sound).toMatchObject({ code: 0, stdout: "" });
    const list = await onStore(change(SOUND), "list", "--format", "plain");
    expect(list.stdout).toBe("sound-claim\t\tJane Doe\t\toriginal\tTaxes will fall.\n");
    await expectBad(change(broken), { found: ["8:11 invalid-date"], kept: ["kept"] });
    const pretty = await onStore(change(SOUND + claim("late", "date: 2023-02-30")), "validate");
    expect(pretty.stdout).toContain("12 |     date: 2023-02-30\n   |           ^^^^^^^^^^\n");
  });
});

describe("a file that is not YAML, or no mapping", () => {
  it("brackets that never close", () =>
    expectBad("claims:\n  x: {{{\n  y: [\n", { found: ["2:8 yaml-syntax", "3:6 yaml-syntax"] }));

  it("a colon in a text without quotes", () =>
    expectBad(`claims:\n${claim("lost", "note: He said: taxes.")}${claim("kept")}`, {
      found: ["5:11 yaml-syntax"],
      says: ["put a text that holds a colon in quotes"],
      kept: ["kept"],
    }));

  it("a quotation mark that never closes is shown where it opens", () =>
    expectBad(`claims:\n${claim("kept")}${claim("lost", 'note: "open')}`, {
      found: ["8:11 yaml-syntax"],
      says: ["opens here and is never closed"],
      kept: ["kept"],
    }));

  it("tabs as indentation", () =>
    expectBad("claims:\n\tlost:\n\t\ttext: X.\n", {
      found: ["2:1 yaml-syntax"],
      says: ["tabs are not allowed", "indent with spaces"],
    }));

  it.each([
    ["a list", "- claims\n- agents\n"],
    ["a text", "just words\n"],
    ["a number", "42\n"],
  ])("%s at the top", (_, content) =>
    expectBad(content, {
      found: ["1:1 wrong-type"],
      says: ["a store file is a mapping", "put what stands here under one of the three keys"],
    }));

  it("a list under a section", () =>
    expectBad(`claims:\n  - text: X.\nagents: nobody\n`, {
      found: ["1:1 wrong-type", "3:1 wrong-type"],
      says: ["`claims` must be a mapping from ids to entries"],
    }));

  it("two documents in one file", () =>
    expectBad(`claims:\n${claim("kept")}\n---\nclaims:\n${claim("second")}`, {
      found: ["6:1 yaml-feature"],
      says: ["a second YAML document starts here", "a file of its own"],
      kept: ["kept", "second"],
    }));
});

describe("keys", () => {
  it("one that stands twice", () =>
    expectBad(`claims:\n${claim("lost", "text: Y.")}${claim("kept")}`, {
      found: ["5:5 duplicate-key"],
      says: ["the key `text` stands twice", "keep one of the two"],
      kept: ["kept"],
    }));

  it("a section that stands twice keeps the entries of both", () =>
    expectBad(`claims:\n${claim("first")}claims:\n${claim("second")}`, {
      found: ["5:1 duplicate-key"],
      kept: ["first", "second"],
    }));

  it("an entry that stands twice keeps the first", () =>
    expectBad(`claims:\n${claim("twice", "note: first")}${claim("twice", "note: second")}`, {
      found: ["6:3 duplicate-id"],
      says: ["rename one of the two"],
      kept: ["twice"],
    }));

  it("an unknown one names the nearest", () =>
    expectBad(
      `clams: {}\nclaims:\n${claim("lost", "speeker: x", "relay: [{ via: jane-doe, cerainty: certain }]")}`,
      {
        found: ["1:1 unknown-key", "6:5 unknown-key", "7:30 unknown-key"],
        says: ["did you mean `claims`", "did you mean `speaker`", "did you mean `certainty`"],
      },
    ));

  it("one like nothing lists those there are", () =>
    expectBad(`xyzzy: {}\n`, { found: ["1:1 unknown-key"], says: ["agents, documents, claims"] }));

  it("__proto__, at any depth", () =>
    expectBad(
      `__proto__: { x: 1 }\nagents:\n  __proto__: { name: X, kind: person }\nclaims:\n${claim("lost", "__proto__: { text: Y }")}${claim("kept")}`,
      {
        found: ["1:1 yaml-feature", "3:3 yaml-feature", "8:5 yaml-feature"],
        says: ["the key `__proto__` can't stand in a store file"],
        kept: ["kept"],
      },
    ));

  it("constructor is an id like any other", async () => {
    const store = `agents:
  constructor: { name: Con Structor, kind: person, roles: { constructor: { title: Builder } } }
documents:
  to-string: { title: A page, kind: article }
claims:
  has-own-property: { text: X., speaker: constructor, role: constructor, relay: [to-string] }
`;
    const listed = await onStore(store, "list", "constructor", "--format", "plain");
    expect(listed).toMatchObject({
      code: 0,
      stdout: "has-own-property\t\tCon Structor\tA page\ttraced\tX.\n",
    });
    expect((await onStore(store, "validate", "--fail-on", "info")).code).toBe(0);
    expect((await onStore(store, "show", "constructor")).stdout).toContain(
      "constructor: title: Builder",
    );
    const missing = await onStore(SOUND, "show", "constructor");
    expect(missing.stderr).toContain("no claim, agent or document is called `constructor`");
  });

  it.each([
    "constructor",
    "toString",
    "hasOwnProperty",
    "valueOf",
  ])("%s is no key of a claim", (key) =>
    expectBad(`claims:\n${claim("lost", `${key}: x`)}`, { found: ["5:5 unknown-key"] }));
});

describe("values", () => {
  it("of the wrong type, at any depth", () =>
    expectBad(
      `claims:
  a: { text: 1984, speaker: jane-doe }
  b: { text: X., speaker: [jane-doe] }
  c: { text: X., speaker: jane-doe, relay: jane-doe }
  d: { text: X., speaker: jane-doe, relay: [[jane-doe], { via: 3 }] }
  e: { text: X., speaker: jane-doe, tags: [x, { y: z }] }
  f: { text: X., speaker: jane-doe, reviews: [{ by: 5, verdict: false-ish }] }
  g: just a text
  h:
  i: { text: true, speaker: null }
`,
      {
        found: [
          "2:14 wrong-type",
          "3:27 wrong-type",
          "4:44 wrong-type",
          "5:45 wrong-type",
          "5:64 wrong-type",
          "6:47 wrong-type",
          "7:53 wrong-type",
          "8:6 wrong-type",
          "9:3 wrong-type",
          "10:14 wrong-type",
          "10:29 wrong-type",
        ],
        says: ['put it in quotes: "1984"', "write it as a list: [jane-doe]"],
      },
    ));

  it("YAML that makes an entry depend on text elsewhere", () =>
    expectBad(
      `claims:
  a: &anchor { text: X., speaker: jane-doe }
  b: *anchor
  c:
    <<: *anchor
    note: x
  d: { text: !!str X., speaker: jane-doe }
  kept: { text: X., speaker: jane-doe }
`,
      {
        found: ["2:6 yaml-feature", "3:6 yaml-feature", "5:5 yaml-feature", "7:14 yaml-feature"],
        says: ["an anchor", "an alias", "a merge key", "a tag"],
        kept: ["kept"],
      },
    ));

  it("an alias bomb is defused", async () => {
    const levels = Array.from({ length: 30 }, (_, level) => {
      const item = level === 0 ? "lol" : `*l${level - 1}`;
      return `l${level}: &l${level} [${Array(9).fill(item).join(", ")}]\n`;
    });
    const started = performance.now();
    await expectBad(`${levels.join("")}claims:\n${claim("lost", "tags: *l29")}${claim("kept")}`, {
      found: [...levels.map((_, index) => `${index + 1}:1 unknown-key`), "35:11 yaml-feature"],
      kept: ["kept"],
    });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it("ids of the wrong form", () =>
    expectBad(
      `claims:
  Tax_Cut: { text: X., speaker: jane-doe }
  -tax: { text: X., speaker: jane-doe }
  unknown: { text: X., speaker: jane-doe }
  spoken: { text: X., speaker: Jane Doe }
`,
      {
        found: ["2:3 invalid-id", "3:3 invalid-id", "4:3 invalid-id", "5:32 invalid-id"],
        says: ["`tax-cut`", "`unknown` is reserved", "`jane-doe`"],
      },
    ));

  it.each(["2023-02-30", "2023-13", "2023-00-10", "2023-11-31"])("no calendar has %s", (date) =>
    expectBad(`claims:\n${claim("lost", `date: ${date}`)}${claim("kept")}`, {
      found: ["5:11 invalid-date"],
      says: [`no calendar has the date \`${date}\``, "write 2023, 2023-10"],
      kept: ["kept"],
    }));

  it.each([
    "yesterday",
    "26.10.2023",
    "2023-1-1",
    "2023-10-26T25:00:00Z",
  ])("%s is no date", (date) =>
    expectBad(`claims:\n${claim("lost", `date: ${date}`)}`, { found: ["5:11 invalid-date"] }));

  it("terminal escapes and changes of direction, in any text", async () => {
    const store = `agents:
  jane-doe: { name: "Jane\\e[31mDoe", kind: person }
claims:
  kept: { text: "a\\u202Eb", speaker: jane-doe, note: "\\u2066", tags: ["\\x9B"] }
`;
    const { stdout, code } = await onStore(store, "validate", "--format", "concise");
    expect(stdout.match(/^\S+ error\[control-character\]/gm)).toHaveLength(4);
    expect(stdout).not.toMatch(OBEYED);
    expect(code).toBe(1);
    const listed = await onStore(store, "list", "--format", "plain");
    expect(listed.stdout).toBe("kept\t\tJane\\x1b[31mDoe\t\ttraced\ta\\u202eb\n");
  });
});

describe("size and depth", () => {
  const DEEP = 10_000;

  it.each([
    ["in brackets", `  ${"[".repeat(DEEP)}${"]".repeat(DEEP)}`],
    ["as blocks", `  ${"- ".repeat(DEEP)}x`],
  ])("ten thousand lists in each other, %s", async (_, tags) => {
    const cwd = folder({
      "a.yaml": SOUND,
      "b.yaml": `claims:\n${claim("lost", "tags:", tags)}`,
    });
    const { stdout, code } = await claims(["validate", "--format", "concise"], { cwd });
    expect(stdout).toMatch(/^claims\/b\.yaml:6:\d+: error\[nested-too-deep\]/);
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    expect(code).toBe(1);
    expect((await claims(["list", "--format", "plain"], { cwd })).stdout).toMatch(/^sound-claim\t/);
  });

  it("33 levels are too deep, and say where", () =>
    expectBad(
      `claims:\n${claim("lost", `tags: ${"[".repeat(40)}${"]".repeat(40)}`)}${claim("kept")}`,
      {
        found: ["5:42 nested-too-deep"],
        says: ["nested more than 32 levels deep"],
        kept: ["kept"],
      },
    ));

  it("50 MB are refused, quickly", async () => {
    const big = Buffer.alloc(50 * 1024 * 1024, "x: 1\n");
    const cwd = folder({ "a.yaml": SOUND, "big.yaml": big });
    const started = performance.now();
    const { stdout, code } = await claims(["validate", "--format", "concise"], { cwd });
    const listed = await claims(["list", "--format", "plain"], { cwd });
    const named = await claims(["validate", "claims/big.yaml", "--format", "concise"], { cwd });
    const piped = await claims(["validate", "-", "--format", "concise"], { stdin: big });
    expect(performance.now() - started).toBeLessThan(2000);
    expect(stdout).toMatch(
      /^claims\/big\.yaml:1:1: error\[file-too-large\] the file has 50 MiB.*split it/,
    );
    expect(listed.stdout).toMatch(/^sound-claim\t/);
    expect([code, listed.code, named.code, piped.code]).toEqual([1, 1, 1, 1]);
    expect(named.stdout).toBe(stdout);
  });

  it("a file that is refused for its size is never held in memory", async () => {
    const cwd = folder({ "a.yaml": SOUND, "big.yaml": Buffer.alloc(17 * 1024 * 1024, "x") });
    const read: string[] = [];
    const disk = {
      ...nodeFs,
      readFileSync: ((path: string, options: never) => {
        read.push(path);
        return nodeFs.readFileSync(path, options);
      }) as never,
    };
    await claims(["validate", "claims/big.yaml"], { cwd, disk });
    expect(read).toEqual([join(cwd, "claims/a.yaml")]);
  });
});

describe("a disk that refuses", () => {
  /** The real disk, on which a call fails for the paths that end so; as there, a look need not throw. */
  function failing(call: "readdirSync" | "readFileSync" | "statSync", end: string, code: string) {
    const { [call]: found } = nodeFs;
    const real = found as (...args: unknown[]) => unknown;
    const fake = (path: string, ...rest: unknown[]) => {
      const [options] = rest as [{ throwIfNoEntry?: boolean } | undefined];
      if (path.endsWith(end) && options?.throwIfNoEntry === false) return undefined;
      if (path.endsWith(end)) throw Object.assign(new Error(`${code}: no`), { code });
      return real(path, ...rest);
    };
    return { ...nodeFs, [call]: fake as never };
  }

  it.each([
    ["a folder that may not be read", "readdirSync", "secret", "EACCES", "permission denied"],
    ["a file that may not be read", "readFileSync", "secret/b.yaml", "EACCES", "permission denied"],
    [
      "a file that vanishes as it is read",
      "readFileSync",
      "secret/b.yaml",
      "ENOENT",
      "no longer there",
    ],
    [
      "a file that vanishes before it is read",
      "statSync",
      "secret/b.yaml",
      "ENOENT",
      "no longer there",
    ],
    ["a failing disk", "readFileSync", "secret/b.yaml", "EIO", "the disk failed"],
    ["an error without words", "readFileSync", "secret/b.yaml", "EWEIRD", "EWEIRD"],
  ] as const)("%s", async (_, call, end, code, reason) => {
    const cwd = folder({ "a.yaml": SOUND, "claims/secret/b.yaml": "claims: {}\n" });
    const disk = failing(call, end, code);
    const checked = await claims(["validate", "--format", "concise"], { cwd, disk });
    expect(checked.stdout).toContain(`claims/${end}:1:1: error[unreadable-file]`);
    expect(checked.stdout).toContain(reason);
    expect(checked.code).toBe(1);
    const listed = await claims(["list", "--format", "plain"], { cwd, disk });
    expect(listed.stdout).toMatch(/^sound-claim\t/);
    expect(listed.code).toBe(1);
    const named = await claims(["validate", `claims/${end}`], { cwd, disk });
    expect(named.stderr).toContain(`claims/${end}`);
    expect(named.stderr).toContain(reason);
    expect({ stdout: named.stdout, code: named.code }).toEqual({ stdout: "", code: 2 });
  });

  it("a configuration that may not be read", async () => {
    const cwd = folder({ "a.yaml": SOUND, "./claims.config.yaml": "exclude: [x]\n" });
    const disk = failing("readFileSync", "claims.config.yaml", "EACCES");
    const { stderr, code } = await claims(["list"], { cwd, disk });
    expect(stderr).toContain("claims.config.yaml` can't be read: permission denied");
    expect(code).toBe(2);
  });
});

describe.runIf(isPosix)("what stands in the store and is no file", () => {
  it("symbolic links: to a file, to a folder, in a circle, to nowhere", async () => {
    const cwd = folder({ "a.yaml": SOUND, "elsewhere/b.yaml": "claims: {}\n" });
    const store = join(cwd, "claims");
    symlinkSync("../elsewhere/b.yaml", join(store, "file.yaml"));
    symlinkSync("../elsewhere", join(store, "folder"));
    symlinkSync("loop", join(store, "loop"));
    symlinkSync(".", join(store, "self"));
    symlinkSync("nowhere", join(store, "nowhere.yaml"));
    const checked = await claims(["validate", "--format", "concise"], { cwd });
    const places = [...checked.stdout.matchAll(/^(\S+) error\[unreadable-file\].*symbolic link/gm)];
    expect(places.map(([, place]) => place)).toEqual(
      ["file.yaml", "folder", "loop", "nowhere.yaml", "self"].map((name) => `claims/${name}:1:1:`),
    );
    expect(checked.code).toBe(1);
    expect((await claims(["list", "--format", "plain"], { cwd })).stdout).toMatch(/^sound-claim\t/);
  });

  it("a pipe called x.yaml is not waited for", async () => {
    const cwd = folder({ "a.yaml": SOUND });
    execFileSync("mkfifo", [join(cwd, "claims/x.yaml")]);
    const checked = await claims(["validate", "--format", "concise"], { cwd });
    expect(checked.stdout).toContain("claims/x.yaml:1:1: error[unreadable-file]");
    expect(checked.stdout).toContain("no regular file");
    expect(checked.code).toBe(1);
    expect((await claims(["list", "--format", "plain"], { cwd })).stdout).toMatch(/^sound-claim\t/);
    const named = await claims(["validate", "claims/x.yaml"], { cwd });
    expect(named.stderr).toContain("no regular file");
    expect(named.code).toBe(2);
  });

  it("a folder called x.yaml is a folder like any other", async () => {
    const cwd = folder({ "claims/x.yaml/a.yaml": SOUND });
    mkdirSync(join(cwd, "claims/y.yaml"));
    expect((await claims(["validate"], { cwd })).code).toBe(0);
    expect((await claims(["list", "--format", "plain"], { cwd })).stdout).toMatch(/^sound-claim\t/);
  });

  it("a file name with control characters is shown escaped", async () => {
    const name = "claims/a\x1b[31m\n\u202Eb.yaml";
    const cwd = folder({ [name]: `${SOUND}${claim("broken", "date: 2023-02-30")}` });
    const shown = "claims/a\\x1b[31m\\n\\u202eb.yaml";
    for (const [argv, text] of [
      [["validate"], ` --> ${shown}:12:11\n`],
      [["validate", "--format", "concise"], `${shown}:12:11: `],
      [["show", "sound-claim"], `${shown}:5\n`],
      [["trace", "sound-claim"], `${shown}:5\n`],
    ] as const) {
      const { stdout, stderr } = await claims(argv, { cwd });
      expect(stdout).toContain(text);
      expect(stdout + stderr).not.toMatch(OBEYED);
    }
    const json = await claims(["list", "--format", "json"], { cwd });
    expect(json.stdout).not.toMatch(OBEYED);
    expect(JSON.parse(json.stdout).claims[0].location.file).toBe(name);
    const { stderr } = await claims(["validate", `${name}x`], { cwd });
    expect(stderr).not.toMatch(OBEYED);
    expect(stderr).toContain("there is no file or folder");
  });
});
