import * as fs from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { claims, folder, type World } from "../support/run.js";

const STORE = `# What was said about the rents.
agents:
  ann-poe: { name: Ann Poe, kind: person, aliases: [A. Poe] }
  gazette: { name: The Gazette, kind: outlet }
documents:
  rent-story: { title: Rents to fall, by: gazette, date: 2024 }
claims:
  rents-fall:
    text: Rents will fall.
    speaker: ann-poe
    relay: [rent-story]
# the end
`;

const read = (root: string, path = "claims/store.yaml") =>
  fs.readFileSync(join(root, path), "utf8");

/** Everything in a folder, hidden files too, with what it holds. */
function everything(root: string): Record<string, string> {
  const paths = fs.readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
  const files = paths.filter((path) => fs.lstatSync(join(root, path)).isFile());
  return Object.fromEntries(files.map((path) => [path, read(root, path)]));
}

function project(files: Record<string, string> = { "store.yaml": STORE }) {
  const cwd = folder(files);
  return {
    cwd,
    add: (argv: readonly string[], world: World = {}) =>
      claims(["add", ...argv], { cwd, isTyped: world.stdin === undefined, ...world }),
  };
}

const RISE = ["--text", "Rents will rise.", "--in", "rent-story"];

describe("a store in the form of claims fmt", () => {
  it("stays in it, whatever is added", async () => {
    const cwd = folder({});
    const typed = { cwd, isTyped: true };
    await claims(["init"], { cwd });
    await claims(["add", "agent", "--name", "Ben Öz", "--kind", "person", "--alias", "B"], typed);
    await claims(["add", "document", "--title", "1:20", "--date", "2024-03-07"], typed);
    const long = `${"The library, so the mayor said, ".repeat(4)}stays.`;
    await claims(["add", "--text", long, "--via", "Ada Moreau > Town Council > 1:20"], typed);
    await claims(["add", "-", "--file", "claims/new.yaml"], {
      cwd,
      stdin: "# checked\nspeaker: unknown   # or so\ntext:   'Rents rise.'\nin: library-story\n",
    });
    const entries = read(cwd, "claims/new.yaml");
    expect(entries).toBe(`# yaml-language-server: $schema=../claims.schema.json

claims:
  rents-rise:
    text: Rents rise.
    # checked
    speaker: unknown # or so
    in: library-story
`);
    expect(await claims(["fmt", "--check"], { cwd })).toMatchObject({ code: 0, stdout: "" });
    expect((await claims(["list"], { cwd })).stderr).toBe("4 of 4 claims\n");
  });
});

describe("claims add with flags", () => {
  it("puts a claim behind the last one, shows it, and says so", async () => {
    const { cwd, add } = project();
    const { stdout, stderr, code } = await add([
      "--text",
      "Rents will rise: soon.",
      "--via",
      "A. Poe > The Gazette > rent-st",
      "--date",
      "2024",
      "--tag",
      "rent",
      "--tag",
      "no",
      "--about",
      "gazette",
      "--updates",
      "rents-fall",
    ]);
    const lines = `  rents-rise-soon:
    text: "Rents will rise: soon."
    speaker: ann-poe
    date: 2024
    relay: [gazette, rent-story]
    updates: [rents-fall]
    about: [gazette]
    tags: [rent, "no"]
`;
    expect(stdout).toBe(`claims/store.yaml, after line 11:\n${lines}\n`);
    expect(stderr).toBe("added the claim rents-rise-soon\n");
    expect(code).toBe(0);
    expect(read(cwd)).toBe(STORE.replace("# the end\n", `\n${lines}# the end\n`));
    expect((await claims(["validate", "--fail-on", "warning"], { cwd })).code).toBe(0);
  });

  it("takes the chain alone where a speaker is given", async () => {
    const { cwd, add } = project();
    await add([...RISE, "--speaker", "unknown", "--via", "unknown > rent-story"]);
    expect(read(cwd)).toContain(
      "    speaker: unknown\n    in: rent-story\n    relay: [unknown, rent-story]\n",
    );
  });

  it("adds an agent and a document", async () => {
    const { cwd, add } = project();
    await add([
      "agent",
      "--name",
      "Ben Öz",
      "--kind",
      "person",
      "--country",
      "NO",
      "--alias",
      "B. Öz",
    ]);
    await add([
      "document",
      "--title",
      "Report",
      "--by",
      "The Gazette",
      "--kind",
      "article",
      "--author",
      "ben-oz",
    ]);
    expect(read(cwd)).toBe(
      STORE.replace(
        "documents:\n",
        `  ben-oz:\n    name: Ben Öz\n    kind: person\n    aliases: [B. Öz]\n    country: "NO"\ndocuments:\n`,
      ).replace(
        "claims:\n",
        "  report:\n    title: Report\n    by: gazette\n    authors: [ben-oz]\n    kind: article\nclaims:\n",
      ),
    );
  });

  it("makes what --new names, on the way", async () => {
    const { cwd, add } = project();
    const { stderr } = await add([
      "--text",
      "Rents will rise.",
      "--via",
      "Cy Lo > source-close > Minutes",
      "--new",
      "Cy Lo:person",
      "--new",
      "Source close:anonymous",
      "--new",
      "Minutes: transcript",
    ]);
    expect(stderr).toContain(
      "added the agent cy-lo, the agent source-close, the document minutes, the claim rents-rise\n",
    );
    expect(read(cwd)).toContain(
      "  source-close:\n    kind: anonymous\n    described-as: Source close\n",
    );
  });

  it("--dry-run shows it, and writes nothing", async () => {
    const { cwd, add } = project();
    const before = everything(cwd);
    const { stdout, stderr, code } = await add([...RISE, "--speaker", "ann-poe", "--dry-run"]);
    expect(stdout).toContain("  rents-rise:\n");
    expect({ stderr, code }).toEqual({
      stderr: "nothing was written, as --dry-run asks\n",
      code: 0,
    });
    expect(everything(cwd)).toEqual(before);
  });

  it("-q says nothing, and shows what it adds", async () => {
    const { stdout, stderr } = await project().add([...RISE, "--speaker", "ann-poe", "-q"]);
    expect(stdout).toContain("rents-rise");
    expect(stderr).toBe("");
  });

  it("proposes an id that nothing has, not even what can't be read", async () => {
    const { cwd, add } = project({
      "store.yaml": `${STORE}`,
      "broken.yaml": "claims:\n  rents-rise: { text: 1 }\n",
    });
    const { stderr } = await add([...RISE, "--speaker", "ann-poe"]);
    expect(stderr).toBe("added the claim rents-rise-2\n");
    expect(read(cwd)).toContain("\n  rents-rise-2:\n");
  });
});

describe("wrong usage says what to do, and writes nothing", () => {
  it.each([
    [["--text", "A"], "--speaker or --via must be given"],
    [["--tag", "a"], "--text and --speaker or --via must be given"],
    [["agent", "--name", "A"], "--kind must be given"],
    [["document", "--kind", "post"], "--title must be given"],
    [
      ["--text", "A", "--speaker", "an-poe"],
      'did you mean `ann-poe`?\n  = help: --new "an-poe:KIND" makes it',
    ],
    [
      ["--text", "A", "--speaker", "rents-fall"],
      "`rents-fall` is a claim, and an agent or a document is wanted here",
    ],
    [["--text", "A", "--via", "ann-poe > Nobody"], "no agent or document is called `Nobody`"],
    [
      ["--text", "A", "--speaker", "ann-poe", "--disputes", "nothing"],
      "no claim is called `nothing`",
    ],
    [["--text", "A", "--speaker", "ann-poe", "--new", "Nobody"], "`Nobody` is no NAME:KIND"],
    [["--text", "A", "--speaker", "ann-poe", "--new", "Cy:persn"], "did you mean `person`?"],
    [
      ["--text", "A", "--speaker", "ann-poe", "--id", "rents-fall"],
      "the store has `rents-fall` already",
    ],
    [["--text", "A", "--speaker", "ann-poe", "--id", "unknown"], "`unknown` is reserved"],
    [["--text", "A", "--speaker", "ann-poe", "--id", "A B"], "an id is lower-case words"],
    [["clam"], "`clam` can't be added"],
    [["--txt", "A"], "did you mean `--text`?"],
  ])("%j", async (argv, message) => {
    const { cwd, add } = project();
    const before = everything(cwd);
    const { stdout, stderr, code } = await add(argv);
    expect(stderr).toContain(message);
    expect({ stdout, code }).toEqual({ stdout: "", code: 2 });
    expect(everything(cwd)).toEqual(before);
  });

  it("an ambiguous beginning lists what it may be", async () => {
    const store = STORE.replace("  gazette:", "  ann-po: { name: X, kind: person }\n  gazette:");
    const { stderr } = await project({ "store.yaml": store }).add([...RISE, "--speaker", "ann"]);
    expect(stderr).toBe(
      "error: `ann` may be any of 2:\n  ann-po\n  ann-poe\n".replace(
        "ann-po\n  ann-poe",
        "ann-poe\n  ann-po",
      ),
    );
  });
});

describe("nothing that brings an error is written", () => {
  it.each([
    ["a date that is none", ["--date", "2024-02-30"], "error[invalid-date]"],
    ["a role that isn't held", ["--role", "mayor"], "error[dangling-reference]"],
    ["a date after that of the document", ["--date", "2025"], "error[date-order]"],
    ["a certainty that is none", ["--certainty", "sure"], "error[invalid-value]"],
    ["a control character", ["--note", "a\x1b[31mb"], "[control-character]"],
  ])("%s", async (_, argv, finding) => {
    const { cwd, add } = project();
    const before = everything(cwd);
    const { stdout, stderr, code } = await add([...RISE, "--speaker", "ann-poe", ...argv]);
    expect(stderr).toContain(finding);
    expect(stdout + stderr).not.toContain("\x1b");
    expect(stderr).toContain("1 error would come into the store; nothing was written\n");
    expect(everything(cwd)).toEqual(before);
    expect(code).toBe(1);
  });

  it("shows it as validate would, at its place in the file", async () => {
    const { stderr } = await project().add([...RISE, "--speaker", "ann-poe", "--date", "2024-13"]);
    expect(stderr).toMatch(/--> claims\/store\.yaml:16:11\n +\|\n16 \| +date: 2024-13\n/);
  });

  it("a warning is shown, and keeps nobody from adding", async () => {
    const { cwd, add } = project();
    const { stderr, code } = await add(["--text", "Rents will rise.", "--speaker", "ann-poe"]);
    expect(stderr).toMatch(/^warning\[no-document\][\s\S]*added the claim rents-rise\n$/);
    expect(code).toBe(0);
    expect(read(cwd)).toContain("rents-rise");
  });

  it("errors that were there before keep nobody from adding", async () => {
    const broken = STORE.replace("relay: [rent-story]", "relay: [rent-story]\n    for: nobody");
    const { stderr, code } = await project({ "store.yaml": broken }).add([
      ...RISE,
      "--speaker",
      "ann-poe",
    ]);
    expect({ stderr, code }).toEqual({ stderr: "added the claim rents-rise\n", code: 0 });
  });

  it("takes severities from the configuration", async () => {
    const { cwd, add } = project({
      "store.yaml": STORE,
      "./claims.config.yaml": "rules: { no-document: error }\n",
    });
    const before = everything(cwd);
    const { stderr, code } = await add(["--text", "Rents will rise.", "--speaker", "ann-poe"]);
    expect(stderr).toContain("error[no-document]");
    expect(code).toBe(1);
    expect(everything(cwd)).toEqual(before);
  });

  it("a file that is no sound YAML isn't added to", async () => {
    const { cwd, add } = project({ "store.yaml": STORE, "torn.yaml": "claims:\n  a: 'b\n" });
    const before = everything(cwd);
    const { stderr, code } = await add([
      ...RISE,
      "--speaker",
      "ann-poe",
      "--file",
      "claims/torn.yaml",
    ]);
    expect(stderr).toContain(
      "`claims/torn.yaml` is written in a way that `rents-rise` can't be added to",
    );
    expect(code).toBe(2);
    expect(everything(cwd)).toEqual(before);
  });
});

describe("claims add from standard input", () => {
  it("takes an entry as it is written, and makes its id", async () => {
    const { cwd, add } = project();
    const stdin =
      "# heard twice\ntext: 'Rents will rise.' # soon\nspeaker: ann-poe\nin: rent-story\n";
    expect((await add([], { stdin })).code).toBe(0);
    expect(read(cwd)).toBe(
      STORE.replace(
        "# the end\n",
        "\n  rents-rise:\n    # heard twice\n    text: 'Rents will rise.' # soon\n    speaker: ann-poe\n    in: rent-story\n# the end\n",
      ),
    );
  });

  it("takes JSON, ids, and parts of a file", async () => {
    const { cwd, add } = project();
    await add(["-"], { stdin: '{"text": "A", "speaker": "ann-poe", "in": "rent-story"}' });
    await add(["-", "--id", "named"], {
      stdin: "other: { text: B, speaker: ann-poe, in: rent-story }",
    });
    await add(["agent", "-"], { stdin: "cy: { name: Cy, kind: person }" });
    await add(["-"], {
      stdin:
        "agents:\n  di: { name: Di, kind: person }\nclaims:\n  c: { text: C, speaker: di, in: rent-story }\n",
    });
    const text = read(cwd);
    expect(text).toContain("  a:\n    text: A\n    speaker: ann-poe\n");
    expect(text).toContain("  named:\n    text: B\n");
    expect(text).toContain("  cy:\n    name: Cy\n");
    expect(text).toContain("  c:\n    text: C\n    speaker: di\n");
  });

  it.each([
    ["", "there is nothing to add: --text and --speaker or --via must be given", 2],
    ["rents-fall: { text: A, speaker: ann-poe }", "the store has `rents-fall` already", 2],
    ["text: A\nspeeker: ann-poe\n", "--> <stdin>:2:1", 1],
    ["claims: [", "error[yaml-syntax]", 1],
    ["text: A\nspeaker: nobody\nin: rent-story\n", "error[dangling-reference]", 1],
  ])("%j is no entry", async (stdin, message, expected) => {
    const { cwd, add } = project();
    const before = everything(cwd);
    const { stderr, code } = await add(["-"], { stdin });
    expect(stderr).toContain(message);
    expect(code).toBe(expected);
    expect(everything(cwd)).toEqual(before);
  });

  it("--id names one entry", async () => {
    const { stderr } = await project().add(["-", "--id", "x"], {
      stdin: "a: { text: A, speaker: ann-poe }\nb: { text: B, speaker: ann-poe }",
    });
    expect(stderr).toContain("--id names one entry");
  });
});

describe("the right file", () => {
  const FILES = {
    "agents.yaml":
      "# yaml-language-server: $schema=../s.json\nagents:\n  ann: { name: Ann, kind: person }\n",
    "documents.yaml": "documents:\n  one: { title: One }\n  two: { title: Two }\n",
    "stories/one.yaml": "claims:\n  a: { text: A, speaker: ann, in: one }\n",
    "notes.yaml":
      "claims:\n  b: { text: B, speaker: ann, relay: [one] }\n  c: { text: C, speaker: ann, relay: [one] }\n",
  };
  const files = Object.fromEntries(
    Object.entries(FILES).map(([path, text]) => [`claims/${path}`, text]),
  );
  const placeOf = async (argv: readonly string[], world: Record<string, string> = files) => {
    const { add } = project(world);
    const { stdout, stderr } = await add([...argv, "--dry-run"]);
    return (
      [...stdout.matchAll(/^claims\/(\S+), (.*):$/gm)]
        .map(([, path, where]) => `${path} ${where}`)
        .join("; ") || stderr
    );
  };

  it.each([
    ["holds the document's claims", ["--in", "one"], "notes.yaml after line 3"],
    ["holds the document", ["--in", "two"], "documents.yaml after line 3"],
    ["is new, named after the speaker", [], "ann.yaml a new file"],
    [
      "is new, named after a new document",
      ["--in", "Fresh news", "--new", "Fresh news:article"],
      "documents.yaml after line 3; fresh-news.yaml a new file",
    ],
    ["is asked for", ["--file", "claims/stories/one.yaml"], "stories/one.yaml after line 2"],
    ["is asked for, and new", ["--file", "claims/stories/new.yml"], "stories/new.yml a new file"],
  ])("%s", async (_, argv, place) => {
    expect(await placeOf(["--text", "X", "--speaker", "ann", ...argv])).toBe(place);
  });

  it("of an agent is where most are", async () => {
    expect(await placeOf(["agent", "--name", "B", "--kind", "person"])).toBe(
      "agents.yaml after line 3",
    );
  });

  it("is the only one", async () => {
    const only = { "claims/all.yaml": "agents:\n  ann: { name: Ann, kind: person }\n" };
    expect(await placeOf(["--text", "X", "--speaker", "ann"], only)).toBe("all.yaml after line 2");
    expect(await placeOf(["document", "--title", "X"], only)).toBe("all.yaml after line 2");
  });

  it("starts as its neighbours do", async () => {
    const { cwd, add } = project(files);
    await add(["--text", "X", "--speaker", "ann"]);
    expect(read(cwd, "claims/ann.yaml")).toBe(
      "# yaml-language-server: $schema=../s.json\n\nclaims:\n  x:\n    text: X\n    speaker: ann\n",
    );
  });

  it.each([
    ["elsewhere.yaml", "it is outside of the store's folders"],
    ["claims/x.txt", "its name doesn't end in .yaml"],
    ["claims/.x.yaml", "hidden files and folders are left out"],
    ["claims/drafts/x.yaml", "the configuration excludes it"],
    ["claims/link/x.yaml", "`link` is a symbolic link"],
    ["claims/link.yaml", "it can't be read, or has changed since it was"],
    ["claims/folder.yaml", "it can't be read as one"],
  ])("is never %s", async (path, reason) => {
    const { cwd, add } = project({
      ...files,
      "./claims.config.yaml": "exclude: [claims/drafts/**]\n",
      "claims/folder.yaml/x.yaml": "claims: { d: { text: D, speaker: ann } }\n",
    });
    fs.symlinkSync(join(cwd, "claims/stories"), join(cwd, "claims/link"));
    fs.symlinkSync(join(cwd, "claims/notes.yaml"), join(cwd, "claims/link.yaml"));
    const before = everything(cwd);
    const { stderr, code } = await add(["--text", "X", "--speaker", "ann", "--file", path]);
    expect(stderr).toContain(reason);
    expect(code).toBe(2);
    expect(everything(cwd)).toEqual(before);
  });
});

describe("whatever goes wrong, nothing is lost and nothing half written", () => {
  const argv = [...RISE, "--speaker", "ann-poe"];

  it("a read-only file", async () => {
    const { cwd, add } = project();
    fs.chmodSync(join(cwd, "claims/store.yaml"), 0o444);
    const { stderr, code } = await add(argv);
    expect(stderr).toBe(
      "error: `claims/store.yaml` can't be written: it is read-only\n  = nothing was written\n",
    );
    expect(code).toBe(2);
    expect(everything(cwd)).toEqual({ [join("claims", "store.yaml")]: STORE });
  });

  it("a file that is edited while it is added to", async () => {
    const { cwd, add } = project();
    const path = join(cwd, "claims/store.yaml");
    const asker = {
      ...NOBODY,
      confirm: async () => {
        fs.appendFileSync(path, "# more\n");
        return true;
      },
    };
    const { stdout, stderr, code } = await add(argv, { asker });
    expect(stderr).toContain("it has changed since it was read; nothing was written to it");
    // What was to be written can be read all the same.
    expect(stdout).toContain("    text: Rents will rise.\n");
    expect(code).toBe(2);
    expect(read(cwd)).toBe(`${STORE}# more\n`);
  });

  it("a new file whose fellow can't be written is taken away again", async () => {
    const { cwd, add } = project({
      "agents.yaml": "agents:\n  ann: { name: Ann, kind: person }\n",
      "more.yaml": "documents: { one: { title: One } }\n",
    });
    fs.chmodSync(join(cwd, "claims/agents.yaml"), 0o444);
    const before = everything(cwd);
    const { stderr } = await add(["--text", "X", "--speaker", "Bo", "--new", "Bo:person"]);
    expect(stderr).toContain("`claims/agents.yaml` can't be written: it is read-only");
    expect(everything(cwd)).toEqual(before);
  });

  it("-C and --store name another store", async () => {
    const { cwd } = project();
    const world = { cwd: "/", isTyped: true };
    await claims(["-C", cwd, "add", ...argv, "--id", "one"], world);
    await claims(["--store", join(cwd, "claims"), "add", ...argv, "--id", "two"], world);
    expect(read(cwd)).toMatch(/ {2}one:\n[\s\S]* {2}two:\n/);
  });

  it("is told where there is no store", async () => {
    const { stderr, code } = await claims(["add", ...argv], {
      cwd: folder({ "./a/b": "" }),
      isTyped: true,
    });
    expect(stderr).toContain("no claim store");
    expect(code).toBe(2);
  });
});

const NOBODY = {
  line: () => Promise.reject(new Error("nobody is asked")),
  completed: () => Promise.reject(new Error("nobody is asked")),
  choice: () => Promise.reject(new Error("nobody is asked")),
  confirm: () => Promise.reject(new Error("nobody is asked")),
};

describe("at a terminal", () => {
  it("--yes doesn't ask", async () => {
    const { code } = await project().add([...RISE, "--speaker", "ann-poe", "--yes"], {
      asker: NOBODY,
    });
    expect(code).toBe(0);
  });

  it("writes nothing where the answer is no", async () => {
    const { cwd, add } = project();
    const asker = { ...NOBODY, confirm: async () => false };
    const { stderr, code } = await add([...RISE, "--speaker", "ann-poe"], { asker });
    expect({ stderr, code }).toEqual({ stderr: "nothing was written\n", code: 0 });
    expect(read(cwd)).toBe(STORE);
  });
});

describe("every example of the help", () => {
  it.each([
    [["add"]],
    [["add", "claim"]],
    [["add", "agent"]],
    [["add", "document"]],
    [["init"]],
    [["completion"]],
  ])("starts %j", async (command) => {
    const { stdout, code } = await claims([...command, "--help"]);
    expect(stdout).toMatch(/^Examples:\n {2}claims /);
    expect(code).toBe(0);
  });
});
