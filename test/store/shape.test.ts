import { describe, expect, it } from "vitest";
import { read, told } from "./reading.js";

/** Gives what is wrong with a file: its faults, each as rule, marked text, message, help. */
function problems(text: string) {
  return told(text, read(text).problems).map(({ rule, marked, message, help }) => [
    rule,
    marked,
    message,
    ...(help === undefined ? [] : [help]),
  ]);
}

const indent = (lines: string) => lines.replace(/^/gm, "    ");
const claim = (lines: string) =>
  problems(`claims:\n  c:\n    text: T\n    speaker: s\n${indent(lines)}\n`);
const agent = (lines: string) =>
  problems(`agents:\n  a:\n    name: A\n    kind: person\n${indent(lines)}\n`);
const document = (lines: string) => problems(`documents:\n  d:\n${indent(lines)}\n`);

const ID_HELP = "an id is lower-case words and digits joined by hyphens";
const DATE_HELP = "write 2023, 2023-10, 2023-10-26 or 2023-10-26T14:30:00Z; add ~ for approximate";
const BELOW = "write its keys below it, indented";
const GIVE = "give it a value or delete it";

describe("an entry that is no mapping", () => {
  it.each([
    ["c:", "c", "the entry has no value; it must be a mapping"],
    ["c: ~", "~", "the entry has no value; it must be a mapping"],
    ["c: hello", "hello", "the entry must be a mapping, not the text `hello`"],
    ["c: [x]", "[x]", "the entry must be a mapping, not a list"],
    ["c:\n    - x", "c", "the entry must be a mapping, not a list"],
  ])("%j", (entry, mark, message) => {
    expect(problems(`claims:\n  ${entry}\n`)).toEqual([["wrong-type", mark, message, BELOW]]);
  });
});

describe("an id that is none", () => {
  it.each([
    ["A b", `${ID_HELP}: \`a-b\``],
    ["jane_doe", `${ID_HELP}: \`jane-doe\``],
    ["José", `${ID_HELP}: \`jose\``],
    ["日本", ID_HELP],
  ])("of an entry: %s", (id, help) => {
    expect(problems(`documents:\n  ${id}: {}\n`)).toEqual([
      ["invalid-id", id, `\`${id}\` is no id`, help],
    ]);
  });

  it("that is reserved", () => {
    expect(problems("documents:\n  unknown: {}\n")).toEqual([
      [
        "invalid-id",
        "unknown",
        "`unknown` is reserved: it stands for a speaker or a relay nobody has named",
        "call the entry something else",
      ],
    ]);
  });

  it.each([
    ["for: The Ministry", "The Ministry", "the-ministry"],
    ["about: [x, Y]", "Y", "y"],
    ["relay: [A b]", "A b", "a-b"],
    ["relay:\n  - via: A b", "A b", "a-b"],
    ["relay:\n  - via: x\n    from: [speaker, Y]", "Y", "y"],
    ["relay:\n  - via: x\n    from: Y", "Y", "y"],
    ["reviews:\n  - by: Y", "Y", "y"],
    ["grade: { credibility: 2, by: Y }", "Y", "y"],
    ["in: 'A b'", "'A b'", "a-b"],
  ])("of a reference: %j", (lines, mark, near) => {
    const id = mark.replaceAll("'", "");
    expect(claim(lines)).toEqual([
      ["invalid-id", mark, `\`${id}\` is no id`, `${ID_HELP}: \`${near}\``],
    ]);
  });

  it("of a role is marked at its key", () => {
    expect(agent("roles:\n  Foreign Minister:\n    title: T")).toEqual([
      [
        "invalid-id",
        "Foreign Minister",
        "`Foreign Minister` is no id",
        `${ID_HELP}: \`foreign-minister\``,
      ],
    ]);
  });
});

describe("a key that is missing is told at what should hold it", () => {
  it.each([
    [
      "claims:\n  c:\n    text: T\n",
      "c",
      "claim `c` has no `speaker`",
      "say who made the claim: an agent, a document, or `unknown`",
    ],
    [
      "claims:\n  c:\n    speaker: s\n",
      "c",
      "claim `c` has no `text`",
      "put the assertion in your own words",
    ],
    [
      "agents:\n  a:\n    name: A\n",
      "a",
      "agent `a` has no `kind`",
      "add `kind:` with one of person, organization, outlet, forum, anonymous",
    ],
    [
      "agents:\n  a:\n    kind: person\n",
      "a",
      "agent `a` has no `name`",
      "add `name:`; only an anonymous agent goes without",
    ],
  ])("%j", (text, mark, message, help) => {
    expect(problems(text)).toEqual([["missing-key", mark, message, help]]);
  });

  it.each([
    ["relay:\n  - how: cited\n    note: x", "how: cited", "a hop has no `via`"],
    ["relay:\n  - {}", "{}", "a hop has no `via`"],
    ["relay:\n  - from:\n      - x", "from", "a hop has no `via`"],
    ["grade: { by: x }", "grade", "a grade has no `credibility`"],
    ["grade:\n  by: x", "grade", "a grade has no `credibility`"],
  ])("%j", (lines, mark, message) => {
    expect(claim(lines)).toEqual([["missing-key", mark, message, expect.any(String)]]);
  });

  it("in a role and in a source's grade", () => {
    expect(agent("roles: { minister: { of: iran } }\ngrade: {}")).toEqual([
      ["missing-key", "minister", "a role has no `title`", expect.any(String)],
      ["missing-key", "grade", "a grade has no `reliability`", expect.any(String)],
    ]);
  });

  it("is not told where it stands under a near name: that is one slip", () => {
    expect(problems("claims:\n  c:\n    text: T\n    speeker: s\n")).toEqual([
      ["unknown-key", "speeker", "a claim has no key `speeker`", "did you mean `speaker`?"],
    ]);
    expect(claim("relay:\n  - vai: x")).toEqual([
      ["unknown-key", "vai", "a hop has no key `vai`", "did you mean `via`?"],
    ]);
  });
});

describe("a key that nobody knows", () => {
  it.each([
    ["speeker: x", "speeker", "a claim has no key `speeker`", "did you mean `speaker`?"],
    ["Note: x", "Note", "a claim has no key `Note`", "did you mean `note`?"],
    ["relay:\n  - via: x\n    form: y", "form", "a hop has no key `form`", "did you mean `from`?"],
    ["reviews:\n  - ratng: 5", "ratng", "a review has no key `ratng`", "did you mean `rating`?"],
    [
      "grade: { credibility: 2, becuase: x }",
      "becuase",
      "a grade has no key `becuase`",
      "did you mean `because`?",
    ],
  ])("in a claim: %j", (lines, mark, message, help) => {
    expect(claim(lines)).toEqual([["unknown-key", mark, message, help]]);
  });

  it.each([
    [
      "roles:\n  r:\n    title: T\n    untill: 2023",
      "untill",
      "a role has no key `untill`",
      "did you mean `until`?",
    ],
    [
      "grade: { reliability: A, dat: 2023 }",
      "dat",
      "a grade has no key `dat`",
      "did you mean `date`?",
    ],
    [
      "constructor: x",
      "constructor",
      "an agent has no key `constructor`",
      expect.stringMatching(/^its keys are name, kind, aliases, .*, note$/),
    ],
    ['"same as": x', '"same as"', "an agent has no key `same as`", "did you mean `same-as`?"],
  ])("in an agent: %j", (lines, mark, message, help) => {
    expect(agent(lines)).toEqual([["unknown-key", mark, message, help]]);
  });

  it.each([
    ["titel: x", "titel", "a document has no key `titel`", "did you mean `title`?"],
    ["corrected: { dat: 2023 }", "dat", "a correction has no key `dat`", "did you mean `date`?"],
    ["retracted:\n  ulr: x", "ulr", "a retraction has no key `ulr`", "did you mean `url`?"],
    [
      "corrected: { why: x }",
      "why",
      "a correction has no key `why`",
      "its keys are date, because, url",
    ],
  ])("in a document: %j", (lines, mark, message, help) => {
    expect(document(lines)).toEqual([["unknown-key", mark, message, help]]);
  });

  it("several are told one by one", () => {
    expect(claim("aaa: x\nbbbb: y").map(([rule, mark]) => [rule, mark])).toEqual([
      ["unknown-key", "aaa"],
      ["unknown-key", "bbbb"],
    ]);
  });
});

describe("a value of the wrong type", () => {
  it.each([
    ["how: 5", "5", "`how` must be a text, not the number `5`", 'put it in quotes: "5"'],
    [
      "how: true",
      "true",
      "`how` must be a text, not the boolean `true`",
      'put it in quotes: "true"',
    ],
    ["how: [x]", "[x]", "`how` must be a text, not a list"],
    ["how:\n  a: b", "how", "`how` must be a text, not a mapping"],
    ["how:", "how", "`how` has no value; it must be a text", GIVE],
    ["how: null", "null", "`how` has no value; it must be a text", GIVE],
    ["for: 5", "5", "`for` must be an id, not the number `5`", 'put it in quotes: "5"'],
    ["for: [x]", "[x]", "`for` must be an id, not a list"],
    ["date: 2023.5", "2023.5", "`date` must be a date, not the number `2023.5`"],
    ["date: [2023]", "[2023]", "`date` must be a date, not a list"],
    ["date:", "date", "`date` has no value; it must be a date", GIVE],
    ["tags: x", "x", "`tags` must be a list, not the text `x`", "write it as a list: [x]"],
    ["tags: 'a: b'", "'a: b'", "`tags` must be a list, not the text `a: b`", "write it as a list"],
    ["tags: {a: b}", "{a: b}", "`tags` must be a list, not a mapping"],
    ["tags: []", "[]", "`tags` is an empty list", "delete the key"],
    [
      "tags: [a, 5]",
      "5",
      "item 2 of `tags` must be a text, not the number `5`",
      'put it in quotes: "5"',
    ],
    ["about:\n  - x\n  -", "-", "item 2 of `about` has no value; it must be an id", GIVE],
    ["about:\n  - x: y\n    z: 1", "x: y", "item 1 of `about` must be an id, not a mapping"],
    ["relay: x", "x", "`relay` must be a list, not the text `x`", "write it as a list: [x]"],
    [
      "relay: [5]",
      "5",
      "item 1 of `relay` must be an id, or a mapping with `via`, not the number `5`",
      'put it in quotes: "5"',
    ],
    ["relay: [[x]]", "[x]", "item 1 of `relay` must be an id, or a mapping with `via`, not a list"],
    ["relay:\n  - via:", "via", "`via` has no value; it must be an id", GIVE],
    [
      "relay:\n  - via: x\n    from: 5",
      "5",
      "`from` must be an id or a list of ids, not the number `5`",
      'put it in quotes: "5"',
    ],
    ["relay:\n  - via: x\n    from: []", "[]", "`from` is an empty list", "delete the key"],
    ["reviews: [x]", "x", "item 1 of `reviews` must be a mapping, not the text `x`", BELOW],
    ["reviews:\n  - rating: five", "five", "`rating` must be a finite number, not the text `five`"],
    [
      "reviews:\n  - rating: .nan",
      ".nan",
      "`rating` must be a finite number, not the number `.nan`",
    ],
    ["grade: 3", "3", "`grade` must be a mapping, not the number `3`", BELOW],
    [
      "grade: {credibility: A}",
      "A",
      "`credibility` must be a whole number from 1 to 6, not the text `A`",
    ],
    [
      "grade: {credibility: 2.5}",
      "2.5",
      "`credibility` must be a whole number from 1 to 6, not the number `2.5`",
    ],
  ])("in a claim: %j", (lines, ...rest) => {
    expect(claim(lines)).toEqual([["wrong-type", ...rest]]);
  });

  it.each([
    [
      "part-of: 5",
      "5",
      "`part-of` must be an id or a list of ids, not the number `5`",
      'put it in quotes: "5"',
    ],
    ["roles: x", "x", "`roles` must be a mapping, not the text `x`", BELOW],
    ["roles:\n  minister: x", "x", "`minister` must be a mapping, not the text `x`", BELOW],
    ["roles:\n  minister:", "minister", "`minister` has no value; it must be a mapping", GIVE],
    ["confidential: yes", "yes", "`confidential` must be true or false, not the text `yes`"],
    ["aliases: A", "A", "`aliases` must be a list, not the text `A`", "write it as a list: [A]"],
  ])("in an agent: %j", (lines, ...rest) => {
    expect(agent(lines)).toEqual([["wrong-type", ...rest]]);
  });

  it.each([
    [
      "title: 1984",
      "1984",
      "`title` must be a text, not the number `1984`",
      'put it in quotes: "1984"',
    ],
    ["corrected: true", "true", "`corrected` must be a mapping, not the boolean `true`", BELOW],
    [
      "retracted:\n  because: 5",
      "5",
      "`because` must be a text, not the number `5`",
      'put it in quotes: "5"',
    ],
  ])("in a document: %j", (lines, ...rest) => {
    expect(document(lines)).toEqual([["wrong-type", ...rest]]);
  });

  it("a kind without a value is one, not another kind", () => {
    expect(document("kind:")).toEqual([["wrong-type", "kind", "`kind` has no value", GIVE]]);
  });

  it("a checksum of digits only is told to be quoted, without its digits cut short", () => {
    const digits = "1".repeat(64);
    expect(document(`sha256: ${digits}`)).toEqual([
      [
        "wrong-type",
        digits,
        `\`sha256\` must be a text, not the number \`${digits.slice(0, 60)}…\``,
        "put it in quotes",
      ],
    ]);
  });
});

describe("a date that is none", () => {
  it.each([
    ["6.10.2023", "`date` must be an EDTF date, not `6.10.2023`"],
    ["Thursday", "`date` must be an EDTF date, not `Thursday`"],
    ["123", "`date` must be an EDTF date, not `123`"],
    ["2023-02-30", "no calendar has the date `2023-02-30`"],
    ["2023-02-30~", "no calendar has the date `2023-02-30~`"],
    ["2023-13", "no calendar has the date `2023-13`"],
    ["2023-10-26T25:00:00Z", "no calendar or clock has the date `2023-10-26T25:00:00Z`"],
  ])("%s", (date, message) => {
    expect(claim(`date: ${date}`)).toEqual([["invalid-date", date, message, DATE_HELP]]);
  });

  it.each([
    ["26.10.2023", "2023-10-26"],
    ["2023/10/26", "2023-10-26"],
    ["2023-1-5", "2023-01-05"],
  ])("%s, which can be read in one way, is told how to be written", (date, normal) => {
    const message = `\`date\` must be an EDTF date, not \`${date}\``;
    expect(claim(`date: ${date}`)).toEqual([["invalid-date", date, message, `write ${normal}`]]);
  });

  it("but an interval back to front", () => {
    expect(claim("date: 2024/2023")).toEqual([
      [
        "invalid-date",
        "2024/2023",
        "`date` must be an interval of two dates in order, not `2024/2023`",
        "write the earlier one first, both without a time of day: 2023-10-26/2023-10-28",
      ],
    ]);
  });

  it("but a number to YAML", () => {
    expect(claim("date: 0650")).toEqual([
      ["invalid-date", "0650", "`date` is read as a number", 'put it in quotes: "0650"'],
    ]);
  });

  it("in a hop, a role, a review, a grade, an amendment", () => {
    const rulesAndMarks = (found: unknown[][]) => found.map(([rule, mark]) => `${rule} ${mark}`);
    expect(
      rulesAndMarks([
        ...claim("relay:\n  - via: x\n    date: 2023-99"),
        ...claim("reviews:\n  - date: 2023-98"),
        ...claim("grade: { credibility: 2, date: 2023-97 }"),
        ...agent("roles: { r: { title: T, from: 2023-96, until: 2023-95 } }"),
        ...document("corrected: { date: 2023-94 }"),
      ]),
    ).toEqual([99, 98, 97, 96, 95, 94].map((month) => `invalid-date 2023-${month}`));
  });
});

describe("a value that may not stand there", () => {
  it.each([
    [
      "certainty: sure",
      "sure",
      "`certainty` must be one of certain, probable, possible, not `sure`",
    ],
    [
      "certainty: posible",
      "posible",
      "`certainty` must be one of certain, probable, possible, not `posible`",
      "did you mean `possible`?",
    ],
    ["grade: {credibility: 0}", "0", "`credibility` must be a whole number from 1 to 6, not `0`"],
    ["grade: {credibility: 7}", "7", "`credibility` must be a whole number from 1 to 6, not `7`"],
    [
      "lang: english_UK",
      "english_UK",
      "`lang` must be a BCP 47 language tag such as `fa`, not `english_UK`",
    ],
    ["lang: en-a", "en-a", "`lang` must be a BCP 47 language tag such as `fa`, not `en-a`"],
    ["how: ' '", "' '", "`how` is blank", GIVE],
    ["how: ''", "''", "`how` is blank", GIVE],
    ["quote: |\n\nnote: x", "|\n", "`quote` is blank", GIVE],
    ["tags: [' ']", "' '", "item 1 of `tags` is blank", GIVE],
    [
      "reviews:\n  - url: foo",
      "foo",
      "`url` must be a web address that starts with https:// or http://, not `foo`",
    ],
  ])("in a claim: %j", (lines, ...rest) => {
    expect(claim(lines).map((each) => each.map((part) => part.replace(/\s+$/, "\n")))).toEqual([
      ["invalid-value", ...rest],
    ]);
  });

  it.each([
    [
      "country: Iran",
      "Iran",
      "`country` must be a two-letter ISO 3166-1 code such as `LB`, not `Iran`",
    ],
    [
      "same-as: [Q1, Q0]",
      "Q0",
      "item 2 of `same-as` must be a Wikidata item such as `Q794`, or a web address, not `Q0`",
    ],
    ["grade: {reliability: G}", "G", "`reliability` must be one of A, B, C, D, E, F, not `G`"],
    [
      "grade: {reliability: b}",
      "b",
      "`reliability` must be one of A, B, C, D, E, F, not `b`",
      "did you mean `B`?",
    ],
  ])("in an agent: %j", (lines, ...rest) => {
    expect(agent(lines)).toEqual([["invalid-value", ...rest]]);
  });

  it.each([
    ["file: /etc/passwd", "/etc/passwd", "a path relative to this file, with / between folders"],
    ["sha256: ABC", "ABC", "64 lower-case hexadecimal digits"],
  ])("in a document: %j", (lines, value, wanted) => {
    const [key] = lines.split(":");
    expect(document(lines)).toEqual([
      ["invalid-value", value, `\`${key}\` must be ${wanted}, not \`${value}\``],
    ]);
  });
});

describe("several faults of one entry", () => {
  it("are all told, each with the id of the claim", () => {
    const text =
      "claims:\n  c:\n    speaker: A b\n    date: 2023-13\n    tags: x\n    nonsense: y\n";
    const { problems } = read(text);
    expect(problems.map(({ rule }) => rule).sort()).toEqual([
      "invalid-date",
      "invalid-id",
      "missing-key",
      "unknown-key",
      "wrong-type",
    ]);
    expect(problems.every((problem) => problem.claim === "c")).toBe(true);
  });

  it("of an agent or a document name no claim", () => {
    expect(read("agents:\n  a: {}\n").problems.map(({ claim }) => claim)).toEqual([undefined]);
  });

  it("two of one value are one", () => {
    expect(claim("lang: x")).toHaveLength(1);
  });
});
