import { distance } from "fastest-levenshtein";

/**
 * Gives the candidate nearest to a word in edit distance (Levenshtein, two neighbours swapped and
 * another case counting as one slip), or `undefined` where none is near enough to be a slip: at most
 * a third of the word's length, at least one, and never the whole word. Among equals the first wins.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const found = isOneSlip(word, candidate) ? 1 : distance(word, candidate);
    const keepsSomething = found < word.length || sameLetters(word, candidate);
    if (found < bestDistance && candidate !== word && keepsSomething) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}

function sameLetters(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** Tells whether two words differ in case only, or by two neighbours that changed places. */
function isOneSlip(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  if (sameLetters(a, b)) return true;
  let at = 0;
  while (a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
