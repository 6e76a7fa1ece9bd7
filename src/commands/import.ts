import { resolve } from "node:path";
import type { ReadEntry } from "../formats/foreign.js";
import { Intake } from "../formats/intake.js";
import { settle } from "../formats/settle.js";
import { fillFile } from "../store/fill.js";
import type { Store } from "../store/store.js";
import { count, safe } from "../terminal/text.js";
import { carryOut } from "./add-plan.js";
import { READERS, refuseTableFlags, type TableOptions } from "./import-formats.js";
import { type Allotment, allot, fillAll, SPLITS } from "./import-plan.js";
import { openSource } from "./import-source.js";
import { EXIT, type Io, styleFor } from "./io.js";
import { openStore, tellIfPartial, workingFolder } from "./open.js";
import { Originals } from "./originals.js";
import { Progress } from "./progress.js";
import { oneOf } from "./resolve.js";

/** The flags of `claims import`. */
export interface ImportOptions extends TableOptions {
  readonly into?: string;
  readonly splitBy?: string;
  readonly dryRun?: boolean;
}

/**
 * `claims import`: takes a foreign file into the store. What can't be read is told with its line, the rest is
 * taken: all of it is written, or nothing. What the store has already is left as it is.
 *
 * @param file its path; `-` for standard input
 * @throws UsageError where the file can't be read at all, or the store can't be written
 */
export async function importFile(
  format: string,
  file: string,
  options: ImportOptions,
  io: Io,
): Promise<number> {
  const load = READERS[oneOf("import format", format, Object.keys(READERS))]!;
  refuseTableFlags(format, options);
  const splitBy =
    options.splitBy === undefined ? undefined : oneOf("split", options.splitBy, SPLITS);
  const opened = await openStore(io, options);
  const progress = new Progress(io, options);
  const source = await openSource(file, io, options, progress);
  const identity = format === "claim-review" ? "said" : "told";
  const read = await load();
  const taking = (intake: Intake) => read(source, intake, options, io);
  const taken = takeIn(taking, new Intake(opened.store, { identity }), opened.store, progress);
  const { entries, problems } = taken;
  const into =
    options.into === undefined ? undefined : resolve(workingFolder(io, options), options.into);
  const allotment = allot(entries, { into, splitBy, source: source.name }, opened);
  const isPartial = tellIfPartial(opened.store, io, options);
  tellProblems(source.name, problems, io);
  if (entries.length > 0) {
    const originals = await Originals.of(opened, io);
    const texts = fillAll(allotment, opened, originals);
    if (options.dryRun) show(allotment, options, io);
    else carryOut({ texts }, opened, originals);
  }
  if (!options.quiet) tellOutcome(taken, allotment, options, io);
  return isPartial || problems.length > 0 ? EXIT.problems : EXIT.clean;
}

/** What came of a foreign file. */
interface Taken extends Pick<Intake, "problems" | "known" | "left"> {
  readonly entries: readonly ReadEntry[];
}

/** Reads a foreign file. What it takes to tell its entries apart is let go before they are written. */
function takeIn(
  read: (intake: Intake) => void,
  intake: Intake,
  store: Store,
  progress: Progress,
): Taken {
  try {
    read(intake);
  } finally {
    progress.clear();
  }
  const entries = settle(intake, store);
  const { problems, known, left } = intake;
  return { entries, problems, known, left };
}

function tellProblems(name: string, problems: Taken["problems"], io: Io): void {
  const sorted = [...problems].sort((a, b) => a.line - b.line);
  for (const { line, message } of sorted) {
    io.stderr.write(`${safe(name)}:${line}: ${safe(message)}\n`);
  }
}

/** Shows what would be put into each file. */
function show(allotment: Allotment, options: ImportOptions, io: Io): void {
  const { chalk } = styleFor(io.stdout, io, options);
  for (const [file, entries] of allotment) {
    const filled = fillFile("", entries) as { readonly text: string };
    const lines = filled.text.split("\n").map(safe);
    io.stdout.write(`${chalk.bold(`# ${safe(file)}`)}\n${lines.join("\n")}\n`);
  }
}

/** How many files and columns are named. */
const MOST_NAMED = 10;

function tellOutcome(
  { entries, known, problems, left }: Taken,
  allotment: Allotment,
  { dryRun }: ImportOptions,
  io: Io,
): void {
  const say = (text: string) => void io.stderr.write(`${text}\n`);
  const there = known === 0 ? "" : `; ${known} ${known === 1 ? "was" : "were"} there already`;
  const trouble = problems.length === 0 ? "" : `; ${count(problems.length, "problem")}`;
  const files = [...allotment.keys()].map(safe);
  if (left.size > 0)
    say(`not taken: ${named([...left].map(([what, times]) => leftText(what, times)))}`);
  const help = problems.length === 0 ? "" : AGAIN;
  if (entries.length === 0) {
    say(`nothing new${there}${trouble}${help}`);
    return;
  }
  const did = dryRun ? "would add" : "added";
  const goes =
    files.length === 1 ? `to ${files[0]}` : `to ${count(files.length, "file")}: ${named(files)}`;
  say(`${did} ${kindsIn(entries)} ${goes}${there}${trouble}${help}`);
}

/** What to do about problems, whatever they are. */
const AGAIN =
  "\n  = help: mend these lines and import the file again: what is there already is not added twice";

function leftText(what: string, times: number): string {
  return times === 1 ? safe(what) : `${times} ${safe(what)}`;
}

function named(words: readonly string[]): string {
  const more = words.length - MOST_NAMED;
  return `${words.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function kindsIn(entries: readonly ReadEntry[]): string {
  const counts = { claims: 0, agents: 0, documents: 0 };
  for (const { section } of entries) counts[section]++;
  return Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([section, number]) => count(number, section.slice(0, -1)))
    .join(", ");
}
