import { describe, expect, it } from "vitest";
import { blankConflicts, conflictsIn, takeSide } from "../../src/store/conflict.js";
import { claims, folder } from "../support/run.js";

const CONFLICT = `claims:
  a:
<<<<<<< HEAD
    text: One.
||||||| base
    text: None.
=======
    text: Two.
>>>>>>> branch
    speaker: unknown
`;

describe("a conflict in a file", () => {
  it("has two sides, and blanks in the place of the other", () => {
    const found = conflictsIn(CONFLICT);
    expect(found).toHaveLength(1);
    const file = (text: string) => `claims:\n  a:\n    text: ${text}\n    speaker: unknown\n`;
    expect(takeSide(CONFLICT, found, "ours")).toBe(file("One."));
    expect(takeSide(CONFLICT, found, "theirs")).toBe(file("Two."));
    const blanked = blankConflicts(CONFLICT, found);
    expect(blanked).toHaveLength(CONFLICT.length);
    expect(blanked.replace(/^ *\n/gm, "")).toBe(file("One."));
  });

  it("may end the file, and be without a base, in CRLF", () => {
    const text = "<<<<<<< a\nx\n=======\n>>>>>>> b".replaceAll("\n", "\r\n");
    const found = conflictsIn(text);
    expect(takeSide(text, found, "ours")).toBe("x\r\n");
    expect(takeSide(text, found, "theirs")).toBe("");
  });

  it.each([
    "<<<<<<< a\nx\n",
    "<<<<<<< a\n=======\n",
    "  <<<<<<< a\n=======\n>>>>>>> b\n",
  ])("is none where its marks don't make one: %j", (text) => expect(conflictsIn(text)).toEqual([]));
});

it("validate tells of one error, at the first mark, and checks the rest", async () => {
  const text = `${CONFLICT}\n  b:\n    text: B.\n    speaker: nobody\n`;
  const { stdout, code } = await claims(["validate", "--format", "concise", "--fail-on", "never"], {
    cwd: folder({ "s.yaml": text }),
  });
  const errors = stdout.split("\n").filter((line) => line.includes("error["));
  expect(errors[0]).toContain("claims/s.yaml:3:1");
  expect(errors[0]).toContain("a merge conflict is left here");
  expect(errors.filter((line) => line.includes("yaml-syntax"))).toHaveLength(1);
  expect(code).toBe(0);
});
