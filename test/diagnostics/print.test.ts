import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countBySeverity,
  FINDING_FORMATS,
  type FindingFormat,
  printReport,
  type Report,
  summarize,
} from "../../src/diagnostics/print.js";
import {
  compareDiagnostics,
  compareLocations,
  compareText,
  type Diagnostic,
  SEVERITIES,
} from "../../src/model/diagnostic.js";
import { ValidateOutput } from "../../src/model/output.js";
import { makeStyle, PLAIN } from "../../src/terminal/style.js";

const DANGLING: Diagnostic = {
  rule: "dangling-reference",
  severity: "error",
  message: "no agent is called `x`",
  location: { file: "claims/a.yaml", line: 3, column: 5, endLine: 3, endColumn: 6 },
  label: "`for` of `c`",
  related: [
    {
      message: "did you mean this?",
      location: { file: "claims/b.yaml", line: 1, column: 3, endLine: 1, endColumn: 4 },
    },
  ],
  claim: "c",
  notes: ["chain: x"],
  help: "define `x`",
};
const UNUSED: Diagnostic = {
  rule: "unused",
  severity: "info",
  message: "nothing refers to\n\x1b[31m`a`",
  location: { file: "claims/\u202eb.yaml", line: 1, column: 3, endLine: 1, endColumn: 4 },
  related: [],
};
const REPORT: Report = { findings: [DANGLING, UNUSED], files: 2, claims: 1 };
const NOTHING: Report = { findings: [], files: 1, claims: 15 };

const print = (format: FindingFormat, report: Report, style = PLAIN) =>
  [...printReport(format, report, () => "", style)].join("");

describe("concise", () => {
  it("is a line a finding, for editors that jump to it", () => {
    expect(print("concise", REPORT)).toBe(
      "claims/a.yaml:3:5: error[dangling-reference] no agent is called `x` (define `x`)\n" +
        "claims/\\u202eb.yaml:1:3: info[unused] nothing refers to \\x1b[31m`a`\n",
    );
  });

  it("colours the severity alone", () => {
    expect(print("concise", { ...REPORT, findings: [UNUSED] }, makeStyle({ color: true }))).toBe(
      "claims/\\u202eb.yaml:1:3: \x1b[36m\x1b[1minfo[unused]\x1b[22m\x1b[39m" +
        " nothing refers to \\x1b[31m`a`\n",
    );
  });
});

describe("pretty", () => {
  it("leaves a blank line after each finding", () => {
    expect(print("pretty", REPORT)).toMatch(
      /^error\[dangling-reference\].*\n\ninfo\[unused\].*`claims explain unused`\n\n$/s,
    );
  });
});

describe("json", () => {
  it("is one document with every key of every finding", () => {
    expect(JSON.parse(print("json", REPORT))).toEqual({
      formatVersion: 1,
      summary: { files: 2, claims: 1, errors: 1, warnings: 0, infos: 1 },
      findings: [
        {
          rule: "dangling-reference",
          severity: "error",
          message: "no agent is called `x`",
          location: { file: "claims/a.yaml", line: 3, column: 5, endLine: 3, endColumn: 6 },
          related: [
            {
              message: "did you mean this?",
              location: { file: "claims/b.yaml", line: 1, column: 3, endLine: 1, endColumn: 4 },
            },
          ],
          claim: "c",
          notes: ["chain: x"],
          help: "define `x`",
          fix: null,
        },
        {
          rule: "unused",
          severity: "info",
          message: "nothing refers to\n\x1b[31m`a`",
          location: { file: "claims/\u202eb.yaml", line: 1, column: 3, endLine: 1, endColumn: 4 },
          related: [],
          claim: null,
          notes: [],
          help: null,
          fix: null,
        },
      ],
    });
  });

  it.each([
    ["findings", REPORT],
    ["no findings", NOTHING],
  ])("follows its schema with %s", (_, report) => {
    expect(ValidateOutput.safeParse(JSON.parse(print("json", report))).error).toBeUndefined();
  });

  it("has the keys of a location in one order, whoever made it", () => {
    const { file, ...rest } = DANGLING.location;
    const shuffled = { ...DANGLING, location: { ...rest, file } };
    expect(print("json", { ...REPORT, findings: [shuffled] })).toBe(
      print("json", { ...REPORT, findings: [DANGLING] }),
    );
  });
});

describe("jsonl", () => {
  it("is the same findings, an object a line", () => {
    const lines = print("jsonl", REPORT).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(
      JSON.parse(print("json", REPORT)).findings,
    );
  });
});

describe("every format", () => {
  it.each(FINDING_FORMATS)("%s sends no control byte from the store", (format) => {
    expect(print(format, REPORT)).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  });

  it.each([
    ["pretty", ""],
    ["concise", ""],
    ["jsonl", ""],
  ] as const)("%s is empty where nothing was found", (format, expected) => {
    expect(print(format, NOTHING)).toBe(expected);
  });

  it.each(["json", "jsonl"] as const)("%s has no colour, whatever the style", (format) => {
    expect(print(format, REPORT, makeStyle({ color: true }))).toBe(print(format, REPORT));
  });
});

describe("summarize", () => {
  const many = (errors: number, warnings: number, infos: number) =>
    [errors, warnings, infos].flatMap((times, index) =>
      Array.from({ length: times }, () => ({ ...UNUSED, severity: SEVERITIES[index]! })),
    );

  it.each([
    [many(0, 0, 0), 15, 3, "no findings in 15 claims, 3 files"],
    [many(1, 0, 0), 1, 1, "1 error in 1 claim, 1 file"],
    [many(2, 1, 3), 0, 2, "2 errors, 1 warning, 3 infos in 0 claims, 2 files"],
    [many(0, 2, 0), 4, 2, "2 warnings in 4 claims, 2 files"],
  ])("%#: %s", (findings, claims, files, expected) => {
    expect(summarize({ findings, claims, files })).toBe(expected);
  });

  it("counts by severity", () => {
    expect(countBySeverity(many(2, 1, 3))).toEqual({ error: 2, warning: 1, info: 3 });
  });
});

describe("the order of findings", () => {
  const location = fc.record({
    file: fc.constantFrom("claims/a.yaml", "claims/B.yaml", "claims/é.yaml"),
    line: fc.integer({ min: 1, max: 3 }),
    column: fc.integer({ min: 1, max: 3 }),
    endLine: fc.integer({ min: 1, max: 3 }),
    endColumn: fc.integer({ min: 1, max: 3 }),
  });
  const finding = fc.record({
    rule: fc.constantFrom("unused", "untraced"),
    severity: fc.constantFrom(...SEVERITIES),
    message: fc.constantFrom("x", "y"),
    location,
    related: fc.constant([]),
  });
  const key = ({ location: at, rule, message }: Diagnostic) => JSON.stringify([at, rule, message]);

  it("is total: any shuffle is sorted the same", () => {
    const shuffles = fc
      .array(finding, { maxLength: 12 })
      .chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      );
    fc.assert(
      fc.property(shuffles, ([all, shuffled]) => {
        const sorted = (list: readonly Diagnostic[]) => [...list].sort(compareDiagnostics).map(key);
        expect(sorted(shuffled)).toEqual(sorted(all));
      }),
    );
  });

  it("tells any two apart, and is the same both ways round", () => {
    fc.assert(
      fc.property(finding, finding, (a, b) => {
        const order = compareDiagnostics(a, b);
        expect(Math.sign(order) + Math.sign(compareDiagnostics(b, a))).toBe(0);
        expect(order === 0).toBe(key(a) === key(b));
      }),
    );
  });

  it("is file, line, column, rule", () => {
    const at = (file: string, line: number, column: number, rule: string) => ({
      ...UNUSED,
      rule,
      location: { file, line, column, endLine: line, endColumn: column },
    });
    const sorted = [
      at("Z.yaml", 9, 9, "z"),
      at("a.yaml", 1, 2, "b"),
      at("a.yaml", 1, 10, "a"),
      at("a.yaml", 1, 10, "b"),
      at("a.yaml", 10, 1, "a"),
      at("é.yaml", 1, 1, "a"),
    ];
    expect([...sorted].reverse().sort(compareDiagnostics)).toEqual(sorted);
  });

  it("of places and texts is by code unit, the same in every locale", () => {
    expect(["é", "z", "a", "Z"].sort(compareText)).toEqual(["Z", "a", "z", "é"]);
    const at = { file: "a", line: 1, column: 1, endLine: 1, endColumn: 2 };
    expect(compareLocations(at, { ...at, endColumn: 3 })).toBeLessThan(0);
    expect(compareLocations(at, { ...at })).toBe(0);
  });
});
