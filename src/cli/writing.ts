import type { Command } from "commander";
import type { Given } from "../commands/add-flags.js";
import { FLAG_KEYS } from "../commands/add-keys.js";
import type { EntryKind } from "../model/entry.js";
import type { Wiring } from "./program.js";

/** Adds the commands that write the store's files: init, add, fmt, merge. */
export function addWriting(wiring: Wiring): void {
  const { program, io, finish, optionsOf } = wiring;
  program
    .command("init")
    .description("make a small store that validates, with comments that teach the format")
    .argument("[dir]", "the folder, which is made where it is missing", ".")
    .option("--ci <service>", "and a file for github or gitlab that checks the store")
    .option("--git", "and have git merge the store entry by entry, in this repository")
    .addHelpText(
      "before",
      `Examples:
  claims init                          here; nothing is ever overwritten
  claims init my-story --ci github     in a folder of its own, with a check in CI
  claims init --git                    and two people can add to one file
`,
    )
    .action(async (folder: string, own) => {
      const { init } = await import("../commands/init.js");
      finish(init(folder, optionsOf(own), io));
    });
  const add = program
    .command("add")
    .description("add a claim, an agent or a document: asks, or takes flags or standard input")
    .addHelpText("before", ADD_EXAMPLES);
  for (const kind of ["claim", "agent", "document"] as const) addKind(kind, add, wiring);
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
  claims merge %O %A %B %P             as git's merge driver, set up by claims init --git
`,
    )
    .action(async (files: string[], own) => {
      const { merge } = await import("../commands/merge.js");
      finish(await merge(files, optionsOf(own), io));
    });
}

const ADD_EXAMPLES = `Examples:
  claims add                           asks, and completes what you type
  claims add --help                    all kinds; claims add claim --help shows a claim's flags
  claims add agent --name "Jane Doe" --kind person
`;

const EXAMPLES: Readonly<Record<EntryKind, string>> = {
  claim: `Examples:
  claims add --text "Taxes will fall." --via "jane-doe > parliament > the-gazette"
  claims add --text "Rents rise." --via "Ann Poe" --new "Ann Poe:person"
  claims add - < entry.yaml            keys of an entry, its id with its keys, or a part of a file

The chain is one line: the speaker, then who relayed it, nearest the speaker first. With --speaker it
holds the relay alone. Each part is an id, the beginning of one, a name or an alias of the store, or
what --new makes.
`,
  agent: `Examples:
  claims add agent --name "Jane Doe" --kind person
  claims add agent --name "The Gazette" --kind outlet --part-of news-group
`,
  document: `Examples:
  claims add document --title "Taxes to fall" --by the-gazette --date 2024-03-06 --kind article
`,
};

function addKind(kind: EntryKind, add: Command, { io, finish, optionsOf }: Wiring): void {
  const again = (value: string, previous: string[] = []) => [...previous, value];
  const command = add
    .command(kind, { isDefault: kind === "claim" })
    .description(
      kind === "claim"
        ? "add a claim (what is added where nothing is said)"
        : `add ${kind === "agent" ? "an agent" : "a document"}`,
    )
    .argument("[-]", "reads YAML or JSON from standard input");
  for (const { key, flag = key, value, says, isList } of FLAG_KEYS[kind]) {
    if (isList) command.option(`--${flag} <${value}>`, `${says}; again for another`, again);
    else command.option(`--${flag} <${value}>`, says);
    if (key === "speaker") {
      command.option("--via <chain>", 'how it reached us: "a > b > c"');
    }
  }
  command
    .option("--new <name:kind>", "make an agent or a document that isn't in the store yet", again)
    .option("--id <id>", "its id (else made of its text)")
    .option("--file <file>", "the file to add to (else where its like are)")
    .option("-y, --yes", "don't ask before writing")
    .option("--dry-run", "show what would be written, and write nothing")
    .addHelpText("before", EXAMPLES[kind])
    .action(async (source: string | undefined, own: Given) => {
      const { add: run } = await import("../commands/add.js");
      finish(await run(kind, source, optionsOf(own), io));
    });
}
