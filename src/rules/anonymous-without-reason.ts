import type { Finding, Rule, RuleContext } from "./rule.js";

/** A source without a name needs a description and a reason. */
export const anonymousWithoutReason: Rule = {
  name: "anonymous-without-reason",
  tier: "meaning",
  severity: "warning",
  summary: "an anonymous agent with no `reason` or no `described-as`",
  why: "Readers can weigh an unnamed source only by what is said of it: who it is in general terms, and why it goes unnamed (SPJ Code of Ethics; Reuters Handbook of Journalism).",
  examples: {
    bad: `agents:
  a-diplomat: { kind: anonymous, described-as: a diplomat }
`,
    good: `agents:
  a-diplomat: { kind: anonymous, described-as: a diplomat, reason: not authorized to speak }
`,
  },
  check: findUnexplained,
};

function* findUnexplained({ scope }: RuleContext): Generator<Finding> {
  for (const agent of scope.agents) {
    if (agent.value.kind !== "anonymous") continue;
    const missing = (["described-as", "reason"] as const).filter((key) => !agent.value[key]);
    if (missing.length === 0) continue;
    const keys = missing.map((key) => `\`${key}\``).join(" and no ");
    yield {
      at: agent,
      message: `the anonymous source \`${agent.id}\` has no ${keys}`,
      help: "say in general terms who it is, and why it goes unnamed",
    };
  }
}
