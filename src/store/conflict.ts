import type { Problem, Span } from "./problem.js";

/** A conflict as git leaves it in a file: what stands there on either side. */
export interface Conflict extends Span {
  readonly ours: Span;
  readonly theirs: Span;
}

/** The marks at the margin, where nothing of a store file can stand; the base is there in diff3's style. */
const MARK = /^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$/gm;

/** Finds the conflicts in a text: marks that don't make a whole are none. */
export function conflictsIn(text: string): Conflict[] {
  if (!text.includes("<<<<<<<")) return [];
  const found: Conflict[] = [];
  let open: (Partial<Conflict> & Span) | undefined;
  for (const { 0: mark, index: start } of text.matchAll(MARK)) {
    const end = Math.min(text.length, start + mark.length + 1);
    const kind = mark[0];
    if (kind === "<") open = { start, end };
    else if (kind === ">" && open?.ours && open.theirs) {
      const theirs = { start: open.theirs.start, end: start };
      found.push({ start: open.start, end, ours: open.ours, theirs });
      open = undefined;
    } else if (open) {
      const ours = open.ours ?? { start: open.end, end: start };
      open = { ...open, ours, ...(kind === "=" ? { theirs: { start: end, end } } : {}) };
    }
  }
  return found;
}

/** Gives a text with one side of each conflict in it. */
export function takeSide(
  text: string,
  conflicts: readonly Conflict[],
  side: "ours" | "theirs",
): string {
  let at = 0;
  let taken = "";
  for (const conflict of conflicts) {
    taken += text.slice(at, conflict.start);
    taken += text.slice(conflict[side].start, conflict[side].end);
    at = conflict.end;
  }
  return taken + text.slice(at);
}

/** Gives a text with our side of each conflict, and blanks for the rest, so that offsets hold. */
export function blankConflicts(text: string, conflicts: readonly Conflict[]): string {
  let at = 0;
  let blanked = "";
  const blank = (part: string) => part.replace(/[^\r\n]/g, " ");
  for (const { start, end, ours } of conflicts) {
    blanked += text.slice(at, start) + blank(text.slice(start, ours.start));
    blanked += text.slice(ours.start, ours.end) + blank(text.slice(ours.end, end));
    at = end;
  }
  return blanked + text.slice(at);
}

/** Says that a merge was left unfinished: one error, at the first conflict. */
export function leftConflict({ start }: Conflict, text: string): Problem {
  const end = text.slice(start).search(/\r?\n/);
  return {
    rule: "yaml-syntax",
    message: "a merge conflict is left here",
    help: "`claims merge FILE` resolves what it can; of the rest choose a side, and delete the marks",
    start,
    end: start + end,
  };
}
