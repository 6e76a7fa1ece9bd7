import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyFindings, FINDINGS, NOTHING, printed, REPORT, reportOf } from "../support/findings.js";

/** Reads a line as the runner does: the command, its properties, its message. */
function readCommand(line: string) {
  const match = /^::(error|warning|notice) ([^:]*)::(.*)$/u.exec(line);
  if (!match) throw new Error(`no workflow command: ${line}`);
  const [, command, properties, data] = match;
  const unescapeData = (text: string) =>
    text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
  const unescapeProperty = (text: string) =>
    unescapeData(text.replaceAll("%3A", ":").replaceAll("%2C", ","));
  const pairs = properties!.split(",").map((pair): [string, string] => {
    const [name, value, ...rest] = pair.split("=");
    return [name!, unescapeProperty([value, ...rest].join("="))];
  });
  return { command, ...Object.fromEntries(pairs), message: unescapeData(data!) };
}

const commandsIn = (output: string) => output.split("\n").slice(0, -1).map(readCommand);

describe("github", () => {
  it("is a workflow command a finding", async () => {
    await expect(printed("github", REPORT)).toMatchFileSnapshot("github/report.txt");
  });

  it("reads back as what was found", () => {
    expect(
      commandsIn(printed("github", REPORT)).find(({ command }) => command === "error"),
    ).toEqual(
      expect.objectContaining({ file: "claims/a:b, 100% \\u202e#?.yaml", line: "1", endLine: "3" }),
    );
    const dangling = FINDINGS.filter(({ rule }) => rule === "dangling-reference");
    expect(commandsIn(printed("github", reportOf(dangling)))).toEqual([
      {
        command: "error",
        file: "claims/hostages.yaml",
        line: "6",
        endLine: "6",
        col: "9",
        endColumn: "20",
        title: "dangling-reference",
        message:
          "no agent or document is called `the-nationl`\n" +
          "chain: Hossein Amir-Abdollahian › UN General Assembly › the-nationl (missing)\n" +
          "help: define it",
      },
    ]);
  });

  it("leaves the columns out where a span ends on another line", () => {
    const spanning = FINDINGS.filter(({ location }) => location.line !== location.endLine);
    expect(spanning).toHaveLength(1);
    expect(printed("github", reportOf(spanning))).not.toMatch(/,(col|endColumn)=/);
  });

  it("is empty where nothing was found, and never coloured", () => {
    expect(printed("github", NOTHING)).toBe("");
    expect(printed("github", REPORT, true)).toBe(printed("github", REPORT));
  });

  it("is one command a finding, for any findings", () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const commands = commandsIn(printed("github", reportOf(findings)));
        expect(commands.map(({ command }) => command)).toEqual(
          findings.map(({ severity }) => (severity === "info" ? "notice" : severity)),
        );
      }),
    );
  });
});
