import { Config } from "../model/config.js";
import { CONFIG_FILE } from "../model/config-file.js";
import { compareDiagnostics, type Diagnostic } from "../model/diagnostic.js";
import { nearest } from "../model/nearest.js";
import { parseYaml } from "./parse.js";
import type { Problem, Span } from "./problem.js";
import { LIBRARY } from "./read.js";
import { checkData, follow } from "./shape.js";
import { SourceFile, toDiagnostic } from "./source.js";
import { decodeText } from "./text.js";
import { spanOf, toData } from "./yaml.js";

/** A project's settings, and what is wrong with them. With a finding, the settings are the default. */
export interface ConfigReading {
  readonly config: Config;
  readonly file: SourceFile;
  readonly findings: readonly Diagnostic[];
}

const KEYS = Object.keys(Config.shape);

function isMapping(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function noMapping({ start }: Span): Problem {
  return {
    rule: "wrong-type",
    message: "the configuration must be a mapping",
    help: `its keys are ${KEYS.join(", ")}`,
    start,
    end: start + 1,
  };
}

/**
 * Reads a `claims.config.yaml`.
 *
 * @param path the file's path, for messages
 * @param ruleNames the names that may stand under `rules`
 */
export function readConfig(
  path: string,
  bytes: Uint8Array,
  ruleNames: readonly string[],
): ConfigReading {
  const decoded = decodeText(bytes);
  const { roots, problems: syntax } = parseYaml(decoded.text);
  const problems: Problem[] = [...decoded.problems, ...syntax];
  const file = new SourceFile(path, decoded.text, LIBRARY);
  const pair = { key: CONFIG_FILE, keySpan: { start: 0, end: 0 }, value: roots[0] };
  const reader = { text: file.text, report: (problem: Problem) => void problems.push(problem) };
  const data = toData(roots[0], reader) ?? {};
  let config: Config = {};
  if (problems.length === 0 && !isMapping(data)) {
    problems.push(noMapping(spanOf(roots[0], { start: 0, end: 0 })));
  } else if (problems.length === 0) {
    const owner = () => ({
      name: "the configuration",
      noun: "configuration",
      keys: KEYS,
      isEntry: false,
    });
    const shape = checkData(Config, data, { owner, pair, text: file.text, data });
    if ("value" in shape) config = shape.value;
    else problems.push(...shape.problems);
  }
  const named = isMapping(data) ? data["rules"] : undefined;
  for (const name of isMapping(named) ? Object.keys(named) : []) {
    if (ruleNames.includes(name)) continue;
    const near = nearest(name, ruleNames);
    problems.push({
      rule: "unknown-key",
      message: `no rule is called \`${name}\``,
      help: near === undefined ? "`claims rules` lists them" : `did you mean \`${near}\`?`,
      ...follow(pair, ["rules", name]).keySpan,
    });
  }
  const findings = problems.map((problem) => toDiagnostic(file, problem));
  findings.sort(compareDiagnostics);
  return { config: findings.length === 0 ? config : {}, file, findings };
}
