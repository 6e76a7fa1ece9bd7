import { existsSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import {
  holdAgainst,
  type KnownFinding,
  makeBaseline,
  readBaseline,
  withoutEarlier,
} from "../diagnostics/baseline.js";
import { type Report, summarize } from "../diagnostics/print.js";
import { type Diagnostic, SEVERITIES } from "../model/diagnostic.js";
import { type Interval, parseEdtf } from "../model/edtf.js";
import { RULE_NAMES } from "../rules/list.js";
import { reasonOf } from "../store/disk.js";
import type { Store } from "../store/store.js";
import { count } from "../terminal/text.js";
import { type Checking, check } from "./check.js";
import { EXIT, type GlobalOptions, type Io, UsageError } from "./io.js";
import { day } from "./list.js";
import { type OpenedStore, workingFolder } from "./open.js";
import { planReports, type ReportRequest, writeReports } from "./report.js";
import { oneOf } from "./resolve.js";
import { ALL_FILES, openScope, type Scope } from "./scope.js";
import { writeWhole } from "./write.js";

/** The flags of `claims validate`. */
export interface ValidateOptions extends GlobalOptions {
  readonly format: string;
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly failOn: string;
  readonly today?: string;
  readonly since?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly watch?: boolean;
  readonly fix?: boolean;
  readonly unsafeFixes?: boolean;
  readonly diff?: boolean;
  /** Each `FORMAT=FILE`. */
  readonly output?: readonly string[];
}

/** `claims validate`: prints everything that is wrong with the store, or with some of its files. */
export async function validate(
  paths: readonly string[],
  options: ValidateOptions,
  io: Io,
): Promise<number> {
  planReports(requestOf(options), workingFolder(io, options));
  oneOf("severity", options.failOn, FAIL_ON);
  if (!options.fix && (options.unsafeFixes || options.diff)) {
    throw new UsageError("--unsafe-fixes and --diff go with --fix");
  }
  for (const other of ["watch", "since", "baseline"] as const) {
    if (options.fix && options[other]) {
      throw new UsageError(`--fix mends the whole store, and doesn't go with --${other}`);
    }
  }
  if (options.watch && paths.includes("-")) {
    throw new UsageError("standard input can't be watched");
  }
  if (options.updateBaseline && options.since !== undefined) {
    throw new UsageError("--update-baseline writes down all findings, and doesn't go with --since");
  }
  if (options.updateBaseline && options.baseline === undefined) {
    throw new UsageError("--update-baseline needs --baseline FILE");
  }
  const checking = {
    today: day("--today", options.today) ?? (parseEdtf(io.today) as Interval),
    select: options.select?.map((name) => oneOf("rule", name, RULE_NAMES)),
    ignore: options.ignore?.map((name) => oneOf("rule", name, RULE_NAMES)) ?? [],
  };
  if (!options.watch)
    return validateOnce(await openScope(paths, options, io), checking, options, io);
  const watching = { ...io, memory: new Map() };
  const { opened } = await openScope(paths, options, watching);
  let code: number = EXIT.clean;
  const signal = io.signal ?? new AbortController().signal;
  const again = async (): Promise<void> => {
    try {
      const scope = await openScope(paths, options, watching);
      code = await validateOnce(scope, checking, options, io);
    } catch (error) {
      // A state in between two edits may not even be a store: say so, and wait for the next.
      if (!(error instanceof UsageError)) throw error;
      io.stderr.write(`error: ${error.message}\n`);
    }
    if (!options.quiet) io.stderr.write("watching; stop with Ctrl-C\n");
  };
  const { files } = planReports(requestOf(options), workingFolder(io, options));
  const own = new Set(files.map(({ path }) => path));
  const watched = {
    folders: opened.paths,
    root: opened.root,
    // Reports are written beside their place first: hidden names are no part of a store either.
    isIgnored: (path: string) => own.has(path) || basename(path).startsWith("."),
  };
  const { watchFolders } = await import("./watch.js");
  await watchFolders(watched, again, signal);
  return code;
}

const FAIL_ON = [...SEVERITIES, "never"] as const;

async function validateOnce(
  scope: Scope,
  checking: Checking,
  options: ValidateOptions,
  io: Io,
): Promise<number> {
  if (!options.fix) return reportOn(scope, checking, options, io);
  const request = {
    unsafe: options.unsafeFixes ?? false,
    diff: options.diff ?? false,
    // Every rule is asked, so that a fix that does harm is found, whichever are to be fixed.
    check: (opened: OpenedStore) => check(opened, { ...checking, select: undefined, ignore: [] }),
    choose: (findings: readonly Diagnostic[]) =>
      findings.filter(
        ({ rule, location }) => isAsked(rule, checking) && scope.isWanted(location.file),
      ),
  };
  const findings = await request.check(scope.opened);
  const { applyFixes } = await import("./fix.js");
  const { opened, files } = await applyFixes(scope.opened, findings, request, io, options);
  if (request.diff) return files > 0 ? EXIT.problems : EXIT.clean;
  return reportOn({ ...scope, opened }, checking, options, io);
}

function isAsked(rule: string, { select, ignore }: Checking): boolean {
  return !ignore.includes(rule) && (select === undefined || select.includes(rule));
}

/** Checks a store and prints what is found. */
async function reportOn(
  scope: Scope,
  checking: Checking,
  options: ValidateOptions,
  io: Io,
): Promise<number> {
  const { opened, isWanted } = scope;
  const { store } = opened;
  const found = await narrowed(scope, checking, options);
  const findings =
    options.baseline === undefined ? found : againstBaseline(found, scope, checking, options, io);
  const paths = store.files.map(({ path }) => path).filter(isWanted);
  const claims = countClaims(store, isWanted);
  const report: Report = { findings, files: paths.length, claims, paths };
  const byPath = new Map(store.files.map((file) => [file.path, file]));
  const lineOf = (file: string, line: number) => byPath.get(file)?.line(line) ?? "";
  await writeReports(report, lineOf, requestOf(options), io, options);
  if (!options.quiet) io.stderr.write(`${summarize(report)}\n`);
  const failOn = oneOf("severity", options.failOn, FAIL_ON);
  return fails(findings, failOn) ? EXIT.problems : EXIT.clean;
}

function countClaims({ claims }: Store, isWanted: Scope["isWanted"]): number {
  if (isWanted === ALL_FILES) return claims.size;
  return [...claims.values()].filter(({ file }) => isWanted(file.path)).length;
}

function requestOf({ format, output }: ValidateOptions): ReportRequest {
  return { format, ...(output ? { outputs: output } : {}) };
}

/** Checks a store, and leaves out what was not asked about. */
async function narrowed(
  { opened, isWanted }: Scope,
  checking: Checking,
  { since }: ValidateOptions,
): Promise<Diagnostic[]> {
  const all = (await check(opened, checking)).filter(({ location }) => isWanted(location.file));
  if (since === undefined) return all;
  const { findingsAt } = await import("./since.js");
  return withoutEarlier(all, await findingsAt(since, opened, (then) => check(then, checking)));
}

/** Takes out what a baseline knows, or writes down what there is. Says what is gone from it. */
function againstBaseline(
  findings: readonly Diagnostic[],
  { isWanted }: Scope,
  checking: Checking,
  options: ValidateOptions,
  io: Io,
): readonly Diagnostic[] {
  const path = resolve(workingFolder(io, options), options.baseline!);
  // What was not asked about is neither gone nor to be forgotten.
  const isInScope = ({ rule, file }: KnownFinding) => isAsked(rule, checking) && isWanted(file);
  if (options.updateBaseline) {
    const isThere = existsSync(path);
    const known = isThere ? readBaseline(readText(path, options.baseline!)) : undefined;
    if (isThere && !known) {
      throw new UsageError(`\`${options.baseline}\` is no baseline, and is not overwritten`);
    }
    const others = (known?.findings ?? []).filter((entry) => !isInScope(entry));
    writeWhole(path, makeBaseline(findings, others));
    if (!options.quiet)
      io.stderr.write(`${count(findings.length, "finding")} written down in ${options.baseline}\n`);
    return [];
  }
  const baseline = readBaseline(readText(path, options.baseline!));
  if (!baseline) throw new UsageError(`\`${options.baseline}\` is no baseline`);
  const held = holdAgainst(findings, baseline);
  const gone = options.since === undefined ? held.gone.filter(isInScope) : [];
  if (gone.length > 0) {
    const lines = gone.map(({ file, rule, message }) => `  ${file}: [${rule}] ${message}\n`);
    io.stderr.write(
      `gone from the baseline (\`--update-baseline\` takes them out):\n${lines.join("")}`,
    );
  }
  return held.fresh;
}

function readText(path: string, named: string): string {
  if (!existsSync(path)) {
    throw new UsageError(
      `there is no baseline \`${named}\`\n  = help: \`--update-baseline\` makes it`,
    );
  }
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`the baseline \`${named}\` can't be read: ${reasonOf(error)}`);
  }
}

function fails(findings: readonly Diagnostic[], failOn: (typeof FAIL_ON)[number]): boolean {
  if (failOn === "never") return false;
  const worst = SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1);
  return findings.some(({ severity }) => worst.includes(severity));
}
