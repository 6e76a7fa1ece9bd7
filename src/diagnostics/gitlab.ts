import type { Diagnostic, Severity } from "../model/diagnostic.js";
import { toJson } from "../terminal/json.js";
import { fingerprints } from "./fingerprint.js";
import { plainLines } from "./plain.js";

/** One entry of a Code Quality report, with the keys that GitLab reads. */
interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: "info" | "minor" | "major" | "critical" | "blocker";
  readonly location: {
    readonly path: string;
    readonly lines: { readonly begin: number; readonly end: number };
  };
}

const SEVERITIES: Record<Severity, Issue["severity"]> = {
  error: "major",
  warning: "minor",
  info: "info",
};

/** Prints findings as a Code Quality report of GitLab: one JSON document. */
export function gitlab(findings: readonly Diagnostic[]): string {
  const names = fingerprints(findings);
  const issues = findings.map((finding, index): Issue => {
    const { file, line, endLine } = finding.location;
    return {
      description: plainLines(finding).join("\n"),
      check_name: finding.rule,
      fingerprint: names[index]!,
      severity: SEVERITIES[finding.severity],
      location: { path: file, lines: { begin: line, end: endLine } },
    };
  });
  return toJson(issues, 2);
}
