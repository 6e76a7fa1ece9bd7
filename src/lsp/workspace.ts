import type { Diagnostic } from "../model/diagnostic.js";
import { Provenance } from "../provenance/provenance.js";
import { readStoreFile } from "../store/read.js";
import type { FileReading } from "../store/reading.js";
import { type Store, uniteStore } from "../store/store.js";

/** The files of a store as they stand on the disk. */
export interface DiskStore {
  /** The folder that paths are told from. */
  readonly base: string;
  readonly readings: readonly FileReading[];
  /** Tells whether a file that is not on the disk would be part of the store. */
  readonly takes: (path: string) => boolean;
  /** Tells whether a full path is in one of the store's folders. */
  readonly covers: (path: string) => boolean;
  /** Finds what is wrong with a store that these files make, or may make. */
  readonly check: (store: Store) => Promise<readonly Diagnostic[]>;
}

/**
 * A store that is being edited: its files as they stand on the disk, and over them the texts that are
 * open in an editor. A file is read again only when it changes.
 */
export class Workspace {
  readonly #read: () => Promise<DiskStore>;
  #disk: DiskStore;
  #onDisk: ReadonlyMap<string, FileReading>;
  readonly #open = new Map<string, FileReading>();
  #store: Store | undefined;
  #provenance: Provenance | undefined;
  /** The last store that was checked, and what was found in it. */
  #checked: { readonly store: Store; readonly findings: readonly Diagnostic[] } | undefined;
  #checking: Promise<void> | undefined;

  private constructor(read: () => Promise<DiskStore>, disk: DiskStore) {
    this.#read = read;
    this.#disk = disk;
    this.#onDisk = byPath(disk.readings);
  }

  /**
   * Opens a store.
   *
   * @param read reads the disk
   * @throws UsageError where no store can be read
   */
  static async open(read: () => Promise<DiskStore>): Promise<Workspace> {
    return new Workspace(read, await read());
  }

  /** The folder that paths are told from. */
  get base(): string {
    return this.#disk.base;
  }

  /** Tells whether a full path is in one of the store's folders. */
  covers(path: string): boolean {
    return this.#disk.covers(path);
  }

  /** The store as it is in the editor. */
  get store(): Store {
    this.#store ??= uniteStore([...this.readings()]);
    return this.#store;
  }

  /** The provenance of the store's claims. */
  get provenance(): Provenance {
    if (this.#provenance?.store !== this.store) this.#provenance = new Provenance(this.store);
    return this.#provenance;
  }

  /** Gives the reading of each file, of the editor's text where it is open. */
  *readings(): Generator<FileReading> {
    yield* this.#open.values();
    for (const [path, reading] of this.#onDisk) if (!this.#open.has(path)) yield reading;
  }

  /** Gives what was read of a file; `undefined` where it is no part of the store. */
  reading(path: string): FileReading | undefined {
    return this.#open.get(path) ?? this.#onDisk.get(path);
  }

  /** Takes the text of a file in the editor. Tells whether it is part of the store. */
  edit(path: string, text: string): boolean {
    const known = this.reading(path);
    if (!known && !this.#disk.takes(path)) return false;
    // A link, say: what an editor shows of it is no part of the store.
    if (known?.problems.some(({ rule }) => rule === "unreadable-file")) return true;
    const reading = readStoreFile(path, new TextEncoder().encode(text));
    // What an editor opens is mostly what is on the disk.
    const isSame =
      known?.file.text === reading.file.text && known.problems.length === reading.problems.length;
    this.#open.set(path, isSame ? known : reading);
    if (!isSame) this.#store = undefined;
    return true;
  }

  /** Forgets the editor's text of a file: what is on the disk counts. */
  close(path: string): void {
    if (this.#open.get(path) !== this.#onDisk.get(path)) this.#store = undefined;
    this.#open.delete(path);
  }

  /**
   * Reads the disk again. What was read before counts until all is read.
   *
   * @throws UsageError where no store can be read any more
   */
  async reload(): Promise<void> {
    const disk = await this.#read();
    this.#disk = disk;
    this.#onDisk = byPath(this.#disk.readings);
    for (const path of [...this.#open.keys()]) {
      if (this.#onDisk.has(path) || this.#disk.takes(path)) continue;
      // The settings keep it out of the store by now.
      this.#open.delete(path);
    }
    this.#store = undefined;
  }

  /** Gives all findings in the store as it is when they are given. */
  async findings(): Promise<readonly Diagnostic[]> {
    while (this.#checked?.store !== this.store) {
      this.#checking ??= this.#check().finally(() => {
        this.#checking = undefined;
      });
      await this.#checking;
    }
    return this.#checked.findings;
  }

  /** Finds everything that is wrong with a store that this one may become. */
  checkWhole(store: Store): Promise<readonly Diagnostic[]> {
    return this.#disk.check(store);
  }

  async #check(): Promise<void> {
    const { store } = this;
    this.#checked = { store, findings: await this.#disk.check(store) };
  }
}

function byPath(readings: readonly FileReading[]): ReadonlyMap<string, FileReading> {
  return new Map(readings.map((reading) => [reading.file.path, reading]));
}
