import { Option } from "commander";
import type { Wiring } from "./program.js";

/** Adds what a store is edited with beside its files: renaming, and the editor's server. */
export function addEditing({ program, io, finish, optionsOf }: Wiring): void {
  program
    .command("rename")
    .description("give an entry another id, in every reference to it, in all files or none")
    .argument("<old>", "an agent's, a document's or a claim's id, in full")
    .argument("<new>", "the id that it is to have")
    .option("--diff", "show what would change, and write nothing")
    .option("--dry-run", "the same")
    .addHelpText(
      "before",
      `Examples:
  claims rename the-gazete the-gazette
  claims rename the-gazete the-gazette --diff
`,
    )
    .action(async (from: string, to: string, own) => {
      const { rename } = await import("../commands/rename.js");
      finish(await rename(from, to, optionsOf(own), io));
    });
  program
    .command("lsp")
    .description("serve an editor: findings, hover, definitions, completion, rename, fixes")
    .option("--stdio", "over standard input and output (the only way)")
    .addOption(new Option("--clientProcessId <id>", "the editor's process").hideHelp())
    .addHelpText(
      "before",
      "Examples:\n  claims lsp --stdio                   as docs/editor.md shows\n",
    )
    .action(async (own) => {
      const { lsp } = await import("../lsp/server.js");
      finish(await lsp(optionsOf(own), io));
    });
}
