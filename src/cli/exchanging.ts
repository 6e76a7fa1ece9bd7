import type { ImportOptions } from "../commands/import.js";
import type { Wiring } from "./program.js";
import { addFilters } from "./reading.js";

/** Adds the commands that exchange the store with other people's formats. */
export function addExchanging(wiring: Wiring): void {
  addExport(wiring);
  addImport(wiring);
}

function addExport({ program, io, finish, optionsOf }: Wiring): void {
  const exporting = program
    .command("export")
    .description("write the store in another format; without one, list the formats")
    .argument("[format]", "json, csv, prov, sql, …");
  addFilters(exporting)
    .option("-o, --output <file>", "write to a file")
    .option("--rows <what>", "csv, tsv: a row for each of the claims (default) or of the hops")
    .option("--bom", "csv, tsv: begin with a byte order mark, by which Excel knows UTF-8")
    .option("--table <name>", "parquet: claims (default), hops, agents or documents")
    .option("--base <iri>", "linked data: what names begin with (default: urn:claims:)")
    .option("--recorder <iri>", "nanopub: who keeps the store")
    .option("--license <iri>", "nanopub: the licence")
    .addHelpText(
      "before",
      `Examples:
  claims export                                  the formats
  claims export csv -o claims.csv                for a spreadsheet
  claims export csv --rows hops --speaker hamas  a row for each hand of some claims
  claims export sql | sqlite3 claims.db          for questions in SQL
  claims export prov --base https://example.org/claims/
  claims export parquet --table hops -o hops.parquet
`,
    )
    .addHelpText(
      "after",
      `
What each format holds and what it loses is in docs/formats.md. Agents marked \`confidential\`
go out in no format: in their place stands how they are described.`,
    )
    .action(async (format: string | undefined, own) => {
      const { exportStore } = await import("../commands/export.js");
      finish(await exportStore(format, optionsOf(own), io));
    });
}

function addImport({ program, io, finish, optionsOf }: Wiring): void {
  const again = (value: string, previous: string[] = []) => [...previous, value];
  program
    .command("import")
    .description("take another program's file into the store; what can't be read is told by line")
    .argument("<format>", "csv, tsv, claim-review, json, jsonl or prov-json")
    .argument("<file>", "the file; - reads standard input")
    .option("--map <mapping>", "csv, tsv: text=COLUMN,speaker=COLUMN,… or a file of them", again)
    .option("--delimiter <text>", "csv, tsv: what divides the cells (else found in the header)")
    .option("--quote <character>", 'csv, tsv: the mark around cells, or none (default: ")')
    .option("--chain-order <order>", "csv, tsv: origin-first or origin-last")
    .option("--chain-separator <text>", "csv, tsv: what divides a chain (else >, › or →)")
    .option("--into <file>", "the store's file to add to (else one called as the source)")
    .option("--split-by <what>", "a file for each speaker, document, year, month or tag")
    .option("--dry-run", "show what would be added, and write nothing")
    .addHelpText(
      "before",
      `Examples:
  claims import csv claims.csv --map "text=Claim,speaker=Said by,date=When"
  claims import tsv export.tsv --map mapping.yaml --quote none --dry-run
  claims import claim-review feed.json --split-by year
`,
    )
    .addHelpText("after", "\nWhat each format maps to and what is lost is in docs/formats.md.")
    .action(async (format: string, file: string, own: ImportOptions) => {
      const { importFile } = await import("../commands/import.js");
      finish(await importFile(format, file, optionsOf(own), io));
    });
}
