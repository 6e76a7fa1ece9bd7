import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { reasonOf } from "../store/disk.js";
import { UsageError } from "./io.js";

/** The file by which a site is known again: it lists all that was written, so that nothing else is touched. */
export const MANIFEST = ".claims-site.json";

/** The largest list of a site's files, in bytes: what is larger is something else. */
const LARGEST = 256 * 1024 * 1024;

/** What was written of a site. */
export interface Manifest {
  /** Whether all of it was written; else some of the files are older than others, or missing. */
  readonly complete: boolean;
  /** Paths in the site, with `/` between folders. */
  readonly files: ReadonlySet<string>;
}

/** Tells whether a path may be one of a site: it leads down, to no hidden name, and to what a site has. */
export function isSitePath(path: string): boolean {
  return /^(?:\w[\w.-]*\/){0,4}\w[\w.-]*\.(?:html|css|js|svg)$/.test(path);
}

/** Gives a manifest as it is written: a path a line, so that git shows what came and went. */
export function printManifest({ complete, files }: Manifest): string {
  return `${JSON.stringify({ "claims-site": 1, complete, files: [...files].sort() }, null, 1)}\n`;
}

/**
 * Reads the manifest in a folder. It is not trusted: it may have come with somebody else's files.
 *
 * @returns `undefined` where there is none
 * @throws UsageError where it can't be what was written here
 */
export function readManifest(folder: string, shown: string): Manifest | undefined {
  const path = join(folder, MANIFEST);
  const refuse = (why: string) =>
    new UsageError(
      `\`${shown}/${MANIFEST}\` ${why}, so it can't be known which files are an earlier site's\n` +
        "  = help: delete the folder, or name another",
    );
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return undefined;
  if (!stats.isFile() || stats.size > LARGEST) throw refuse("is no list of a site's files");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw refuse(`can't be read (${reasonOf(error)})`);
  }
  const manifest = parseManifest(text);
  if (!manifest) throw refuse("is no list of a site's files");
  return manifest;
}

function parseManifest(text: string): Manifest | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof data !== "object" || data === null) return undefined;
  const { complete, files } = data as Readonly<Record<string, unknown>>;
  if (!Array.isArray(files)) return undefined;
  if (!files.every((file) => typeof file === "string" && isSitePath(file))) return undefined;
  return { complete: complete === true, files: new Set<string>(files) };
}
