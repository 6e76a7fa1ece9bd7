import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic as EditorDiagnostic,
} from "vscode-languageserver/node.js";
import type { Diagnostic, Severity } from "../model/diagnostic.js";
import { safe } from "../terminal/text.js";
import { rangeOf } from "./places.js";

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** What an editor may show faded: it can go, and nothing is lost. */
const UNNECESSARY = ["unused", "unused-ignore"];

/** Rests on what its source has taken back. */
const DEPRECATED = ["rests-on-retracted"];

/**
 * Gives a finding in the form of the protocol.
 *
 * @param uriOf gives the address of a file
 */
export function toEditor(finding: Diagnostic, uriOf: (file: string) => string): EditorDiagnostic {
  const { rule, severity, message, label, notes = [], help, location, related } = finding;
  const lines = [
    label === undefined ? message : `${message}: ${label}`,
    ...notes,
    ...(help === undefined ? [] : [`help: ${help}`]),
  ];
  const tags = [
    ...(UNNECESSARY.includes(rule) ? [DiagnosticTag.Unnecessary] : []),
    ...(DEPRECATED.includes(rule) ? [DiagnosticTag.Deprecated] : []),
  ];
  return {
    range: rangeOf(location),
    severity: SEVERITIES[severity],
    code: rule,
    source: "claims",
    message: lines.map(safe).join("\n"),
    ...(tags.length > 0 ? { tags } : {}),
    ...(related.length > 0
      ? {
          relatedInformation: related.map((place) => ({
            location: { uri: uriOf(place.location.file), range: rangeOf(place.location) },
            message: safe(place.message),
          })),
        }
      : {}),
  };
}
