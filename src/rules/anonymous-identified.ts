import type { Finding, Rule, RuleContext } from "./rule.js";

/** A source that was promised anonymity may not be named in a file. */
export const anonymousIdentified: Rule = {
  name: "anonymous-identified",
  tier: "meaning",
  severity: "error",
  summary: "an anonymous agent with a name, alias, role, URL or `same-as`",
  why: "A source that was promised anonymity is not named in a file that is shared, copied and kept under version control. What has been committed stays in the history.",
  examples: {
    bad: `agents:
  a-diplomat:
    kind: anonymous
    name: Jane Doe
    described-as: a diplomat
    reason: not authorized to speak
`,
    good: `agents:
  a-diplomat:
    kind: anonymous
    described-as: a diplomat
    reason: not authorized to speak
`,
  },
  check: findIdentified,
};

const IDENTIFYING = ["name", "aliases", "roles", "url", "same-as"] as const;

function* findIdentified({ scope }: RuleContext): Generator<Finding> {
  for (const agent of scope.agents) {
    if (agent.value.kind !== "anonymous") continue;
    for (const key of IDENTIFYING) {
      if (agent.value[key] === undefined) continue;
      yield {
        at: agent,
        path: [key],
        on: "key",
        message: `the anonymous source \`${agent.id}\` has \`${key}\`, which can identify it`,
        help: "take it out, here and in the history of the repository",
      };
    }
  }
}
