import { circles, shortestCircle } from "../provenance/graph.js";
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

function* findCycles({ store }: RuleContext): Generator<Finding> {
  const agents = [...store.agents.values()];
  const position = new Map(agents.map(({ id }, index) => [id, index]));
  const owners = agents.map(({ value }) => {
    const ids = [value["part-of"] ?? []].flat();
    return ids.map((id) => position.get(id)).filter((owner) => owner !== undefined);
  });
  const graph = { size: agents.length, successors: (node: number) => owners[node]! };
  for (const circle of circles(graph)) {
    const way = shortestCircle(graph, circle[0]!).map((node) => agents[node]!);
    const [first, ...rest] = way;
    yield {
      at: first!,
      path: ["part-of"],
      message: `\`${first!.id}\` is part of itself`,
      related: rest.map((agent) => ({
        at: agent,
        path: ["part-of"],
        message: `\`${agent.id}\` is part of this`,
      })),
      notes: [`loop: ${[...way, first!].map(({ id }) => id).join(" › ")}`],
      help: "`part-of` leads from an outlet up to its owner: turn one round",
    };
  }
}
