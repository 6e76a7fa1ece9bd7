import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll } from "vitest";
import { tellingPages } from "./html.js";
import { claims, ROOT } from "./run.js";
import { filesIn, textIn } from "./site.js";

/** A store as pages on the disk. */
export interface WrittenSite {
  /** The folder that the site was written to. */
  readonly root: string;
  /** The folder of the store. */
  readonly store: string;
  /** The address of the folder as a browser opens it, with `/` at its end. */
  readonly address: string;
  /** The paths of all files, with `/` between folders. */
  readonly files: readonly string[];
  /** Those of {@link files} that are pages. */
  readonly pages: readonly string[];
  /** A few of {@link pages} that show whatever any of them shows. */
  readonly telling: readonly string[];
  /** Gives the text of a file. */
  readonly read: (path: string) => string;
}

/**
 * Makes a folder with some files, which is gone when the tests of the file at hand are over. To be
 * called outside of them.
 */
export function lastingFolder(files: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), "claims-site-"));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/**
 * Writes a store as pages with `claims site`, for all tests of the file at hand. To be called outside of
 * them.
 *
 * @param store the folder that `claims/` stands in
 */
export async function writtenSite(store: string, ...flags: string[]): Promise<WrittenSite> {
  const root = lastingFolder();
  const { code, stderr } = await claims(["site", "-o", root, ...flags], { cwd: store });
  if (code === 2) throw new Error(stderr);
  const files = filesIn(root);
  const read = (path: string) => textIn(root, path);
  const pages = files.filter((path) => path.endsWith(".html"));
  return {
    root,
    store,
    address: `${pathToFileURL(root).href}/`,
    files,
    pages,
    telling: tellingPages(new Map(pages.map((path) => [path, read(path)]))),
    read,
  };
}

/** Makes the store that has every kind of page: every status, every kind of agent, many scripts. */
export function storeOfEveryKind(): string {
  const read = (path: string) => readFileSync(join(ROOT, "test", path), "utf8");
  return lastingFolder({
    "claims/full.yaml": read("formats/full.yaml"),
    "claims/scripts.yaml": read("browser/scripts.yaml"),
  });
}
