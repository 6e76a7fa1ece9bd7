import type { Command } from "commander";
import type { Wiring } from "./program.js";

/** Adds the commands that read the store: list, show, trace, stats. */
export function addReading({ program, io, finish, optionsOf }: Wiring): void {
  const listing = program
    .command("list")
    .description("list the claims: by whom, through whom, how well traced")
    .argument("[query...]", "words that must stand in the claim's text, ids or names");
  addFilters(listing)
    .option("--sort <key>", "date, speaker, status, id or independent (else as in the store)")
    .option("--reverse", "in the opposite order")
    .option("--limit <n>", "the first so many")
    .option("--columns <names>", "instead of id,date,speaker,via,status,claim; named below")
    .option("--format <form>", "table, plain, json, jsonl, csv, tsv or markdown", "table")
    .option("--wide", "cut nothing")
    .addHelpText(
      "before",
      `Examples:
  claims list hamas release            claims that hold both words
  claims list --speaker hamas          what one party claims
  claims list --status own-voice       what an outlet says itself, naming nobody
  claims list --format csv             for a spreadsheet
`,
    )
    .addHelpText(
      "after",
      `
Columns: id, date, speaker, via, status, claim, hands, reports, independent, bottlenecks,
  origins, role, for, how, certainty, tags, location`,
    )
    .action(async (words: string[], own) => {
      const { list } = await import("../commands/list.js");
      finish(await list(words, optionsOf(own), io));
    });
  program
    .command("show")
    .description("show a claim, an agent or a document whole, and what refers to it")
    .argument("<id...>", "an id, the beginning of one, or a name")
    .option("--format <form>", "text or json", "text")
    .addHelpText("before", "Examples:\n  claims show the-national\n")
    .action(async (ids: string[], own) => {
      const { show } = await import("../commands/show.js");
      finish(await show(ids, optionsOf(own), io));
    });
  program
    .command("trace")
    .description("trace a claim back to its original speaker")
    .argument("[id...]", "a claim's id, or the beginning of one")
    .option("--all", "every claim")
    .option("--up", "and what it rests on (the default)")
    .option("--down", "and what rests on it")
    .option("--depth <n>", "at most so many steps up or down")
    .option("--check", "exit 1 unless every chain reaches a named speaker")
    .option("--drift", "and what changed of the words on the way")
    .option("--format <form>", "tree, flat, json, jsonl, mermaid, dot, svg or markdown", "tree")
    .option("-o, --output <file>", "write to a file")
    .addHelpText(
      "before",
      `Examples:
  claims trace ID                      the chain as a tree
  claims trace ID --format flat        a line for each chain
  claims trace ID ID                   and whether one corroborates the other
  claims trace DOCUMENT --down         what falls when this source is retracted
  claims trace ID --format svg -o a.svg
  claims trace --all --check -q        in a script: is every claim traced?
`,
    )
    .action(async (ids: string[], own) => {
      const { trace } = await import("../commands/trace.js");
      finish(await trace(ids, optionsOf(own), io));
    });
  program
    .command("stats")
    .description("count the claims by status, speaker, outlet and year; who relays whom")
    .option("--limit <n>", "at most so many rows a table", "10")
    .option("--format <form>", "table, json, csv or markdown", "table")
    .addHelpText("before", "Examples:\n  claims stats\n  claims stats --format csv\n")
    .action(async (own) => {
      const { stats } = await import("../commands/stats.js");
      finish(await stats(optionsOf(own), io));
    });
}

/** Adds the flags that narrow which claims a command speaks of. */
export function addFilters(command: Command): Command {
  return command
    .option("--speaker <who>", "made by this agent or document, or unknown")
    .option("--via <who>", "relayed by this agent or in this document, or unknown")
    .option("--in <document>", "recorded or relayed in this document")
    .option("--about <agent>", "about this agent")
    .option("--at <forum>", "made at this forum")
    .option("--tag <tag>", "with this tag")
    .option("--status <status>", "with this status, such as unattributed")
    .option("--how <cue>", "with this cue, such as demanded or cited")
    .option("--since <date>", "not surely made before")
    .option("--until <date>", "not surely made after")
    .option("--min-independent <n>", "with at least so many independent ways to us");
}
