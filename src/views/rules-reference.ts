import { type Rule, TIERS } from "../rules/rule.js";
import { fence, sentence } from "../terminal/markdown.js";

const TIER_TITLES: Record<Rule["tier"], string> = {
  syntax: "Syntax: the text of the files",
  shape: "Shape: keys, types, values",
  meaning: "Meaning: what the entries say together",
};

/** Prints the rules' reference as a page of Markdown: an overview, and each rule tier by tier. */
export function* rulesReference(rules: readonly Rule[]): Generator<string> {
  yield `# Rules

What \`claims validate\` checks, in three tiers: the text of the files, the shape of the entries, and what they
mean together. A finding of an earlier tier silences the later ones for its entry, so that a fault is told
once, at its cause. \`claims explain RULE\` prints a rule's part of this page; [errors.md](errors.md) shows how
each is told.

A rule's level is set in \`claims.config.yaml\`:

${fence("rules:\n  own-voice: off\n  untraced: error", "yaml")}

and a comment above an entry, or in it, silences a rule of the third tier there. It has to say why.

`;
  yield "| rule | level | finds |\n|---|---|---|\n";
  for (const { name, severity, summary } of rules) {
    yield `| [\`${name}\`](#${name}) | ${severity} | ${summary.replaceAll("|", "\\|")} |\n`;
  }
  for (const tier of TIERS) {
    yield `\n## ${TIER_TITLES[tier]}\n`;
    for (const rule of rules) if (rule.tier === tier) yield `\n${section(rule)}\n`;
  }
}

function section(rule: Rule): string {
  const { name, tier, severity, summary, why, examples } = rule;
  const parts = [`### ${name}`, `**${severity}** · ${tier}`, `It finds ${summary}.`, sentence(why)];
  if (examples) {
    parts.push("Found:", fence(examples.bad, "yaml"));
    parts.push("Not found:", fence(examples.good, "yaml"));
  }
  return [...parts, silencing(rule)].join("\n\n");
}

function silencing({ name, check }: Rule): string {
  const off = `\`rules: { ${name}: off }\` in \`claims.config.yaml\``;
  return check
    ? `To silence it: \`# claims-ignore: ${name} -- why it is all right here\` above an entry, or ${off}.`
    : `To silence it: ${off}.`;
}
