import { Document, type YAMLSeq } from "yaml";
import { inQuotes } from "./scalar.js";

/** How a file writes what can be written in more than one way. */
export interface Form {
  /** The spaces by which a level is indented. */
  readonly step: number;
  /** Whether the items of a list are indented below their key. */
  readonly indentsLists: boolean;
  /** Tells whether a list of words under a key stands in brackets. */
  readonly isInBrackets: (key: string) => boolean;
}

/** The form of a file that shows none yet. */
export const USUAL_FORM: Form = {
  step: 2,
  indentsLists: true,
  isInBrackets: () => true,
};

/**
 * Writes a key and its value as block YAML.
 *
 * @param data plain data: texts, numbers, booleans, lists, objects
 * @returns its lines from the first column on, without line ends
 */
export function composeBlock(key: string, data: unknown, form: Form): string[] {
  const isFlow = isEmpty(data) || (isWords(data) && form.isInBrackets(key));
  if (isFlow || typeof data !== "object" || data === null) return composeValue(key, data, form);
  const step = " ".repeat(form.step);
  if (!Array.isArray(data))
    return [`${key}:`, ...linesOf(data, form).map((line) => indent(step, line))];
  const margin = form.indentsLists ? step : "";
  const items = data.flatMap((item) => itemLines(item, form));
  return [`${key}:`, ...items.map((line) => indent(margin, line))];
}

function linesOf(map: object, form: Form): string[] {
  return Object.entries(map).flatMap(([key, value]) => composeBlock(key, value, form));
}

function itemLines(item: unknown, form: Form): string[] {
  const isMapping = typeof item === "object" && item !== null && !Array.isArray(item);
  if (!isMapping || isEmpty(item)) return [`- ${composeFlow(item, false)}`];
  return linesOf(item, form).map((line, index) => (index === 0 ? `- ${line}` : indent("  ", line)));
}

function composeValue(key: string, data: unknown, form: Form): string[] {
  // Line ends at the end of a text are its own, and would be lost among those of the file.
  const isTall = typeof data === "string" && /\S[^\S\n]*\n[\s\S]*\S$/.test(data);
  if (!isTall) return [`${key}: ${composeFlow(data, false, false)}`];
  const document = new Document({ [key]: data }, SCHEMA);
  return document.toString({ indent: form.step, lineWidth: 0 }).trimEnd().split("\n");
}

function indent(margin: string, line: string): string {
  return line === "" ? "" : margin + line;
}

function isEmpty(data: unknown): boolean {
  return typeof data === "object" && data !== null && Object.keys(data).length === 0;
}

function isWords(data: unknown): boolean {
  return Array.isArray(data) && data.every((item) => typeof item !== "object");
}

/** What YAML 1.1 reads as a boolean or a number: in quotes, every tool reads the store alike. */
const OLDER = {
  tag: "tag:claims,older",
  default: true,
  test: /^(?:y|n|yes|no|on|off|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+)$/i,
  resolve: (text: string) => text,
} as const;

const SCHEMA = { compat: [OLDER] as never } as const;

/**
 * Writes plain data on one line, in braces and brackets.
 *
 * @param isJson whether every key and text is in double quotes
 * @param isInside whether it is to stand in braces or brackets, where less can go without quotes
 */
export function composeFlow(data: unknown, isJson: boolean, isInside = true): string {
  if (Array.isArray(data)) return `[${data.map((item) => composeFlow(item, isJson)).join(", ")}]`;
  if (typeof data === "object" && data !== null) {
    const pairs = Object.entries(data).map(
      ([key, value]) => `${isJson ? inQuotes(key) : key}: ${composeFlow(value, isJson)}`,
    );
    return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
  }
  // White space at an end can't be seen without quotes, and some of it is none to YAML.
  const isQuoted = isJson || typeof data !== "string" || /\n|^\s|\s$/.test(data);
  return isQuoted ? JSON.stringify(data) : plainOrQuoted(data, isInside);
}

/** Whether a text can go without quotes, the library knows. */
function plainOrQuoted(text: string, isInside: boolean): string {
  const document = new Document([text], SCHEMA);
  const list = document.contents as unknown as YAMLSeq;
  list.flow = isInside;
  const written = document.toString({ lineWidth: 0, flowCollectionPadding: false }).trim();
  return isInside ? written.slice(1, -1) : written.slice(2);
}
