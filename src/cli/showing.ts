import type { ServeOptions } from "../commands/serve.js";
import type { SiteOptions } from "../commands/site.js";
import type { Wiring } from "./program.js";

/** Adds the commands that show the store as pages. */
export function addShowing(wiring: Wiring): void {
  addSite(wiring);
  addServe(wiring);
}

function addSite({ program, io, finish, optionsOf }: Wiring): void {
  program
    .command("site")
    .description(
      "write the store as pages to read, search and follow; without what is confidential",
    )
    .option("-o, --output <dir>", "the folder: a new one, an empty one, or an earlier site's")
    .option("--title <text>", "what the store is called")
    .option("--source-url <address>", "where its files can be read: https://…/{file}#L{line}")
    .addHelpText(
      "before",
      `Examples:
  claims site -o public                then open public/index.html
  claims site -o public --title "The desk's claims"
  claims site -o public --source-url "https://example.org/desk/blob/main/{file}#L{line}"
`,
    )
    .addHelpText(
      "after",
      `
An earlier site is brought up to date: files that are as they were are left alone, and those no longer
made are removed. Nothing else in the folder is touched. How to publish it is in docs/site.md.`,
    )
    .action(async (own: Partial<SiteOptions>) => {
      const { site } = await import("../commands/site.js");
      finish(await site(optionsOf(own), io));
    });
}

function addServe({ program, io, finish, optionsOf }: Wiring): void {
  program
    .command("serve")
    .description("show the store as pages on this computer alone, anew whenever it changes")
    .option("--port <n>", "the port to listen at (else 4567, or one that is free)")
    .option("--title <text>", "what the store is called")
    .option("--source-url <address>", "where its files can be read: https://…/{file}#L{line}")
    .addHelpText(
      "before",
      `Examples:
  claims serve                         prints the address to open in a browser
  claims serve --port 8080
`,
    )
    .action(async (own: Partial<ServeOptions>) => {
      const { serve } = await import("../commands/serve.js");
      finish(await serve(optionsOf(own), io));
    });
}
