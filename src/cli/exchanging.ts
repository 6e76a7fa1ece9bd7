import type { Wiring } from "./program.js";

/** Adds the commands that write and read other people's formats. */
export function addExchanging({ program, io, finish, optionsOf }: Wiring): void {
  program
    .command("export")
    .description("write the store in another format")
    .argument("<format>", "schema-org, prov, prov-json or nanopub")
    .option("--base <iri>", "what the names of entries begin with (else urn:claims:)")
    .option("--recorder <iri>", "who keeps the store, for nanopublications")
    .option("--license <iri>", "the licence, for nanopublications")
    .addHelpText("before", "Examples:\n  claims export prov --base https://example.org/claims/\n")
    .action(async (format: string, own) => {
      const { exportStore } = await import("../commands/export.js");
      finish(await exportStore(format, optionsOf(own), io));
    });
}
