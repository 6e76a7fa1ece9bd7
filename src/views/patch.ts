import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import type { Style } from "../terminal/style.js";
import { safe } from "../terminal/text.js";

/** How many lines are shown around a change, as `diff -u` does. */
const CONTEXT = 3;

/**
 * Prints what changes in a file as a unified diff, which `git apply` takes; empty where nothing does.
 *
 * @param path told from the repository's root
 */
export function printPatch(path: string, before: string, after: string, style: Style): string {
  if (before === after) return "";
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, "", "", {
    context: CONTEXT,
    headerOptions: FILE_HEADERS_ONLY,
  });
  return patch
    .split("\n")
    .map((line, index) => paint(shown(line), index < 2, style))
    .join("\n");
}

/** Tabs and the line end's own carriage return are let through: they are part of what is applied. */
function shown(line: string): string {
  const end = line.endsWith("\r") ? "\r" : "";
  return (
    line
      .slice(0, line.length - end.length)
      .split("\t")
      .map(safe)
      .join("\t") + end
  );
}

function paint(line: string, isHeader: boolean, { chalk }: Style): string {
  if (isHeader) return chalk.bold(line);
  if (line.startsWith("@@")) return chalk.cyan(line);
  if (line.startsWith("+")) return chalk.green(line);
  return line.startsWith("-") ? chalk.red(line) : line;
}
