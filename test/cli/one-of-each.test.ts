import { describe, expect, it } from "vitest";
import { FINDING_FORMATS } from "../../src/diagnostics/print.js";
import { RULES } from "../../src/rules/list.js";
import { claims, folder } from "../support/run.js";

/** Makes the ids of an example its own, so that all examples can stand in one store. */
function withOwnIds(yaml: string, name: string): string {
  const ids = [...yaml.matchAll(/^ {2}([a-z0-9-]+):/gm)].map((match) => match[1]!);
  return ids.reduce(
    (text, id) =>
      text.replaceAll(new RegExp(`(?<![\\w-])${id}(?![\\w-])`, "g"), `${id}-of-${name}`),
    yaml,
  );
}

/** A file for each rule whose fault a text can show, in one store. */
const files = Object.fromEntries(
  RULES.filter(({ examples }) => examples).map(({ name, examples }) => [
    `${name}.yaml`,
    name === "duplicate-id" ? examples!.bad : withOwnIds(examples!.bad, name),
  ]),
);

describe("a store with a fault of every kind, each in a file of its own", () => {
  const store = () => folder(files);
  const validate = (cwd: string, format: string) =>
    claims(["validate", "--format", format, "--fail-on", "info"], { cwd });

  it("is reported whole in one run, each fault in its own file", async () => {
    const { stdout, code } = await validate(store(), "jsonl");
    const found = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    for (const { name, examples } of RULES) {
      if (!examples) continue;
      const places = found.filter(({ rule }) => rule === name).map(({ location }) => location.file);
      expect(places, name).toContain(`claims/${name}.yaml`);
    }
    expect(code).toBe(1);
  });

  it.each(FINDING_FORMATS)("names every one of them as %s", async (format) => {
    const { stdout } = await validate(store(), format);
    for (const { name, examples } of RULES) if (examples) expect(stdout).toContain(name);
  });
});
