import * as nodeFs from "node:fs";
import { resolve } from "node:path";
import { concise } from "../diagnostics/print.js";
import type { Config } from "../model/config.js";
import { RULE_NAMES } from "../rules/list.js";
import { readConfig } from "../store/config.js";
import {
  type Disk,
  displayPath,
  findProject,
  findRepository,
  isFolder,
  type Project,
  projectAt,
  readFolders,
  reasonOf,
  STORE_FOLDER,
} from "../store/disk.js";
import { type Store, uniteStore } from "../store/store.js";
import { PLAIN } from "../terminal/style.js";
import { count } from "../terminal/text.js";
import { type GlobalOptions, type Io, styleFor, UsageError } from "./io.js";
import { Progress } from "./progress.js";

/** A store that was opened, and the settings that hold for it. */
export interface OpenedStore {
  readonly store: Store;
  readonly config: Config;
  /** The folder that paths are told from. */
  readonly base: string;
}

/** Where a store is to be read. */
interface Target {
  readonly paths: readonly string[];
  readonly root: string;
  readonly base: string;
  readonly config: Config;
}

/**
 * Opens the store that the flags, the environment or the working directory name.
 *
 * @throws UsageError where there is none, it can't be read, or its configuration is bad
 */
export function openStore(io: Io, options: GlobalOptions): OpenedStore {
  const target = findTarget(io, options);
  return { store: readStore(target, io, options), config: target.config, base: target.base };
}

/** Gives the folder that a command works in. */
export function workingFolder({ cwd }: Io, { directory }: GlobalOptions): string {
  return directory === undefined ? cwd : resolve(cwd, directory);
}

/** Opens the project whose root a folder is, whatever the flags or the environment name. */
export function openProject(project: Project, io: Io, options: GlobalOptions): OpenedStore {
  const { base } = project;
  const config = loadConfig(project.config, base, io, options);
  const paths = storePaths(project, config, io.disk ?? nodeFs);
  return { store: readStore({ ...project, paths, config }, io, options), config, base };
}

/**
 * Opens the store at hand, as {@link openStore} does.
 *
 * @returns `undefined` where neither flags nor environment name one and none is found
 */
export function openStoreAtHand(io: Io, options: GlobalOptions): OpenedStore | undefined {
  const isNamed = (options.store ?? io.env["CLAIMS_STORE"] ?? "") !== "";
  const folder = workingFolder(io, options);
  if (!isNamed && !findProject(folder, io.disk ?? nodeFs)) return undefined;
  return openStore(io, options);
}

/** Opens files and folders as a store of their own. */
export function openPaths(paths: readonly string[], io: Io, options: GlobalOptions): OpenedStore {
  const first = paths[0]!;
  const disk = io.disk ?? nodeFs;
  const folder = isFolder(first, disk) ? first : resolve(first, "..");
  const base = findRepository(folder, disk) ?? workingFolder(io, options);
  const config = loadConfig(projectAt(folder, disk)?.config, base, io, options);
  return { store: readStore({ paths, root: folder, base, config }, io, options), config, base };
}

function findTarget(io: Io, options: GlobalOptions): Target {
  const disk = io.disk ?? nodeFs;
  const folder = workingFolder(io, options);
  if (!isFolder(folder, disk)) throw new UsageError(`there is no folder \`${folder}\``);
  const named = options.store ?? (io.env["CLAIMS_STORE"] || undefined);
  if (named !== undefined) {
    const path = resolve(folder, named);
    if (!disk.existsSync(path)) throw new UsageError(`there is no store at \`${named}\``);
    const project = findProject(path, disk);
    const base = findRepository(path, disk) ?? project?.root ?? folder;
    const config = loadConfig(project?.config, base, io, options);
    const own = isFolder(path, disk) ? projectAt(path, disk) : undefined;
    if (own) return { ...own, paths: storePaths(own, config, disk), config };
    return { paths: [path], root: project?.root ?? path, base, config };
  }
  const project = findProject(folder, disk);
  if (!project) {
    throw new UsageError(
      `no claim store in \`${folder}\` or above it\n` +
        "  = help: make a folder `claims/` with a YAML file in it, or name one with --store DIR",
    );
  }
  const config = loadConfig(project.config, project.base, io, options);
  return { ...project, paths: storePaths(project, config, disk), config };
}

function storePaths({ root }: Project, config: Config, disk: Disk): string[] {
  const own = resolve(root, STORE_FOLDER);
  const named = (config.stores ?? []).map((path) => resolve(root, path));
  for (const [index, path] of named.entries()) {
    if (disk.existsSync(path)) continue;
    throw new UsageError(
      `the configuration names a store \`${config.stores![index]}\`, which is not there`,
    );
  }
  const paths = isFolder(own, disk) ? [own, ...named] : named;
  if (paths.length > 0) return paths;
  throw new UsageError(`\`${root}\` has a configuration and no folder \`${STORE_FOLDER}/\``);
}

function loadConfig(
  found: string | undefined,
  base: string,
  io: Io,
  options: GlobalOptions,
): Config {
  if (options.config === false) return {};
  const named = typeof options.config === "string" ? options.config : undefined;
  const path = named === undefined ? found : resolve(workingFolder(io, options), named);
  if (path === undefined) return {};
  const disk = io.disk ?? nodeFs;
  if (!disk.existsSync(path)) throw new UsageError(`there is no configuration \`${named}\``);
  let bytes: Uint8Array;
  try {
    bytes = disk.readFileSync(path);
  } catch (error) {
    throw new UsageError(
      `the configuration \`${named ?? path}\` can't be read: ${reasonOf(error)}`,
    );
  }
  const { config, findings } = readConfig(displayPath(path, base), bytes, RULE_NAMES);
  if (findings.length === 0) return config;
  const lines = findings.map((finding) => concise(finding, PLAIN));
  throw new UsageError(`the configuration is not usable\n${lines.join("\n")}`);
}

function readStore({ paths, root, base, config }: Target, io: Io, options: GlobalOptions): Store {
  const progress = new Progress(io, options);
  const readings = readFolders(paths, {
    base,
    root,
    exclude: config.exclude ?? [],
    onProgress: (done, total) => progress.report(done, total),
    ...(io.disk ? { disk: io.disk } : {}),
  });
  progress.clear();
  if (readings.length === 0) {
    const places = paths.map((path) => `\`${displayPath(path, base)}\``).join(", ");
    throw new UsageError(`there is no store file (.yaml, .yml) in ${places}`);
  }
  return uniteStore(readings);
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
