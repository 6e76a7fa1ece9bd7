import { resolve } from "node:path";
import { type Cache, cacheFolder } from "../store/cache.js";
import { MARK } from "../store/catalog.js";
import { displayPath, projectAt, reasonOf } from "../store/disk.js";
import { PLAIN } from "../store/plain-file.js";
import { BUILD, VERSION } from "../version.js";
import {
  type CachedState,
  type CacheHealth,
  DOCTOR_FORMATS,
  printDiagnosis,
  type StoreHealth,
} from "../views/doctor.js";
import { EXIT, type GlobalOptions, type Io, styleFor, UsageError } from "./io.js";
import { type OpenedStore, openCache, openStoreAtHand, workingFolder } from "./open.js";
import { oneOf } from "./resolve.js";

/** The flags of `claims doctor`. */
export interface DoctorOptions extends GlobalOptions {
  readonly format: string;
  readonly clear?: boolean;
}

/** `claims doctor`: tells about the tool, its cache and the store at hand, and what is wrong with them. */
export async function doctor(options: DoctorOptions, io: Io): Promise<number> {
  const format = oneOf("doctor format", options.format, DOCTOR_FORMATS);
  const problems: string[] = [];
  const folder = cacheFolder(io.env);
  const cache = folder === undefined ? undefined : openCache(folder);
  const cleared = cache && options.clear ? clear(cache, problems) : null;
  const store = await examineStore(options, io, problems);
  const diagnosis = {
    version: VERSION,
    build: BUILD,
    node: process.versions.node,
    store,
    cache: examineCache(cache, cleared, options, problems),
    problems,
  };
  io.stdout.write(printDiagnosis(format, diagnosis, styleFor(io.stdout, io, options)));
  return problems.length === 0 ? EXIT.clean : EXIT.problems;
}

type Cleared = CacheHealth["cleared"];

function clear(cache: Cache, problems: string[]): Cleared {
  const before = sizesIn(cache);
  try {
    cache.clear();
  } catch (error) {
    problems.push(`the cache can't be emptied: ${reasonOf(error)}\ndelete \`${cache.folder}\``);
  }
  const after = sizesIn(cache);
  return { files: before.files - after.files, bytes: before.bytes - after.bytes };
}

function sizesIn(cache: Cache): { files: number; bytes: number } {
  const files = cache.files();
  return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

function examineCache(
  cache: Cache | undefined,
  cleared: Cleared,
  options: GlobalOptions,
  problems: string[],
): CacheHealth {
  if (!cache) {
    problems.push("there is no place for a cache\nset HOME, or XDG_CACHE_HOME to a full path");
    return { folder: null, used: false, writable: false, private: true, cleared, ...NOTHING };
  }
  const { folder } = cache;
  const reason = cache.whyReadOnly();
  if (reason !== undefined) {
    problems.push(
      `the cache can't be written: ${reason}\nlet \`${folder}\` be written, or set XDG_CACHE_HOME`,
    );
  }
  const exposed = cache.exposed();
  if (exposed.length > 0) {
    problems.push(
      `\`${exposed[0]}\` is not its owner's alone, though stores may name confidential sources\n` +
        "`claims doctor --clear` deletes the files; `chmod 700` closes the folder",
    );
  }
  return {
    folder,
    used: options.cache !== false,
    ...sizesIn(cache),
    writable: reason === undefined,
    private: exposed.length === 0,
    cleared,
  };
}

const NOTHING = { files: 0, bytes: 0 };

/** Opens the store at hand as any command does, and hears why the cache is of no use. */
async function examineStore(
  { clear: isCleared, ...options }: DoctorOptions,
  io: Io,
  problems: string[],
): Promise<StoreHealth | null> {
  const notes = isCleared ? ["it was emptied"] : [];
  // What was emptied stays empty.
  const asked = { ...options, verbose: true, ...(isCleared ? { cache: false } : {}) };
  const stderr = { write: (text: string) => notes.push(text.replace(/^cache: |\n$/g, "")) };
  let opened: OpenedStore | undefined;
  try {
    opened = await openStoreAtHand({ ...io, stderr }, asked);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    problems.push(error.message);
  }
  if (!opened) return null;
  const { store, record, paths, root, base } = opened;
  if (!store.complete)
    problems.push("part of the store can't be read\n`claims validate` tells more");
  const told = (path: string) => displayPath(path, base);
  const configuration = configurationOf(options, root, io);
  return {
    paths: paths.map(told),
    configuration: configuration === undefined ? null : told(configuration),
    files: store.files.length,
    claims: store.claims.size,
    complete: store.complete,
    slow: slowFiles(opened),
    cached: cachedState(opened),
    changed: record?.known ? record.changed.size : 0,
    notes,
  };
}

function configurationOf(options: GlobalOptions, root: string, io: Io): string | undefined {
  const { config } = options;
  if (config === false) return undefined;
  if (typeof config !== "string") return projectAt(root)?.config;
  return resolve(workingFolder(io, options), config);
}

/** The catalog tells it, where there is one, without a file being read. */
function slowFiles({ store, record }: OpenedStore): string[] {
  if (!record) return store.files.filter(({ syntax }) => syntax !== PLAIN).map(({ path }) => path);
  const { paths, marks } = record.catalog;
  return paths.filter((_, file) => (marks[file]! & MARK.byLibrary) !== 0);
}

function cachedState({ record }: OpenedStore): CachedState {
  if (record?.known) return record.changed.size === 0 ? "current" : "changed";
  return record?.save() === undefined ? "no" : "new";
}
