import * as nodeFs from "node:fs";
import { basename, dirname, resolve, sep } from "node:path";
import { type GlobalOptions, type Io, UsageError } from "../commands/io.js";
import { openStore, workingFolder } from "../commands/open.js";
import { CONFIG_FILE } from "../model/config-file.js";
import { displayPath, findProject } from "../store/disk.js";
import { type ReadMemory, readFolders } from "../store/folders.js";
import { Checker } from "./check.js";
import { type DiskStore, Workspace } from "./workspace.js";

/** What the projects need of the world. */
export interface ProjectsOptions {
  readonly io: Io;
  readonly options: GlobalOptions;
  /** Gives the day, as `2023-10-26`. */
  readonly today: () => string;
  /** Called with why a store can't be used. */
  readonly report: (message: string) => void;
}

/**
 * The stores that an editor works in, each found as the command line finds it and opened once. Nothing
 * is opened or read again while something else is.
 */
export class Projects {
  readonly #world: ProjectsOptions;
  /** By the project's root; one name for all where the flags or the environment name a store. */
  readonly #open = new Map<string, Workspace>();
  /** Those that could not be opened, until something changes on the disk. */
  readonly #failed = new Set<string>();

  constructor(world: ProjectsOptions) {
    this.#world = world;
  }

  /** Whether the flags or the environment name the one store there is. */
  get #isNamed(): boolean {
    const { io, options } = this.#world;
    return (options.store ?? io.env["CLAIMS_STORE"] ?? "") !== "";
  }

  /** Gives every store that is open. */
  all(): Workspace[] {
    return [...this.#open.values()];
  }

  /** Opens the store that a folder is in. Gives `undefined` where there is none that can be used. */
  async open(folder: string): Promise<Workspace | undefined> {
    const { io, options, report } = this.#world;
    const cwd = this.#isNamed ? workingFolder(io, options) : findProject(folder, io.disk)?.root;
    if (cwd === undefined || this.#failed.has(cwd)) return undefined;
    const known = this.#open.get(cwd);
    if (known) return known;
    try {
      const workspace = await Workspace.open(this.#readerOf(cwd));
      this.#open.set(cwd, workspace);
      return workspace;
    } catch (error) {
      this.#failed.add(cwd);
      report(reasonOf(error));
      return undefined;
    }
  }

  /** Gives the open store that a file is in. */
  around(path: string): Workspace | undefined {
    return this.all().find((workspace) => workspace.covers(path));
  }

  /** Gives the store that a file is in: one that is open already, else the one around it. */
  async reach(path: string): Promise<Workspace | undefined> {
    const found = this.around(path) ?? (await this.open(dirname(path)));
    return found?.covers(path) ? found : undefined;
  }

  /** Forgets the stores that none of some folders and files is in. */
  keep(paths: readonly string[]): void {
    if (this.#isNamed) return;
    for (const [root, workspace] of this.#open) {
      const isWanted = paths.some((path) => isUnder(path, root) || workspace.covers(path));
      if (!isWanted) this.#open.delete(root);
    }
  }

  /** Reads the disk again. A store that can't be used any more is forgotten. */
  async reload(): Promise<void> {
    this.#failed.clear();
    for (const [root, workspace] of this.#open) {
      try {
        await workspace.reload();
      } catch (error) {
        this.#world.report(reasonOf(error));
        this.#open.delete(root);
        this.#failed.add(root);
      }
    }
  }

  /** Gives what reads the store of a folder, again and again. */
  #readerOf(cwd: string): () => Promise<DiskStore> {
    const { io, options, today } = this.#world;
    const memory: ReadMemory = new Map();
    let settings = "";
    let checker: Checker;
    return async () => {
      const { directory: _, ...rest } = options;
      const config =
        typeof rest.config === "string" ? { config: fullPath(rest.config, io, options) } : {};
      const world = { ...io, cwd, memory };
      const opened = await openStore(world, { ...rest, ...config, quiet: true });
      const { base, root, paths } = opened;
      const told = JSON.stringify([opened.config, base, root, paths]);
      if (told !== settings) {
        settings = told;
        checker = new Checker({ config: opened.config, base, roots: [root, ...paths], today });
      }
      // Snapshots are no files of the store: what has become of them is not known.
      checker.lookAgain();
      const disk = io.disk ?? nodeFs;
      const exclude = opened.config.exclude ?? [];
      return {
        base,
        check: checker.check,
        readings: await readFolders(paths, { base, root, exclude, memory, disk }),
        covers: (path) => paths.some((folder) => isUnder(path, folder)),
        takes: (shown) => {
          const path = resolve(base, shown);
          const folder = paths.find((each) => isUnder(path, each));
          if (folder === undefined || disk.existsSync(path)) return false;
          return isStoreName(displayPath(path, folder));
        },
      };
    };
  }
}

function fullPath(path: string, io: Io, options: GlobalOptions): string {
  return resolve(workingFolder(io, options), path);
}

function isUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}

/** Tells whether a file of this name, told from the store's folder, would be read as part of it. */
function isStoreName(path: string): boolean {
  const isHidden = path.split("/").some((step) => step.startsWith(".") || step === "node_modules");
  return !isHidden && /\.ya?ml$/i.test(path) && basename(path) !== CONFIG_FILE;
}

/** A store that can't be used is no fault of ours; anything else is. */
function reasonOf(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  throw error;
}
