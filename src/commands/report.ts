import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { SourceLines } from "../diagnostics/pretty.js";
import {
  FINDING_FORMATS,
  type FindingFormat,
  printReport,
  type Report,
} from "../diagnostics/print.js";
import { PLAIN } from "../terminal/style.js";
import { laidOut } from "../terminal/text.js";
import { type GlobalOptions, type Io, styleFor, UsageError } from "./io.js";
import { workingFolder } from "./open.js";
import { oneOf } from "./resolve.js";
import { writeWhole } from "./write.js";

/** Where a report goes: in one form to standard output, in others into files. */
export interface ReportRequest {
  /** The form on standard output. */
  readonly format: string;
  /** Each `FORMAT=FILE`, as it was typed; files are relative to the working folder. */
  readonly outputs?: readonly string[];
}

/** A {@link ReportRequest} that was understood. */
export interface ReportPlan {
  readonly format: FindingFormat;
  readonly files: readonly { readonly format: FindingFormat; readonly path: string }[];
}

/**
 * Reads where a report is to go. To be called before the work, so that a slip is told at once.
 *
 * @param folder the working folder
 * @throws UsageError on an unknown form, naming the nearest, on what is no `FORMAT=FILE`, and where
 * the file's folder isn't there
 */
export function planReports({ format, outputs = [] }: ReportRequest, folder: string): ReportPlan {
  const files = outputs.map((output) => {
    const equals = output.indexOf("=");
    const name = output.slice(equals + 1);
    if (equals === -1 || name === "") {
      throw new UsageError(
        `\`${output}\` names no form and file\n  = help: write FORMAT=FILE, such as sarif=claims.sarif`,
      );
    }
    if (/\.ya?ml$/i.test(name)) {
      throw new UsageError(
        `\`${name}\` would be read as a part of a store: give it another ending`,
      );
    }
    const form = oneOf("finding format", output.slice(0, equals), FINDING_FORMATS);
    const path = resolve(folder, name);
    if (!existsSync(dirname(path))) {
      throw new UsageError(`\`${name}\` can't be written: there is no folder \`${dirname(name)}\``);
    }
    return { format: form, path };
  });
  for (const [index, { path }] of files.entries()) {
    if (files.findIndex((other) => other.path === path) === index) continue;
    throw new UsageError(`two reports can't go into one file, \`${path}\``);
  }
  return { format: oneOf("finding format", format, FINDING_FORMATS), files };
}

/**
 * Prints a report on standard output, and in further forms into files, each whole or not at all. What
 * is printed comes first, so that it isn't lost where a file can't be written.
 *
 * @throws UsageError as {@link planReports} does, before anything is printed, and where a file can't
 * be written
 */
export async function writeReports(
  report: Report,
  sourceLines: SourceLines,
  request: ReportRequest,
  io: Io,
  options: GlobalOptions,
): Promise<void> {
  const { format, files } = planReports(request, workingFolder(io, options));
  const style = styleFor(io.stdout, io, options);
  const printed = await laidOut(() => printReport(format, report, sourceLines, style));
  for (const text of printed) io.stdout.write(text);
  for (const file of files) {
    const texts = await laidOut(() => printReport(file.format, report, sourceLines, PLAIN));
    writeWhole(file.path, texts.join(""));
  }
}
