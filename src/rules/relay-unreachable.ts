import type { Finding, Rule, RuleContext } from "./rule.js";

/** A hop that the speaker's words never reach relays something else. */
export const relayUnreachable: Rule = {
  name: "relay-unreachable",
  tier: "meaning",
  severity: "error",
  summary: "a hop that no way from the speaker reaches",
  why: "A report that doesn't go back to the speaker is no report of this claim. It can't be counted, and whoever reads the chain would take it for one.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
  the-post: { name: The Post, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay:
      - via: the-gazette
        from: the-herald
      - via: the-herald
        from: the-gazette
      - the-post
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
  the-post: { name: The Post, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay:
      - the-gazette
      - the-herald
      - the-post
`,
  },
  check: findUnreached,
};

function* findUnreached({ traces }: RuleContext): Generator<Finding> {
  for (const { chain } of traces) {
    if (chain.loops.length === 0) continue;
    const { claim } = chain;
    const looping = new Set(chain.loops.flat());
    for (const hop of chain.hops) {
      // What a loop or a name that leads nowhere cuts off is reported there, at its cause; a hop
      // that draws on what was cut off is told of once, where the sound part begins again.
      if (chain.reached[hop.index] || looping.has(hop.index) || hop.danglingFrom.length > 0)
        continue;
      const sources = hop.from.map((source) => chain.hops[source]!);
      if (!sources.some(({ index }) => looping.has(index))) continue;
      yield {
        at: claim,
        path: hop.path,
        message: `no way leads from the speaker to the hop \`${hop.name}\``,
        label: `draws on ${sources.map(({ name }) => `\`${name}\``).join(", ")}`,
        help: "say in `from` whom it had it from: `speaker`, or a hop that goes back to the speaker",
      };
    }
  }
}
