import { isBefore, parseEdtf } from "../model/edtf.js";
import { nameOf } from "../provenance/ways.js";
import type { Finding, Rule, RuleContext } from "./rule.js";

/** A former minister speaks for nobody. */
export const roleNotHeld: Rule = {
  name: "role-not-held",
  tier: "meaning",
  severity: "warning",
  summary: "a claim in a role that the speaker did not hold on its date",
  why: "Weight comes from office: a former minister speaks for nobody, and a future one did not yet. A claim in a role outside its term has a wrong date, a wrong role or more weight than it earned.",
  examples: {
    bad: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
    roles:
      minister: { title: Minister, until: 2022-06-30 }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    role: minister
    date: 2023-10-26
`,
    good: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
    roles:
      minister: { title: Minister, from: 2022-07-01 }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    role: minister
    date: 2023-10-26
`,
  },
  check: findRoles,
};

function* findRoles({ scope, store }: RuleContext): Generator<Finding> {
  for (const claim of scope.claims) {
    const { role: name, date: said, speaker: id } = claim.value;
    const speaker = store.agents.get(id);
    const roles = speaker?.value.roles;
    if (name === undefined || said === undefined || !speaker || !roles) continue;
    if (!Object.hasOwn(roles, name)) continue;
    const { from, until } = roles[name]!;
    const date = parseEdtf(said)!;
    const early = from !== undefined && isBefore(date, parseEdtf(from)!);
    const late = until !== undefined && isBefore(parseEdtf(until)!, date);
    if (!early && !late) continue;
    yield {
      at: claim,
      path: ["role"],
      message: `${nameOf(speaker)} ${early ? "did not yet hold" : "no longer held"} the role \`${name}\` then (${said})`,
      related: [
        {
          at: speaker,
          path: ["roles", name, early ? "from" : "until"],
          message: early ? `began ${from}` : `ended ${until}`,
        },
      ],
    };
  }
}
