import type { Finding, Rule, RuleContext } from "./rule.js";

/** A grade is somebody's judgement at some time for some reason. */
export const gradeWithoutBasis: Rule = {
  name: "grade-without-basis",
  tier: "meaning",
  severity: "warning",
  summary: "a grade without `by`, `date` or `because`",
  why: "A grade is somebody's judgement, at some time, for some reason. Without these it can't be asked about, revised or overruled.",
  examples: {
    bad: `agents:
  the-gazette: { name: The Gazette, kind: outlet, grade: { reliability: B } }
`,
    good: `agents:
  desk: { name: The research desk, kind: organization }
  the-gazette:
    name: The Gazette
    kind: outlet
    grade: { reliability: B, by: desk, date: 2024-03-06, because: corrects its errors }
`,
  },
  check: findBaseless,
};

function* findBaseless({ scope }: RuleContext): Generator<Finding> {
  for (const entry of [...scope.agents, ...scope.claims]) {
    const { grade } = entry.value;
    if (!grade) continue;
    const missing = (["by", "date", "because"] as const).filter((key) => grade[key] === undefined);
    if (missing.length === 0) continue;
    yield {
      at: entry,
      path: ["grade"],
      on: "key",
      message: `the grade of \`${entry.id}\` has no ${missing.map((key) => `\`${key}\``).join(", no ")}`,
      help: "say who gave it, when and why",
    };
  }
}
