import * as nodeFs from "node:fs";
import { resolve } from "node:path";
import { FINDING_FORMATS, printReport, summarize } from "../diagnostics/print.js";
import { type Diagnostic, SEVERITIES } from "../model/diagnostic.js";
import { type Interval, parseEdtf } from "../model/edtf.js";
import { checkStore } from "../rules/engine.js";
import { RULE_NAMES } from "../rules/list.js";
import { displayPath, isFolder, projectAt } from "../store/disk.js";
import { readStoreFile } from "../store/read.js";
import { uniteStore } from "../store/store.js";
import { EXIT, type GlobalOptions, type Io, styleFor, UsageError } from "./io.js";
import { day } from "./list.js";
import { currentProject, type OpenedStore, openPaths, openStore, workingFolder } from "./open.js";
import { oneOf } from "./resolve.js";

/** The flags of `claims validate`. */
export interface ValidateOptions extends GlobalOptions {
  readonly format: string;
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly failOn: string;
  readonly today?: string;
}

/** `claims validate`: prints everything that is wrong with the store, or with some of its files. */
export function validate(paths: readonly string[], options: ValidateOptions, io: Io): number {
  const format = oneOf("finding format", options.format, FINDING_FORMATS);
  const failOn = oneOf("severity", options.failOn, [...SEVERITIES, "never"] as const);
  const select = options.select?.map((name) => oneOf("rule", name, RULE_NAMES));
  const ignore = options.ignore?.map((name) => oneOf("rule", name, RULE_NAMES)) ?? [];
  const today = day("--today", options.today) ?? (parseEdtf(io.today) as Interval);
  const { opened, isWanted } = open(paths, options, io);
  const { store, config } = opened;
  const findings = checkStore(store, {
    today,
    ignore,
    ...(select ? { select } : {}),
    ...(config.rules ? { levels: config.rules } : {}),
  }).filter(isWanted);
  const report = { findings, files: store.files.length, claims: store.claims.size };
  const byPath = new Map(store.files.map((file) => [file.path, file]));
  const lineOf = (file: string, line: number) => byPath.get(file)?.line(line) ?? "";
  const style = styleFor(io.stdout, io, options);
  for (const text of printReport(format, report, lineOf, style)) io.stdout.write(text);
  if (!options.quiet) io.stderr.write(`${summarize(report)}\n`);
  return fails(findings, failOn) ? EXIT.problems : EXIT.clean;
}

function fails(
  findings: readonly Diagnostic[],
  failOn: (typeof SEVERITIES)[number] | "never",
): boolean {
  if (failOn === "never") return false;
  const worst = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return findings.some(({ severity }) => worst.includes(severity));
}

/** A store to check, and which of its findings were asked for. */
interface Scope {
  readonly opened: OpenedStore;
  readonly isWanted: (finding: Diagnostic) => boolean;
}

/**
 * Opens what is to be checked. Paths within the store at hand are checked as parts of it, so that
 * references to other files hold; other paths are a store of their own, and so is standard input.
 */
function open(paths: readonly string[], options: GlobalOptions, io: Io): Scope {
  const all = () => true;
  if (paths.length === 0) return { opened: openStore(io, options), isWanted: all };
  if (paths.includes("-")) {
    if (paths.length > 1) throw new UsageError("`-` is standard input, and stands alone");
    const store = uniteStore([readStoreFile("<stdin>", io.stdin())]);
    return { opened: { store, config: {}, base: io.cwd }, isWanted: all };
  }
  const disk = io.disk ?? nodeFs;
  const folder = workingFolder(io, options);
  const full = paths.map((path) => resolve(folder, path));
  for (const [index, path] of full.entries()) {
    if (!disk.existsSync(path))
      throw new UsageError(`there is no file or folder \`${paths[index]}\``);
    checkReadable(path, paths[index]!, disk);
  }
  const [only] = full;
  if (full.length === 1 && isFolder(only!, disk) && projectAt(only!, disk)) {
    return { opened: openStore(io, { ...options, directory: only! }), isWanted: all };
  }
  const project = currentProject(io, options);
  if (project) {
    const opened = openStore(io, options);
    const files = new Set(opened.store.files.map(({ path }) => path));
    const shown = full.map((path) => displayPath(path, opened.base));
    const covers = (path: string, file: string) => file === path || file.startsWith(`${path}/`);
    if (shown.every((path) => [...files].some((file) => covers(path, file)))) {
      const isWanted = ({ location }: Diagnostic) =>
        shown.some((path) => covers(path, location.file));
      return { opened, isWanted };
    }
  }
  return { opened: openPaths(full, io, options), isWanted: all };
}

/** A file that was named and can't be read is no finding but a failure. */
function checkReadable(path: string, named: string, disk: NonNullable<Io["disk"]>): void {
  if (isFolder(path, disk)) return;
  try {
    if (!disk.statSync(path).isFile()) throw new UsageError(`\`${named}\` is no regular file`);
    disk.readFileSync(path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`\`${named}\` can't be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}
