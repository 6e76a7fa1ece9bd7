import fc from "fast-check";
import { type FindingFormat, printReport, type Report } from "../../src/diagnostics/print.js";
import { compareDiagnostics, type Diagnostic, SEVERITIES } from "../../src/model/diagnostic.js";
import { RULE_NAMES } from "../../src/rules/list.js";
import { makeStyle, PLAIN } from "../../src/terminal/style.js";
import { loadWidths } from "../../src/terminal/text.js";

// As a command does before it prints texts of every script.
await loadWidths();

const at = (file: string, line: number, column: number, endLine: number, endColumn: number) => ({
  file,
  line,
  column,
  endLine,
  endColumn,
});

/** What may stand in a text and mean something to one output language or another. */
export const HOSTILE =
  "100 %, a:b, c\n::error::x\r\n##[error] ]]> <b a=\"1\" c='2'>&amp; \x1b[31m\x00\x85\u2028 \uFFFF \uD800 " +
  "\u202Egnp.exe שלום 👩‍👧 [click](javascript:x) {0} | `tick` $(id)";

const HOSTILE_FILE = "claims/a:b, 100% \u202E#?.yaml";

/** Findings of every severity over several files, with second places, and with hostile text. */
export const FINDINGS: readonly Diagnostic[] = (
  [
    {
      rule: "dangling-reference",
      severity: "error",
      message: "no agent or document is called `the-nationl`",
      location: at("claims/hostages.yaml", 6, 9, 6, 20),
      label: "relays `civilians-ready`",
      related: [
        { message: "did you mean this?", location: at("claims/agents.yaml", 12, 3, 12, 15) },
      ],
      claim: "civilians-ready",
      fix: {
        description: "write `the-national`",
        safe: false,
        edits: [
          {
            location: at("claims/hostages.yaml", 6, 9, 6, 20),
            start: 99,
            end: 110,
            replacement: "the-national",
          },
        ],
      },
      notes: ["chain: Hossein Amir-Abdollahian › UN General Assembly › the-nationl (missing)"],
      help: "define it",
    },
    {
      rule: "rests-on-retracted",
      severity: "warning",
      message: "`loads-fall` rests on the document `study`, which was retracted",
      location: at("claims/hostages.yaml", 9, 86, 9, 92),
      related: [
        { message: "`review` cites `study`", location: at("claims/agents.yaml", 6, 55, 6, 60) },
        { message: "retracted here", location: at("claims/agents.yaml", 5, 45, 5, 54) },
      ],
      claim: "loads-fall",
      notes: ["path: loads-fall › review › study"],
    },
    {
      rule: "unused",
      severity: "info",
      message: "nothing refers to the agent `the-gazette`",
      location: at("claims/agents.yaml", 3, 3, 3, 14),
      related: [],
    },
    {
      rule: "yaml-syntax",
      severity: "error",
      message: HOSTILE,
      location: at(HOSTILE_FILE, 1, 1, 3, 2),
      label: HOSTILE,
      related: [{ message: HOSTILE, location: at(HOSTILE_FILE, 2, 1, 2, 1) }],
      notes: [HOSTILE],
      help: HOSTILE,
    },
    // Two that differ in their place alone.
    ...[20, 30].map((line) => ({
      rule: "untraced",
      severity: "warning" as const,
      message: "`rumour` has no speaker",
      location: at("claims/hostages.yaml", line, 3, line, 9),
      related: [],
      claim: "rumour",
    })),
  ] satisfies Diagnostic[]
).sort(compareDiagnostics);

/** {@link FINDINGS} as a report, with a file in which nothing was found. */
export const REPORT: Report = {
  findings: FINDINGS,
  files: 4,
  claims: 3,
  paths: ["claims/agents.yaml", "claims/clean.yaml", "claims/hostages.yaml", HOSTILE_FILE],
};

/** A report without findings. */
export const NOTHING: Report = { findings: [], files: 1, claims: 1, paths: ["claims/clean.yaml"] };

/** Prints a report; the lines of the file with a hostile name are hostile themselves. */
export function printed(format: FindingFormat, report: Report, color = false): string {
  const style = color ? makeStyle({ color }) : PLAIN;
  const lineOf = (file: string, line: number) =>
    file === HOSTILE_FILE ? HOSTILE : `  line-${line}: some text, long enough to be marked`;
  return [...printReport(format, report, lineOf, style)].join("");
}

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(HOSTILE, "]]>", "\n", "%0A", "::", "\uDC00", "", "-->"),
);
const location = fc
  .record({
    file: fc.oneof(fc.constantFrom("claims/a.yaml", "claims/b.yaml"), text),
    line: fc.integer({ min: 1, max: 9 }),
    column: fc.integer({ min: 1, max: 9 }),
    lines: fc.integer({ min: 0, max: 2 }),
    columns: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ lines, columns, ...start }) => ({
    ...start,
    endLine: start.line + lines,
    endColumn: start.column + columns,
  }));
const edit = fc.record({
  location,
  start: fc.constant(0),
  end: fc.constant(0),
  replacement: text,
});
const fix = fc.record({
  description: text,
  safe: fc.boolean(),
  edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
});
const related = fc.array(fc.record({ message: text, location }), { maxLength: 3 });

/** Any findings, in their order. */
export const anyFindings: fc.Arbitrary<Diagnostic[]> = fc
  .array(
    fc.record(
      {
        rule: fc.constantFrom(...RULE_NAMES),
        severity: fc.constantFrom(...SEVERITIES),
        message: text,
        location,
        related,
        label: text,
        claim: text,
        notes: fc.array(text, { maxLength: 2 }),
        help: text,
        fix,
      },
      { requiredKeys: ["rule", "severity", "message", "location", "related"] },
    ),
    { maxLength: 8 },
  )
  .map((findings) => findings.sort(compareDiagnostics) as Diagnostic[]);

/** Makes a report of some findings. */
export function reportOf(findings: readonly Diagnostic[]): Report {
  const paths = [...new Set(findings.map(({ location: { file } }) => file)), "claims/clean.yaml"];
  return { findings, files: paths.length, claims: 0, paths };
}

/** The findings with every place some lines further down. */
export function movedDown(findings: readonly Diagnostic[], lines: number): Diagnostic[] {
  const move = (place: Diagnostic["location"]) => ({
    ...place,
    line: place.line + lines,
    endLine: place.endLine + lines,
  });
  return findings.map((finding) => ({
    ...finding,
    location: move(finding.location),
    related: finding.related.map((each) => ({ ...each, location: move(each.location) })),
  }));
}
