import { type EntryKind, SECTIONS } from "../model/entry.js";
import type { Entry } from "../store/source.js";
import { entriesOf } from "../store/store.js";
import { toJson } from "../terminal/json.js";
import type { ExportRequest } from "./format.js";

/** The version of the shape that {@link exportJson} writes: grows when a key changes its meaning. */
export const JSON_VERSION = 1;

/**
 * Writes a store as one JSON document, `{formatVersion, agents, documents, claims}`: the values as in the
 * store's files, each under its id. Nothing is lost but the files, their comments and their layout.
 */
export function* exportJson({ store }: ExportRequest): Generator<string> {
  yield `{\n  "formatVersion": ${JSON_VERSION}`;
  for (const section of Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]) {
    yield `,\n  "${section}": {`;
    let isFirst = true;
    for (const { id, value } of store[section].values()) {
      const indented = toJson(value, 2).replaceAll("\n", "\n    ");
      yield `${isFirst ? "" : ","}\n    "${id}": ${indented}`;
      isFirst = false;
    }
    yield isFirst ? "}" : "\n  }";
  }
  yield "\n}\n";
}

/** Writes a store as JSON lines: an entry a line, `{kind, id, value}`, in the order of the sections. */
export function* exportJsonLines({ store }: ExportRequest): Generator<string> {
  for (const entry of entriesOf(store)) yield `${toJson(lineOf(entry))}\n`;
}

function lineOf({ kind, id, value }: Entry): { kind: EntryKind; id: string; value: unknown } {
  return { kind, id, value };
}
