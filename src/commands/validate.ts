import * as nodeFs from "node:fs";
import { resolve } from "node:path";
import { FINDING_FORMATS, printReport, summarize } from "../diagnostics/print.js";
import { type Diagnostic, SEVERITIES } from "../model/diagnostic.js";
import { type Interval, parseEdtf } from "../model/edtf.js";
import { checkStore } from "../rules/engine.js";
import { RULE_NAMES } from "../rules/list.js";
import { displayPath, isFolder, projectAt, reasonOf } from "../store/disk.js";
import { readStoreFile } from "../store/read.js";
import { uniteStore } from "../store/store.js";
import { EXIT, type GlobalOptions, type Io, styleFor, UsageError } from "./io.js";
import { day } from "./list.js";
import {
  type OpenedStore,
  openPaths,
  openProject,
  openStore,
  openStoreAtHand,
  workingFolder,
} from "./open.js";
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
export async function validate(
  paths: readonly string[],
  options: ValidateOptions,
  io: Io,
): Promise<number> {
  const format = oneOf("finding format", options.format, FINDING_FORMATS);
  const failOn = oneOf("severity", options.failOn, [...SEVERITIES, "never"] as const);
  const select = options.select?.map((name) => oneOf("rule", name, RULE_NAMES));
  const ignore = options.ignore?.map((name) => oneOf("rule", name, RULE_NAMES)) ?? [];
  const today = day("--today", options.today) ?? (parseEdtf(io.today) as Interval);
  const { opened, isWanted } = await open(paths, options, io);
  const { store, config } = opened;
  const findings = checkStore(store, {
    today,
    ignore,
    ...(select ? { select } : {}),
    ...(config.rules ? { levels: config.rules } : {}),
  }).filter(({ location }) => isWanted(location.file));
  const files = store.files.filter(({ path }) => isWanted(path)).length;
  const claims = [...store.claims.values()].filter(({ file }) => isWanted(file.path)).length;
  const report = { findings, files, claims };
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

/** A store to check, and which of its files were asked about. */
interface Scope {
  readonly opened: OpenedStore;
  readonly isWanted: (file: string) => boolean;
}

/**
 * Opens what is to be checked. Paths within the store at hand are checked as parts of it, so that
 * references to other files hold; other paths are a store of their own, and so is standard input.
 */
async function open(paths: readonly string[], options: GlobalOptions, io: Io): Promise<Scope> {
  const all = () => true;
  if (paths.length === 0) return { opened: openStore(io, options), isWanted: all };
  if (paths.includes("-")) {
    if (paths.length > 1) throw new UsageError("`-` is standard input, and stands alone");
    const store = uniteStore([readStoreFile("<stdin>", await readInput(io))]);
    return { opened: { store, config: {}, base: io.cwd }, isWanted: all };
  }
  const disk = io.disk ?? nodeFs;
  const folder = workingFolder(io, options);
  const full = paths.map((path) => resolve(folder, path));
  for (const [index, path] of full.entries()) {
    if (!disk.existsSync(path))
      throw new UsageError(`there is no file or folder \`${paths[index]}\``);
  }
  const [only] = full;
  const project = isFolder(only!, disk) ? projectAt(only!, disk) : undefined;
  if (project && full.length === 1) {
    return { opened: openProject(project, io, options), isWanted: all };
  }
  const atHand = openStoreAtHand(io, options);
  if (atHand) {
    const shown = full.map((path) => displayPath(path, atHand.base));
    const covers = (path: string, file: string) => file === path || file.startsWith(`${path}/`);
    if (shown.every((path) => atHand.store.files.some((file) => covers(path, file.path)))) {
      refuseUnread(shown, atHand);
      return { opened: atHand, isWanted: (file) => shown.some((path) => covers(path, file)) };
    }
  }
  const opened = openPaths(full, io, options);
  refuseUnread(
    full.map((path) => displayPath(path, opened.base)),
    opened,
  );
  return { opened, isWanted: all };
}

/** Reads standard input. @throws UsageError where that is no file or pipe */
async function readInput(io: Io): Promise<Uint8Array> {
  try {
    return await io.stdin();
  } catch (error) {
    throw new UsageError(`standard input can't be read: ${reasonOf(error)}`);
  }
}

/** A file that was named and can't be read is no finding but a failure. */
function refuseUnread(named: readonly string[], { store }: OpenedStore): void {
  for (const { rule, location, message } of store.findings) {
    if (rule !== "unreadable-file" || !named.includes(location.file)) continue;
    throw new UsageError(`${location.file}: ${message}`);
  }
}
