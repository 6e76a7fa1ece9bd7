import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { READERS } from "../../src/commands/import-formats.js";
import { csvExporter } from "../../src/formats/csv.js";
import { disclose } from "../../src/formats/disclosure.js";
import { Intake } from "../../src/formats/intake.js";
import { settle } from "../../src/formats/settle.js";
import { type Store, withEntries } from "../../src/store/store.js";
import { exportOf } from "../support/exporter.js";
import { STORES, write } from "../support/random-store.js";
import { storeOf } from "../support/store.js";

vi.setConfig({ testTimeout: 60_000 });

type Form = "csv" | "tsv";
type Rows = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The columns of claims that come in again. */
const HELD = (
  "id text speaker for date how quote lang in certainty based-on chain confirms disputes qualifies " +
  "corrects retracts updates about tags note"
).split(" ");

/** Those that are worked out from what comes in again. */
const COMPUTED = "status hands reports independent-min independent-max bottlenecks origins".split(
  " ",
);

function valuesOf(entries: ReadonlyMap<string, { readonly value: object }>) {
  return Object.fromEntries([...entries].map(([id, { value }]) => [id, value]));
}

function tableOf(store: Store, form: Form) {
  const exporter = csvExporter({ form, rows: "claims", bom: false });
  const { text, lost } = exportOf(exporter, store);
  const delimiter = form === "csv" ? "," : "\t";
  const rows: Record<string, string>[] = parse(text, { columns: true, delimiter });
  return { text, lost, rows: Object.fromEntries(rows.map((row) => [row["id"]!, row])) as Rows };
}

/** Imports a table of claims into the store that it came from, without its claims. */
async function imported(text: string, store: Store, form: Form) {
  const rest = { agents: valuesOf(store.agents), documents: valuesOf(store.documents) };
  const empty = storeOf(JSON.stringify(rest));
  const intake = new Intake(empty, { identity: "told" });
  const read = await READERS[form]!();
  const source = { name: "table", pieces: () => [new TextEncoder().encode(text)] };
  read(source, intake, { color: "never" }, {} as never);
  const entries = settle(intake, empty);
  const sections = { agents: rest.agents, documents: rest.documents, claims: {} };
  for (const { section, id, data } of entries) Object.assign(sections[section], { [id]: data });
  return { after: storeOf(JSON.stringify(sections)), intake };
}

/** The claims of a table that something was told of when it was read, by the line on which each stands. */
function toldOf(text: string, { problems }: Intake): Set<string> {
  const lines = text.split(/\r?\n/);
  return new Set(problems.map(({ line }) => lines[line - 1]!.split(/[,\t]/)[0]!));
}

/** What is told of every agent, every document and every hop is of other columns. */
const ELSEWHERE = /^what is known of an? (agent|document|hop) but /;

/** Tells whether a table holds all that the chains of a store are worth. */
function isWhole(lost: object, { problems }: Intake): boolean {
  const told = Object.keys(lost).map((what) => ELSEWHERE.exec(what)?.[1] ?? "hop");
  return problems.length === 0 && !told.includes("hop");
}

/** Tells whether something of a claim was counted as lost when it was written. */
function isCounted(id: string, store: Store, form: Form): boolean {
  const claims = new Map([[id, store.claims.get(id)!]]);
  const { lost } = tableOf(withEntries(store, { ...store, claims }), form);
  return Object.keys(lost).some((what) => !ELSEWHERE.test(what));
}

describe.each(["csv", "tsv"] as const)("claims that go out as %s", (form) => {
  it("come in the same, whatever they are, or it is told why not", async () => {
    let same = 0;
    await fc.assert(
      fc.asyncProperty(STORES, async (files) => {
        const before = disclose(storeOf(write(files)));
        const { text, rows, lost } = tableOf(before, form);
        const { after, intake } = await imported(text, before, form);
        expect(after.findings).toEqual([]);
        const again = tableOf(after, form).rows;
        const told = toldOf(text, intake);
        const names = [...HELD, ...(isWhole(lost, intake) ? COMPUTED : [])];
        for (const [id, row] of Object.entries(rows)) {
          if (told.has(id) || isCounted(id, before, form)) continue;
          expect(Object.keys(again)).toContain(id);
          for (const name of names) expect([name, again[id]![name]]).toEqual([name, row[name]]);
          same++;
        }
      }),
      { numRuns: 300 },
    );
    expect(same).toBeGreaterThan(100);
  });
});
