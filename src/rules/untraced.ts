import type { Chain } from "../provenance/chain.js";
import { nameOfHop, nameOfId, wayTo } from "../provenance/ways.js";
import type { Store } from "../store/store.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** What nobody said, nobody can be held to. */
export const untraced: Rule = {
  name: "untraced",
  tier: "meaning",
  severity: "warning",
  summary: "a claim that can't be traced to a named speaker: unattributed, or a link is unknown",
  why: "What nobody is named for, nobody can be held to. An unknown speaker or relay is where a rumour enters; it is worth a warning until somebody finds the name.",
  examples: {
    bad: `agents:
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: unknown
    relay: [the-gazette]
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay: [the-gazette]
`,
  },
  check: findUntraced,
};

function* findUntraced({ traces, store }: RuleContext): Generator<Finding> {
  for (const { chain, status } of traces) {
    const { claim } = chain;
    if (status === "unattributed" && claim.value.speaker === "unknown") {
      yield {
        at: claim,
        path: ["speaker"],
        message: `nobody is named as the speaker of \`${claim.id}\``,
        help: "name who said it, as soon as somebody finds out",
      };
    } else if (status === "broken") {
      yield* unknownHops(chain, store);
    }
  }
}

/** A hop that nothing defines is reported as a dangling reference; here it is what nobody named. */
function* unknownHops(chain: Chain, store: Store): Generator<Finding> {
  const { claim } = chain;
  for (const hop of chain.hops) {
    if (hop.gap !== "unknown") continue;
    const way = wayTo(chain, hop).map((each) => nameOfHop(store, each));
    yield {
      at: claim,
      path: hop.path,
      message: `a relay of \`${claim.id}\` is unknown`,
      notes: [`chain: ${[nameOfId(store, claim.value.speaker), ...way].join(" › ")}`],
      help: "name who passed it on, as soon as somebody finds out",
    };
  }
}
