import Table from "cli-table3";
import type { Rule } from "../rules/rule.js";
import { toJson } from "../terminal/json.js";
import { paintSeverity, type Style } from "../terminal/style.js";
import { wrap } from "../terminal/text.js";

/** The forms of the list of rules. */
export const RULES_FORMATS = ["table", "json"] as const;

/** One of {@link RULES_FORMATS}. */
export type RulesFormat = (typeof RULES_FORMATS)[number];

/** Prints what is checked, a line a rule. */
export function* printRules(
  format: RulesFormat,
  rules: readonly Rule[],
  style: Style,
): Generator<string> {
  if (format === "json") {
    const data = rules.map(({ name, tier, severity, summary, why }) => ({
      name,
      tier,
      severity,
      summary,
      why,
    }));
    yield `${toJson({ formatVersion: 1, rules: data }, 2)}\n`;
    return;
  }
  const { ascii, chalk, columns } = style;
  const fixed = [24, 7, 7];
  const room = columns === undefined ? null : Math.max(24, columns - 49);
  const table = new Table({
    head: ["RULE", "TIER", "LEVEL", "FINDS"].map((title) => chalk.bold(title)),
    chars: ascii ? ASCII_LINES : {},
    style: { head: [], border: chalk.level === 0 ? [] : ["dim"], compact: true },
    colWidths: [...fixed.map((each) => each + 2), room],
    wordWrap: true,
  });
  for (const { name, tier, severity, summary } of rules) {
    table.push([chalk.cyan(name), tier, paintSeverity(style, severity, severity), summary]);
  }
  yield `${table.toString()}\n`;
}

/** The lines of a table without box characters. */
const ASCII_LINES = Object.fromEntries([
  ["middle", "|"],
  ...["top", "bottom", "left", "right", "mid"].flatMap((side) => {
    const isUpright = side === "left" || side === "right";
    const joints = ["mid", "left", "right"].map((joint) => [`${side}-${joint}`, "+"]);
    return [[side, isUpright ? "|" : "-"], ...joints];
  }),
]);

/** Prints a rule's page: what it finds, why that matters, and a store that breaks it and one that doesn't. */
export function explainRule(rule: Rule, { chalk, columns }: Style): string {
  const room = Math.min(columns ?? 80, 80);
  const lines = [
    `${chalk.bold.cyan(rule.name)} · ${rule.tier} · ${rule.severity}`,
    "",
    chalk.bold("What it finds"),
    ...wrap(rule.summary, room),
    "",
    chalk.bold("Why that is bad"),
    ...wrap(rule.why, room),
  ];
  if (rule.examples) {
    const indent = (text: string) =>
      text
        .trimEnd()
        .split("\n")
        .map((line) => `    ${line}`);
    lines.push("", chalk.bold("Found"), ...indent(rule.examples.bad));
    lines.push("", chalk.bold("Not found"), ...indent(rule.examples.good));
  }
  const silence = rule.check
    ? `# claims-ignore: ${rule.name} -- why it is all right here`
    : undefined;
  lines.push("", chalk.bold("Settings"), `claims.config.yaml: \`rules: { ${rule.name}: off }\``);
  if (silence !== undefined) lines.push(`above an entry: \`${silence}\``);
  return `${lines.join("\n")}\n`;
}
