import { describe, expect, it } from "vitest";
import { readConfig } from "../../src/store/config.js";

const RULES = ["unused", "untraced", "own-voice"];

function config(text: string) {
  return readConfig("claims.config.yaml", new TextEncoder().encode(text), RULES);
}

/** What is wrong with a configuration: each place, rule, message and help. */
function faults(text: string) {
  return config(text).findings.map(({ rule, message, help, location }) => [
    `${location.line}:${location.column}`,
    rule,
    message,
    ...(help === undefined ? [] : [help]),
  ]);
}

describe("a good configuration", () => {
  it("gives its settings", () => {
    const { config: settings, findings } = config(`
stores: [archive/claims]
exclude:
  - claims/drafts/**
rules:
  unused: off
  untraced: error
`);
    expect(findings).toEqual([]);
    expect(settings).toEqual({
      stores: ["archive/claims"],
      exclude: ["claims/drafts/**"],
      rules: { unused: "off", untraced: "error" },
    });
  });

  it.each(["", "# nothing set\n", "{}", "---\n", "rules: {}\n"])("may set nothing: %j", (text) => {
    expect(config(text).findings).toEqual([]);
  });
});

describe("a bad configuration says what is wrong and where", () => {
  it.each([
    [
      "rule: {}\n",
      "1:1",
      "unknown-key",
      "the configuration has no key `rule`",
      "did you mean `rules`?",
    ],
    [
      "ignore: [a]\n",
      "1:1",
      "unknown-key",
      "the configuration has no key `ignore`",
      "its keys are stores, exclude, rules",
    ],
    [
      "rules:\n  unsed: off\n",
      "2:3",
      "unknown-key",
      "no rule is called `unsed`",
      "did you mean `unused`?",
    ],
    [
      "rules:\n  nonsense: off\n",
      "2:3",
      "unknown-key",
      "no rule is called `nonsense`",
      "`claims rules` lists them",
    ],
    [
      "rules:\n  unused: of\n",
      "2:11",
      "invalid-value",
      "`unused` must be one of error, warning, info, off, not `of`",
      "did you mean `off`?",
    ],
    [
      "rules:\n  unused: false\n",
      "2:11",
      "invalid-value",
      "`unused` must be one of error, warning, info, off, not `false`",
    ],
    [
      "stores: archive\n",
      "1:9",
      "wrong-type",
      "`stores` must be a list, not the text `archive`",
      "write it as a list: [archive]",
    ],
    ["stores: []\n", "1:9", "wrong-type", "`stores` is an empty list", "delete the key"],
    [
      "exclude: [' ']\n",
      "1:11",
      "invalid-value",
      "item 1 of `exclude` is blank",
      "give it a value or delete it",
    ],
    [
      "exclude:\n",
      "1:1",
      "wrong-type",
      "`exclude` has no value; it must be a list",
      "give it a value or delete it",
    ],
    [
      "- rules\n",
      "1:1",
      "wrong-type",
      "the configuration must be a mapping",
      "its keys are stores, exclude, rules",
    ],
    [
      "rules: off\n",
      "1:8",
      "wrong-type",
      "`rules` must be a mapping, not the text `off`",
      "write its keys below it, indented",
    ],
    [
      "rules: {}\nrules: {}\n",
      "2:1",
      "duplicate-key",
      "the key `rules` stands twice",
      "keep one of the two",
    ],
    [
      "rules: &x {}\n",
      "1:8",
      "yaml-feature",
      "an anchor can't stand in a store file",
      "delete `&x`",
    ],
    [
      'rules: "off\n',
      "1:8",
      "yaml-syntax",
      "a quotation mark opens here and is never closed",
      "close it where the text ends",
    ],
    [
      "rules: \x07{}\n",
      "1:8",
      "control-character",
      "the control character U+0007 can't stand in YAML",
      "delete it",
    ],
  ])("%j", (text, ...rest) => {
    expect(faults(text)).toEqual([rest]);
  });

  it("tells several at once, in their order", () => {
    expect(faults("stores: x\nrules: 5\nother: y\n").map(([place]) => place)).toEqual([
      "1:9",
      "2:8",
      "3:1",
    ]);
  });

  it("and then sets nothing: half a configuration would be a surprise", () => {
    expect(config("exclude: [a]\nrules: { unsed: off }\n").config).toEqual({});
  });

  it("knows where its lines are, to show them", () => {
    const { file, findings } = config("rules:\n  unsed: off\n");
    expect(file.line(findings[0]!.location.line)).toBe("  unsed: off");
  });
});
