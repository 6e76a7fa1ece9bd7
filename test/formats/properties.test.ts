import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import initSqlJs from "sql.js";
import { expect, it, vi } from "vitest";
import { formOf } from "../../src/commands/export-form.js";
import { disclose } from "../../src/formats/disclosure.js";
import type { Exporter } from "../../src/formats/format.js";
import { FORMATS, type FormatName } from "../../src/formats/list.js";
import { Provenance } from "../../src/provenance/provenance.js";
import { inAscii } from "../support/export.js";
import { storeOf } from "../support/store.js";

vi.setConfig({ testTimeout: 60_000 });

/** Any text that says something, of any characters. */
const text = fc
  .string({ unit: "binary", minLength: 1, maxLength: 40 })
  .filter((each) => /\S/.test(each));

async function loaded(format: FormatName): Promise<Exporter> {
  return FORMATS[format].load(formOf(format, {}));
}

/** Writes a store that one claim stands in, and everything in it says the same. */
function write(exporter: Exporter, said: string): string {
  const store = disclose(
    storeOf(
      inAscii({
        agents: { a: { name: said, kind: "outlet" } },
        claims: { c: { text: said, speaker: "a", tags: [said], relay: [{ via: "a", how: said }] } },
      }),
    ),
  );
  expect(store.findings).toEqual([]);
  const request = { store, provenance: new Provenance(store), today: "2026-01-01", version: "1" };
  return [...(exporter(request, () => {}) as Iterable<string>)].join("");
}

it("JSON gives any text back", async () => {
  const exporter = await loaded("json");
  fc.assert(
    fc.property(text, (said) => {
      expect(JSON.parse(write(exporter, said)).claims.c.text).toBe(said);
    }),
  );
});

it("CSV has the same cells for any text, and none that begins like a formula", async () => {
  const exporter = await loaded("csv");
  fc.assert(
    fc.property(text, (said) => {
      const rows: string[][] = parse(write(exporter, said), { record_delimiter: "\r\n" });
      expect(rows).toHaveLength(2);
      expect(rows[1]![0]).toBe("c");
      expect(rows[1]![1]).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
      // What the terminal must not be sent is not sent to a spreadsheet either.
      expect(rows[1]!.join("")).not.toMatch(/[\0-\x08\x0B-\x1F\x7F-\x9F]/);
    }),
  );
});

it("SQL gives any text back, but for NUL and halves of characters", async () => {
  const [exporter, { Database }] = [await loaded("sql"), await initSqlJs()];
  fc.assert(
    fc.property(text, (said) => {
      const database = new Database();
      database.run(write(exporter, said));
      const clean = said.replace(/\0|\p{Surrogate}/gu, "\uFFFD");
      expect(database.exec("SELECT text FROM claims")[0]!.values).toEqual([[clean]]);
      expect(database.exec("SELECT tag FROM tags")[0]!.values).toEqual([[clean]]);
      expect(database.exec("SELECT chain FROM trace")[0]!.values).toEqual([["a › a"]]);
      database.close();
    }),
    { numRuns: 50 },
  );
});

it("GraphML is well-formed for any text", async () => {
  const exporter = await loaded("graphml");
  fc.assert(
    fc.property(text, (said) => {
      const parser = new SaxesParser({ xmlns: true });
      parser.on("error", (error) => {
        throw error;
      });
      parser.write(write(exporter, said)).close();
    }),
  );
});

it("no name of who is confidential is left in any text around it", () => {
  const name = fc.stringMatching(/^[a-zé-ñ]{3,8}( [a-zé-ñ']{2,8}){0,2}$/u);
  const around = fc.constantFrom("", " ", ", ", "\n", "(", "/", "_", "-", "“", "@");
  fc.assert(
    fc.property(name, around, around, fc.boolean(), (who, ahead, behind, upper) => {
      const said = `x${ahead || " "}${upper ? who.toUpperCase() : who}${behind || " "}y`;
      const store = storeOf(
        inAscii({
          agents: { "id-0": { name: who, kind: "person", confidential: true } },
          documents: { page: { title: said.normalize("NFD"), note: said } },
        }),
      );
      const { title, note } = disclose(store).documents.get("page")!.value;
      for (const left of [title!, note!]) {
        expect(left.normalize("NFC").toLowerCase()).not.toContain(who.toLowerCase());
      }
    }),
  );
});
