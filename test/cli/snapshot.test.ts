import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Io, UsageError } from "../../src/commands/io.js";
import { type SnapshotCommandOptions, snapshot } from "../../src/commands/snapshot.js";
import { parseEdtf } from "../../src/model/edtf.js";
import { checkStore } from "../../src/rules/engine.js";
import type { Disk } from "../../src/store/disk.js";
import { readFolders } from "../../src/store/folders.js";
import { loadSnapshots, MAX_SNAPSHOT_BYTES } from "../../src/store/snapshots.js";
import { uniteStore } from "../../src/store/store.js";
import { folder } from "../support/run.js";

/** Runs `claims snapshot DOCUMENT FILE` and gives what it printed; what keeps it from running after `! `. */
async function take(
  cwd: string,
  document: string,
  file: string,
  { disk, ...options }: Partial<SnapshotCommandOptions> & { disk?: Disk } = {},
): Promise<string> {
  let printed = "";
  const output = {
    write: (text: string) => {
      printed += text;
    },
  };
  const io: Io = {
    stdout: output,
    stderr: output,
    stdin: () => Promise.reject(new Error("nothing is typed")),
    env: {},
    cwd,
    today: "2026-01-01",
    clock: () => 0,
    ...(disk ? { disk } : {}),
  };
  try {
    expect(await snapshot(document, file, { color: "auto", ...options }, io)).toBe(0);
    return printed;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return `! ${error.message}`;
  }
}

const read = (root: string, path: string) => fs.readFileSync(join(root, path), "utf8");
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Everything under a folder, with what it holds. */
function everything(root: string): Record<string, string> {
  const paths = fs.readdirSync(root, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    paths
      .filter((path) => fs.lstatSync(join(root, path)).isFile())
      .map((path) => [path, read(root, path)]),
  );
}

const STORE = `# What was said, and where.
documents:
  story: # the first
    title: 'A'
    by: gazette   # since 1900
    note: N
  speech: { title: B }
agents:
  gazette: { name: The Gazette, kind: outlet }
`;
const PAGE = "<p>We might cut taxes.";

/** A store in `claims/`, and a page to take a copy of beside it. */
function project(more: Record<string, string> = {}): string {
  const root = folder({ "store.yaml": STORE, ...more });
  fs.writeFileSync(join(root, "page.html"), PAGE);
  return root;
}

describe("claims snapshot DOCUMENT FILE", () => {
  it("copies the file beside the YAML file, records it, and says so", async () => {
    const root = project();
    expect(await take(root, "story", "page.html")).toBe(
      `copied page.html to claims/snapshots/story.html (22 bytes)
recorded in claims/store.yaml, in the document story:
  file: snapshots/story.html
  sha256: ${sha256(PAGE)}
  retrieved: 2026-01-01
`,
    );
    expect(read(root, "claims/snapshots/story.html")).toBe(PAGE);
    expect(read(root, "claims/store.yaml")).toBe(
      STORE.replace(
        "    note: N\n",
        `    file: snapshots/story.html
    sha256: ${sha256(PAGE)}
    retrieved: 2026-01-01
    note: N
`,
      ),
    );
    expect(read(root, "page.html")).toBe(PAGE);
  });

  it("records in braces what is written in braces", async () => {
    const root = project();
    await take(root, "speech", "page.html");
    expect(read(root, "claims/store.yaml")).toBe(
      STORE.replace(
        "{ title: B }",
        `{ title: B, file: snapshots/speech.html, sha256: ${sha256(PAGE)}, retrieved: 2026-01-01 }`,
      ),
    );
  });

  it("writes what validate then finds to be sound", async () => {
    const root = project();
    await take(root, "story", "page.html");
    await take(root, "speech", "page.html");
    const read = uniteStore(
      await readFolders([join(root, "claims")], { base: root, root, exclude: [] }),
    );
    const snapshots = await loadSnapshots(read, { base: root, roots: [join(root, "claims")] });
    const today = parseEdtf("2026-01-01")!;
    const found = checkStore(read, { today, snapshots });
    expect(found.filter(({ rule }) => rule !== "unused")).toEqual([]);
    expect([...snapshots.keys()].sort()).toEqual(["speech", "story"]);
  });

  it("puts it beside the file that defines the document, wherever that is", async () => {
    const root = project({ "claims/2026/more.yaml": "documents: { later: { title: C } }\n" });
    expect(await take(root, "later", "page.html")).toContain("claims/2026/snapshots/later.html");
    expect(read(root, "claims/2026/more.yaml")).toContain("file: snapshots/later.html");
  });

  it("keeps a date that is there", async () => {
    const root = project();
    const text = "documents: { story: { title: A, retrieved: 2025-12-31 } }\n";
    fs.writeFileSync(join(root, "claims/store.yaml"), text);
    expect(await take(root, "story", "page.html")).not.toContain("retrieved");
    expect(read(root, "claims/store.yaml")).toContain("retrieved: 2025-12-31");
  });

  it("keeps line ends, a byte order mark and the file's mode", async () => {
    const root = project();
    const path = join(root, "claims/store.yaml");
    const text = `\uFEFF${STORE.replaceAll("\n", "\r\n")}`;
    fs.writeFileSync(path, text);
    fs.chmodSync(path, 0o640);
    await take(root, "story", "page.html");
    const added = `    file: snapshots/story.html\r\n    sha256: ${sha256(PAGE)}\r\n    retrieved: 2026-01-01\r\n`;
    expect(read(root, "claims/store.yaml").replace(added, "")).toBe(text);
    expect(fs.statSync(path).mode & 0o777).toBe(0o640);
  });

  it("finds the document by its title or the beginning of its id too", async () => {
    expect(await take(project(), "spe", "page.html")).toContain("snapshots/speech.html");
  });

  it("follows a link to the file that is named", async () => {
    const root = project();
    fs.symlinkSync("page.html", join(root, "link.html"));
    await take(root, "story", "link.html");
    expect(fs.lstatSync(join(root, "claims/snapshots/story.html")).isFile()).toBe(true);
  });
});

describe("the copy keeps the ending of the file's name", () => {
  it.each([
    ["PAGE.HTML", "story.html"],
    ["page.tar.gz", "story.gz"],
    ["page", "story"],
    ["a.b c", "story"],
    // It would be read as part of the store.
    ["other.yaml", "story.yaml.txt"],
    ["other.YML", "story.yml.txt"],
  ])("%s: %s", async (name, expected) => {
    const root = project();
    fs.writeFileSync(join(root, name), "x");
    await take(root, "story", name);
    expect(fs.readdirSync(join(root, "claims/snapshots"))).toEqual([expected]);
  });
});

describe("--dry-run", () => {
  it("says what would be done, and does nothing", async () => {
    const root = project();
    const before = everything(root);
    expect(await take(root, "story", "page.html", { dryRun: true })).toBe(
      `would copy page.html to claims/snapshots/story.html (22 bytes)
would record in claims/store.yaml, in the document story:
  file: snapshots/story.html
  sha256: ${sha256(PAGE)}
  retrieved: 2026-01-01
`,
    );
    expect(everything(root)).toEqual(before);
    expect(fs.existsSync(join(root, "claims/snapshots"))).toBe(false);
  });
});

describe("what is there is never written over", () => {
  it("the same copy again is nothing to do", async () => {
    const root = project();
    await take(root, "story", "page.html");
    const before = everything(root);
    expect(await take(root, "story", "page.html")).toBe(
      "story has this snapshot already: claims/snapshots/story.html\n",
    );
    expect(everything(root)).toEqual(before);
  });

  it("a new copy of a page that has changed stands beside the old one", async () => {
    const root = project();
    await take(root, "story", "page.html");
    fs.writeFileSync(join(root, "page.html"), "<p>We will cut taxes.");
    const sum = sha256("<p>We will cut taxes.");
    const name = `story-${sum.slice(0, 8)}.html`;
    expect(await take(root, "story", "page.html")).toBe(
      `claims/snapshots/story.html holds another copy, and stays as it is
copied page.html to claims/snapshots/${name} (21 bytes)
recorded in claims/store.yaml, in the document story:
  file: snapshots/${name}
  sha256: ${sum}
  retrieved: 2026-01-01
`,
    );
    expect(read(root, "claims/snapshots/story.html")).toBe(PAGE);
    expect(read(root, "claims/store.yaml")).toContain(
      `file: snapshots/${name}\n    sha256: ${sum}\n`,
    );
  });

  it("where other files have both names, nothing is done", async () => {
    const root = project({
      "claims/snapshots/story.html": "other",
      [`claims/snapshots/story-${sha256(PAGE).slice(0, 8)}.html`]: "other",
    });
    const before = everything(root);
    expect(await take(root, "story", "page.html")).toMatch(
      /^! `claims\/snapshots` holds other files under/,
    );
    expect(everything(root)).toEqual(before);
  });

  it("a folder that has the name is let be", async () => {
    const root = project({ "claims/snapshots/story.html/x.txt": "" });
    expect(await take(root, "story", "page.html")).toContain("story.html holds another copy");
  });

  it("a copy that somebody has put there is recorded", async () => {
    const root = project({ "claims/snapshots/story.html": PAGE });
    expect(await take(root, "story", "page.html")).toMatch(/^recorded in claims\/store\.yaml/);
  });

  it("the snapshot itself is recorded where it stands", async () => {
    const root = project({ "claims/old/page.html": PAGE });
    const text = "documents:\n  story:\n    file: old/page.html\n";
    fs.writeFileSync(join(root, "claims/store.yaml"), text);
    await take(root, "story", "claims/old/page.html");
    expect(read(root, "claims/store.yaml")).toBe(
      `${text}    sha256: ${sha256(PAGE)}\n    retrieved: 2026-01-01\n`,
    );
    expect(fs.existsSync(join(root, "claims/snapshots"))).toBe(false);
  });
});

describe("nothing is written, and it says why, where", () => {
  it.each([
    ["no document has the id", "novel", "page.html", "no document is called `novel`"],
    [
      "it is no document's",
      "gazette",
      "page.html",
      "`gazette` is an agent, and a document is wanted here",
    ],
    ["there is no such file", "story", "gone.html", "there is no file `gone.html`"],
    ["it is a folder", "story", "claims", "`claims` can't be a snapshot: it is no regular file"],
    [
      "it is a device",
      "story",
      "/dev/null",
      "`/dev/null` can't be a snapshot: it is no regular file",
    ],
    [
      "it is below a file",
      "story",
      "page.html/x",
      "`page.html/x` can't be a snapshot: what stands above it is no folder",
    ],
  ])("%s", async (_, document, file, message) => {
    const root = project();
    const before = everything(root);
    expect(await take(root, document, file)).toContain(`! ${message}`);
    expect(everything(root)).toEqual(before);
  });

  it("it is a pipe, which is not opened", async () => {
    const root = project();
    execFileSync("mkfifo", [join(root, "pipe")]);
    expect(await take(root, "story", "pipe")).toBe(
      "! `pipe` can't be a snapshot: it is no regular file",
    );
  });

  it("it is over the limit", async () => {
    const root = project();
    fs.truncateSync(join(root, "page.html"), MAX_SNAPSHOT_BYTES + 1);
    expect(await take(root, "story", "page.html")).toBe(
      "! `page.html` can't be a snapshot: it has more than 64 MiB",
    );
    expect(fs.existsSync(join(root, "claims/snapshots"))).toBe(false);
  });

  it("`snapshots` is no folder, or leads somewhere else", async () => {
    const root = project();
    fs.mkdirSync(join(root, "elsewhere"));
    fs.symlinkSync("../elsewhere", join(root, "claims/snapshots"));
    expect(await take(root, "story", "page.html")).toBe("! `claims/snapshots` is no folder");
    expect(fs.readdirSync(join(root, "elsewhere"))).toEqual([]);
  });

  it("the YAML file can't be added to: then it says what to write", async () => {
    const root = project();
    const text = "documents:\n  story:\n    ? title\n    : A\n";
    fs.writeFileSync(join(root, "claims/store.yaml"), text);
    expect(await take(root, "story", "page.html")).toBe(
      `! \`claims/store.yaml\` is written in a way that can't be added to; nothing was written
  = help: mend what \`claims validate\` finds, or copy the file and write in \`story\` yourself:
  file: snapshots/story.html
  sha256: ${sha256(PAGE)}
  retrieved: 2026-01-01`,
    );
    expect(read(root, "claims/store.yaml")).toBe(text);
    expect(fs.existsSync(join(root, "claims/snapshots"))).toBe(false);
  });

  it("somebody writes to the YAML file at the same time", async () => {
    const root = project();
    const earlier = () => Buffer.from(STORE.replace("'A'", "'B'"));
    const disk = { ...fs, readFileSync: earlier } as unknown as Disk;
    expect(await take(root, "story", "page.html", { disk })).toBe(
      "! `claims/store.yaml` has changed since it was read; nothing was written",
    );
    expect(everything(root)).toEqual({ "claims/store.yaml": STORE, "page.html": PAGE });
  });

  it("the YAML file is read-only: then the copy is taken away again", async () => {
    const root = project();
    fs.chmodSync(join(root, "claims/store.yaml"), 0o444);
    expect(await take(root, "story", "page.html")).toMatch(
      /^! `.*store\.yaml` can't be written: it is read-only/,
    );
    expect(everything(root)).toEqual({ "claims/store.yaml": STORE, "page.html": PAGE });
    expect(fs.existsSync(join(root, "claims/snapshots"))).toBe(false);
  });
});
