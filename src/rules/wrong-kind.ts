import { type EntryKind, KIND_WORDS } from "../model/entry.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** A claim can't speak, and a document can't own an outlet. */
export const wrongKind: Rule = {
  name: "wrong-kind",
  tier: "meaning",
  severity: "error",
  summary: "a reference to the wrong kind of thing, such as a claim as speaker",
  why: "A claim can't speak, an agent is no evidence and a document owns no outlet. A reference of the wrong kind usually means that another id was meant, and the chain leads astray.",
  examples: {
    bad: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
  tax-cut-doubted:
    text: The promise is hollow.
    speaker: tax-cut
`,
    good: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
  john-roe:
    name: John Roe
    kind: person
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
  tax-cut-doubted:
    text: The promise is hollow.
    speaker: john-roe
    disputes: [tax-cut]
`,
  },
  check: findWrongKinds,
};

function* findWrongKinds({ traces, store, strays }: RuleContext): Generator<Finding> {
  for (const { at, path, id, field, target } of strays) {
    const kind = target?.kind ?? store.damaged.get(id);
    if (kind === undefined || field.kinds.includes(kind)) continue;
    yield {
      at,
      path,
      message: `\`${field.name}\` must name ${words(field.kinds)}, and \`${id}\` is ${KIND_WORDS[kind]}`,
      ...(target ? { related: [{ at: target, message: `${KIND_WORDS[kind]}` }] } : {}),
    };
  }
  for (const { chain } of traces) {
    const { claim, hops } = chain;
    for (const { index, hop } of hops.filter((each) => each.hop.in !== undefined)) {
      if (!store.documents.has(hop.via)) continue;
      yield {
        at: claim,
        path: ["relay", index, "in"],
        on: "key",
        message: `\`in\` goes with an agent, and \`${hop.via}\` is a document already`,
        help: "name the publisher in `via`, or delete `in`",
      };
    }
  }
}

function words(kinds: readonly EntryKind[]): string {
  return kinds.map((kind) => KIND_WORDS[kind]).join(" or ");
}
