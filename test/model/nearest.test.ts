import { describe, expect, it } from "vitest";
import { nearest } from "../../src/model/nearest.js";

describe("nearest", () => {
  it.each([
    ["a letter too few", "the-nationl", ["the-guardian", "the-national"], "the-national"],
    ["a letter too many", "speakker", ["text", "speaker"], "speaker"],
    ["another letter", "confurms", ["confirms", "disputes"], "confirms"],
    ["two neighbours swapped", "titel", ["title"], "title"],
    ["two neighbours of a short word", "form", ["via", "from"], "from"],
    ["another case", "PERSON", ["outlet", "person"], "person"],
    ["another case of one letter", "a", ["B", "A"], "A"],
    ["a third of a long word", "amir-abdolahan", ["amir-abdollahian"], "amir-abdollahian"],
    ["the nearer of two", "claim", ["clams", "claims"], "claims"],
    ["the first of equals", "bat", ["cat", "hat"], "cat"],
  ])("takes %s for a slip: %s", (_, word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  it.each([
    ["another word", "blog", ["article", "post"]],
    ["another letter where there is but one", "G", ["A", "B"]],
    ["more than a third", "texxxt", ["text-of"]],
    ["nothing to choose from", "text", []],
    ["the word itself", "text", ["text"]],
  ])("takes no %s", (_, word, candidates) => {
    expect(nearest(word, candidates)).toBeUndefined();
  });
});
