import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { layOutSite } from "../site/site.js";
import { count } from "../terminal/text.js";
import { EXIT, type Io, UsageError } from "./io.js";
import { tellIfPartial, workingFolder } from "./open.js";
import { Progress } from "./progress.js";
import { readAssets } from "./site-assets.js";
import { openSiteSource, type SiteSourceOptions } from "./site-source.js";

/** The flags of `claims site`. */
export interface SiteOptions extends SiteSourceOptions {
  readonly output?: string;
}

/** `claims site`: writes the store as pages that open from a folder, without what is confidential. */
export async function site(options: SiteOptions, io: Io): Promise<number> {
  if (options.output === undefined) throw new UsageError("where to? Name a folder with -o DIR");
  const folder = resolve(workingFolder(io, options), options.output);
  const { source, opened } = await openSiteSource(io, options);
  const files = await layOutSite(source, { assets: readAssets() });
  const progress = new Progress(io, options);
  let written = 0;
  for (const { path, make } of files.values()) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, make());
    progress.tell(() => `written ${++written} of ${files.size} pages`);
    await setImmediate();
  }
  progress.clear();
  if (!options.quiet) io.stderr.write(`${count(files.size, "file")} in ${options.output}\n`);
  return tellIfPartial(opened.store, io, options) ? EXIT.problems : EXIT.clean;
}
