import { type EntryKind, SECTIONS, type Section } from "../model/entry.js";
import type { Intake } from "./intake.js";
import { readJson } from "./json-text.js";

/**
 * Takes our own JSON in: `{formatVersion, agents, documents, claims}`, with each entry under its id as in the
 * store's files. An entry that is not as the format has it is left out.
 */
export function takeJson(text: string, intake: Intake): void {
  const read = readJson(text);
  if ("fault" in read) {
    intake.report(read.line, read.fault);
    return;
  }
  const { value, lineOf } = read;
  if (!isMap(value) || !Object.keys(SECTIONS).some((section) => Object.hasOwn(value, section))) {
    intake.report(
      1,
      "this is no export of claims: there are neither `agents` nor `documents` nor `claims`",
    );
    return;
  }
  for (const [key, entries] of Object.entries(value)) {
    if (key === "formatVersion") tellVersion(entries, lineOf(value), intake);
    else if (!Object.hasOwn(SECTIONS, key)) {
      intake.report(lineOf(value), `\`${key}\` is no section of a store; it is left out`);
    } else if (!isMap(entries)) {
      intake.report(lineOf(value), `\`${key}\` must hold entries by id; it is left out`);
    } else {
      for (const [id, data] of Object.entries(entries)) {
        const line = lineOf(isMap(data) ? data : entries);
        intake.entry(key as Section, id, data, line);
      }
    }
  }
}

/** The version of the shape that is read. */
const VERSION = 1;

function tellVersion(version: unknown, line: number, intake: Intake): void {
  if (version === VERSION) return;
  intake.report(
    line,
    `the format's version is ${JSON.stringify(version)}; ${VERSION} is what can be read`,
  );
}

/** Takes a line of our own JSON lines in: `{kind, id, value}`. */
export function takeJsonLine(text: string, line: number, intake: Intake): void {
  if (text.trim() === "") return;
  const read = readJson(text, line);
  if ("fault" in read) {
    intake.report(line, read.fault);
    return;
  }
  const { kind, id, value } = isMap(read.value) ? read.value : {};
  const section = sectionOf(kind);
  if (!section || typeof id !== "string") {
    intake.report(
      line,
      "a line must be `{kind, id, value}`, with agent, document or claim as its kind",
    );
    return;
  }
  intake.entry(section, id, value, line);
}

function sectionOf(kind: unknown): Section | undefined {
  const pairs = Object.entries(SECTIONS) as [Section, EntryKind][];
  return pairs.find(([, each]) => each === kind)?.[0];
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
