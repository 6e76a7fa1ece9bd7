import * as nodeFs from "node:fs";
import { resolve } from "node:path";
import { type RawText, readRaw, toBytes } from "../store/edit.js";
import { readFolders } from "../store/folders.js";
import { readStoreFile } from "../store/read.js";
import type { FileReading } from "../store/reading.js";
import type { Store } from "../store/store.js";
import { decodeText } from "../store/text.js";
import type { FileChange } from "../store/write.js";
import type { Io } from "./io.js";
import type { OpenedStore } from "./open.js";

/** The files of a store as they stand on the disk, for what is to write some of them anew. */
export class Originals {
  /** What was read of each, by path. */
  readonly readings: ReadonlyMap<string, FileReading>;
  readonly #opened: OpenedStore;
  readonly #disk: Pick<typeof nodeFs, "readFileSync">;
  readonly #bytes = new Map<string, Uint8Array>();

  private constructor(opened: OpenedStore, readings: readonly FileReading[], io: Io) {
    this.#opened = opened;
    this.#disk = io.disk ?? nodeFs;
    this.readings = new Map(readings.map((reading) => [reading.file.path, reading]));
  }

  /** Reads the files of a store that was opened. */
  static async of(opened: OpenedStore, io: Io): Promise<Originals> {
    const isInput = opened.paths.length === 0;
    return new Originals(
      opened,
      isInput ? readingsOf(opened.store) : await readAgain(opened, io),
      io,
    );
  }

  /** Gives a file's text; `undefined` where it is none, or no longer what the store was read from. */
  textOf(file: string): RawText | undefined {
    const bytes = this.#bytesOf(file);
    const known = this.#opened.store.files.find(({ path }) => path === file);
    return bytes && decodeText(bytes).text === known?.text ? readRaw(bytes) : undefined;
  }

  /** Gives the change that writes another text to a file whose text was asked for. */
  change(file: string, after: RawText): FileChange {
    return { path: this.#full(file), before: this.#bytes.get(file)!, after: toBytes(after) };
  }

  #bytesOf(file: string): Uint8Array | undefined {
    const known = this.#bytes.get(file);
    if (known) return known;
    const bytes = this.#read(file);
    if (bytes) this.#bytes.set(file, bytes);
    return bytes;
  }

  #read(file: string): Uint8Array | undefined {
    const { paths, store } = this.#opened;
    if (paths.length === 0) return new TextEncoder().encode(store.files[0]!.text);
    try {
      return this.#disk.readFileSync(this.#full(file));
    } catch {
      return undefined;
    }
  }

  #full(file: string): string {
    return resolve(this.#opened.base, file);
  }
}

function readAgain({ paths, base, root, config }: OpenedStore, io: Io): Promise<FileReading[]> {
  return readFolders(paths, {
    base,
    root,
    exclude: config.exclude ?? [],
    ...(io.disk ? { disk: io.disk } : {}),
    ...(io.memory ? { memory: io.memory } : {}),
  });
}

/** Standard input can't be read twice. */
function readingsOf({ files }: Store): FileReading[] {
  return files.map(({ path, text }) => readStoreFile(path, new TextEncoder().encode(text)));
}
