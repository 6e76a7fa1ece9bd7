import { nameOf } from "../provenance/ways.js";
import type { Finding, Rule, RuleContext } from "./rule.js";
import { isForum } from "./strays.js";

/** "The UN said" hides which of its members did. */
export const forumSpeaks: Rule = {
  name: "forum-speaks",
  tier: "meaning",
  severity: "error",
  summary: "a forum as speaker, publisher, author, reviewer or translator",
  why: '"The UN said" and "Twitter said" hide who did: a place hosts and doesn\'t speak. The speaker is whoever spoke there; the forum is a hop of the relay.',
  examples: {
    bad: `agents:
  un-general-assembly:
    name: UN General Assembly
    kind: forum
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: un-general-assembly
`,
    good: `agents:
  jane-doe:
    name: Jane Doe
    kind: person
  un-general-assembly:
    name: UN General Assembly
    kind: forum
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay: [un-general-assembly]
`,
  },
  check: findSpeakingForums,
};

function* findSpeakingForums({ strays }: RuleContext): Generator<Finding> {
  for (const { at, path, field, target } of strays) {
    if (!field.speaks || !target || !isForum(target)) continue;
    yield {
      at,
      path,
      message: `${nameOf(target)} is a forum, and a forum doesn't speak`,
      label: `\`${field.name}\` of \`${at.id}\``,
      related: [{ at: target, path: ["kind"], message: "a forum" }],
      help:
        field.name === "speaker"
          ? "name who spoke there (or `unknown`) and put the forum in `relay`"
          : "name the agent whose work it is",
    };
  }
}
