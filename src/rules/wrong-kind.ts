import { type EntryKind, KIND_WORDS } from "../model/entry.js";
import { referencesOf } from "../model/references.js";
import { hopsOf } from "../model/relations.js";
import { entriesOf, entryOf } from "../store/store.js";
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

function* findWrongKinds({ store }: RuleContext): Generator<Finding> {
  for (const entry of entriesOf(store)) {
    for (const { path, id, field } of referencesOf(entry.kind, entry.value)) {
      const target = entryOf(store, id);
      const kind = target?.kind ?? store.damaged.get(id);
      if (kind === undefined || field.kinds.includes(kind)) continue;
      yield {
        at: entry,
        path,
        message: `\`${field.name}\` must name ${words(field.kinds)}, and \`${id}\` is ${KIND_WORDS[kind]}`,
        ...(target ? { related: [{ at: target, message: `${KIND_WORDS[kind]}` }] } : {}),
      };
    }
    if (entry.kind !== "claim") continue;
    for (const [index, { via, in: inside }] of hopsOf(entry.value).entries()) {
      if (inside === undefined || !store.documents.has(via)) continue;
      yield {
        at: entry,
        path: ["relay", index, "in"],
        on: "key",
        message: `\`in\` goes with an agent, and \`${via}\` is a document already`,
        help: "name the publisher in `via`, or delete `in`",
      };
    }
  }
}

function words(kinds: readonly EntryKind[]): string {
  return kinds.map((kind) => KIND_WORDS[kind]).join(" or ");
}
