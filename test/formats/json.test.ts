import { describe, expect, it } from "vitest";
import { entriesOf } from "../../src/store/store.js";
import { exported, FULL_STORE, HOSTILE_STORE } from "../support/export.js";
import { storeOf } from "../support/store.js";

/** Every entry of a store as plain values. */
function valuesOf(yaml: string) {
  return [...entriesOf(storeOf(yaml))].map(({ kind, id, value }) => ({ kind, id, value }));
}

describe.each([
  ["every key of the format", FULL_STORE],
  ["texts that some format would act on", HOSTILE_STORE],
  ["one claim", "claims: { rumour: { text: It is so., speaker: unknown } }"],
])("a store with %s", (_, yaml) => {
  it("is the same when its JSON is read by the store's own reader", async () => {
    const { text, stderr } = await exported(yaml, "json");
    const { formatVersion, ...sections } = JSON.parse(text);
    expect(formatVersion).toBe(1);
    expect(Object.keys(sections)).toEqual(["agents", "documents", "claims"]);
    expect(valuesOf(text.replace('"formatVersion": 1,', ""))).toEqual(valuesOf(yaml));
    expect(stderr).not.toContain("not in it");
  });

  it("is the same when its JSON lines are put together", async () => {
    const { text, stderr } = await exported(yaml, "jsonl");
    const lines = text.trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(valuesOf(yaml));
    expect(stderr).not.toContain("not in it");
  });
});

it("JSON keeps the order of the schema's keys, whatever the order in the file", async () => {
  const { text } = await exported(
    "claims: { a: { note: n, speaker: unknown, relay: [{ note: n, via: unknown }], text: t } }",
    "json",
  );
  const { a } = JSON.parse(text).claims;
  expect(Object.keys(a)).toEqual(["text", "speaker", "relay", "note"]);
  expect(Object.keys(a.relay[0])).toEqual(["via", "note"]);
});
