import { nameOf } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import { useHere } from "./page.js";
import { ClaimList, Said, Section } from "./parts.js";
import { Source } from "./source.js";
import { KIND_NOUNS } from "./words.js";

/** An agent: what they said, what they passed on, and what hangs on them. */
export function AgentPage({ agent }: { agent: Entry<"agent"> }) {
  const { desk } = useHere();
  const work = desk.agent(agent.id);
  return (
    <article>
      <p class="eyebrow">{KIND_NOUNS[agent.value.kind][0]}</p>
      <h1>
        <Said>{nameOf(agent)}</Said>
      </h1>
      <Section title="Said" id="said">
        <ClaimList rows={work.spoke} />
      </Section>
      <Section title="In the store" id="source">
        <Source entry={agent} />
      </Section>
    </article>
  );
}
