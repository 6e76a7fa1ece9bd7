import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { UsageError } from "./io.js";

/**
 * Writes some folders of a repository, as they were at a revision, into a folder of their own, hands
 * it to `use`, with a way to get more of the revision, and takes it away again. Neither the work tree
 * nor the index is touched.
 *
 * @param repository the repository's root
 * @param paths relative to the root, with `/`
 * @throws UsageError where there is no git, no such revision, or the clone is too shallow for it
 */
export async function withRevision<T>(
  repository: string,
  revision: string,
  paths: readonly string[],
  use: (folder: string, alsoGet: (paths: readonly string[]) => void) => Promise<T> | T,
): Promise<T> {
  const commit = resolveRevision(repository, revision);
  const scratch = mkdtempSync(join(tmpdir(), "claims-since-"));
  try {
    const tree = join(scratch, "tree");
    mkdirSync(tree);
    const get = (wanted: readonly string[]): void => {
      if (wanted.length > 0) writeBlobs(repository, listBlobs(repository, commit, wanted), tree);
    };
    get(paths);
    return await use(tree, get);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A file of a revision. */
interface Blob {
  readonly mode: string;
  readonly hash: string;
  readonly path: string;
}

function listBlobs(repository: string, commit: string, paths: readonly string[]): Blob[] {
  const listed = git(repository, ["ls-tree", "-r", "-z", "--full-tree", commit, "--", ...paths]);
  return listed
    .toString("utf8")
    .split("\0")
    .flatMap((line) => {
      const [, mode, hash, path] = /^(\d+) blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
      return mode && hash && path ? [{ mode, hash, path }] : [];
    });
}

/** The mode of a symbolic link in git. */
const LINK = "120000";

/** Writes files as they are kept: no filter runs that the repository or its configuration names. */
function writeBlobs(repository: string, blobs: readonly Blob[], tree: string): void {
  const input = blobs.map(({ hash }) => `${hash}\n`).join("");
  const output = git(repository, ["cat-file", "--batch"], input);
  let at = 0;
  for (const { mode, path } of blobs) {
    const end = output.indexOf("\n", at);
    const [, type, size] = output.toString("utf8", at, end).split(" ");
    if (type !== "blob")
      throw new UsageError(`this clone doesn't hold \`${path}\` of that revision`);
    const content = output.subarray(end + 1, end + 1 + Number(size));
    at = end + 1 + Number(size) + 1;
    const target = join(tree, path);
    mkdirSync(dirname(target), { recursive: true });
    if (mode === LINK) symlinkSync(content.toString("utf8"), target);
    else writeFileSync(target, content);
  }
}

function resolveRevision(repository: string, revision: string): string {
  const spec = `${revision}^{commit}`;
  const found = run(repository, ["rev-parse", "--verify", "--quiet", "--end-of-options", spec]);
  if (found.status === 0) return found.stdout.toString("utf8").trim();
  const shallow = run(repository, ["rev-parse", "--is-shallow-repository"]);
  if (shallow.stdout.toString("utf8").trim() === "true") {
    throw new UsageError(
      `this clone is shallow and doesn't hold \`${revision}\`\n` +
        "  = help: fetch more of it (`git fetch --deepen=50`, `git fetch --unshallow`), or clone with the whole history (fetch-depth: 0)",
    );
  }
  throw new UsageError(`git knows no revision \`${revision}\` in \`${repository}\``);
}

/** A hook sets these for the repository that it runs in, which need not be the one that is asked about. */
const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...ENVIRONMENT } = process.env;

/** Git neither fetches what a partial clone lacks, nor starts a program that the repository names. */
const QUIET = { GIT_NO_LAZY_FETCH: "1", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" };

function git(repository: string, argv: readonly string[], input = ""): Buffer {
  const { status, stdout, stderr } = run(repository, argv, input);
  if (status === 0) return stdout;
  throw new UsageError(`git ${argv[0]} failed: ${stderr.toString("utf8").trim()}`);
}

function run(repository: string, argv: readonly string[], input = "") {
  const settings = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];
  const result = spawnSync("git", ["-C", repository, ...settings, ...argv], {
    input,
    env: { ...ENVIRONMENT, ...QUIET },
    maxBuffer: 1 << 30,
  });
  if (result.error) {
    const { code } = result.error as NodeJS.ErrnoException;
    throw new UsageError(code === "ENOENT" ? "git is not installed" : `git failed: ${code}`);
  }
  return result;
}

/**
 * Gives the version of a file in conflict that both sides come from.
 *
 * @param path full
 * @returns `undefined` where the file is in no conflict, or was added on both sides
 */
export function baseOfConflict(repository: string, path: string): Uint8Array | undefined {
  const listed = run(repository, ["ls-files", "-u", "-z", "--", path]).stdout.toString("utf8");
  const [, hash] = /(?:^|\0)\d+ ([0-9a-f]+) 1\t/.exec(listed) ?? [];
  return hash === undefined ? undefined : git(repository, ["cat-file", "blob", hash]);
}

/**
 * Sets a key of a repository's own configuration; tells whether that changed anything.
 *
 * @param folder a folder of the repository
 * @throws UsageError where there is no git or no repository
 */
export function configure(folder: string, key: string, value: string): boolean {
  const { stdout } = run(folder, ["config", "--local", "--get", key]);
  if (stdout.toString("utf8") === `${value}\n`) return false;
  git(folder, ["config", "--local", key, value]);
  return true;
}
