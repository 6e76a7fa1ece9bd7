import { resolve } from "node:path";
import { pretty } from "../diagnostics/pretty.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { type EntryKind, SECTIONS } from "../model/entry.js";
import type { SourceFile } from "../store/source.js";
import { readTyped } from "../store/typed.js";
import { count, laidOut, safe } from "../terminal/text.js";
import { askForEntry } from "./add-asking.js";
import { entryFromFlags, type Given, headingOf, missingFlags, saysSomething } from "./add-flags.js";
import { placesFor } from "./add-place.js";
import { carryOut, type Plan, planAdding, type Step, type Trial, tryPlan } from "./add-plan.js";
import type { Asker } from "./asker.js";
import { Drafts, titleOf } from "./drafts.js";
import { EXIT, type GlobalOptions, type Io, styleFor, UsageError } from "./io.js";
import { openStore, workingFolder } from "./open.js";
import { Originals } from "./originals.js";
import { readInput } from "./scope.js";

/**
 * `claims add`, `claims add agent`, `claims add document`: puts a new entry into the store, taken from
 * flags, from standard input, or from the answers of a person. Shows what it writes and where; writes
 * nothing that brings an error into the store.
 *
 * @param source `-` for standard input
 */
export async function add(
  kind: EntryKind,
  source: string | undefined,
  options: GlobalOptions & Given,
  io: Io,
): Promise<number> {
  if (source !== undefined && source !== "-") {
    throw new UsageError(
      `\`${source}\` can't be added\n  = help: \`claims add agent\`, \`claims add document\`, or \`claims add\` for a claim`,
    );
  }
  const drafts = new Drafts((await openStore(io, options)).store);
  const isRead = source === "-" || (!io.isTyped && !saysSomething(kind, options));
  const asker = isRead ? undefined : await io.ask?.();
  if (isRead) {
    const findings = await readEntries(kind, options, drafts, io, options);
    if (findings > 0) return EXIT.problems;
  } else if (asker && missingFlags(kind, options).length > 0) {
    await askForEntry(kind, options, drafts, asker, io);
  } else {
    entryFromFlags(kind, options, drafts);
  }
  return write(drafts, options, asker, io);
}

/** Reads entries from standard input. Gives how many faults it has, which are told. */
async function readEntries(
  kind: EntryKind,
  given: Given,
  drafts: Drafts,
  io: Io,
  options: GlobalOptions,
): Promise<number> {
  const bytes = await readInput(io);
  if (bytes.every((byte) => byte <= 0x20)) {
    throw new UsageError(
      `there is nothing to add: ${missingFlags(kind, given).join(" and ") || "flags"} must be given, or an entry on standard input\n` +
        `  = help: \`claims add --help\` shows both`,
    );
  }
  const { file, entries, findings } = readTyped("<stdin>", bytes, kind);
  await tell(findings, [file], io, options);
  if (given.id !== undefined && entries.length > 1) {
    throw new UsageError("--id names one entry, and there are several on standard input");
  }
  for (const entry of entries) {
    const id = given.id ?? entry.id;
    const refusal = id === undefined ? undefined : drafts.refuseId(id);
    if (refusal !== undefined) throw new UsageError(`\`${id}\` can't be added: ${refusal}`);
    const proposed = id ?? drafts.propose(headingOf(entry.data), SECTIONS[entry.section]);
    drafts.add({ ...entry, id: proposed });
  }
  if (findings.length > 0)
    io.stderr.write(`${count(findings.length, "error")}; nothing was written\n`);
  return findings.length;
}

async function write(
  drafts: Drafts,
  options: GlobalOptions & Given,
  asker: Asker | undefined,
  io: Io,
): Promise<number> {
  // Answering takes its time, in which the store may have changed: it is read again.
  const opened = await openStore(io, options);
  const originals = await Originals.of(opened, io);
  const named =
    options.file === undefined ? undefined : resolve(workingFolder(io, options), options.file);
  const plan = planAdding(placesFor(drafts.entries, opened, named), opened, originals);
  show(plan, io, options);
  const trial = await tryPlan(plan, opened, originals, io);
  const faults = trial.fresh.filter(({ severity }) => severity !== "info");
  await tell(faults, trial.store.files, io, options);
  const say = (text: string) => void (options.quiet || io.stderr.write(`${text}\n`));
  if (faults.some(({ severity }) => severity === "error")) {
    io.stderr.write(`${summary(trial)}; nothing was written\n`);
    return EXIT.problems;
  }
  if (options.dryRun) {
    say("nothing was written, as --dry-run asks");
    return EXIT.clean;
  }
  if (asker && !options.yes && !(await asker.confirm("Write it?"))) {
    say("nothing was written");
    return EXIT.clean;
  }
  carryOut(plan, opened, originals);
  say(`added the ${drafts.entries.map(titleOf).map(safe).join(", the ")}`);
  return EXIT.clean;
}

function summary({ fresh }: Trial): string {
  const errors = fresh.filter(({ severity }) => severity === "error").length;
  return `${count(errors, "error")} would come into the store`;
}

/** Shows the new lines as they will stand in their files. */
function show({ steps }: Plan, io: Io, options: GlobalOptions): void {
  const { chalk } = styleFor(io.stdout, io, options);
  for (const step of steps) {
    io.stdout.write(`${chalk.bold(safe(step.file))}, ${placeOf(step)}:\n`);
    for (const line of step.lines) io.stdout.write(`${safe(line)}\n`);
    io.stdout.write("\n");
  }
}

function placeOf({ isNewFile, after }: Step): string {
  if (isNewFile) return "a new file";
  return after === 0 ? "at its start" : `after line ${after}`;
}

async function tell(
  findings: readonly Diagnostic[],
  files: readonly SourceFile[],
  io: Io,
  options: GlobalOptions,
): Promise<void> {
  const style = styleFor(io.stderr, io, options);
  const byPath = new Map(files.map((file) => [file.path, file]));
  const lineOf = (path: string, line: number) => byPath.get(path)?.line(line) ?? "";
  const told = await laidOut(() => findings.map((finding) => pretty(finding, lineOf, style)));
  for (const text of told) io.stderr.write(`${text}\n\n`);
}
