import { type Interval, parseEdtf } from "../model/edtf.js";
import { displayPath } from "../store/disk.js";
import { editStore, newFindings, planRename, saysTheSame } from "../store/rename.js";
import {
  type FileChange,
  PartlyWrittenError,
  replaceTogether,
  WriteError,
} from "../store/write.js";
import { count, oneLine } from "../terminal/text.js";
import { printPatch } from "../views/patch.js";
import { check } from "./check.js";
import { EXIT, type GlobalOptions, type Io, styleFor, UsageError } from "./io.js";
import { type OpenedStore, openStore } from "./open.js";
import { Originals } from "./originals.js";

/** The flags of `claims rename`. */
export interface RenameOptions extends GlobalOptions {
  /** Both print what would change instead of writing it. */
  readonly dryRun?: boolean;
  readonly diff?: boolean;
}

/**
 * `claims rename`: gives an entry another id, in its own place and in every reference to it, in all
 * files or in none. It is done in memory first and held against the store as it was.
 *
 * @throws UsageError where it can't be done; nothing is written then
 */
export async function rename(
  from: string,
  to: string,
  options: RenameOptions,
  io: Io,
): Promise<number> {
  const reading = { ...io, memory: io.memory ?? new Map() };
  const opened = await openStore(reading, options);
  const plan = planRename(opened.store, from, to);
  if ("refusal" in plan) throw new UsageError(plan.refusal);
  const originals = await Originals.of(opened, reading);
  const textOf = (file: string) => originals.textOf(file) ?? refuseChanged(file);
  const { store, texts } = editStore(originals.readings.values(), plan.edits, textOf);
  if (!saysTheSame(opened.store, store, { from, to, uses: plan.uses })) {
    throw new Error(`renaming \`${from}\` to \`${to}\` would change what the store says`);
  }
  await refuseFindings(opened, { ...opened, store }, to, io);
  const isTrial = options.dryRun || options.diff;
  if (isTrial) {
    const style = styleFor(io.stdout, io, options);
    for (const [file, { text }] of texts) {
      io.stdout.write(printPatch(file, textOf(file).text, text, style));
    }
  } else {
    await refuseEdited(opened, reading);
    const changes = [...texts].map(([file, raw]) => originals.change(file, raw));
    write(changes, opened);
  }
  const references = count(plan.uses.length - 1, "reference");
  const did = `${isTrial ? "would rename" : "renamed"} \`${from}\` to \`${to}\``;
  if (!options.quiet) {
    io.stderr.write(`${did}: ${references} in ${count(texts.size, "file")}\n`);
  }
  return EXIT.clean;
}

/** No rule should care how an id is spelt: one that does is heard before anything is written. */
async function refuseFindings(
  before: OpenedStore,
  after: OpenedStore,
  to: string,
  io: Io,
): Promise<void> {
  const checking = { today: parseEdtf(io.today) as Interval, select: undefined, ignore: [] };
  const found = newFindings(await check(before, checking), await check(after, checking));
  if (found.length === 0) return;
  const lines = found
    .slice(0, 10)
    .map(
      ({ rule, message, location }) => `  ${location.file}:${location.line}: [${rule}] ${message}`,
    );
  throw new UsageError(`\`${to}\` would bring what was not found before:\n${lines.join("\n")}`);
}

/** What was written to any file since it was read may hold new references. */
async function refuseEdited(opened: OpenedStore, io: Io): Promise<void> {
  const { readings } = await Originals.of(opened, io);
  const known = new Map(opened.store.files.map((file) => [file.path, file.text]));
  for (const [path, { file }] of readings) if (known.get(path) !== file.text) refuseChanged(path);
  for (const path of known.keys()) if (!readings.has(path)) refuseChanged(path);
}

function refuseChanged(file: string): never {
  throw new UsageError(`\`${file}\` has changed since it was read; nothing was written`);
}

function write(changes: readonly FileChange[], { base }: OpenedStore): void {
  try {
    replaceTogether(changes);
  } catch (error) {
    if (!(error instanceof WriteError)) throw error;
    const told =
      error instanceof PartlyWrittenError
        ? `written already, and could not be put back: ${error.stuck.map((path) => oneLine(displayPath(path, base))).join(", ")}`
        : "nothing was renamed";
    const path = displayPath(error.path, base);
    throw new UsageError(`\`${path}\` can't be written: ${error.reason}\n  = ${told}`);
  }
}
