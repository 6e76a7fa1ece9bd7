import { Components, shortestCircle } from "../provenance/graph.js";
import { compareEntries } from "../provenance/order.js";
import { partOf } from "../provenance/owners.js";
import type { Store } from "../store/store.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** Owners in a circle have no owner, and their outlets can't be told apart. */
export const partOfCycle: Rule = {
  name: "part-of-cycle",
  tier: "meaning",
  severity: "error",
  summary: "agents that are part of each other in a loop",
  why: "Ownership decides which reports are independent. Owners in a circle have no owner at the top, so that what the store says about their independence is unfounded.",
  examples: {
    bad: `agents:
  the-gazette: { name: The Gazette, kind: outlet, part-of: news-group }
  news-group: { name: News Group, kind: organization, part-of: the-gazette }
`,
    good: `agents:
  the-gazette: { name: The Gazette, kind: outlet, part-of: news-group }
  news-group: { name: News Group, kind: organization }
`,
  },
  check: findCycles,
};

function* findCycles({ store, scope }: RuleContext): Generator<Finding> {
  const ownersOf = (id: string): string[] => {
    const agent = store.agents.get(id);
    return agent ? partOf(agent).filter((owner) => store.agents.has(owner)) : [];
  };
  // Each loop is told at its first agent.
  const firsts = new Components<string, string | undefined>(ownersOf, ({ members, isCircle }) =>
    isCircle ? firstOf(members, store) : undefined,
  );
  for (const agent of scope.agents) {
    if (firsts.of(agent.id) !== agent.id) continue;
    const ids = shortestCircle(ownersOf, agent.id);
    const others = ids.slice(1).map((id) => store.agents.get(id)!);
    yield {
      at: agent,
      path: ["part-of"],
      message: `\`${agent.id}\` is part of itself`,
      related: others.map((other) => ({
        at: other,
        path: ["part-of"],
        message: `\`${other.id}\` is part of this`,
      })),
      notes: [`loop: ${[...ids, agent.id].join(" › ")}`],
      help: "`part-of` leads from an outlet up to its owner: turn one round",
    };
  }
}

function firstOf(ids: readonly string[], { agents }: Store): string {
  return ids.map((id) => agents.get(id)!).reduce((a, b) => (compareEntries(a, b) < 0 ? a : b)).id;
}
