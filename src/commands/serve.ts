import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { layOutSite } from "../site/site.js";
import { safe } from "../terminal/text.js";
import { interruptible } from "./interruption.js";
import { EXIT, type Io, styleFor, UsageError } from "./io.js";
import { findTarget, tellIfPartial } from "./open.js";
import { ALLOWED, PageServer, PortTaken, scriptFor } from "./serve-pages.js";
import { readAssets } from "./site-assets.js";
import { openSiteSource, type SiteSourceOptions } from "./site-source.js";
import { watchFolders } from "./watch.js";

/** The port that is listened at where none is named and nobody else does. */
const USUAL_PORT = 4567;

/** What is said above the pages of a store of which a part is broken. */
const PARTIAL =
  "Part of the store can't be read; this is the rest. `claims validate` tells where and why.";

/** The flags of `claims serve`. */
export interface ServeOptions extends SiteSourceOptions {
  readonly port?: string;
}

/**
 * `claims serve`: shows the store as pages on the loopback until it is interrupted, and anew whenever it
 * changes. While it can't be shown as it is, the pages stay as they were, and say so.
 */
export async function serve(options: ServeOptions, io: Io): Promise<number> {
  const port = portOf(options.port);
  const { paths, root } = await findTarget(io, options);
  const { chalk } = styleFor(io.stderr, io, options);
  const tell = (trouble: string): void => {
    const lines = trouble.split("\n").map(safe).join("\n");
    io.stderr.write(`${chalk.red.bold("error")}: ${lines}\n`);
  };
  const watching: Io = { ...io, memory: new Map() };
  const assets = readAssets(true);
  const server = new PageServer(tell);
  const chosen = await listen(server, port);
  let isShown = false;
  const again = async (): Promise<void> => {
    try {
      const version = randomUUID();
      const { source, opened } = await openSiteSource(watching, options);
      const files = await layOutSite(source, {
        assets,
        scripts: [scriptFor(version)],
        allowed: ALLOWED,
      });
      const trouble = tellIfPartial(opened.store, io, options) ? PARTIAL : "";
      server.show({ files, version, trouble });
      if (!isShown) io.stdout.write(`http://127.0.0.1:${chosen}/\n`);
      if (!isShown && !options.quiet) io.stderr.write("serving; stop with Ctrl-C\n");
      isShown = true;
    } catch (error) {
      // A state in between two edits may not even be a store: say so, and wait for the next.
      if (!(error instanceof UsageError) || !isShown) throw error;
      tell(error.message);
      server.complain(error.message);
    }
  };
  const watched = {
    folders: paths,
    root,
    isIgnored: (path: string) => basename(path).startsWith("."),
  };
  await interruptible(io, (signal) => {
    signal.addEventListener("abort", () => void server.close());
    return watchFolders(watched, again, signal);
  }).finally(() => server.close());
  return EXIT.clean;
}

/** Listens at the port that was named, or else at the usual one or any that is free. */
async function listen(server: PageServer, port: number | undefined): Promise<number> {
  if (port !== undefined) return server.listen(port);
  try {
    return await server.listen(USUAL_PORT);
  } catch (error) {
    if (!(error instanceof PortTaken)) throw error;
    return server.listen(0);
  }
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(
    `\`${text}\` is no port\n  = help: a number up to 65535; 0 for any that is free`,
  );
}
