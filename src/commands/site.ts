import { resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { PAGES } from "../site/links.js";
import { layOutSite, type SiteFile } from "../site/site.js";
import { count, oneLine } from "../terminal/text.js";
import { interruptible } from "./interruption.js";
import { EXIT, type Io, UsageError } from "./io.js";
import { tellIfPartial, workingFolder } from "./open.js";
import { Progress } from "./progress.js";
import { readAssets } from "./site-assets.js";
import { keepOutOfStore, openSiteFolder } from "./site-folder.js";
import { openSiteSource, type SiteSourceOptions } from "./site-source.js";
import { SiteWriter, type Written } from "./site-writer.js";

/** The flags of `claims site`. */
export interface SiteOptions extends SiteSourceOptions {
  readonly output?: string;
}

/** `claims site`: writes the store as pages that open from a folder, without what is confidential. */
export async function site(options: SiteOptions, io: Io): Promise<number> {
  if (!options.output) {
    throw new UsageError("where to? Name a folder with -o DIR\n  = help: `claims site -o public`");
  }
  const shown = oneLine(options.output.replace(/(?<=.)\/+$/, ""));
  const folder = openSiteFolder(resolve(workingFolder(io, options), options.output), shown);
  const { source, opened } = await openSiteSource(io, options);
  keepOutOfStore(folder, opened.paths);
  const files = await layOutSite(source, { assets: readAssets() });
  const writer = new SiteWriter(folder, files.keys());
  const progress = new Progress(io, options);
  const isWhole = await interruptible(io, (signal) =>
    writeAll(inOrder(files), writer, progress, signal),
  ).finally(() => progress.clear());
  if (!isWhole) {
    const state = writer.isBegun
      ? `${writer.unfinished()}\n  = help: the same command goes on from there`
      : "nothing was written";
    io.stderr.write(`interrupted; ${state}\n`);
    return EXIT.interrupted;
  }
  if (!options.quiet) io.stderr.write(`${summaryOf(writer.written, shown)}\n`);
  return tellIfPartial(opened.store, io, options) ? EXIT.problems : EXIT.clean;
}

/** The page that a site is opened at comes last: a site that has none is no site yet. */
function* inOrder(files: ReadonlyMap<string, SiteFile>): Generator<SiteFile> {
  for (const file of files.values()) if (file.path !== PAGES.overview) yield file;
  yield files.get(PAGES.overview)!;
}

/** Writes all files, and tells whether nobody interrupted it. */
async function writeAll(
  files: Iterable<SiteFile>,
  writer: SiteWriter,
  progress: Progress,
  signal: AbortSignal,
): Promise<boolean> {
  writer.removeStale();
  for (const { path, make } of files) {
    // Lets the world in.
    await setImmediate();
    if (signal.aborted) return false;
    writer.put(path, make());
    progress.tell(() => `${writer.progress()} written`);
  }
  writer.finish();
  return true;
}

function summaryOf({ fresh, changed, same, removed }: Written, shown: string): string {
  const parts = [
    fresh > 0 && `${fresh} new`,
    changed > 0 && `${changed} changed`,
    removed > 0 && `${removed} removed`,
    same > 0 && `${same} as they were`,
  ].filter((part) => part !== false);
  const total = count(fresh + changed + same, "file");
  return `${total} in ${shown} (${parts.join(", ")}); open ${shown}/${PAGES.overview}`;
}
