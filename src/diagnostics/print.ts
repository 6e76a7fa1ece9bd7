import type { Diagnostic, Location, Severity } from "../model/diagnostic.js";
import { SEVERITIES } from "../model/diagnostic.js";
import type { ValidateReport } from "../model/output.js";
import { toJson } from "../terminal/json.js";
import type { Style } from "../terminal/style.js";
import { paintSeverity } from "../terminal/style.js";
import { count, oneLine, safe } from "../terminal/text.js";
import { github } from "./github.js";
import { gitlab } from "./gitlab.js";
import { junit } from "./junit.js";
import { pretty, type SourceLines } from "./pretty.js";
import { sarif } from "./sarif.js";

/** The forms in which findings are printed. */
export const FINDING_FORMATS = [
  "pretty",
  "concise",
  "json",
  "jsonl",
  "github",
  "gitlab",
  "sarif",
  "junit",
] as const;

/** One of {@link FINDING_FORMATS}. */
export type FindingFormat = (typeof FINDING_FORMATS)[number];

/** A check of a store: what was found, and in how much. */
export interface Report {
  /** In their total order. */
  readonly findings: readonly Diagnostic[];
  /** How many files were read. */
  readonly files: number;
  /** How many sound claims they hold. */
  readonly claims: number;
  /** The paths of the files that were read; without, only those with findings are named. */
  readonly paths?: readonly string[];
}

/** Prints a report, piece by piece; each piece ends with a line end. */
export function* printReport(
  format: FindingFormat,
  report: Report,
  sourceLines: SourceLines,
  style: Style,
): Generator<string> {
  switch (format) {
    case "pretty":
      for (const finding of report.findings) yield `${pretty(finding, sourceLines, style)}\n\n`;
      return;
    case "concise":
      for (const finding of report.findings) yield `${concise(finding, style)}\n`;
      return;
    case "json":
      yield `${toJson(reportData(report), 2)}\n`;
      return;
    case "jsonl":
      for (const finding of report.findings) yield `${toJson(findingData(finding))}\n`;
      return;
    case "github":
      for (const finding of report.findings) yield `${github(finding)}\n`;
      return;
    case "gitlab":
      yield `${gitlab(report.findings)}\n`;
      return;
    case "sarif":
      yield `${sarif(report.findings)}\n`;
      return;
    case "junit":
      for (const line of junit(report.findings, report.paths ?? [], sourceLines)) yield `${line}\n`;
  }
}

/** Prints a finding on one line, as compilers do, for editors that jump to it. */
export function concise(
  { location, severity, rule, message, help }: Diagnostic,
  style: Style,
): string {
  const place = `${safe(location.file)}:${location.line}:${location.column}`;
  const what = paintSeverity(style, severity, `${severity}[${rule}]`);
  return `${place}: ${what} ${oneLine(message)}${help === undefined ? "" : ` (${oneLine(help)})`}`;
}

/** Says in one line how much was found: `2 errors, 1 warning in 23 claims, 3 files`. */
export function summarize({ findings, files, claims }: Report): string {
  const numbers = countBySeverity(findings);
  const parts = SEVERITIES.filter((severity) => numbers[severity] > 0).map((severity) =>
    count(numbers[severity], severity),
  );
  const found = parts.length === 0 ? "no findings" : parts.join(", ");
  return `${found} in ${count(claims, "claim")}, ${count(files, "file")}`;
}

/** Counts findings by severity. */
export function countBySeverity(findings: readonly Diagnostic[]): Record<Severity, number> {
  const numbers = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) numbers[severity]++;
  return numbers;
}

function reportData({ findings, files, claims }: Report): ValidateReport {
  const { error, warning, info } = countBySeverity(findings);
  return {
    formatVersion: 1,
    summary: { files, claims, errors: error, warnings: warning, infos: info },
    findings: findings.map(findingData),
  };
}

function findingData(finding: Diagnostic): ValidateReport["findings"][number] {
  const {
    rule,
    severity,
    message,
    location,
    related,
    claim = null,
    notes = [],
    help = null,
    fix,
  } = finding;
  return {
    rule,
    severity,
    message,
    location: locationData(location),
    related: related.map((each) => ({
      message: each.message,
      location: locationData(each.location),
    })),
    claim,
    notes: [...notes],
    help,
    fix: fix
      ? {
          description: fix.description,
          applicability: fix.safe ? "safe" : "unsafe",
          edits: fix.edits.map((edit) => ({
            location: locationData(edit.location),
            replacement: edit.replacement,
          })),
        }
      : null,
  };
}

/** A location with its keys in one order, whoever made it. */
function locationData({ file, line, column, endLine, endColumn }: Location) {
  return { file, line, column, endLine, endColumn };
}
