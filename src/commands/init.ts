import { lstatSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { CONFIG_FILE } from "../model/config-file.js";
import { jsonSchema } from "../model/json-schema.js";
import { findRepository, reasonOf, STORE_FOLDER } from "../store/disk.js";
import { createFile, WriteError } from "../store/write.js";
import { toJson } from "../terminal/json.js";
import { oneLine } from "../terminal/text.js";
import { CI_FILES, CI_SERVICES, CONFIG, EXAMPLE, GITATTRIBUTES, GITIGNORE } from "./init-files.js";
import { EXIT, type GlobalOptions, type Io, UsageError } from "./io.js";
import { setUpMerging } from "./merging.js";
import { workingFolder } from "./open.js";
import { oneOf } from "./resolve.js";

/** The flags of `claims init`. */
export interface InitOptions extends GlobalOptions {
  readonly ci?: string;
  /** Whether git is to merge the store's files entry by entry. */
  readonly git?: boolean;
}

/** A file of a new store: its path within the folder, and what it holds. */
interface NewFile {
  readonly path: string;
  readonly text: string;
}

const ATTRIBUTES_FILE = ".gitattributes";

/** A copy of the schema, so that an editor needs neither a network nor to know where the tool is. */
const SCHEMA_FILE = "claims.schema.json";
const EXAMPLE_FILE = `${STORE_FOLDER}/example.yaml`;

/**
 * `claims init`: makes a small store that validates. What is there already is left alone, whatever it
 * holds; where `claims/` has a store file, no example is written. With `--git`, git learns to merge the
 * store, for which `.gitattributes` may get lines at its end.
 *
 * @param folder as it was typed; made where it is missing
 */
export function init(folder: string, options: InitOptions, io: Io): number {
  const files = filesFor(options.ci);
  const root = resolve(workingFolder(io, options), folder);
  if (options.git && findRepository(root) === undefined) {
    throw new UsageError(
      `\`${folder}\` is in no git repository; nothing was made\n  = help: \`git init\` makes one`,
    );
  }
  const { wanted, missing, hasStore } = look(files, root, folder);
  create(missing, root);
  for (const { path } of wanted) {
    const isMade = missing.some((file) => file.path === path);
    if (isMade) io.stdout.write(`made ${path}\n`);
    else if (!(options.git && path === ATTRIBUTES_FILE)) io.stdout.write(leftAlone(path));
  }
  if (hasStore) io.stdout.write(`left ${STORE_FOLDER}/ alone: it holds a store already\n`);
  if (options.git) io.stdout.write(setUpGit(root));
  if (!options.quiet) io.stderr.write(nextSteps(folder, hasStore));
  return EXIT.clean;
}

function leftAlone(path: string): string {
  const hint = path === SCHEMA_FILE ? "; `claims schema store` prints it anew" : "";
  return `left ${path} alone: it is there already${hint}\n`;
}

function setUpGit(root: string): string {
  return setUpMerging(root)
    ? `set up git's merging, in its configuration and ${ATTRIBUTES_FILE}\n`
    : "left git's merging alone: it is set up already\n";
}

function filesFor(service: string | undefined): NewFile[] {
  const files = [
    { path: CONFIG_FILE, text: CONFIG },
    { path: SCHEMA_FILE, text: `${toJson(jsonSchema("store"), 2)}\n` },
    { path: EXAMPLE_FILE, text: EXAMPLE },
    { path: ".gitignore", text: GITIGNORE },
    { path: ATTRIBUTES_FILE, text: GITATTRIBUTES },
  ];
  return service === undefined
    ? files
    : [...files, CI_FILES[oneOf("CI service", service, CI_SERVICES)]];
}

/** Looks at what is there, before anything is made. @throws UsageError where something is in the way */
function look(files: readonly NewFile[], root: string, named: string) {
  try {
    if (isThere(root) && !statSync(root).isDirectory()) {
      throw new UsageError(`\`${named}\` is no folder`);
    }
    for (const { path } of files) refuseLinks(root, path);
    const hasStore = holdsYaml(join(root, STORE_FOLDER));
    const wanted = files.filter(({ path }) => !(hasStore && path === EXAMPLE_FILE));
    const missing = wanted.filter(({ path }) => !isThere(join(root, path)));
    return { wanted, missing, hasStore };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`\`${named}\` can't be made: ${reasonOf(error)}; nothing was made`);
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Tells whether a folder holds a YAML file, at any depth. */
function holdsYaml(folder: string): boolean {
  if (!isThere(folder)) return false;
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return paths.some((path) => /\.ya?ml$/i.test(path));
}

/** What stands in a file's way: a link, which could lead out of the folder, or what is no folder. */
function refuseLinks(root: string, path: string): void {
  const steps = path.split("/").slice(0, -1);
  for (let depth = 1; depth <= steps.length; depth++) {
    const shown = steps.slice(0, depth).join("/");
    const stats = lstatSync(join(root, shown), { throwIfNoEntry: false });
    if (!stats || stats.isDirectory()) continue;
    const reason = stats.isSymbolicLink()
      ? "is a symbolic link, and links are not followed"
      : "is no folder";
    throw new UsageError(`\`${path}\` can't be made: \`${shown}\` ${reason}; nothing was made`);
  }
}

/** Makes all files, or takes away again what it made. */
function create(files: readonly NewFile[], root: string): void {
  const undo: (() => void)[] = [];
  try {
    for (const { path, text } of files) {
      undo.push(createFile(join(root, path), new TextEncoder().encode(text)));
    }
  } catch (error) {
    for (const each of undo.reverse()) each();
    if (!(error instanceof WriteError)) throw error;
    throw new UsageError(`\`${error.path}\` can't be made: ${error.reason}; nothing was made`);
  }
}

function nextSteps(folder: string, hasStore: boolean): string {
  const here = folder === "." ? "" : ` -C ${quoted(folder)}`;
  const id = hasStore ? "ID" : "library-stays-open";
  const steps = [
    [`claims${here} list`, "what is claimed"],
    [`claims${here} trace ${id}`, "where it comes from"],
    [`claims${here} add`, "record a claim of your own"],
  ];
  const width = Math.max(...steps.map(([command]) => command!.length));
  const lines = steps.map(([command, says]) => `  ${command!.padEnd(width)}  ${says}\n`);
  return `next:\n${lines.join("")}`;
}

/** Writes a folder as a shell takes it. */
function quoted(folder: string): string {
  const shown = oneLine(folder);
  return /^[\w./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`;
}
