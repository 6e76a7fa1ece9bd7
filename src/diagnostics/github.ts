import type { Diagnostic, Severity } from "../model/diagnostic.js";
import { safe } from "../terminal/text.js";
import { plainLines } from "./plain.js";

const COMMANDS: Record<Severity, string> = { error: "error", warning: "warning", info: "notice" };

/**
 * Prints a finding as a workflow command of GitHub Actions, which marks the line in a pull request:
 * one line, whatever it says.
 */
export function github(finding: Diagnostic): string {
  const { severity, rule, location } = finding;
  const { file, line, endLine, column, endColumn } = location;
  // The runner drops columns of spans over several lines, with a complaint in the log.
  const columns = line === endLine ? { col: column, endColumn } : {};
  const properties = Object.entries({ file: safe(file), line, endLine, ...columns, title: rule })
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(",");
  return `::${COMMANDS[severity]} ${properties}::${escapeData(plainLines(finding).join("\n"))}`;
}

/** As `escapeData` of `@actions/core` does. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** As `escapeProperty` of `@actions/core` does. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
