import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { exported, FULL_STORE, HOSTILE_STORE, HOSTILE_TEXTS } from "../support/export.js";
import { folder } from "../support/run.js";

/** Reads a Parquet file with somebody else's reader. */
async function read(yaml: string, table: string) {
  const { bytes } = await exported(yaml, "parquet", "--table", table);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  return { rows: await parquetReadObjects({ file }), metadata: parquetMetadata(file) };
}

describe("parquet", () => {
  it("holds claims, with lists as lists and numbers as numbers", async () => {
    const { rows, metadata } = await read(FULL_STORE, "claims");
    expect(metadata.created_by).toMatch(/^claims version \d/);
    expect(rows[0]).toMatchObject({
      id: "full",
      speaker_name: "Hossein Amir-Abdollahian",
      based_on: ["earlier-claim", "dossier"],
      hands: 2,
      credibility: 2,
    });
    expect(JSON.parse(rows[0]!["reviews"])).toMatchObject([{ by: "fact-checker", rating: 4 }]);
    expect(rows.at(-1)).toMatchObject({ id: "plain", tags: undefined, quote: null });
  });

  it.each([
    [
      "hops",
      10,
      { claim: "full", position: 2, via: "the-national", draws_on: ["speaker", "un-assembly"] },
    ],
    ["agents", 7, { id: "amir-abdollahian", part_of: ["ministry", "cabinet"], reliability: "B" }],
    ["documents", 3, { id: "transcript", publisher: "press-office", retracted: true }],
  ])("holds %s", async (table, size, row) => {
    const { rows } = await read(FULL_STORE, table);
    expect(rows).toHaveLength(size);
    expect(rows).toContainEqual(expect.objectContaining(row));
  });

  it("gives every text back as it was, but for halves of characters", async () => {
    const { rows } = await read(HOSTILE_STORE, "claims");
    expect(rows.map((row) => row["text"])).toEqual(
      HOSTILE_TEXTS.map((text) => text.replace(/\p{Surrogate}/gu, "\uFFFD")),
    );
  });

  it("is a table without rows where there are none", async () => {
    const { rows, metadata } = await read("claims: { a: { text: b, speaker: unknown } }", "hops");
    expect(rows).toEqual([]);
    expect(metadata.schema.map(({ name }) => name)).toContain("draws_on");
  });

  it("holds more than one group of rows", async () => {
    const many = Array.from({ length: 10_001 }, (_, n) => [
      `c-${n}`,
      { text: "t", speaker: "unknown" },
    ]);
    const { rows, metadata } = await read(
      JSON.stringify({ claims: Object.fromEntries(many) }),
      "claims",
    );
    expect(metadata.row_groups).toHaveLength(2);
    expect(rows.map((row) => row["id"])).toEqual(many.map(([id]) => id));
  });

  it("is read by DuckDB as it is, lists as lists", async () => {
    const file = join(folder({}), "hops.parquet");
    writeFileSync(file, (await exported(FULL_STORE, "parquet", "--table", "hops")).bytes);
    const database = await DuckDBInstance.create(":memory:");
    const connection = await database.connect();
    const read = await connection.runAndReadAll(
      `SELECT claim, via, len(draws_on), draws_on[1] FROM '${file}' WHERE claim = 'full' AND len(draws_on) > 1`,
    );
    expect(read.getRowsJson()).toEqual([["full", "the-national", "2", "speaker"]]);
    connection.closeSync();
    database.closeSync();
  });
});
