import type { Problem, Span } from "./problem.js";
import type { SourceFile } from "./source.js";

/**
 * Puts the problems of a file together. A problem of an earlier tier silences the later ones of its
 * entry; a break in the YAML outside of all entries makes whatever follows it a guess. What is no
 * more than such a consequence is left out.
 *
 * @param shape what is wrong with keys and values
 * @param faults what is wrong with the text and its syntax, by where it starts
 * @param regions the spans of all entries, in the order of the file
 */
export function settle(
  file: SourceFile,
  shape: readonly Problem[],
  faults: readonly Problem[],
  regions: readonly Span[],
): Problem[] {
  const kept: Problem[] = [];
  let firstLoose = Number.POSITIVE_INFINITY;
  /** How many entries start ahead of the fault at hand, and of the last break. */
  let begun = 0;
  let begunAtBreak = -1;
  for (const fault of faults) {
    while (begun < regions.length && regions[begun]!.start <= fault.start) begun++;
    if (isBreak(fault)) {
      const isLoose = begun === 0 || fault.start > regions[begun - 1]!.end;
      const follows = begun === begunAtBreak || (isLoose && fault.start > firstLoose);
      begunAtBreak = begun;
      if (isLoose) firstLoose = Math.min(firstLoose, fault.start);
      if (follows) continue;
    }
    kept.push(fault);
  }
  const brokenLines = new Set(kept.filter(isBreak).map((each) => file.at(each).line));
  const independent = shape.filter(
    (each) => each.start < firstLoose && !brokenLines.has(file.at(each).line),
  );
  return [...kept, ...independent].map((each) => offSpaces(each, file.text));
}

/** Moves a mark from the white space that was found wrong to the word that it indents. */
function offSpaces(problem: Problem, text: string): Problem {
  const indented = /^ +(\S+)/.exec(text.slice(problem.start, problem.start + 200));
  if (!indented || !isBreak(problem)) return problem;
  const start = problem.start + indented[0].length - indented[1]!.length;
  return { ...problem, start, end: start + indented[1]!.length };
}

/** Tells whether a problem leaves the structure around it in doubt. */
export function isBreak({ rule }: Problem): boolean {
  return rule === "yaml-syntax" || rule === "nested-too-deep";
}
