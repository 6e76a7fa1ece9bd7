import type { Wiring } from "./program.js";
import { addFilters } from "./reading.js";

/** Adds the commands that exchange the store with other people's formats. */
export function addExchanging({ program, io, finish, optionsOf }: Wiring): void {
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
