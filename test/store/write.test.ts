import * as nodeFs from "node:fs";
import {
  chmodSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  createFile,
  PartlyWrittenError,
  replaceFiles,
  replaceTogether,
  type WritableDisk,
  WriteError,
} from "../../src/store/write.js";
import { folder } from "../support/run.js";

const bytes = (text: string) => new TextEncoder().encode(text);

/** Two files, and what is to become of them. */
function twoFiles() {
  const root = folder({ "a.yaml": "a\n", "b.yaml": "b\n" });
  const path = (name: string) => join(root, "claims", name);
  const change = (name: string, before: string, after: string) => ({
    path: path(name),
    before: bytes(before),
    after: bytes(after),
  });
  return {
    path,
    changes: [change("a.yaml", "a\n", "new a\n"), change("b.yaml", "b\n", "new b\n")],
    texts: () => ["a.yaml", "b.yaml"].map((name) => readFileSync(path(name), "utf8")),
    names: () => readdirSync(join(root, "claims")).sort(),
  };
}

/** A disk one of whose calls fails the n-th time. */
function failing(call: keyof WritableDisk, code: string, nth = 1): WritableDisk {
  let calls = 0;
  const disk: WritableDisk = nodeFs;
  const original = disk[call] as (...args: unknown[]) => unknown;
  const failOnce = (...args: unknown[]) => {
    calls++;
    if (calls === nth) throw Object.assign(new Error(code), { code });
    return original(...args);
  };
  return { ...disk, [call]: failOnce };
}

function errorOf(work: () => void): WriteError {
  try {
    work();
  } catch (error) {
    if (error instanceof WriteError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("files are written", () => {
  it("whole, with their mode, and nothing is left beside them", () => {
    const { path, changes, texts, names } = twoFiles();
    chmodSync(path("a.yaml"), 0o640);
    replaceFiles(changes);
    expect(texts()).toEqual(["new a\n", "new b\n"]);
    expect(statSync(path("a.yaml")).mode & 0o7777).toBe(0o640);
    expect(names()).toEqual(["a.yaml", "b.yaml"]);
  });

  it("with a long name of wide characters", () => {
    const name = `${"字".repeat(80)}.yaml`;
    const root = folder({ [name]: "x" });
    const path = join(root, "claims", name);
    replaceFiles([{ path, before: bytes("x"), after: bytes("y") }]);
    expect(readFileSync(path, "utf8")).toBe("y");
  });

  it("where folders can't be opened", () => {
    const { changes, texts } = twoFiles();
    replaceFiles(changes, failing("openSync", "EISDIR", 3));
    expect(texts()).toEqual(["new a\n", "new b\n"]);
  });

  it("where the owner can't be kept", () => {
    const { changes, texts } = twoFiles();
    replaceFiles(changes, failing("fchownSync", "EPERM"));
    expect(texts()).toEqual(["new a\n", "new b\n"]);
  });
});

describe("nothing is written, and nothing is left beside the files,", () => {
  it.each<[keyof WritableDisk, string, string, number]>([
    ["writeFileSync", "ENOSPC", "the disk is full", 1],
    ["writeFileSync", "ENOSPC", "the disk is full", 2],
    ["fsyncSync", "ENOSPC", "the disk is full", 2],
    ["fsyncSync", "EIO", "the disk failed", 1],
    ["openSync", "EROFS", "the disk is read-only", 1],
    ["openSync", "EACCES", "permission denied", 2],
    ["accessSync", "EACCES", "permission denied", 2],
    ["fchmodSync", "EPERM", "permission denied", 1],
    ["fchownSync", "EIO", "the disk failed", 1],
    ["renameSync", "EIO", "the disk failed", 1],
    ["lstatSync", "ENOENT", "it is no longer there", 2],
    ["closeSync", "EDQUOT", "the disk's quota is used up", 1],
  ])("where %s fails with %s: %s (%i)", (call, code, reason, nth) => {
    const { path, changes, texts, names } = twoFiles();
    const error = errorOf(() => replaceFiles(changes, failing(call, code, nth)));
    expect(error.reason).toBe(reason);
    expect(error.written).toBe(0);
    expect(error.path).toBe(path(nth === 1 ? "a.yaml" : "b.yaml"));
    expect(texts()).toEqual(["a\n", "b\n"]);
    expect(names()).toEqual(["a.yaml", "b.yaml"]);
  });

  it("where one is read-only", () => {
    const { path, changes, texts, names } = twoFiles();
    chmodSync(path("b.yaml"), 0o444);
    const error = errorOf(() => replaceFiles(changes));
    expect(error.message).toBe(`\`${path("b.yaml")}\` can't be written: it is read-only`);
    expect(texts()).toEqual(["a\n", "b\n"]);
    expect(names()).toEqual(["a.yaml", "b.yaml"]);
  });

  it("where one is no longer what was read", () => {
    const { path, changes, texts } = twoFiles();
    writeFileSync(path("b.yaml"), "mine\n");
    expect(errorOf(() => replaceFiles(changes)).reason).toContain("it has changed since");
    expect(texts()).toEqual(["a\n", "mine\n"]);
  });

  it("where one is a symbolic link, or no file", () => {
    const { path, changes, texts } = twoFiles();
    symlinkSync("a.yaml", path("c.yaml"));
    const link = { ...changes[0]!, path: path("c.yaml") };
    expect(errorOf(() => replaceFiles([changes[1]!, link])).reason).toContain("symbolic link");
    const dir = { ...changes[0]!, path: path(".") };
    expect(errorOf(() => replaceFiles([changes[1]!, dir])).reason).toContain("no regular file");
    expect(texts()).toEqual(["a\n", "b\n"]);
  });
});

it("says how many were written where the disk fails in between", () => {
  const { path, changes, texts, names } = twoFiles();
  const error = errorOf(() => replaceFiles(changes, failing("renameSync", "EIO", 2)));
  expect([error.path, error.written]).toEqual([path("b.yaml"), 1]);
  expect(texts()).toEqual(["new a\n", "b\n"]);
  expect(names()).toEqual(["a.yaml", "b.yaml"]);
});

it("tells what went wrong first where nothing can be removed either", () => {
  const { changes } = twoFiles();
  const disk = { ...failing("writeFileSync", "ENOSPC"), rmSync: failing("rmSync", "EIO").rmSync };
  expect(errorOf(() => replaceFiles(changes, disk)).reason).toBe("the disk is full");
});

describe("several files are written together", () => {
  it("all of them", () => {
    const { changes, texts, names } = twoFiles();
    replaceTogether(changes);
    expect(texts()).toEqual(["new a\n", "new b\n"]);
    expect(names()).toEqual(["a.yaml", "b.yaml"]);
  });

  it("or none: what was written before one that fails is put back", () => {
    const { path, changes, texts, names } = twoFiles();
    const error = errorOf(() => replaceTogether(changes, failing("renameSync", "ENOSPC", 2)));
    expect(error).toMatchObject({ path: path("b.yaml"), reason: "the disk is full", written: 0 });
    expect(error).not.toBeInstanceOf(PartlyWrittenError);
    expect(texts()).toEqual(["a\n", "b\n"]);
    expect(names()).toEqual(["a.yaml", "b.yaml"]);
  });

  it("and it is said which stay written where even that fails", () => {
    const { path, changes, texts, names } = twoFiles();
    let calls = 0;
    const disk: WritableDisk = {
      ...nodeFs,
      renameSync: (from, to) => {
        if (++calls > 1) throw Object.assign(new Error("EIO"), { code: "EIO" });
        nodeFs.renameSync(from, to);
      },
    };
    const error = errorOf(() => replaceTogether(changes, disk));
    expect(error).toBeInstanceOf(PartlyWrittenError);
    expect(error).toMatchObject({ path: path("b.yaml"), reason: "the disk failed", written: 1 });
    expect((error as PartlyWrittenError).stuck).toEqual([path("a.yaml")]);
    expect(texts()).toEqual(["new a\n", "b\n"]);
    expect(names()).toEqual(["a.yaml", "b.yaml"]);
  });

  it("and what somebody else has written over meanwhile is left to them", () => {
    const { path, changes, texts } = twoFiles();
    let calls = 0;
    const disk: WritableDisk = {
      ...nodeFs,
      renameSync: (from, to) => {
        nodeFs.renameSync(from, to);
        if (++calls > 1) return;
        writeFileSync(path("a.yaml"), "theirs\n");
        writeFileSync(path("b.yaml"), "theirs\n");
      },
    };
    const error = errorOf(() => replaceTogether(changes, disk));
    expect(error).toBeInstanceOf(PartlyWrittenError);
    expect(error.reason).toMatch(/^it has changed since it was read/);
    expect(texts()).toEqual(["theirs\n", "theirs\n"]);
  });

  it("and nothing at all is where the first fails", () => {
    const { changes, texts } = twoFiles();
    const error = errorOf(() => replaceTogether(changes, failing("renameSync", "EIO", 1)));
    expect(error.written).toBe(0);
    expect(texts()).toEqual(["a\n", "b\n"]);
  });
});

describe("a new file", () => {
  it("is written with the folders that it needs, and taken away with them", () => {
    const root = folder({ "a.yaml": "a\n" });
    const undo = createFile(join(root, "claims/deep/er/b.yaml"), bytes("b\n"));
    expect(readFileSync(join(root, "claims/deep/er/b.yaml"), "utf8")).toBe("b\n");
    expect(readdirSync(join(root, "claims/deep/er"))).toEqual(["b.yaml"]);
    undo();
    expect(readdirSync(join(root, "claims"))).toEqual(["a.yaml"]);
  });

  it("is never written over another, nor through a link", () => {
    const root = folder({ "a.yaml": "a\n" });
    symlinkSync(join(root, "claims/b.yaml"), join(root, "claims/link.yaml"));
    for (const name of ["a.yaml", "link.yaml"]) {
      const write = () => createFile(join(root, "claims", name), bytes("b\n"));
      expect(write).toThrow("it is there already");
    }
    expect(readFileSync(join(root, "claims/a.yaml"), "utf8")).toBe("a\n");
    expect(readdirSync(join(root, "claims"))).toEqual(["a.yaml", "link.yaml"]);
  });

  it("leaves nothing where it can't be written, not even a folder", () => {
    const root = folder({ "a.yaml": "a\n" });
    const write = () => createFile(join(root, "claims/new", `${"x".repeat(300)}.yaml`), bytes("b"));
    expect(write).toThrow(WriteError);
    expect(readdirSync(join(root, "claims"))).toEqual(["a.yaml"]);
  });
});
