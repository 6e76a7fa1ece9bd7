import { existsSync, lstatSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CONFIG_FILE } from "../model/config.js";
import { jsonSchema } from "../model/json-schema.js";
import { STORE_FOLDER } from "../store/disk.js";
import { createFile, WriteError } from "../store/write.js";
import { toJson } from "../terminal/json.js";
import { oneLine } from "../terminal/text.js";
import { CI_FILES, CI_SERVICES, CONFIG, EXAMPLE, GITATTRIBUTES, GITIGNORE } from "./init-files.js";
import { EXIT, type GlobalOptions, type Io, UsageError } from "./io.js";
import { workingFolder } from "./open.js";
import { oneOf } from "./resolve.js";

/** The flags of `claims init`. */
export interface InitOptions extends GlobalOptions {
  readonly ci?: string;
}

/** A file of a new store: its path within the folder, and what it holds. */
interface NewFile {
  readonly path: string;
  readonly text: string;
}

const EXAMPLE_FILE = `${STORE_FOLDER}/example.yaml`;

/**
 * `claims init`: makes a small store that validates. What is there already is left alone, whatever it
 * holds; where `claims/` has a store file, no example is written.
 *
 * @param folder as it was typed; made where it is missing
 */
export function init(folder: string, options: InitOptions, io: Io): number {
  const files = filesFor(options.ci);
  const root = resolve(workingFolder(io, options), folder);
  refuseUnusable(root, folder);
  const hasStore = holdsYaml(join(root, STORE_FOLDER));
  const wanted = files.filter(({ path }) => !(hasStore && path === EXAMPLE_FILE));
  for (const { path } of wanted) refuseLinks(root, path);
  const missing = wanted.filter(({ path }) => !isThere(join(root, path)));
  create(missing, root);
  for (const { path } of wanted) {
    io.stdout.write(
      missing.some((file) => file.path === path)
        ? `made ${path}\n`
        : `left ${path} alone: it is there already\n`,
    );
  }
  if (hasStore) io.stdout.write(`left ${STORE_FOLDER}/ alone: it holds a store already\n`);
  // The one place where the merge driver of git is to be set up for a new store, once `--git` asks for it.
  if (!options.quiet) io.stderr.write(nextSteps(folder, hasStore));
  return EXIT.clean;
}

function filesFor(service: string | undefined): NewFile[] {
  const files = [
    { path: CONFIG_FILE, text: CONFIG },
    { path: "claims.schema.json", text: `${toJson(jsonSchema("store"), 2)}\n` },
    { path: EXAMPLE_FILE, text: EXAMPLE },
    { path: ".gitignore", text: GITIGNORE },
    { path: ".gitattributes", text: GITATTRIBUTES },
  ];
  return service === undefined
    ? files
    : [...files, CI_FILES[oneOf("CI service", service, CI_SERVICES)]];
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function refuseUnusable(root: string, named: string): void {
  let at = root;
  while (!existsSync(at)) at = dirname(at);
  if (!lstatSync(at).isDirectory() && at !== root) {
    throw new UsageError(`\`${named}\` can't be made: \`${at}\` is no folder`);
  }
  if (at === root && !existsSync(join(root, ".")))
    throw new UsageError(`\`${named}\` is no folder`);
}

/** Tells whether a folder holds a YAML file, at any depth; what can't be looked at may. */
function holdsYaml(folder: string): boolean {
  if (!isThere(folder)) return false;
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" }).some((path) =>
      /\.ya?ml$/i.test(path),
    );
  } catch {
    return true;
  }
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
