import type { Entry } from "../store/source.js";
import type { Pronouns } from "./agent-words.js";
import type { AgentWork } from "./desk.js";
import { EntryLink, EntryLinks, Facts, Section } from "./parts.js";
import { countOf } from "./words.js";

/** How many of those whom an agent has claims from, or who have them from it, are shown. */
const MOST_HANDS = 10;

/** How many of those who belong to an agent are shown. */
const MOST_PARTS = 100;

/** Whom an agent has claims from, and who has them from it. */
export function Handovers({ work, pronouns }: { work: AgentWork; pronouns: Pronouns }) {
  const { sources, takers } = work;
  if (sources.size === 0 && takers.size === 0) return null;
  const { subject, object } = pronouns;
  return (
    <Section title="Who has it from whom" id="hands">
      <p>Straight from hand to hand, or through a place where it was said.</p>
      <div class="columns">
        <Hands title={`Whom ${subject} had claims from`} id="sources" counts={sources} />
        <Hands title={`Who had claims from ${object}`} id="takers" counts={takers} />
      </div>
    </Section>
  );
}

function Hands({
  title,
  id,
  counts,
}: {
  title: string;
  id: string;
  counts: ReadonlyMap<string, number>;
}) {
  if (counts.size === 0) return null;
  const shown = [...counts].sort(([, a], [, b]) => b - a).slice(0, MOST_HANDS);
  const rest = counts.size - shown.length;
  return (
    <div>
      <h3 id={id}>{title}</h3>
      <ol class="tally" aria-labelledby={id}>
        {shown.map(([voice, count]) => (
          <li key={voice}>
            <EntryLink id={voice} /> <span class="dim">{countOf(count, "claim")}</span>
          </li>
        ))}
      </ol>
      {rest > 0 && <p class="dim">and {countOf(rest, "other")}</p>}
    </div>
  );
}

/** Who belongs to an agent, and who holds its offices. */
export function AgentTies({ work, pronouns }: { work: AgentWork; pronouns: Pronouns }) {
  const { parts, holders } = work;

  if (parts.length === 0 && holders.length === 0) return null;
  return (
    <Section title={`Who belongs to ${pronouns.object}`} id="parts">
      {parts.length > 0 && (
        <p>
          Those with one owner are not independent of each other: two reports of theirs may be worth
          no more than one.
        </p>
      )}
      <Facts
        facts={[
          [`Part of ${pronouns.object}`, parts.length > 0 && <Agents agents={parts} />],
          ["Holds an office", holders.length > 0 && <Agents agents={holders} />],
        ]}
      />
    </Section>
  );
}

function Agents({ agents }: { agents: readonly Entry<"agent">[] }) {
  const rest = agents.length - MOST_PARTS;
  return (
    <>
      <EntryLinks ids={agents.slice(0, MOST_PARTS).map(({ id }) => id)} />
      {rest > 0 && <span class="dim"> and {countOf(rest, "other")}</span>}
    </>
  );
}
