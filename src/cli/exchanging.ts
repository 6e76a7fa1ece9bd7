import type { ImportOptions } from "../commands/import.js";
import type { Wiring } from "./program.js";

/** Adds the commands that exchange claims with other programs: import. */
export function addExchanging({ program, io, finish, optionsOf }: Wiring): void {
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
    .action(async (format: string, file: string, own: ImportOptions) => {
      const { importFile } = await import("../commands/import.js");
      finish(await importFile(format, file, optionsOf(own), io));
    });
}
