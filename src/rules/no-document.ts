import { UNKNOWN } from "../model/ids.js";
import { hopsOf } from "../model/relations.js";
import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** A claim that can be read nowhere can't be checked. */
export const noDocument: Rule = {
  name: "no-document",
  tier: "meaning",
  severity: "warning",
  summary: "a claim of which nobody says where it can be read: no document in its chain",
  why: "The names of those who passed it on say who is answerable; only a document lets a reader look it up. A claim without one rests on the recorder's word that it was ever made.",
  examples: {
    bad: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay: [the-gazette]
`,
    good: `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
documents:
  the-story: { by: the-gazette, title: Taxes to fall }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay: [the-story]
`,
  },
  check: findUndocumented,
};

function* findUndocumented({ scope, store }: RuleContext): Generator<Finding> {
  for (const claim of scope.claims) {
    if (namesDocument(claim, store)) continue;
    yield {
      at: claim,
      message: `nothing says where \`${claim.id}\` can be read`,
      help: "name the document that records it in `in`, or the one that relays it in `relay`",
    };
  }
}

function namesDocument({ value }: Entry<"claim">, store: Store): boolean {
  if (value.in !== undefined || mayBeDocument(value.speaker, store)) return true;
  return hopsOf(value).some((hop) => hop.in !== undefined || mayBeDocument(hop.via, store));
}

/** What the store doesn't know may be a document; that it doesn't is reported already. */
function mayBeDocument(id: string, store: Store): boolean {
  return id !== UNKNOWN && !store.agents.has(id);
}
