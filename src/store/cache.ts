import * as fs from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import { crc32 } from "node:zlib";
import { isFolder, reasonOf } from "./disk.js";
import { pack, type Saved, unpack } from "./packed.js";
import { GRAIN } from "./states.js";

/** How long a file of the cache is kept, in milliseconds: a hundred days. */
const KEPT = 100 * 24 * 3600 * 1000;

/** The names of the files of the cache, and of those that are half written. */
const NAME = /^[0-9a-f]{16}\.cache(?:\.\d+-[0-9a-z]+)?$/;

/** Gives the folder for the cache, by the environment; `undefined` where there is none. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const named = env["XDG_CACHE_HOME"];
  // A relative one is to be ignored (XDG Base Directory Specification).
  if (named && isAbsolute(named)) return join(named, "claims");
  const local = env["LOCALAPPDATA"];
  if (process.platform === "win32" && local) return join(local, "claims", "cache");
  const home = env["HOME"] ?? (process.platform === "win32" ? homedir() : undefined);
  return home && isAbsolute(home) ? join(home, ".cache", "claims") : undefined;
}

/** How a cache is used. */
export interface CacheOptions {
  /** Is told why it is not used. */
  readonly tell?: ((note: string) => void) | undefined;
  /** How long ago a file must have changed to be known again, in milliseconds; see {@link GRAIN}. */
  readonly grain?: number | undefined;
}

/** A file of the cache, with its size in bytes. */
export interface CacheFile {
  readonly path: string;
  readonly size: number;
  /** When it was written, in milliseconds since 1970. */
  readonly mtimeMs: number;
}

/**
 * A cache on the disk. It is never needed: what can't be read, is torn, damaged, of another version or
 * somebody else's counts as absent, and what can't be written is not. Only its owner can read it, as
 * stores name confidential sources. Files are written beside their place and moved there, so that two
 * commands that write at once leave one whole file.
 */
export class Cache {
  readonly folder: string;
  /** Is told why the cache is not used. */
  readonly tell: (note: string) => void;
  readonly #version: string;
  readonly #grain: number;

  /** @param version of all that makes what is saved; what another has saved is absent */
  constructor(folder: string, version: string, { tell, grain }: CacheOptions = {}) {
    this.folder = folder;
    this.#version = version;
    this.tell = tell ?? (() => {});
    this.#grain = grain ?? GRAIN;
  }

  /**
   * Gives the moment, in milliseconds since 1970, since which a file may have changed and could change
   * again without anybody seeing it by the file's times.
   */
  settled(): number {
    return Date.now() - this.#grain;
  }

  /** Gives what is saved under a key; `undefined` where nothing is that can be used. */
  load(key: string): Saved | undefined {
    const path = this.#pathOf(key);
    try {
      const saved = unpack(readOwn(path));
      if (!saved) throw new Unusable("is damaged");
      if (saved.texts["version"] !== this.#version) throw new Unusable("is another version's");
      if (saved.texts["key"] !== key) throw new Unusable("is of something else");
      return saved;
    } catch (error) {
      this.tell(`\`${path}\` ${whyUnusable(error)}`);
      return undefined;
    }
  }

  /** Saves something under a key. Gives its seal; `undefined` where it can't be saved. */
  save(key: string, content: Omit<Saved, "seal">): string | undefined {
    const texts = { ...content.texts, key, version: this.#version };
    const { bytes, seal } = pack({ arrays: content.arrays, texts });
    const path = this.#pathOf(key);
    const beside = scratchFor(path);
    try {
      this.#write(beside, bytes);
      fs.renameSync(beside, path);
    } catch (error) {
      remove(beside);
      this.tell(`nothing is saved in \`${this.folder}\`: ${reasonOf(error)}`);
      return undefined;
    }
    this.#forgetOld();
    return seal;
  }

  /** Tries whether it can be written; says why not, or gives `undefined` where it can. */
  whyReadOnly(): string | undefined {
    const scratch = scratchFor(this.#pathOf(""));
    try {
      this.#write(scratch, Buffer.alloc(1));
      return undefined;
    } catch (error) {
      return reasonOf(error);
    } finally {
      remove(scratch);
    }
  }

  /** Gives what of it others could read or write, or own: its folder, or files in it. */
  exposed(): string[] {
    if (!isFolder(this.folder)) return [];
    return [this.folder, ...this.files().map(({ path }) => path)].filter((path) => {
      const stats = fs.statSync(path, { throwIfNoEntry: false });
      return stats && whyNotOwn(stats) !== undefined;
    });
  }

  /** Gives the files of the cache. */
  files(): CacheFile[] {
    let names: string[];
    try {
      names = fs.readdirSync(this.folder);
    } catch {
      return [];
    }
    return names.flatMap((name): CacheFile[] => {
      const path = join(this.folder, name);
      // Another command may have put it in its place meanwhile.
      const stats = NAME.test(name) ? fs.lstatSync(path, { throwIfNoEntry: false }) : undefined;
      return stats?.isDirectory() === false
        ? [{ path, size: stats.size, mtimeMs: stats.mtimeMs }]
        : [];
    });
  }

  /** Deletes all files of the cache, and nothing else. @throws where one can't be deleted */
  clear(): void {
    for (const { path } of this.files()) fs.rmSync(path, { force: true });
  }

  #write(path: string, bytes: Uint8Array): void {
    makeFolder(this.folder);
    fs.writeFileSync(path, bytes, { mode: 0o600, flag: "wx" });
  }

  /** What was left half written, or is of stores that are gone, is not kept for ever. */
  #forgetOld(): void {
    const oldest = Date.now() - KEPT;
    for (const { path, mtimeMs } of this.files()) if (mtimeMs < oldest) remove(path);
  }

  #pathOf(key: string): string {
    // Two keys of one name would only push each other out: what is loaded names its key.
    const [a, b] = [crc32(key), crc32(`${key}\n${key.length}`)];
    const name = [a, b].map((sum) => sum.toString(16).padStart(8, "0")).join("");
    return join(this.folder, `${name}.cache`);
  }
}

/** Gives a name for what is on its way to another, which no other command takes. */
function scratchFor(path: string): string {
  return `${path}.${process.pid}-${Math.random().toString(36).slice(2)}`;
}

/** Why a file of the cache is as good as none, in words that follow its name. */
class Unusable extends Error {}

function whyUnusable(error: unknown): string {
  if (error instanceof Unusable) return error.message;
  const isAbsent = (error as NodeJS.ErrnoException).code === "ENOENT";
  return isAbsent ? "is not there yet" : `can't be read: ${reasonOf(error)}`;
}

/** Makes a folder and those above it. Node's own way never ends where the system says that there is no place. */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    fs.mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another command may have made it meanwhile.
    if (!isFolder(folder)) throw error;
  }
}

/** Deletes a file if that can be done: it is in nobody's way. */
function remove(path: string): void {
  try {
    fs.rmSync(path, { force: true });
  } catch {
    // The disk that won't let it be written won't let it be deleted either.
  }
}

/** Tells why something is not the user's alone, to read and to write; `undefined` where it is. */
function whyNotOwn({ uid, mode }: fs.Stats): string | undefined {
  const user = process.getuid?.();
  // Systems without users have no such modes either.
  if (user === undefined) return undefined;
  if (uid !== user) return "is somebody else's";
  return (mode & 0o077) === 0 ? undefined : "is not its owner's alone";
}

/** What was left in its place may be a link to what is another's, or a pipe that nobody writes to. */
const OPEN =
  fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0);

/** Reads a file that only its owner can read or write. @throws where it is no such */
function readOwn(path: string): Buffer {
  const file = fs.openSync(path, OPEN);
  try {
    const stats = fs.fstatSync(file);
    const reason = stats.isFile() ? whyNotOwn(stats) : "is no regular file";
    if (reason !== undefined) throw new Unusable(reason);
    return fs.readFileSync(file);
  } finally {
    fs.closeSync(file);
  }
}
