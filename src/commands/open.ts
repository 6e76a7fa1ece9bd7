import * as nodeFs from "node:fs";
import { dirname, isAbsolute, resolve } from "node:path";
import type { Config } from "../model/config.js";
import { CONFIG_FILE } from "../model/config-file.js";
import { Cache, type CacheOptions, cacheFolder } from "../store/cache.js";
import {
  type Disk,
  displayPath,
  findProject,
  findRepository,
  isFolder,
  type Project,
  projectAt,
  reasonOf,
  STORE_FOLDER,
} from "../store/disk.js";
import { cacheKey, openFolders, type StoreRecord } from "../store/opened.js";
import type { Store } from "../store/store.js";
import { PLAIN } from "../terminal/style.js";
import { count, safe } from "../terminal/text.js";
import { BUILD } from "../version.js";
import { type GlobalOptions, type Io, styleFor, UsageError } from "./io.js";
import { Progress } from "./progress.js";

/** Where a store is to be read, and the settings that hold for it. */
export interface Target {
  /** The folders and files that hold the store. */
  readonly paths: readonly string[];
  /** The folder that globs are relative to. */
  readonly root: string;
  /** The folder that paths are told from. */
  readonly base: string;
  readonly config: Config;
}

/** A store that was opened. */
export interface OpenedStore extends Target {
  readonly store: Store;
  /** What the cache knew of it; absent where it is not cached. */
  readonly record?: StoreRecord;
  readonly cache?: Cache;
}

/**
 * Opens the store that the flags, the environment or the working directory name.
 *
 * @throws UsageError where there is none, it can't be read, or its configuration is bad
 */
export async function openStore(io: Io, options: GlobalOptions): Promise<OpenedStore> {
  return readTarget(await findTarget(io, options), io, options);
}

/** Gives the folder that a command works in. */
export function workingFolder({ cwd }: Io, { directory }: GlobalOptions): string {
  return directory === undefined ? cwd : resolve(cwd, directory);
}

/** Opens the project whose root a folder is, whatever the flags or the environment name. */
export async function openProject(
  project: Project,
  io: Io,
  options: GlobalOptions,
): Promise<OpenedStore> {
  const { root, base } = project;
  const config = await loadConfig(project.config, base, io, options);
  const paths = storePaths(project, config, io.disk ?? nodeFs);
  return readTarget({ paths, root, base, config }, io, options);
}

/**
 * Opens the store at hand, as {@link openStore} does.
 *
 * @returns `undefined` where neither flags nor environment name one and none is found
 */
export async function openStoreAtHand(
  io: Io,
  options: GlobalOptions,
): Promise<OpenedStore | undefined> {
  const isNamed = (options.store ?? io.env["CLAIMS_STORE"] ?? "") !== "";
  const folder = workingFolder(io, options);
  if (!isNamed && !findProject(folder, io.disk ?? nodeFs)) return undefined;
  return openStore(io, options);
}

/** Opens files and folders as a store of their own. */
export async function openPaths(
  paths: readonly string[],
  io: Io,
  options: GlobalOptions,
): Promise<OpenedStore> {
  const first = paths[0]!;
  const disk = io.disk ?? nodeFs;
  const folder = isFolder(first, disk) ? first : resolve(first, "..");
  const base = findRepository(folder, disk) ?? workingFolder(io, options);
  const config = await loadConfig(projectAt(folder, disk)?.config, base, io, options);
  return readTarget({ paths, root: folder, base, config }, io, options);
}

/**
 * Finds the store that the flags, the environment or the working directory name, without reading it.
 *
 * @throws UsageError where there is none, or its configuration is bad
 */
export async function findTarget(io: Io, options: GlobalOptions): Promise<Target> {
  const disk = io.disk ?? nodeFs;
  const folder = workingFolder(io, options);
  if (!isFolder(folder, disk)) throw new UsageError(`there is no folder \`${folder}\``);
  const named = options.store ?? (io.env["CLAIMS_STORE"] || undefined);
  if (named !== undefined) {
    const path = resolve(folder, named);
    if (!disk.existsSync(path)) throw new UsageError(`there is no store at \`${named}\``);
    const project = findProject(path, disk);
    const base = findRepository(path, disk) ?? project?.root ?? folder;
    const config = await loadConfig(project?.config, base, io, options);
    const own = isFolder(path, disk) ? projectAt(path, disk) : undefined;
    if (own) return { root: own.root, base, paths: storePaths(own, config, disk), config };
    return { paths: [path], root: project?.root ?? path, base, config };
  }
  const project = findProject(folder, disk);
  if (!project) {
    throw new UsageError(
      `no claim store in \`${folder}\` or above it\n` +
        "  = help: make a folder `claims/` with a YAML file in it, or name one with --store DIR",
    );
  }
  const { root, base } = project;
  const config = await loadConfig(project.config, base, io, options);
  return { root, base, paths: storePaths(project, config, disk), config };
}

function storePaths({ root, base }: Project, config: Config, disk: Disk): string[] {
  const own = resolve(root, STORE_FOLDER);
  const named = (config.stores ?? []).map((name) => {
    const path = resolve(root, name);
    if (!disk.existsSync(path)) {
      throw new UsageError(`the configuration names a store \`${name}\`, which is not there`);
    }
    // A configuration can come with somebody else's store: it may not point at the rest of the disk.
    const told = displayPath(disk.realpathSync(path), disk.realpathSync(base));
    if (told === ".." || told.startsWith("../") || isAbsolute(told)) {
      throw new UsageError(`the configuration names a store \`${name}\` outside of \`${base}\``);
    }
    return path;
  });
  const paths = isFolder(own, disk) ? [own, ...named] : named;
  if (paths.length > 0) return paths;
  throw new UsageError(`\`${root}\` has a configuration and no folder \`${STORE_FOLDER}/\``);
}

async function loadConfig(
  found: string | undefined,
  base: string,
  io: Io,
  options: GlobalOptions,
): Promise<Config> {
  if (options.config === false) return {};
  const named = typeof options.config === "string" ? options.config : undefined;
  const path = named === undefined ? found : resolve(workingFolder(io, options), named);
  if (path === undefined) return {};
  const disk = io.disk ?? nodeFs;
  if (!disk.existsSync(path)) throw new UsageError(`there is no configuration \`${named}\``);
  let bytes: Uint8Array;
  try {
    bytes = readConfigFile(path, named === undefined, disk);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `the configuration \`${named ?? path}\` can't be read: ${reasonOf(error)}`,
    );
  }
  const [{ readConfig }, { RULE_NAMES }, { concise }] = await Promise.all([
    import("../store/config.js"),
    import("../rules/list.js"),
    import("../diagnostics/print.js"),
  ]);
  const { config, findings } = readConfig(displayPath(path, base), bytes, RULE_NAMES);
  if (findings.length === 0) return config;
  const lines = findings.map((finding) => concise(finding, PLAIN));
  throw new UsageError(`the configuration is not usable\n${lines.join("\n")}`);
}

/** The largest configuration, in bytes: what is larger is something else. */
const MAX_CONFIG_BYTES = 1024 * 1024;

/**
 * Reads a configuration's file. One that was found may be somebody else's: it must stand where it
 * was found, since a link could lead out of the store.
 */
function readConfigFile(path: string, isFound: boolean, disk: Disk): Uint8Array {
  const refuse = (reason: string) => new UsageError(`the configuration \`${path}\` ${reason}`);
  if (
    isFound &&
    disk.realpathSync(path) !== resolve(disk.realpathSync(dirname(path)), CONFIG_FILE)
  ) {
    throw refuse("is a symbolic link, and is read only where it stands");
  }
  const stats = disk.statSync(path);
  if (!stats.isFile()) throw refuse("is no regular file");
  if (stats.size > MAX_CONFIG_BYTES) throw refuse("has more than 1 MiB");
  return disk.readFileSync(path);
}

/**
 * Reads a store where it is said to be.
 *
 * @throws UsageError where no file of a store is there
 */
async function readTarget(target: Target, io: Io, options: GlobalOptions): Promise<OpenedStore> {
  const { paths, root, base, config } = target;
  const progress = new Progress(io, options);
  const where = { base, root, exclude: config.exclude ?? [] };
  const cache = cacheFor(io, options);
  const { store, record, isEmpty } = await openFolders(
    paths,
    {
      ...where,
      onProgress: (done, total) => progress.report(done, total),
      ...(io.disk ? { disk: io.disk } : {}),
      ...(io.memory ? { memory: io.memory } : {}),
    },
    cache,
    cacheKey(paths, where),
  );
  progress.clear();
  if (isEmpty) {
    const places = paths.map((path) => `\`${displayPath(path, base)}\``).join(", ");
    throw new UsageError(`there is no store file (.yaml, .yml) in ${places}`);
  }
  return { ...target, store, ...(record && cache ? { record, cache } : {}) };
}

/** Gives the cache that a command uses; none where it is refused, or where the disk is not the machine's. */
function cacheFor(io: Io, { cache, verbose }: GlobalOptions): Cache | undefined {
  if (cache === false || io.disk || io.memory) return undefined;
  const tell = verbose
    ? (note: string) => void io.stderr.write(`cache: ${safe(note)}\n`)
    : undefined;
  const folder = cacheFolder(io.env);
  if (folder === undefined) tell?.("no folder for it: neither XDG_CACHE_HOME nor HOME names one");
  return folder === undefined ? undefined : openCache(folder, { tell, grain: io.grain });
}

/** Opens the cache of this build of the tool: another, or another Node, may find something else. */
export function openCache(folder: string, options: CacheOptions = {}): Cache {
  return new Cache(folder, `${BUILD} ${process.version}`, options);
}

/**
 * Says on standard error that part of a store could not be read, even under `--quiet`: what is
 * missing is no count. Tells whether it is so.
 */
export function tellIfPartial(readable: Store, io: Io, options: GlobalOptions): boolean {
  if (readable.complete) return false;
  const faults = readable.findings.length;
  const { chalk } = styleFor(io.stderr, io, options);
  io.stderr.write(
    `${chalk.yellow.bold("warning")}: part of the store can't be read (${count(faults, "error")}); this is the rest. \`claims validate\` tells more.\n`,
  );
  return true;
}
