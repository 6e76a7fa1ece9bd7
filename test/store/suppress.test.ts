import { describe, expect, it } from "vitest";
import { LIBRARY } from "../../src/store/read.js";
import { SourceFile } from "../../src/store/source.js";
import { suppressionsIn } from "../../src/store/suppress.js";
import { marked } from "./reading.js";

/** Each comment as it is marked, its rules' names as they are marked, and its reason. */
function comments(text: string): [string, string[], string][] {
  return suppressionsIn(new SourceFile("claims/store.yaml", text, LIBRARY)).map((each) => {
    for (const rule of each.rules) expect(marked(text, rule)).toBe(rule.name);
    return [marked(text, each.span), each.rules.map(({ name }) => name), each.reason];
  });
}

describe("a comment silences rules", () => {
  it("ahead of an entry, on its line and inside it", () => {
    expect(
      comments(`claims:
  # claims-ignore: untraced -- nobody knows
  c: # claims-ignore: own-voice -- it says so
    text: T
    # claims-ignore: unused -- kept
    speaker: s # claims-ignore: wrong-kind -- yes
`),
    ).toEqual([
      ["# claims-ignore: untraced -- nobody knows", ["untraced"], "nobody knows"],
      ["# claims-ignore: own-voice -- it says so", ["own-voice"], "it says so"],
      ["# claims-ignore: unused -- kept", ["unused"], "kept"],
      ["# claims-ignore: wrong-kind -- yes", ["wrong-kind"], "yes"],
    ]);
  });

  it.each([
    ["# claims-ignore: a, b -- why", ["a", "b"], "why"],
    ["# claims-ignore: a b,c,  d -- why", ["a", "b", "c", "d"], "why"],
    ["# claims-ignore: a, -- why", ["a"], "why"],
    [
      "# claims-ignore: ignore, claims -- the words of the mark",
      ["ignore", "claims"],
      "the words of the mark",
    ],
    ["#claims-ignore:a -- why", ["a"], "why"],
    ["#\tclaims-ignore:\ta\t--\twhy", ["a"], "why"],
    ["# claims-ignore: own-voice -- why -- and more", ["own-voice"], "why -- and more"],
  ])("%s", (comment, rules, reason) => {
    expect(comments(`${comment}\nclaims:\n`)).toEqual([[comment, rules, reason]]);
  });

  it.each([
    "# claims-ignore: a",
    "# claims-ignore: a --",
    "# claims-ignore: a -- ",
  ])("without a reason, which the rules are told: %j", (comment) => {
    expect(comments(`${comment}\n`)).toEqual([[comment.trimEnd(), ["a"], ""]]);
  });

  it.each([
    "# claims-ignore:",
    "# claims-ignore: -- why",
  ])("without a rule is not passed over: %j", (comment) => {
    expect(comments(`${comment}\n`).map(([, rules]) => rules)).toEqual([[]]);
  });

  it("in a file with CRLF and a file without a line end", () => {
    expect(comments("claims:\r\n  # claims-ignore: a -- why\r\n  c: x\r\n")).toEqual([
      ["# claims-ignore: a -- why", ["a"], "why"],
    ]);
    expect(comments("claims:\n# claims-ignore: a -- why")).toEqual([
      ["# claims-ignore: a -- why", ["a"], "why"],
    ]);
  });

  it("after a block text, a second document and broken YAML", () => {
    expect(comments("a: |\n  text\n# claims-ignore: a -- x\n").length).toBe(1);
    expect(comments("a: b\n---\n# claims-ignore: a -- x\n").length).toBe(1);
    expect(comments("a: [b: }\n# claims-ignore: a -- x\nc: d\n").length).toBe(1);
  });
});

describe("what only looks like such a comment", () => {
  it.each([
    ["in a literal text", "a: |\n  # claims-ignore: a -- x\n"],
    ["in a folded text", "a: >-\n  x\n  # claims-ignore: a -- x\n"],
    ["in a literal text with CRLF", "a: |\r\n  # claims-ignore: a -- x\r\n"],
    ["in single quotes", "a: '# claims-ignore: a -- x'\n"],
    ["in double quotes over two lines", 'a: "x\n  # claims-ignore: a -- x"\n'],
    ["in a plain text", "a: x# claims-ignore: a -- x\n"],
    ["in another comment", "# see claims-ignore: a -- x\n"],
    ["in other case", "# Claims-Ignore: a -- x\n"],
    ["without its colon", "# claims-ignore a -- x\n"],
  ])("%s", (_, text) => {
    expect(comments(text)).toEqual([]);
  });
});
