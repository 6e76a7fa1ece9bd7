import { reportHops } from "../provenance/strand.js";
import { nameOfId } from "../provenance/ways.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** Two papers of one house are one house. */
export const correlatedSources: Rule = {
  name: "correlated-sources",
  tier: "meaning",
  severity: "warning",
  summary: "reports by outlets that share an owner",
  why: "Two papers of one house share a newsroom, a copy desk or an order from above. Counted apart they look like confirmation.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-group: { name: The Group, kind: organization }
  the-gazette: { name: The Gazette, kind: outlet, part-of: the-group }
  the-herald: { name: The Herald, kind: outlet, part-of: the-group }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay:
      - { via: the-gazette, from: speaker }
      - { via: the-herald, from: speaker }
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay:
      - { via: the-gazette, from: speaker }
      - { via: the-herald, from: speaker }
`,
  },
  check: findCorrelated,
};

function* findCorrelated({ traces, store, provenance }: RuleContext): Generator<Finding> {
  const { ownerOf } = provenance;
  for (const { chain, reports } of traces) {
    if (reports < 2) continue;
    const { claim } = chain;
    const first = new Map<string, (typeof chain.hops)[number]>();
    for (const hop of reportHops(chain)) {
      if (hop.gap !== undefined) continue;
      const owner = ownerOf(hop.voice!);
      const earlier = first.get(owner);
      if (!earlier) {
        first.set(owner, hop);
      } else if (earlier.voice !== hop.voice) {
        const [one, other] = [earlier, hop].map(({ voice }) => nameOfId(store, voice!));
        yield {
          at: claim,
          path: hop.path,
          message: `${one} and ${other} report \`${claim.id}\` and belong together`,
          label: "counted apart",
          related: [
            { at: claim, path: earlier.path, message: "from this" },
            ...[earlier, hop].flatMap(({ voice }) => {
              const agent = store.agents.get(voice!);
              return agent?.value["part-of"]
                ? [{ at: agent, path: ["part-of"], message: "its owner" }]
                : [];
            }),
          ],
        };
      }
    }
  }
}
