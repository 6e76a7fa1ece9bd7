import { distance } from "fastest-levenshtein";

/**
 * Gives the candidate nearest to a word in edit distance (Levenshtein), or `undefined` where none
 * is near enough to be a slip: at most a third of the word's length, at least one.
 * Among equals the first wins.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const found = distance(word, candidate);
    if (found < bestDistance && candidate !== word) {
      best = candidate;
      bestDistance = found;
    }
  }
  return best;
}
