import { SEVERITIES } from "../model/diagnostic.js";
import type { Wiring } from "./program.js";

/** Adds the commands that check the store, and that say what is checked. */
export function addChecking({ program, io, finish, optionsOf }: Wiring): void {
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
      const { validate } = await import("../commands/validate.js");
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
      const { snapshot } = await import("../commands/snapshot.js");
      finish(await snapshot(document, file, optionsOf(own), io));
    });
  program
    .command("rules")
    .description("list what is checked")
    .option("--format <form>", "table or json", "table")
    .addHelpText("before", "Examples:\n  claims rules\n")
    .action(async (own) => {
      const { rules } = await import("../commands/rules.js");
      finish(rules(optionsOf(own), io));
    });
  program
    .command("explain")
    .description("say what a rule finds and why that is bad")
    .argument("<rule>", "a rule's name")
    .addHelpText("before", "Examples:\n  claims explain untraced\n")
    .action(async (name: string) => {
      const { explain } = await import("../commands/rules.js");
      finish(explain(name, optionsOf({}), io));
    });
  program
    .command("schema")
    .description("print a JSON Schema: of the store's files, the configuration, or an output")
    .argument("[name]", "store, config, list, trace or validate", "store")
    .addHelpText("before", "Examples:\n  claims schema store > claims.schema.json\n")
    .action(async (name: string) => {
      const { schema } = await import("../commands/schema.js");
      finish(schema(name, io));
    });
  program
    .command("doctor")
    .description(
      "tell about the tool, its cache and the store at hand, and what is wrong with them",
    )
    .option("--clear", "empty the cache")
    .option("--format <form>", "text or json", "text")
    .addHelpText(
      "before",
      "Examples:\n  claims doctor\n  claims doctor --clear               deletes what the cache knows of any store\n",
    )
    .action(async (own) => {
      const { doctor } = await import("../commands/doctor.js");
      finish(await doctor(optionsOf(own), io));
    });
}
