import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
    const env = { GIT_INDEX_FILE: join(scratch, "index") };
    git(repository, ["read-tree", commit], { env });
    const get = (wanted: readonly string[]): void => {
      if (wanted.length === 0) return;
      const literal = wanted.map((path) => `:(literal)${path}`);
      const listed = git(repository, ["ls-files", "-z", "--", ...literal], { env });
      const argv = ["checkout-index", "-z", "--stdin", `--prefix=${tree}/`];
      git(repository, argv, { env, input: listed });
    };
    get(paths);
    return await use(tree, get);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function resolveRevision(repository: string, revision: string): string {
  const spec = `${revision}^{commit}`;
  const found = run(repository, ["rev-parse", "--verify", "--quiet", "--end-of-options", spec], {});
  if (found.status === 0) return found.stdout.trim();
  const shallow = run(repository, ["rev-parse", "--is-shallow-repository"], {});
  if (shallow.stdout.trim() === "true") {
    throw new UsageError(
      `this clone is shallow and doesn't hold \`${revision}\`\n` +
        "  = help: fetch more of it (`git fetch --deepen=50`, `git fetch --unshallow`), or clone with the whole history (fetch-depth: 0)",
    );
  }
  throw new UsageError(`git knows no revision \`${revision}\` in \`${repository}\``);
}

/** A hook sets these for the repository that it runs in, which need not be the one that is asked about. */
const { GIT_DIR: _dir, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...ENVIRONMENT } = process.env;

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

function git(repository: string, argv: readonly string[], options: RunOptions): string {
  const { status, stdout, stderr } = run(repository, argv, options);
  if (status === 0) return stdout;
  throw new UsageError(`git ${argv[0]} failed: ${stderr.trim()}`);
}

function run(repository: string, argv: readonly string[], { env = {}, input = "" }: RunOptions) {
  const result = spawnSync("git", ["-C", repository, ...argv], {
    encoding: "utf8",
    input,
    env: { ...ENVIRONMENT, ...env },
    maxBuffer: 1 << 30,
  });
  if (result.error) {
    const { code } = result.error as NodeJS.ErrnoException;
    throw new UsageError(code === "ENOENT" ? "git is not installed" : `git failed: ${code}`);
  }
  return result;
}
