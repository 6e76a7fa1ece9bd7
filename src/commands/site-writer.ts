import {
  type Dirent,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { reasonOf } from "../store/disk.js";
import { count } from "../terminal/text.js";
import { UsageError } from "./io.js";
import type { SiteFolder } from "./site-folder.js";
import { isSitePath, MANIFEST, type Manifest, printManifest } from "./site-manifest.js";

/** Where a file is written before it takes the place of an older one. */
const SCRATCH = ".claims-site.tmp";

/** How a site's files fared. */
export interface Written {
  fresh: number;
  changed: number;
  same: number;
  removed: number;
}

/**
 * Writes a site into its folder, and brings one that stands there up to date: what is as it was is left
 * alone, so that its time stays, and what is no longer made is removed. No more is touched than what is
 * to be written and what the list of the earlier site names.
 *
 * While it is at work the list says that the site is unfinished, and holds whatever may be there.
 */
export class SiteWriter {
  readonly written: Written = { fresh: 0, changed: 0, same: 0, removed: 0 };
  readonly #folder: SiteFolder;
  readonly #paths: ReadonlySet<string>;
  /** The paths of all files that stand there and that a site wrote. */
  readonly #standing: ReadonlySet<string>;
  #isBegun = false;

  /** @throws UsageError where something else stands in the way; nothing is written yet */
  constructor(folder: SiteFolder, paths: Iterable<string>) {
    this.#folder = folder;
    this.#paths = new Set(paths);
    for (const path of this.#paths) {
      if (!isSitePath(path)) throw new Error(`a site can't hold a file called ${path}`);
    }
    this.#standing = this.#look();
  }

  /** Tells whether anything was changed in the folder. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  /**
   * Removes what is no longer made: first of all, since it may be what is to be shown no longer.
   *
   * @throws UsageError that says what can't be removed
   */
  removeStale(): void {
    const stale = [...this.#standing].filter((path) => !this.#paths.has(path));
    for (const path of stale) {
      this.#begin();
      this.#try(path, "removed", () => rmSync(this.#at(path)));
      this.written.removed++;
    }
    for (const folder of foldersOf(stale).reverse()) this.#removeEmpty(folder);
  }

  /**
   * Puts a file in its place, whole or not at all.
   *
   * @throws UsageError that says why it can't be written
   */
  put(path: string, content: string | Uint8Array): void {
    const bytes = typeof content === "string" ? Buffer.from(content) : content;
    if (this.#standing.has(path)) {
      if (this.#try(path, "read", () => readFileSync(this.#at(path))).equals(bytes)) {
        this.written.same++;
        return;
      }
      this.#begin();
      this.#replace(path, bytes);
      this.written.changed++;
      return;
    }
    this.#begin();
    this.#create(path, bytes);
    this.written.fresh++;
  }

  /** Writes down that the site is whole. @throws UsageError that says why it can't be written */
  finish(): void {
    const { earlier } = this.#folder;
    if (!this.#isBegun && earlier?.complete && earlier.files.size === this.#paths.size) return;
    this.#begin();
    this.#list({ complete: true, files: this.#paths });
  }

  /** Says ahead of the first change that the site is unfinished, and makes the folders. */
  #begin(): void {
    if (this.#isBegun) return;
    const known = this.#folder.earlier?.files ?? [];
    this.#try("", "made", () => mkdirSync(this.#folder.path, { recursive: true }));
    this.#list({ complete: false, files: new Set([...known, ...this.#paths]) });
    this.#isBegun = true;
    for (const folder of foldersOf(this.#paths)) {
      this.#try(folder, "made", () => mkdirSync(this.#at(folder), { recursive: true }));
    }
  }

  #list(manifest: Manifest): void {
    this.#replace(MANIFEST, Buffer.from(printManifest(manifest)));
  }

  /** Writes a file that isn't there. It follows no link, and what can't be written whole is taken away. */
  #create(path: string, bytes: Uint8Array): void {
    this.#try(path, "written", () => {
      try {
        writeFileSync(this.#at(path), bytes, { flag: "wx" });
      } catch (error) {
        const isOurs = (error as NodeJS.ErrnoException).code !== "EEXIST";
        if (isOurs) rmSync(this.#at(path), { force: true });
        throw error;
      }
    });
  }

  /** Writes a file beside its place, and then puts it there. */
  #replace(path: string, bytes: Uint8Array): void {
    this.#try(path, "written", () => rmSync(this.#at(SCRATCH), { force: true }));
    this.#create(SCRATCH, bytes);
    this.#try(path, "written", () => renameSync(this.#at(SCRATCH), this.#at(path)));
  }

  #removeEmpty(folder: string): void {
    try {
      rmdirSync(this.#at(folder));
    } catch {
      // Something stands in it: that is nobody's fault.
    }
  }

  /** Looks at all folders of the site, old and new, before anything is written. */
  #look(): ReadonlySet<string> {
    const known = this.#folder.earlier?.files ?? new Set<string>();
    const standing = new Set<string>();
    for (const folder of ["", ...foldersOf([...known, ...this.#paths])].sort()) {
      for (const { path, isFile } of this.#entriesIn(folder)) {
        const isOurs = known.has(path) && isFile;
        if (isOurs) standing.add(path);
        else if (this.#paths.has(path)) throw this.#inTheWay(path);
      }
    }
    return standing;
  }

  #entriesIn(folder: string): { readonly path: string; readonly isFile: boolean }[] {
    const full = this.#at(folder);
    const stats = lstatSync(full, { throwIfNoEntry: false });
    if (!stats) return [];
    if (!stats.isDirectory()) throw this.#inTheWay(folder);
    const entries = this.#try(folder, "read", (): Dirent[] =>
      readdirSync(full, { withFileTypes: true }),
    );
    const stem = folder === "" ? "" : `${folder}/`;
    return entries.map((entry) => ({ path: stem + entry.name, isFile: entry.isFile() }));
  }

  #inTheWay(path: string): UsageError {
    const { shown } = this.#folder;
    return new UsageError(
      `\`${shown}/${path}\` was not written by \`claims site\`, and is not overwritten\n` +
        "  = help: move it away, or name another folder; nothing was changed",
    );
  }

  #at(path: string): string {
    return join(this.#folder.path, path);
  }

  #try<T>(path: string, done: string, action: () => T): T {
    try {
      return action();
    } catch (error) {
      const { shown } = this.#folder;
      const name = path === "" ? shown : `${shown}/${path}`;
      const state = this.#isBegun ? `  = note: ${this.unfinished()}\n` : "";
      throw new UsageError(
        `\`${name}\` can't be ${done}: ${reasonOf(error)}\n${state}` +
          "  = help: when that is mended, the same command goes on from there",
      );
    }
  }

  /** Says how much of the site is there. */
  unfinished(): string {
    return `the site in \`${this.#folder.shown}\` is unfinished: ${this.progress()} written`;
  }

  /** Says how many of how many files are as they are to be. */
  progress(): string {
    const { fresh, changed, same } = this.written;
    return `${fresh + changed + same} of ${count(this.#paths.size, "file")}`;
  }
}

/** Gives the folders of some paths, those that hold others first. */
export function foldersOf(paths: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const path of paths) {
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
      const folder = path.slice(0, at);
      if (found.has(folder)) break;
      found.add(folder);
    }
  }
  return [...found].sort();
}
