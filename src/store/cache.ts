import * as fs from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { crc32 } from "node:zlib";
import { reasonOf } from "./disk.js";

/** What a file of the cache holds: arrays of numbers by name, and texts. */
export interface Saved {
  readonly arrays: Readonly<Record<string, Numbers>>;
  readonly texts: Readonly<Record<string, string>>;
  /** Tells this content from any other that was saved. */
  readonly seal: string;
}

/** An array that the cache can hold. */
export type Numbers = Uint8Array | Int32Array | Float64Array;

const ARRAY_TYPES = { Uint8Array, Int32Array, Float64Array } as const;

/** The first bytes of a file of the cache; read as another number where bytes stand the other way round. */
const MAGIC = 0x436c6d31;

/** Magic, length and checksum of what follows, length of the head. */
const PREFIX_BYTES = 16;

/** How long a file of the cache is kept, in milliseconds: a hundred days. */
const KEPT = 100 * 24 * 3600 * 1000;

const SUFFIX = ".cache";

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

/**
 * A cache on the disk. It is never needed: what can't be read, is torn, damaged, of another version or
 * somebody else's counts as absent, and what can't be written is not. Only its owner can read it, as
 * stores name confidential sources. Files are written beside their place and moved there, so that two
 * commands that write at once leave one whole file.
 */
export class Cache {
  readonly folder: string;
  readonly #version: string;
  readonly #tell: (note: string) => void;

  /**
   * @param version of all that makes what is saved; what another has saved is absent
   * @param tell is told why the cache is not used
   */
  constructor(folder: string, version: string, tell: (note: string) => void = () => {}) {
    this.folder = folder;
    this.#version = version;
    this.#tell = tell;
  }

  /** Gives what is saved under a key; `undefined` where nothing is that can be used. */
  load(key: string): Saved | undefined {
    const path = this.#pathOf(key);
    try {
      const bytes = readOwn(path);
      const saved = bytes && unpack(bytes);
      if (bytes && !saved) this.#tell(`\`${path}\` is damaged`);
      const isMeant = saved?.texts["key"] === key && saved.texts["version"] === this.#version;
      return isMeant ? saved : undefined;
    } catch (error) {
      this.#tell(`\`${path}\` can't be read: ${reasonOf(error)}`);
      return undefined;
    }
  }

  /** Saves something under a key. Gives its seal; `undefined` where it can't be saved. */
  save(key: string, content: Pick<Saved, "arrays" | "texts">): string | undefined {
    const texts = { ...content.texts, key, version: this.#version };
    const { bytes, seal } = pack(content.arrays, texts);
    const path = this.#pathOf(key);
    const beside = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}`;
    try {
      fs.mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      fs.writeFileSync(beside, bytes, { mode: 0o600, flag: "wx" });
      fs.renameSync(beside, path);
      this.#forgetOld();
      return seal;
    } catch (error) {
      fs.rmSync(beside, { force: true });
      this.#tell(`nothing is saved in \`${this.folder}\`: ${reasonOf(error)}`);
      return undefined;
    }
  }

  /** Gives the files of the cache, with their size in bytes. */
  files(): { path: string; size: number }[] {
    try {
      return this.#names().map((name) => {
        const path = join(this.folder, name);
        return { path, size: fs.lstatSync(path).size };
      });
    } catch {
      return [];
    }
  }

  /** Deletes all files of the cache, and nothing else. @throws where one can't be deleted */
  clear(): void {
    for (const { path } of this.files()) fs.rmSync(path, { force: true });
  }

  #names(): string[] {
    return fs.readdirSync(this.folder).filter((name) => name.includes(SUFFIX));
  }

  /** What was left half written, or is of stores that are gone, is not kept for ever. */
  #forgetOld(): void {
    const oldest = Date.now() - KEPT;
    for (const name of this.#names()) {
      const path = join(this.folder, name);
      if (fs.lstatSync(path).mtimeMs < oldest) fs.rmSync(path, { force: true });
    }
  }

  #pathOf(key: string): string {
    // Two keys of one name would only push each other out: what is loaded names its key.
    const [a, b] = [crc32(key), crc32(`${key}\n${key.length}`)];
    const name = [a, b].map((sum) => sum.toString(16).padStart(8, "0")).join("");
    return join(this.folder, `${name}${SUFFIX}`);
  }
}

/** Reads a file that is nobody else's; `undefined` where there is none, or it is. */
function readOwn(path: string): Buffer | undefined {
  let file: number;
  try {
    file = fs.openSync(path, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    const stats = fs.fstatSync(file);
    const isOwn = process.getuid === undefined || stats.uid === process.getuid();
    return stats.isFile() && isOwn ? fs.readFileSync(file) : undefined;
  } finally {
    fs.closeSync(file);
  }
}

/** Where an array or a text stands, from the end of the head on. */
interface Part {
  readonly name: string;
  /** A name of {@link ARRAY_TYPES}, or `text`. */
  readonly type: string;
  readonly start: number;
  readonly bytes: number;
}

/** Rounds up to where every array may start. */
function aligned(offset: number): number {
  return (offset + 7) & ~7;
}

function pack(
  arrays: Saved["arrays"],
  texts: Saved["texts"],
): { readonly bytes: Buffer; readonly seal: string } {
  const contents = [
    ...Object.entries(arrays).map(([name, array]) => ({
      name,
      type: array.constructor.name,
      data: Buffer.from(array.buffer, array.byteOffset, array.byteLength),
    })),
    ...Object.entries(texts).map(([name, text]) => ({
      name,
      type: "text",
      data: Buffer.from(text, "utf8"),
    })),
  ];
  let length = 0;
  const parts = contents.map(({ name, type, data }): Part => {
    const start = length;
    length = aligned(start + data.length);
    return { name, type, start, bytes: data.length };
  });
  const head = Buffer.from(JSON.stringify(parts), "utf8");
  const body = aligned(PREFIX_BYTES + head.length);
  const bytes = Buffer.alloc(body + length);
  head.copy(bytes, PREFIX_BYTES);
  for (const [index, { data }] of contents.entries()) data.copy(bytes, body + parts[index]!.start);
  const sum = crc32(bytes.subarray(PREFIX_BYTES));
  new Uint32Array(bytes.buffer, bytes.byteOffset, 4).set([MAGIC, bytes.length, sum, head.length]);
  return { bytes, seal: sealOf(sum, bytes.length) };
}

function sealOf(sum: number, length: number): string {
  return `${sum.toString(16)}-${length}`;
}

function unpack(read: Buffer): Saved | undefined {
  if (read.length < PREFIX_BYTES) return undefined;
  // Arrays are looked at where they lie, and must start where their numbers may.
  const bytes = read.byteOffset % 8 === 0 ? read : Buffer.from(new Uint8Array(read).buffer);
  const [magic, length, sum, headLength] = new Uint32Array(bytes.buffer, bytes.byteOffset, 4);
  if (magic !== MAGIC || length !== bytes.length) return undefined;
  if (crc32(bytes.subarray(PREFIX_BYTES)) !== sum) return undefined;
  const head = bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + headLength!).toString("utf8");
  const body = aligned(PREFIX_BYTES + headLength!);
  const arrays: Record<string, Numbers> = {};
  const texts: Record<string, string> = {};
  for (const { name, type, start, bytes: size } of JSON.parse(head) as Part[]) {
    if (type === "text") {
      texts[name] = bytes.toString("utf8", body + start, body + start + size);
    } else {
      const ArrayType = ARRAY_TYPES[type as keyof typeof ARRAY_TYPES];
      const count = size / ArrayType.BYTES_PER_ELEMENT;
      arrays[name] = new ArrayType(
        bytes.buffer as ArrayBuffer,
        bytes.byteOffset + body + start,
        count,
      );
    }
  }
  return { arrays, texts, seal: sealOf(sum!, length!) };
}
