import { type Diagnostic, findingKey } from "../model/diagnostic.js";
import { withoutConflicts } from "../store/edit.js";
import type { Store } from "../store/store.js";
import { type Draft, tryFixes } from "../store/trial.js";
import { count } from "../terminal/text.js";
import { printPatch } from "../views/patch.js";
import { type GlobalOptions, type Io, styleFor, UsageError } from "./io.js";
import type { OpenedStore } from "./open.js";
import { Originals } from "./originals.js";
import { rewriteFiles } from "./write.js";

/** What is to be fixed, and how. */
export interface FixRequest {
  /** Whether guesses are applied too. */
  readonly unsafe: boolean;
  /** Whether to print what would change instead of writing it. */
  readonly diff: boolean;
  /** Checks a store by all rules, whichever are to be fixed, so that a fix that does harm is found. */
  readonly check: (opened: OpenedStore) => Promise<readonly Diagnostic[]>;
  /** Leaves of some findings those that are to be fixed; all where absent. */
  readonly choose?: (findings: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** What fixing came to. */
export interface FixOutcome {
  /** The store as it is now, or, where nothing is written, would be. */
  readonly opened: OpenedStore;
  /** How many findings were fixed, and in how many files. */
  readonly fixed: number;
  readonly files: number;
  /** How many fixes were left out as each would have brought an error. */
  readonly refused: number;
}

/** After so many rounds there is nothing left to fix, unless two fixes undo each other. */
const MOST_ROUNDS = 10;

/**
 * Fixes what is found in a store: in memory, in rounds, as one fix can uncover the next, and then on the
 * disk, or as a diff on standard output. A fix that makes a file unreadable, or brings an error that was
 * not there, is left out. Says on standard error what was done.
 *
 * @param findings all findings in the store, as `request.check` gives them
 * @throws UsageError where a file can't be written; the message says what was
 */
export async function applyFixes(
  opened: OpenedStore,
  findings: readonly Diagnostic[],
  request: FixRequest,
  io: Io,
  options: GlobalOptions,
): Promise<FixOutcome> {
  const { choose = (all) => all, unsafe } = request;
  const offered = (all: readonly Diagnostic[]) => choose(all).filter(({ fix }) => fix);
  const wanted = (all: readonly Diagnostic[]) =>
    offered(all).filter(({ fix }) => unsafe || fix!.safe);
  const tell = (text: string, found: readonly Diagnostic[]): void => {
    const guesses = unsafe ? 0 : offered(found).length - wanted(found).length;
    const hint = guesses === 0 ? "" : ` (${guesses} more with --unsafe-fixes)`;
    if (!options.quiet) io.stderr.write(`${text}${hint}\n`);
  };
  if (wanted(findings).length === 0) {
    tell("nothing to fix", findings);
    return { opened, fixed: 0, files: 0, refused: 0 };
  }
  if (opened.paths.length === 0 && !request.diff) {
    throw new UsageError("standard input can't be fixed in its place; `--diff` shows the fixes");
  }
  const originals = await Originals.of(opened, io);
  const check = (store: Store) => request.check({ ...opened, store });
  let draft: Draft = { ...originals, texts: new Map(), store: opened.store, findings };
  let fixed = 0;
  let refused = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const open = wanted(draft.findings).filter((finding) => !refused.has(findingKey(finding)));
    const chosen = withoutConflicts(open, ({ fix }) => fix!.edits);
    if (chosen.length === 0) break;
    const trial = await tryFixes(draft, chosen, {
      textOf: (file) => originals.textOf(file),
      check,
    });
    const { kept } = trial;
    fixed += kept.length;
    const others = chosen.filter((finding) => !kept.includes(finding)).map(findingKey);
    // What was refused may do no harm once something else is fixed.
    refused = new Set(kept.length > 0 ? others : [...refused, ...others]);
    draft = trial.draft;
  }
  const changed = [...draft.texts].filter(
    ([file, { text }]) => originals.textOf(file)!.text !== text,
  );
  if (request.diff) {
    const style = styleFor(io.stdout, io, options);
    for (const [file, { text }] of changed) {
      io.stdout.write(printPatch(file, originals.textOf(file)!.text, text, style));
    }
  } else {
    const changes = changed.map(([file, raw]) => originals.change(file, raw));
    rewriteFiles(changes, opened.base, "fixed");
  }
  const did = `${request.diff ? "would fix" : "fixed"} ${count(fixed, "finding")}`;
  const left =
    refused.size === 0
      ? ""
      : `; left out ${count(refused.size, "fix", "fixes")} that would bring an error`;
  tell(`${did} in ${count(changed.length, "file")}${left}`, draft.findings);
  return {
    opened: { ...opened, store: draft.store },
    fixed,
    files: changed.length,
    refused: refused.size,
  };
}
