import type { Wiring } from "./program.js";

/** Adds the commands that write the store's files: fmt, merge. */
export function addWriting({ program, io, finish, optionsOf }: Wiring): void {
  program
    .command("fmt")
    .description(
      "write the store's files in their one form; no comment is lost, nothing is changed",
    )
    .argument("[path...]", "files or folders (else the store); - reads standard input")
    .option(
      "--check",
      "write nothing, list the files that are not in form; exit 1 if there are any",
    )
    .option("--diff", "write nothing, show what would change; exit 1 if anything would")
    .addHelpText(
      "before",
      `Examples:
  claims fmt                           the whole store
  claims fmt --check                   for CI
  claims fmt --diff claims/story.yaml  what it would do to one file
`,
    )
    .action(async (paths: string[], own) => {
      const { fmt } = await import("../commands/fmt.js");
      finish(await fmt(paths, optionsOf(own), io));
    });
  program
    .command("merge")
    .description(
      "merge a store file entry by entry: a file with conflicts, or three as git gives them",
    )
    .argument("<file...>", "a file with conflict markers, or BASE OURS THEIRS [PATH]")
    .addHelpText(
      "before",
      `Examples:
  claims merge claims/story.yaml       what is left of the conflicts that git leaves
  claims merge %O %A %B %P             as git's merge driver; docs/writing.md sets it up
`,
    )
    .action(async (files: string[], own) => {
      const { merge } = await import("../commands/merge.js");
      finish(await merge(files, optionsOf(own), io));
    });
}
