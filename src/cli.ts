import { Command, Option } from "commander";
import { explainFailure, oneError } from "./commands/failure.js";
import { EXIT, type GlobalOptions, type Io } from "./commands/io.js";
import { SEVERITIES } from "./model/diagnostic.js";
import { VERSION } from "./version.js";

/**
 * Runs the command line: the only place that knows all commands, and that turns what went wrong
 * into an exit code. Each command's code is loaded when it is called.
 *
 * @param argv the arguments, without the interpreter and the script
 * @returns the exit code
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.clean;
  const program = buildProgram(io, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return code;
  } catch (error) {
    return explainFailure(error, argv, program.opts<GlobalOptions>(), io);
  }
}

const EXAMPLES = `Examples:
  claims list                          what is claimed, by whom, and how well it is traced
  claims list --status unattributed    the claims that nobody can be held to
  claims trace ID                      a claim's chain back to its original speaker
  claims validate                      check the store; exits 1 when something is wrong
`;

function buildProgram(io: Io, finish: (code: number) => void): Command {
  const program = new Command("claims");
  configure(program, io);
  program
    .description("Who claimed what, where it was reported, and how it reached us.")
    .version(VERSION, "--version", "print the version")
    .helpOption("-h, --help", "print help")
    .option("-C, --directory <dir>", "run as if started in this folder")
    .option("--store <dir>", "the store's folder (else CLAIMS_STORE, else the nearest claims/)")
    .option("--config <file>", "the configuration (else claims.config.yaml)")
    .option("--no-config", "use no configuration")
    .addOption(
      new Option("--color <when>", "colour the output")
        .choices(["auto", "always", "never"])
        .default("auto"),
    )
    .option("--ascii", "draw trees without box characters")
    .option("-q, --quiet", "print no counts and no progress")
    .option("-v, --verbose", "print a stack trace on an internal error")
    .addHelpText("before", `${EXAMPLES}`);
  const optionsOf = <T extends object>(own: T) => ({ ...program.opts<GlobalOptions>(), ...own });
  addReading(program, io, finish, optionsOf);
  addStats(program, io, finish, optionsOf);
  addChecking(program, io, finish, optionsOf);
  for (const command of program.commands) configure(command, io);
  return program;
}

/** Keeps commander off the process: it writes where it is told, and throws instead of exiting. */
function configure(command: Command, io: Io): void {
  command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
      getOutHelpWidth: () => (io.stdout.isTTY ? (io.stdout.columns ?? 80) : 100),
      getErrHelpWidth: () => (io.stderr.isTTY ? (io.stderr.columns ?? 80) : 100),
      outputError: (text, write) => write(oneError(text)),
    })
    .showHelpAfterError("  = help: `claims --help` and `claims COMMAND --help` tell more");
}

type OptionsOf = <T extends object>(own: T) => GlobalOptions & T;

function addReading(
  program: Command,
  io: Io,
  finish: (code: number) => void,
  optionsOf: OptionsOf,
): void {
  program
    .command("list")
    .description("list the claims: by whom, through whom, how well traced")
    .argument("[query...]", "words that must stand in the claim's text, ids or names")
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
    .option("--min-independent <n>", "with at least so many independent ways to us")
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
      const { list } = await import("./commands/list.js");
      finish(list(words, optionsOf(own), io));
    });
  program
    .command("show")
    .description("show a claim, an agent or a document whole, and what refers to it")
    .argument("<id...>", "an id, the beginning of one, or a name")
    .option("--format <form>", "text or json", "text")
    .addHelpText("before", "Examples:\n  claims show the-national\n")
    .action(async (ids: string[], own) => {
      const { show } = await import("./commands/show.js");
      finish(show(ids, optionsOf(own), io));
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
      const { trace } = await import("./commands/trace.js");
      finish(await trace(ids, optionsOf(own), io));
    });
}

function addStats(
  program: Command,
  io: Io,
  finish: (code: number) => void,
  optionsOf: OptionsOf,
): void {
  program
    .command("stats")
    .description("count the claims by status, speaker, outlet and year; who relays whom")
    .option("--limit <n>", "at most so many rows a table", "10")
    .option("--format <form>", "table, json, csv or markdown", "table")
    .addHelpText("before", "Examples:\n  claims stats\n  claims stats --format csv\n")
    .action(async (own) => {
      const { stats } = await import("./commands/stats.js");
      finish(stats(optionsOf(own), io));
    });
}

function addChecking(
  program: Command,
  io: Io,
  finish: (code: number) => void,
  optionsOf: OptionsOf,
): void {
  const collect = (value: string, previous: string[] = []) => [
    ...previous,
    ...value.split(",").map((name) => name.trim()),
  ];
  program
    .command("validate")
    .description("check the store: its YAML, its shape, its meaning")
    .argument("[path...]", "files or folders; - reads standard input")
    .option(
      "--format <form>",
      "pretty, concise, json, jsonl, github, gitlab, sarif or junit",
      "pretty",
    )
    .option(
      "-o, --output <format=file>",
      "write the findings to a file, too; as often as you like",
      (value: string, previous: string[] = []) => [...previous, value],
    )
    .option("--select <rules>", "only these rules, with commas between", collect)
    .option("--ignore <rules>", "all rules but these", collect)
    .option("--fail-on <severity>", `exit 1 from: ${SEVERITIES.join(", ")} or never`, "error")
    .option("--fix", "mend what can be mended safely")
    .option("--unsafe-fixes", "with --fix: mend by guesses too, such as the nearest id")
    .option("--diff", "with --fix: show what would change, and write nothing")
    .option("--since <revision>", "only what was caused by changes since this git revision")
    .option("--baseline <file>", "let the findings be that this file knows")
    .option("--update-baseline", "write down in it what there is now")
    .option("--watch", "check again whenever a file changes")
    .option("--today <date>", "check as if it were this day")
    .addHelpText(
      "before",
      `Examples:
  claims validate                      the whole store
  claims validate claims/story.yaml    what is wrong in one file
  claims validate --fail-on warning    stricter, for CI
  claims validate --fix --diff         what could be mended
  claims validate --since HEAD         what the work at hand has caused
`,
    )
    .action(async (paths: string[], own) => {
      const { validate } = await import("./commands/validate.js");
      finish(await validate(paths, optionsOf(own), io));
    });
  program
    .command("snapshot")
    .description("take a copy of a document's file into the store, and record its checksum")
    .argument("<document>", "a document's id, the beginning of one, or its title")
    .argument("<file>", "the file: text, HTML or PDF")
    .option("--dry-run", "say what would be done, and do nothing")
    .addHelpText("before", "Examples:\n  claims snapshot budget-story ~/Downloads/story.html\n")
    .action(async (document: string, file: string, own) => {
      const { snapshot } = await import("./commands/snapshot.js");
      finish(snapshot(document, file, optionsOf(own), io));
    });
  program
    .command("rules")
    .description("list what is checked")
    .option("--format <form>", "table or json", "table")
    .addHelpText("before", "Examples:\n  claims rules\n")
    .action(async (own) => {
      const { rules } = await import("./commands/rules.js");
      finish(rules(optionsOf(own), io));
    });
  program
    .command("explain")
    .description("say what a rule finds and why that is bad")
    .argument("<rule>", "a rule's name")
    .addHelpText("before", "Examples:\n  claims explain untraced\n")
    .action(async (name: string) => {
      const { explain } = await import("./commands/rules.js");
      finish(explain(name, optionsOf({}), io));
    });
  program
    .command("schema")
    .description("print a JSON Schema: of the store's files, the configuration, or an output")
    .argument("[name]", "store, config, list, trace or validate", "store")
    .addHelpText("before", "Examples:\n  claims schema store > claims.schema.json\n")
    .action(async (name: string) => {
      const { schema } = await import("./commands/schema.js");
      finish(schema(name, io));
    });
}
