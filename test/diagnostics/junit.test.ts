import fc from "fast-check";
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/diagnostics/print.js";
import { anyFindings, FINDINGS, NOTHING, printed, REPORT, reportOf } from "../support/findings.js";

interface Element {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: Element[];
  text: string;
}

/** Reads XML with a parser that takes nothing that is not well-formed. */
function parseXml(text: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => {
    const element = { name, attributes, children: [], text: "" };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on("text", (piece) => {
    open.at(-1)!.text += piece;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(text).close();
  return root.children[0]!;
}

const casesIn = (xml: Element) => xml.children.flatMap(({ children }) => children);

function read(report: Report): Element {
  return parseXml(printed("junit", report));
}

describe("junit", () => {
  it("is a suite a file, a case a finding", async () => {
    await expect(printed("junit", REPORT)).toMatchFileSnapshot("junit/report.xml");
  });

  it("fails on errors and warnings, and passes with infos and clean files", () => {
    const suites = read(REPORT).children;
    const outcomes = suites.map(({ attributes, children }) => [
      attributes["name"],
      children.map(({ children: [outcome] }) => outcome?.name ?? "passed"),
    ]);
    expect(outcomes).toEqual([
      ["claims/a:b, 100% \\u202e#?.yaml", ["failure"]],
      ["claims/agents.yaml", ["system-out"]],
      ["claims/clean.yaml", ["passed"]],
      ["claims/hostages.yaml", ["failure", "failure", "failure", "failure"]],
    ]);
  });

  it("counts what it holds", () => {
    const xml = read(REPORT);
    expect(xml.attributes).toEqual({ name: "claims", tests: "7", failures: "5", errors: "0" });
    for (const { attributes, children } of xml.children) {
      const failures = children.filter(({ children: [outcome] }) => outcome?.name === "failure");
      expect(attributes["tests"]).toBe(String(children.length));
      expect(attributes["failures"]).toBe(String(failures.length));
    }
  });

  it("shows a finding as it is shown in a terminal", () => {
    const finding = FINDINGS.find(({ rule }) => rule === "dangling-reference")!;
    const [found] = casesIn(read({ findings: [finding], files: 1, claims: 1 }));
    expect(found!.attributes).toEqual({
      name: "dangling-reference: no agent or document is called `the-nationl`",
      classname: "claims/hostages.yaml",
      file: "claims/hostages.yaml",
      line: "6",
    });
    expect(found!.children[0]!.text).toMatch(
      /^error\[dangling-reference\]: .*\n +--> claims\/hostages.yaml:6:9\n/,
    );
  });

  it("gives equal findings names of their own", () => {
    const names = casesIn(read(REPORT)).map(({ attributes }) => attributes["name"]);
    expect(names).toContain("untraced: `rumour` has no speaker");
    expect(names).toContain("untraced: `rumour` has no speaker (2)");
  });

  it("names a clean file, and is well-formed where there is none", () => {
    expect(casesIn(read(NOTHING))).toHaveLength(1);
    expect(read({ findings: [], files: 0, claims: 0 }).children).toEqual([]);
    expect(printed("junit", REPORT, true)).toBe(printed("junit", REPORT));
  });

  it("is well-formed and holds every finding, for any findings", () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const outcomes = casesIn(read(reportOf(findings))).flatMap(({ children }) => children);
        const failures = findings.filter(({ severity }) => severity !== "info").length;
        expect(outcomes).toHaveLength(findings.length);
        expect(outcomes.filter(({ name }) => name === "failure")).toHaveLength(failures);
      }),
    );
  });
});
