import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readFolders } from "../../src/store/folders.js";
import {
  areLasting,
  isInside,
  loadSnapshots,
  MAX_SNAPSHOT_BYTES,
  type Snapshot,
  type SnapshotDisk,
  snapshotState,
} from "../../src/store/snapshots.js";
import { uniteStore } from "../../src/store/store.js";
import { folder } from "../support/run.js";

/** Reads the store in `claims/` under a root, and the snapshots of its documents. */
async function load(root: string, options: { disk?: SnapshotDisk; roots?: string[] } = {}) {
  const claims = join(root, "claims");
  const store = uniteStore(await readFolders([claims], { base: root, root, exclude: [] }));
  const { roots = ["claims"], ...rest } = options;
  return loadSnapshots(store, {
    base: root,
    roots: roots.map((path) => join(root, path)),
    ...rest,
  });
}

/** A store with one document whose snapshot is at a path. */
const naming = (file: string, more = "") =>
  `documents: { story: { title: A, file: "${file}"${more} } }\n`;

/** What is said of the one document's snapshot. */
async function said(root: string, options?: Parameters<typeof load>[1]): Promise<string> {
  const snapshot = (await load(root, options)).get("story")!;
  return snapshot.state === "read" ? "read" : `${snapshot.state}: it ${snapshot.reason}`;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("a snapshot is read, and its checksum taken", () => {
  it("beside the YAML file that names it, and below", async () => {
    const root = folder({
      "claims/2026/store.yaml": naming("snapshots/story.txt"),
      "claims/2026/snapshots/story.txt": "We might cut taxes.",
    });
    expect(await load(root)).toEqual(
      new Map([["story", { state: "read", sha256: sha256("We might cut taxes.") }]]),
    );
  });

  it("also above it, within the store", async () => {
    const root = folder({
      "claims/2026/store.yaml": naming("../snapshots/./story.txt"),
      "claims/snapshots/story.txt": "",
    });
    expect((await load(root)).get("story")).toEqual({ state: "read", sha256: sha256("") });
  });

  it("whatever its bytes, over as many reads as it takes", async () => {
    const content = Buffer.alloc(3 * 1024 * 1024 + 17, "\0\xff\r\n");
    const root = folder({ "store.yaml": naming("a.bin"), "claims/a.bin": content });
    const hash = createHash("sha256").update(content).digest("hex");
    expect((await load(root)).get("story")).toEqual({ state: "read", sha256: hash });
  });

  it("of no document without one", async () => {
    const root = folder({ "store.yaml": "documents: { story: { title: A } }\n" });
    expect(await load(root)).toEqual(new Map());
  });
});

describe("its text is read", () => {
  const store = (more: string) => `
agents: { jane: { name: Jane, kind: person } }
documents: { story: { title: A, file: story.html${more} } }
claims: { a: { text: A., speaker: jane, quote: A, in: story } }
`;
  const html = "<p>We might";

  it("where a quotation is to be found in it", async () => {
    const root = folder({ "store.yaml": store(""), "claims/story.html": html });
    expect((await load(root)).get("story")).toMatchObject({
      text: { kind: "html", content: "\nWe might" },
    });
  });

  it("or what keeps it from being searched", async () => {
    const root = folder({
      "store.yaml": store("").replace("story.html", "story.ogg"),
      "claims/story.ogg": "",
    });
    expect((await load(root)).get("story")).toMatchObject({
      text: { reason: "only text, Markdown, HTML and PDF can be searched" },
    });
  });

  it("but not where it isn't what was recorded", async () => {
    const root = folder({
      "store.yaml": store(`, sha256: "${sha256("other")}"`),
      "claims/story.html": html,
    });
    expect((await load(root)).get("story")).toEqual({ state: "read", sha256: sha256(html) });
  });
});

describe("a program that has changed the line ends is found out", () => {
  it.each([
    ["to LF", "a\r\nb\r\n", "a\nb\n"],
    ["to CRLF", "a\nb\n", "a\r\nb\r\n"],
  ])("%s", async (_, recorded, found) => {
    const root = folder({
      "store.yaml": naming("a.txt", `, sha256: "${sha256(recorded)}"`),
      "claims/a.txt": found,
    });
    expect((await load(root)).get("story")).toMatchObject({ hasOtherLineEnds: true });
  });

  it("but not where more has changed", async () => {
    const root = folder({
      "store.yaml": naming("a.txt", `, sha256: "${sha256("a\r\nb\r\n")}"`),
      "claims/a.txt": "a\nc\n",
    });
    expect((await load(root)).get("story")).not.toHaveProperty("hasOtherLineEnds");
  });
});

describe("no path leads out of the store", () => {
  const OUTSIDE = "outside: it is outside of the store";

  it.each([
    "../secret.txt",
    "snapshots/../../secret.txt",
    "../claims-too/secret.txt",
    "..",
  ])("by dots: %s", async (file) => {
    const root = folder({
      "store.yaml": naming(file),
      "claims-too/secret.txt": "x",
    });
    fs.writeFileSync(join(root, "secret.txt"), "x");
    expect(await said(root)).toBe(OUTSIDE);
  });

  it("by a folder that is a link", async () => {
    const root = folder({ "store.yaml": naming("linked/secret.txt"), "other/secret.txt": "x" });
    fs.symlinkSync("../other", join(root, "claims/linked"));
    expect(await said(root)).toBe(OUTSIDE);
  });

  it("by a link at its end", async () => {
    const root = folder({ "store.yaml": naming("linked.txt"), "other/secret.txt": "x" });
    fs.symlinkSync("../other/secret.txt", join(root, "claims/linked.txt"));
    expect(await said(root)).toBe("link: it is a symbolic link");
  });

  it("while a link to a folder within it is followed", async () => {
    const root = folder({ "store.yaml": naming("linked/a.txt"), "claims/snapshots/a.txt": "x" });
    fs.symlinkSync("snapshots", join(root, "claims/linked"));
    expect(await said(root)).toBe("read");
  });

  it("while the store itself may stand behind a link", async () => {
    const root = folder({ "real/claims/store.yaml": naming("a.txt"), "real/claims/a.txt": "x" });
    fs.symlinkSync("real", join(root, "linked"));
    expect(await said(join(root, "linked"))).toBe("read");
  });

  it("and of several folders each is the store", async () => {
    const root = folder({ "store.yaml": naming("../more/a.txt"), "more/a.txt": "x" });
    expect(await said(root, { roots: ["claims", "more"] })).toBe("read");
    expect(await said(root, { roots: ["claims"] })).toBe(OUTSIDE);
  });
});

describe("what can't be a snapshot says why", () => {
  it.each([
    ["nothing", "gone.txt"],
    ["nothing in no folder", "gone/gone.txt"],
    ["nothing below a file", "store.yaml/a.txt"],
  ])("%s", async (_, file) => {
    expect(await said(folder({ "store.yaml": naming(file) }))).toBe("missing: it is not there");
  });

  it("a folder", async () => {
    const root = folder({ "store.yaml": naming("a"), "claims/a/b.txt": "" });
    expect(await said(root)).toBe("irregular: it is no regular file");
  });

  it("a pipe, which is not opened", async () => {
    const root = folder({ "store.yaml": naming("pipe") });
    execFileSync("mkfifo", [join(root, "claims/pipe")]);
    expect(await said(root)).toBe("irregular: it is no regular file");
  });

  it("a path that no disk knows", async () => {
    const root = folder({ "store.yaml": naming("a\\0b") });
    expect(await said(root)).toMatch(/^unreadable: it can't be read: /);
  });

  const root = () => folder({ "store.yaml": naming("a.txt"), "claims/a.txt": "text" });
  const failing = (call: keyof SnapshotDisk, code: string): SnapshotDisk => ({
    ...fs,
    [call]: () => {
      throw Object.assign(new Error(code), { code });
    },
  });

  it("a file that may not be read", async () => {
    expect(await said(root(), { disk: failing("openSync", "EACCES") })).toBe(
      "unreadable: it can't be read: permission denied",
    );
  });

  it("a disk that fails on the way", async () => {
    expect(await said(root(), { disk: failing("readSync", "EIO") })).toBe(
      "unreadable: it can't be read: the disk failed",
    );
  });

  it("a file that became something else before it was opened", async () => {
    const fstatSync = () => fs.statSync("/");
    expect(await said(root(), { disk: { ...fs, fstatSync } as unknown as SnapshotDisk })).toBe(
      "irregular: it is no regular file",
    );
  });

  it("a file over the limit, which is not read", async () => {
    const place = root();
    fs.truncateSync(join(place, "claims/a.txt"), MAX_SNAPSHOT_BYTES + 1);
    expect(await said(place, { disk: failing("readSync", "EIO") })).toBe(
      "too-large: it has more than 64 MiB",
    );
  });

  it("a file that has no end", async () => {
    const readSync = (_: number, into: Uint8Array) => into.length;
    expect(await said(root(), { disk: { ...fs, readSync } as unknown as SnapshotDisk })).toBe(
      "too-large: it has more than 64 MiB",
    );
  });
});

describe("what was read of a snapshot lasts", () => {
  const read = (text?: { reason: string; isPassing?: true }): Snapshot => ({
    state: "read",
    sha256: "0".repeat(64),
    ...(text ? { text } : {}),
  });

  it.each<[boolean, string, Snapshot]>([
    [true, "was read", read()],
    [true, "has no text", read({ reason: "the PDF is damaged" })],
    [true, "is missing", { state: "missing", reason: "is not there" }],
    [false, "took too long", read({ reason: "the PDF takes too long to read", isPassing: true })],
    [false, "was refused", { state: "unreadable", reason: "can't be read: the disk failed" }],
  ])("%s where one %s", (isLasting, _, snapshot) => {
    const others = [["other", read()]] as const;
    expect(areLasting(new Map([...others, ["story", snapshot]]))).toBe(isLasting);
  });
});

describe("the state of a snapshot", () => {
  it("is none where it can't be looked at, or has changed too lately", () => {
    const path = join(folder({ "a.txt": "A" }), "claims/a.txt");
    expect(snapshotState(path)).toHaveLength(5);
    expect(snapshotState(path, fs.statSync(path).ctimeMs - 1)).toBeNull();
    expect(snapshotState(`/${"long".repeat(2000)}`)).toBeNull();
  });
});

describe("isInside", () => {
  it.each([
    ["/a/b", "/a", true],
    ["/a", "/a", true],
    ["/a/..b", "/a", true],
    ["/ab", "/a", false],
    ["/", "/a", false],
  ])("%s in %s: %s", (path, root, expected) => {
    expect(isInside(path, root)).toBe(expected);
  });
});
