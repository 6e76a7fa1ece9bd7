import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { PGlite } from "@electric-sql/pglite";
import initSqlJs from "sql.js";
import { describe, expect, it } from "vitest";
import { exported, FULL_STORE, HOSTILE_STORE, HOSTILE_TEXTS } from "../support/export.js";
import { claims, folder, ROOT } from "../support/run.js";

type Rows = unknown[][];

/** A database that runs a text and answers a question. */
interface Engine {
  readonly run: (sql: string) => Promise<void>;
  readonly ask: (sql: string) => Promise<Rows>;
  readonly close: () => Promise<void> | void;
}

async function sqlite(): Promise<Engine> {
  const { Database } = await initSqlJs();
  const database = new Database();
  database.run("PRAGMA foreign_keys = ON");
  return {
    run: async (sql) => void database.run(sql),
    ask: async (sql) => database.exec(sql)[0]?.values ?? [],
    close: () => database.close(),
  };
}

async function postgresql(): Promise<Engine> {
  const database = await PGlite.create();
  return {
    run: async (sql) => void (await database.exec(sql)),
    ask: async (sql) => (await database.query<unknown[]>(sql, [], { rowMode: "array" })).rows,
    close: () => database.close(),
  };
}

async function duckdb(): Promise<Engine> {
  const database = await DuckDBInstance.create(":memory:");
  const connection = await database.connect();
  return {
    run: async (sql) => void (await connection.run(sql)),
    ask: async (sql) => (await connection.runAndReadAll(sql)).getRowsJS(),
    close: () => {
      connection.closeSync();
      database.closeSync();
    },
  };
}

/** The chains and origins of every claim, as `claims trace` tells them. */
async function traced(yaml: string): Promise<{ chains: string[]; origins: string[] }> {
  const cwd = folder({ "store.yaml": yaml });
  const { stdout } = await claims(["trace", "--all", "--format", "json"], { cwd });
  const all: { id: string; chains: string[][]; origins: string[] }[] = JSON.parse(stdout).claims;
  const pairs = (of: (claim: (typeof all)[number]) => string[]) =>
    all.flatMap((claim) => of(claim).map((each) => `${claim.id}: ${each}`)).sort();
  return {
    chains: pairs(({ chains }) => chains.map((chain) => chain.join(" › "))),
    origins: pairs(({ origins }) => origins),
  };
}

const EXAMPLE = ["agents", "documents", "hostages"]
  .map((name) => readFileSync(join(ROOT, `claims/${name}.yaml`), "utf8"))
  .join("\n");

describe.each([
  ["SQLite", sqlite],
  ["PostgreSQL", postgresql],
  ["DuckDB", duckdb],
])("%s", (_, start) => {
  it.each([
    ["with every key, gaps and loops", FULL_STORE],
    ["of the example", EXAMPLE],
  ])(
    "traces each claim of the store %s as `claims trace` does",
    async (_, yaml) => {
      const engine = await start();
      await engine.run((await exported(yaml, "sql")).text);
      const { chains, origins } = await traced(yaml);
      const trace = await engine.ask("SELECT claim, chain FROM trace");
      expect(trace.map((row) => row.join(": ")).sort()).toEqual(chains);
      const ground = await engine.ask("SELECT claim, origin FROM origins");
      expect(ground.map((row) => row.join(": ")).sort()).toEqual(origins);
      const gaps = await engine.ask(
        "SELECT id FROM entries WHERE kind IN ('unknown', 'machine', 'missing') ORDER BY id",
      );
      expect(gaps.flat()).toEqual(expect.arrayContaining(["machine", "unknown"]));
      await engine.close();
    },
    60_000,
  );

  it("gets every text back as it was, but for NUL and halves of characters", async () => {
    const engine = await start();
    await engine.run((await exported(HOSTILE_STORE, "sql")).text);
    const clean = HOSTILE_TEXTS.map((text) => text.replace(/\0|\p{Surrogate}/gu, "\uFFFD"));
    for (const question of [
      "SELECT id, text FROM claims",
      "SELECT id, note FROM agents",
      "SELECT claim, says FROM hops",
      "SELECT claim, tag FROM tags WHERE position = 1",
      "SELECT claim, verdict FROM reviews",
      "SELECT agent, title FROM roles",
      "SELECT id, retracted_because FROM documents",
    ]) {
      const texts = new Map((await engine.ask(question)) as [string, string][]);
      expect(
        [...texts].sort(byNumber).map(([, text]) => text),
        question,
      ).toEqual(clean);
    }
    expect((await engine.ask("SELECT rating, best FROM reviews"))[0]).toEqual([1.5, -2e21]);
    await engine.close();
  }, 60_000);
});

function byNumber([a]: [string, string], [b]: [string, string]): number {
  return Number(a.split("-")[1]) - Number(b.split("-")[1]);
}

it("counts what no database can hold", async () => {
  const { stderr } = await exported(HOSTILE_STORE, "sql");
  expect(stderr).toMatch(/not in it, \d+ ×: a NUL character, as U\+FFFD\n/);
  expect(stderr).toMatch(/not in it, \d+ ×: half of a character, as U\+FFFD\n/);
});

it("holds every row of a store of many claims, in statements of bounded length", async () => {
  const ids = Array.from({ length: 1201 }, (_, n) => `c-${n}`);
  const many = ids.map((id) => [id, { text: "t".repeat(1000), speaker: "unknown" }]);
  const { text } = await exported(JSON.stringify({ claims: Object.fromEntries(many) }), "sql");
  for (const statement of text.split(";\n")) expect(statement.length).toBeLessThan(200_000);
  const engine = await sqlite();
  await engine.run(text);
  expect((await engine.ask("SELECT id FROM claims ORDER BY rowid")).flat()).toEqual(ids);
  await engine.close();
});
