import { CONFIG_FILE, Config } from "../model/config.js";
import type { Diagnostic } from "../model/diagnostic.js";
import { nearest } from "../model/nearest.js";
import type { Problem } from "./problem.js";
import { checkData, follow } from "./shape.js";
import { SourceFile } from "./source.js";
import { decodeText } from "./text.js";
import { parseYaml, toData } from "./yaml.js";

/** A project's settings, and what is wrong with them. With a finding, the settings are the default. */
export interface ConfigReading {
  readonly config: Config;
  readonly file: SourceFile;
  readonly findings: readonly Diagnostic[];
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
  const file = new SourceFile(path, decoded.text);
  const pair = { key: CONFIG_FILE, keySpan: { start: 0, end: 0 }, value: roots[0] };
  const reader = { text: file.text, report: (problem: Problem) => void problems.push(problem) };
  const data = toData(roots[0], reader) ?? {};
  let config: Config = {};
  if (problems.length === 0) {
    const keys = Object.keys(Config.shape);
    const owner = () => ({
      name: "the configuration",
      noun: "configuration",
      keys,
      isEntry: false,
    });
    const shape = checkData(Config, data, { owner, pair, text: file.text, data });
    if ("value" in shape) config = shape.value;
    else problems.push(...shape.problems);
  }
  for (const name of Object.keys(config.rules ?? {})) {
    if (ruleNames.includes(name)) continue;
    const near = nearest(name, ruleNames);
    problems.push({
      rule: "unknown-key",
      message: `no rule is called \`${name}\``,
      help: near === undefined ? "`claims rules` lists them" : `did you mean \`${near}\`?`,
      ...follow(pair, ["rules", name]).keySpan,
    });
  }
  const findings = problems.map(({ start, end, ...problem }) => ({
    ...problem,
    severity: "error" as const,
    location: file.at({ start, end }),
    related: [],
  }));
  return { config: findings.length === 0 ? config : {}, file, findings };
}
