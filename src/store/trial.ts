import { type Diagnostic, findingKey, type Location } from "../model/diagnostic.js";
import { applyEdits, type RawText, type TextEdit, toBytes } from "./edit.js";
import type { Span } from "./problem.js";
import { readStoreFile } from "./read.js";
import type { FileReading } from "./reading.js";
import { entryOf, type Store, uniteStore } from "./store.js";

/** A store in memory, some of whose files may have been edited. */
export interface Draft {
  readonly readings: ReadonlyMap<string, FileReading>;
  /** The texts of the files that were edited, by path. */
  readonly texts: ReadonlyMap<string, RawText>;
  readonly store: Store;
  /** All findings in it. */
  readonly findings: readonly Diagnostic[];
}

/** What {@link tryFixes} needs to know of the world. */
export interface TrialTools {
  /** Gives the text of a file that was not edited yet; `undefined` where it can't be edited. */
  readonly textOf: (file: string) => RawText | undefined;
  readonly check: (store: Store) => Promise<readonly Diagnostic[]>;
}

/**
 * Applies the fixes of some findings, no two in conflict, and leaves out those that do harm: that make a
 * file unreadable, change an entry that they are not in, bring an error, or mend nothing. All are tried at
 * once, and where that does harm each half by itself, and so on.
 */
export async function tryFixes(
  base: Draft,
  findings: readonly Diagnostic[],
  tools: TrialTools,
): Promise<{ readonly draft: Draft; readonly kept: readonly Diagnostic[] }> {
  let draft = base;
  let kept: readonly Diagnostic[] = [];
  const keep = async (some: readonly Diagnostic[]): Promise<void> => {
    if (some.length === 0) return;
    const all = [...kept, ...some];
    const trial = await attempt(base, all, tools);
    if (trial && !doesHarm(base, draft, trial, some)) {
      draft = trial.draft;
      kept = all;
    } else if (some.length > 1) {
      const half = some.length >> 1;
      await keep(some.slice(0, half));
      await keep(some.slice(half));
    }
  };
  await keep(findings);
  return { draft, kept };
}

/** A draft, and what was changed to make it. */
interface Trial {
  readonly draft: Draft;
  readonly changes: ReadonlyMap<string, FileChanges>;
}

interface FileChanges {
  /** Where something was changed, in the text before it. */
  readonly before: readonly Span[];
  /** Where guesses stand, in the text after it. */
  readonly guesses: readonly Location[];
}

async function attempt(
  base: Draft,
  findings: readonly Diagnostic[],
  { textOf, check }: TrialTools,
): Promise<Trial | undefined> {
  const byFile = new Map<string, (TextEdit & { readonly safe: boolean })[]>();
  for (const { fix } of findings) {
    for (const edit of fix!.edits) {
      const { file } = edit.location;
      if (!byFile.has(file)) byFile.set(file, []);
      byFile.get(file)!.push({ ...edit, safe: fix!.safe });
    }
  }
  const texts = new Map(base.texts);
  const readings = new Map(base.readings);
  const changes = new Map<string, FileChanges>();
  for (const [path, edits] of byFile) {
    const raw = texts.get(path) ?? textOf(path);
    if (!raw) return undefined;
    edits.sort((a, b) => a.start - b.start || a.end - b.end);
    const { text, spans } = applyEdits(raw.text, edits);
    const reading = readStoreFile(path, toBytes({ ...raw, text }));
    texts.set(path, { ...raw, text });
    readings.set(path, reading);
    const guesses = spans.filter((_, index) => !edits[index]!.safe);
    changes.set(path, { before: edits, guesses: guesses.map((span) => reading.file.at(span)) });
  }
  const store = uniteStore([...readings.values()]);
  return { draft: { readings, texts, store, findings: await check(store) }, changes };
}

/**
 * Tells whether fixes do harm.
 *
 * @param base what all fixes of the trial were applied to
 * @param before the draft with those that were found harmless already
 * @param some the fixes in question
 */
function doesHarm(
  base: Draft,
  before: Draft,
  { draft: after, changes }: Trial,
  some: readonly Diagnostic[],
): boolean {
  for (const [path, { before: spans }] of changes) {
    const [old, now] = [base.readings.get(path)!, after.readings.get(path)!];
    if (now.unread || (now.torn && !old.torn) || !keepsOthers(old, now, spans)) return true;
  }
  return bringsError(before, after, changes) || !mendsAll(before, after, some);
}

/** Tells whether the entries that nothing was changed in are what they were. */
function keepsOthers(old: FileReading, now: FileReading, changed: readonly Span[]): boolean {
  const values = new Map(now.entries.map(({ id, value }) => [id, value]));
  return old.entries.every(
    ({ id, value, start, end }) =>
      changed.some((span) => span.start < end && start < span.end) ||
      JSON.stringify(values.get(id)) === JSON.stringify(value),
  );
}

/** Rules that tell of a file that is hardly one: no fix may bring their findings. */
const UNREADABLE = ["file-too-large", "not-utf8", "control-character", "yaml-syntax"];

function bringsError(before: Draft, after: Draft, changes: Trial["changes"]): boolean {
  const known = countByKey(before.findings);
  const now = countByKey(after.findings);
  const tornIn = ({ readings }: Draft) => [...readings.values()].filter(({ torn }) => torn).length;
  // What a torn file may define is taken for defined: once it is mended, that is told.
  const isMended = tornIn(after) < tornIn(before);
  return after.findings.some((finding) => {
    const key = findingKey(finding);
    if (finding.severity !== "error" || now.get(key)! <= (known.get(key) ?? 0)) return false;
    if (UNREADABLE.includes(finding.rule)) return true;
    const guesses = changes.get(finding.location.file)?.guesses ?? [];
    if (guesses.some((guess) => overlap(guess, finding.location))) return true;
    // An entry that couldn't be used was not checked: what is told of it now was wrong before.
    const places = [finding.location, ...finding.related.map(({ location }) => location)];
    return !isMended && !places.some((place) => isNewlyRead(place, before, after));
  });
}

function isNewlyRead(place: Location, before: Draft, after: Draft): boolean {
  const reading = after.readings.get(place.file);
  const entries = [...(reading?.entries ?? []), ...(reading?.damaged ?? [])];
  const entry = entries.find((each) => overlap(reading!.file.at(each), place));
  return entry !== undefined && entryOf(before.store, entry.id) === undefined;
}

function overlap(a: Location, b: Location): boolean {
  const isAhead = (x: Location, y: Location) =>
    x.endLine < y.line || (x.endLine === y.line && x.endColumn <= y.column);
  return !isAhead(a, b) && !isAhead(b, a);
}

function mendsAll(before: Draft, after: Draft, some: readonly Diagnostic[]): boolean {
  const [known, now, mended] = [before.findings, after.findings, some].map(countByKey);
  return [...mended!].every(([key, fixed]) => (now!.get(key) ?? 0) + fixed <= known!.get(key)!);
}

function countByKey(findings: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const key = findingKey(finding);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
