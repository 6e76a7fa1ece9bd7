import type { SiteOptions } from "../commands/site.js";
import type { Wiring } from "./program.js";

/** Adds the commands that show the store as pages. */
export function addShowing({ program, io, finish, optionsOf }: Wiring): void {
  program
    .command("site")
    .description(
      "write the store as pages to read, search and follow; without what is confidential",
    )
    .option("-o, --output <dir>", "the folder to write to")
    .option("--title <text>", "what the store is called")
    .option("--source-url <address>", "where its files can be read: https://…/{file}#L{line}")
    .addHelpText(
      "before",
      `Examples:
  claims site -o public
  claims site -o public --title "The desk's claims"
  claims site -o public --source-url "https://example.org/desk/blob/main/{file}#L{line}"
`,
    )
    .action(async (own: Partial<SiteOptions>) => {
      const { site } = await import("../commands/site.js");
      finish(await site(optionsOf(own), io));
    });
}
