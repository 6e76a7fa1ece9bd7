import * as nodeFs from "node:fs";
import { resolve } from "node:path";
import { printReport } from "../diagnostics/print.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { canonical } from "../store/canonical.js";
import { type RawText, readRaw } from "../store/edit.js";
import { type SourceFile, toDiagnostic } from "../store/source.js";
import type { Store } from "../store/store.js";
import { decodeText } from "../store/text.js";
import type { FileChange } from "../store/write.js";
import { count } from "../terminal/text.js";
import { printPatch } from "../views/patch.js";
import { EXIT, type GlobalOptions, type Io, styleFor, UsageError } from "./io.js";
import type { OpenedStore } from "./open.js";
import { openScope } from "./scope.js";
import { rewriteFiles } from "./write.js";

/** The flags of `claims fmt`. */
export interface FmtOptions extends GlobalOptions {
  readonly check?: boolean;
  readonly diff?: boolean;
}

/** A file that has a form. */
interface FormattedFile {
  readonly path: string;
  /** As it stands on the disk. */
  readonly before: RawText;
  readonly bytes: Uint8Array;
  readonly after: string;
}

/**
 * `claims fmt`: writes the store's files, or some of them, in their one form. A file that can't be
 * understood is told and left alone.
 *
 * @throws UsageError where a file can't be written; the message says what was
 */
export async function fmt(paths: readonly string[], options: FmtOptions, io: Io): Promise<number> {
  if (options.check && options.diff) throw new UsageError("--check and --diff don't go together");
  const { opened, isWanted } = await openScope(paths, options, io);
  const files = opened.store.files.filter(({ path }) => isWanted(path));
  const formatted: FormattedFile[] = [];
  const findings: Diagnostic[] = [];
  const unsafe: string[] = [];
  for (const file of files) {
    const found = format(file, opened, io);
    if ("after" in found) formatted.push(found);
    else if (found.findings.length > 0) findings.push(...found.findings);
    else unsafe.push(file.path);
  }
  tellFaults(findings, unsafe, opened.store, options, io);
  const changed = formatted.filter(({ before, after }) => before.mark + before.text !== after);
  if (opened.paths.length === 0 && !options.check && !options.diff) {
    for (const { after } of formatted) io.stdout.write(after);
  } else {
    deliver(changed, opened, options, io);
    if (!options.quiet) io.stderr.write(`${summary(files.length, changed.length, options)}\n`);
  }
  const isOpen = changed.length > 0 && (options.check || options.diff);
  return isOpen || formatted.length < files.length ? EXIT.problems : EXIT.clean;
}

/** What reading finds and no form can be given to. */
const UNREADABLE = [
  "unreadable-file",
  "file-too-large",
  "not-utf8",
  "control-character",
  "yaml-syntax",
  "yaml-feature",
  "nested-too-deep",
  "duplicate-key",
];

/** Gives a file its form; where it has none, what is wrong with it, or nothing where that is our fault. */
function format(
  file: SourceFile,
  { store, base, paths }: OpenedStore,
  io: Io,
): FormattedFile | { readonly findings: readonly Diagnostic[] } {
  const findings = store.findings.filter(
    ({ rule, location }) => location.file === file.path && UNREADABLE.includes(rule),
  );
  if (findings.length > 0) return { findings };
  const form = canonical(file.text);
  if ("problems" in form) {
    return { findings: form.problems.map((problem) => toDiagnostic(file, problem)) };
  }
  const bytes =
    paths.length === 0 ? new TextEncoder().encode(file.text) : readAgain(file, base, io);
  return { path: file.path, before: readRaw(bytes)!, bytes, after: form.text };
}

/** Reads a file's bytes, a byte order mark and all. @throws UsageError where it has changed since */
function readAgain({ path, text }: SourceFile, base: string, io: Io): Uint8Array {
  let bytes: Uint8Array | undefined;
  try {
    bytes = (io.disk ?? nodeFs).readFileSync(resolve(base, path));
  } catch {
    // What can't be read any more has changed, too.
  }
  if (bytes && decodeText(bytes).text === text) return bytes;
  throw new UsageError(`\`${path}\` has changed since it was read; nothing was formatted`);
}

function tellFaults(
  findings: readonly Diagnostic[],
  unsafe: readonly string[],
  store: Store,
  options: FmtOptions,
  io: Io,
): void {
  const lineOf = (path: string, line: number) =>
    store.files.find((file) => file.path === path)?.line(line) ?? "";
  const style = styleFor(io.stderr, io, options);
  const report = { findings, files: 0, claims: 0 };
  if (findings.length > 0) {
    for (const text of printReport("pretty", report, lineOf, style)) io.stderr.write(text);
  }
  for (const path of unsafe) {
    io.stderr.write(
      `${style.chalk.yellow.bold("warning")}: \`${path}\` is left as it is, as its form would not say the same\n` +
        "  = help: this is a fault of claims, not of your store; please report it with the file\n",
    );
  }
}

function deliver(
  changed: readonly FormattedFile[],
  { base }: OpenedStore,
  options: FmtOptions,
  io: Io,
): void {
  if (options.check) {
    for (const { path } of changed) io.stdout.write(`${path}\n`);
  } else if (options.diff) {
    const style = styleFor(io.stdout, io, options);
    for (const { path, before, after } of changed) {
      io.stdout.write(printPatch(path, before.mark + before.text, after, style));
    }
  } else {
    const change = ({ path, bytes, after }: FormattedFile): FileChange => ({
      path: resolve(base, path),
      before: bytes,
      after: new TextEncoder().encode(after),
    });
    rewriteFiles(changed.map(change), base, "formatted");
  }
}

function summary(all: number, changed: number, { check, diff }: FmtOptions): string {
  if (changed === 0) return `nothing to format in ${count(all, "file")}`;
  const did = check || diff ? "would format" : "formatted";
  return `${did} ${changed} of ${count(all, "file")}`;
}
