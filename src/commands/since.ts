import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Diagnostic } from "../model/diagnostic.js";
import { displayPath, findRepository } from "../store/disk.js";
import { readFolders } from "../store/folders.js";
import { snapshotPath } from "../store/snapshots.js";
import { uniteStore } from "../store/store.js";
import { withRevision } from "./git.js";
import { UsageError } from "./io.js";
import type { OpenedStore } from "./open.js";

/**
 * Gives what is found in a store as it was at a revision of its git repository; nothing where the
 * store was not there yet.
 *
 * @param check checks the store of that time
 * @throws UsageError where the store is in no repository, or the revision is not to be had
 */
export async function findingsAt(
  revision: string,
  opened: OpenedStore,
  check: (opened: OpenedStore) => Promise<Diagnostic[]>,
): Promise<Diagnostic[]> {
  const repository = findRepository(opened.base);
  if (repository === undefined || opened.paths.length === 0) {
    throw new UsageError("--since needs a store in a git repository");
  }
  const told = (path: string) => displayPath(path, repository);
  return withRevision(repository, revision, opened.paths.map(told), async (tree, alsoGet) => {
    const then = (path: string) => resolve(tree, told(path));
    const paths = opened.paths.map(then).filter((path) => existsSync(path));
    const target = { ...opened, paths, root: then(opened.root), base: tree };
    const exclude = opened.config.exclude ?? [];
    const store = uniteStore(await readFolders(paths, { ...target, exclude }));
    // A document's snapshot may stand outside of the store's folders.
    const snapshots = [...store.documents.values()].flatMap((document) => {
      const { file } = document.value;
      return file === undefined ? [] : [displayPath(snapshotPath(document, file, tree), tree)];
    });
    alsoGet(snapshots.filter((path) => path !== ".." && !path.startsWith("../")));
    return check({ ...target, store });
  });
}
