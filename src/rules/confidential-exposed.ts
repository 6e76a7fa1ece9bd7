import { wholeWords } from "../model/names.js";
import type { Path } from "../model/references.js";
import { hasText, textsIn } from "../model/texts.js";
import type { Entry } from "../store/source.js";
import type { Finding, Rule, RuleContext } from "./rule.js";
import { entriesIn } from "./scope.js";

/** A name that must not leave the desk stands where it leaves it. */
export const confidentialExposed: Rule = {
  name: "confidential-exposed",
  tier: "meaning",
  severity: "error",
  summary: "a confidential agent's name or alias in some other text of the store",
  why: "`confidential: true` keeps an agent out of every export. Its name in a claim's text, a quotation, a title or a note goes out with that.",
  examples: {
    bad: `agents:
  insider: { name: Jane Doe, kind: person, confidential: true, described-as: an insider }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: insider
    note: Heard from Jane Doe over lunch.
`,
    good: `agents:
  insider: { name: Jane Doe, kind: person, confidential: true, described-as: an insider }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: insider
    note: Heard over lunch.
`,
  },
  check: findExposed,
};

function* findExposed({ scope, index }: RuleContext): Generator<Finding> {
  const names = index
    .confidential()
    .flatMap((agent) =>
      [agent.value.name, ...(agent.value.aliases ?? [])]
        .filter((name) => name !== undefined)
        .map((name) => ({ agent, pattern: wholeWords(name) })),
    );
  if (names.length === 0) return;
  const any = new RegExp(names.map(({ pattern }) => pattern.source).join("|"), "iu");
  for (const entry of entriesIn(scope)) {
    if (!hasText(entry.value, (text) => any.test(text.normalize("NFC")))) continue;
    for (const { path, text } of textsIn(entry.value)) {
      const exposed = names.find(
        ({ agent, pattern }) =>
          !isOwnKey(agent, entry, path) && pattern.test(text.normalize("NFC")),
      );
      if (!exposed) continue;
      yield {
        at: entry,
        path,
        message: `this names the confidential source \`${exposed.agent.id}\``,
        help: "describe the source instead, and clean the history of the repository",
      };
    }
  }
}

/** Its own name and aliases are where they belong; its own note is exported with nothing. */
function isOwnKey(agent: Entry, entry: Entry, path: Path): boolean {
  return agent.id === entry.id && path[0] !== "described-as";
}
