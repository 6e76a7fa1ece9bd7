import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { sarifToMarkdown } from "@security-alert/sarif-to-markdown";
import { Ajv } from "ajv";
import fc from "fast-check";
import type { Log, ReportingDescriptor, Result } from "sarif";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/diagnostics/print.js";
import { RULE_NAMES, RULES } from "../../src/rules/list.js";
import { VERSION } from "../../src/version.js";
import {
  anyFindings,
  FINDINGS,
  movedDown,
  NOTHING,
  printed,
  REPORT,
  reportOf,
} from "../support/findings.js";

const require = createRequire(import.meta.url);
const SCHEMA = join(
  dirname(require.resolve("@microsoft/jest-sarif")),
  "schemas/sarif-2.1.0-rtm.5.json",
);

/** The schema of SARIF. Of what draft 04 reads otherwise than its successors it has only these keys. */
const { $schema, id, ...schema } = JSON.parse(readFileSync(SCHEMA, "utf8"));
const validate = new Ajv({
  strict: false,
  unicodeRegExp: false,
  formats: {
    uri: (text: string) => URL.canParse(text),
    "uri-reference": /^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$/,
    "date-time": true,
  },
}).compile(schema);

function faultsOf(log: Log) {
  validate(log);
  return validate.errors ?? [];
}

const read = (report: Report) => JSON.parse(printed("sarif", report)) as Log;
const resultsIn = (log: Log): Result[] => log.runs[0]!.results!;
const rulesIn = (log: Log): ReportingDescriptor[] => log.runs[0]!.tool.driver.rules!;

it("the schema is the one of SARIF 2.1.0, in draft 04", () => {
  expect($schema).toBe("http://json-schema.org/draft-04/schema#");
  expect(id).toMatch(/sarif-2\.1\.0-rtm\.5\.json$/);
});

describe("sarif", () => {
  it("is a log of one run", async () => {
    // Which rules there are, and their texts, has its own tests, and changes more often than the form.
    const log = read(REPORT);
    const rules = rulesIn(log).filter((rule) => rule.id === "unused");
    log.runs[0]!.tool.driver = { name: "claims", semanticVersion: "VERSION", rules };
    log.runs[0]!.results = resultsIn(log).map(({ ruleIndex, ...result }) => result);
    await expect(`${JSON.stringify(log, null, 2)}\n`).toMatchFileSnapshot("sarif/report.json");
  });

  it.each([
    ["findings", REPORT],
    ["no findings", NOTHING],
  ])("follows the schema of SARIF 2.1.0 with %s", (_, report) => {
    expect(faultsOf(read(report))).toEqual([]);
  });

  it("is told from what doesn't follow it", () => {
    const log = read(REPORT);
    Object.assign(resultsIn(log)[0]!, { level: "fatal" });
    expect(faultsOf(log)).not.toEqual([]);
  });

  it("describes every rule, whether it found something or not", () => {
    const log = read(NOTHING);
    expect(log.runs[0]!.tool.driver.semanticVersion).toBe(VERSION);
    expect(rulesIn(log).map(({ id }) => id)).toEqual(RULE_NAMES);
    for (const [index, rule] of rulesIn(log).entries()) {
      const { severity, why, examples } = RULES[index]!;
      const level = severity === "info" ? "note" : severity;
      expect(rule.defaultConfiguration).toEqual({ level });
      expect(rule.help?.text).toContain(why);
      expect(rule.help?.markdown).toContain(examples?.bad ?? why);
    }
  });

  it("names a result's rule by its place, too", () => {
    const log = read(REPORT);
    for (const { ruleId, ruleIndex } of resultsIn(log)) {
      expect(rulesIn(log)[ruleIndex!]!.id).toBe(ruleId);
    }
  });

  it("steps through the places of a finding that is a chain", () => {
    const flows = resultsIn(read(REPORT)).flatMap(({ ruleId, codeFlows = [] }) =>
      codeFlows.map(({ threadFlows: [flow] }) => ({ ruleId, steps: flow!.locations })),
    );
    expect(flows.map(({ ruleId }) => ruleId)).toEqual(["rests-on-retracted"]);
    const lines = flows[0]!.steps.map(({ location }) => {
      const { artifactLocation, region } = location!.physicalLocation!;
      return `${artifactLocation!.uri}:${region!.startLine}`;
    });
    expect(lines).toEqual([
      "claims/hostages.yaml:9",
      "claims/agents.yaml:6",
      "claims/agents.yaml:5",
    ]);
  });

  it("has addresses in which no part of a path means anything else", () => {
    const files = ["claims/a:b, 100% \u202E#?.yaml", "c:x.yaml", "a b/ü\uD800.yaml", "<stdin>"];
    for (const file of files) {
      const finding = { ...FINDINGS[0]!, location: { ...FINDINGS[0]!.location, file } };
      const [result] = resultsIn(read(reportOf([finding])));
      const { uri } = result!.locations![0]!.physicalLocation!.artifactLocation!;
      const url = new URL(uri!, "file:///root/");
      expect(uri).toMatch(/^[\w%./~!*'()-]+$/);
      expect(decodeURIComponent(url.pathname)).toBe(`/root/${file.replace("\uD800", "\uFFFD")}`);
    }
  });

  it("holds no link and no placeholder that comes from the store", () => {
    const message = "[click](javascript:x) {0}";
    const [result] = resultsIn(read(reportOf([{ ...FINDINGS[1]!, message }])));
    expect(result!.message.text).toBe("[click\\](javascript:x) {{0}}");
  });

  it("gives results a fingerprint that stays when lines move", () => {
    const marks = (report: Report) =>
      resultsIn(read(report)).map((each) => each.partialFingerprints);
    expect(marks(reportOf(movedDown(FINDINGS, 7)))).toEqual(marks(REPORT));
    expect(new Set(marks(REPORT).map((each) => each!["claims/v1"])).size).toBe(FINDINGS.length);
  });

  it("holds what would mend a finding, file by file, exactly", () => {
    const place = FINDINGS[0]!.location;
    const edits = ["a.yaml", "b.yaml", "a.yaml"].map((file, index) => ({
      location: { ...place, file },
      start: 0,
      end: 0,
      replacement: `${index}[x](y)\n\x1b`,
    }));
    const fix = { description: "rename", safe: true, edits };
    const [result] = resultsIn(read(reportOf([{ ...FINDINGS[1]!, fix }])));
    const [{ description, artifactChanges }] = result!.fixes as [
      NonNullable<Result["fixes"]>[number],
    ];
    expect(description?.text).toBe("rename");
    const changes = artifactChanges.map(({ artifactLocation, replacements }) => [
      artifactLocation.uri,
      replacements.map(({ insertedContent }) => insertedContent?.text),
    ]);
    expect(changes).toEqual([
      ["a.yaml", ["0[x](y)\n\x1b", "2[x](y)\n\x1b"]],
      ["b.yaml", ["1[x](y)\n\x1b"]],
    ]);
  });

  it("is understood by a program that others made", () => {
    const convert = sarifToMarkdown({
      title: "",
      owner: "owner",
      repo: "repo",
      branch: "main",
      sourceRoot: "",
      simple: false,
    });
    const [{ body } = { body: "" }] = convert(read(REPORT));
    for (const { rule, location, message } of FINDINGS.slice(1)) {
      expect(body).toContain(`[${rule}]`);
      expect(body).toContain(message);
      expect(body).toContain(`${location.file}#L${location.line}-L${location.endLine}`);
    }
  });

  it("is never coloured", () => {
    expect(printed("sarif", REPORT, true)).toBe(printed("sarif", REPORT));
  });

  it("follows the schema and holds every finding, for any findings", () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const log = read(reportOf(findings));
        expect(faultsOf(log)).toEqual([]);
        expect(resultsIn(log).map(({ ruleId }) => ruleId)).toEqual(
          findings.map(({ rule }) => rule),
        );
      }),
      { numRuns: 50 },
    );
  });
});
