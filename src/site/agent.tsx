import type { ComponentChildren } from "preact";
import { nameOf } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import { AgentFacts } from "./agent-facts.js";
import { AgentTies, Handovers } from "./agent-ties.js";
import { pronounsOf, workSentences } from "./agent-words.js";
import { ClaimSection } from "./claim-list.js";
import type { AgentWork, Desk, Row } from "./desk.js";
import { DocumentList } from "./documents.js";
import { FallenOf } from "./fallen.js";
import { PAGES } from "./links.js";
import { useHere } from "./page.js";
import { Said, Section } from "./parts.js";
import { InTheStore } from "./source.js";
import { capital, KIND_NOUNS } from "./words.js";

/** An agent: who they are, what they said, what they passed on, and what hangs on them. */
export function AgentPage({ agent }: { agent: Entry<"agent"> }) {
  const { desk } = useHere();
  const { kind } = agent.value;
  const work = desk.agent(agent.id);
  const isKept = isKeptBack(desk, agent);
  const inDocuments = saidInDocuments(desk, work);
  const made = work.spoke.length + inDocuments.length;
  const counts = { made, relayed: work.relayed.length, alone: work.bottleneckOf.length };
  return (
    <article>
      <p class="eyebrow">{capital(KIND_NOUNS[kind][0])}</p>
      <h1>
        <Said>{nameOf(agent)}</Said>
      </h1>
      <p class="lede">{workSentences(kind, counts)}</p>
      {kind === "anonymous" && (isKept ? <KeptBack /> : <Unnamed agent={agent} />)}
      <AgentFacts agent={agent} />
      <FallenOf claims={[...work.spoke, ...inDocuments]} documents={work.published} />
      {kind === "forum" ? (
        <Hosted agent={agent} />
      ) : (
        <Work agent={agent} inDocuments={inDocuments} />
      )}
      <ClaimSection title="About" id="about" rows={work.about} />
      <Documents agent={agent} />
      <AgentTies work={work} pronouns={pronounsOf(kind)} />
      {!isKept && <InTheStore entry={agent} />}
    </article>
  );
}

/** Tells whether nothing is left of a source but how it is described, since it is confidential. */
function isKeptBack({ source }: Desk, agent: Entry<"agent">): boolean {
  const isBare = Object.keys(agent.value).every((key) => key === "kind" || key === "described-as");
  return agent.value.kind === "anonymous" && isBare && source.linesOf(agent) === undefined;
}

/** The claims that stand in the agent's documents, with nobody named who made them. */
function saidInDocuments(desk: Desk, { published }: AgentWork): Row[] {
  return published.flatMap(({ id }) => desk.document(id).says);
}

/** Why a source is not named. */
function Unnamed({ agent }: { agent: Entry<"agent"> }) {
  return (
    <p>
      The source is described and not named: a reader has nobody to hold to what it says.
      {agent.value.reason === undefined && " The store does not tell why."}
    </p>
  );
}

/** That of a confidential source nothing more is shown. */
function KeptBack() {
  return (
    <p class="notice">
      This source is kept confidential. What is shown is how it is described in print, and the
      claims that are linked to that description. Nothing else that the store holds of it is on any
      of these pages.
    </p>
  );
}

/** What was said at a place, or passed on there. */
function Hosted({ agent }: { agent: Entry<"agent"> }) {
  const { desk } = useHere();
  return (
    <ClaimSection
      title="Said or passed on there"
      id="hosted"
      rows={desk.agent(agent.id).relayed}
      all={`${PAGES.claims}?at=${agent.id}`}
    />
  );
}

/** What an agent said and passed on, and what that means for whoever relies on it. */
function Work({ agent, inDocuments }: { agent: Entry<"agent">; inDocuments: readonly Row[] }) {
  const { desk } = useHere();
  const work = desk.agent(agent.id);
  const { subject, object, own } = pronounsOf(agent.value.kind);
  const list = (filter: string) => `${PAGES.claims}?${filter}=${agent.id}`;
  return (
    <>
      <ClaimSection title="Said" id="said" rows={work.spoke} all={list("speaker")} of={agent.id} />
      <ClaimSection title={`Said in ${own} documents`} id="own-voice" rows={inDocuments}>
        <p>These stand there as facts, and nobody is named who said them.</p>
      </ClaimSection>
      <ClaimSection title="Passed on" id="relayed" rows={work.relayed} all={list("via")} />
      <ClaimSection title={`Known only through ${object}`} id="alone" rows={work.bottleneckOf}>
        <p>
          Every report of these claims has it through <Said>{nameOf(agent)}</Said>. However many
          reports there are, they count as one: if {subject} erred, nothing else in the store would
          show it.
        </p>
      </ClaimSection>
      <ClaimSection title={`Said on ${own} behalf`} id="for" rows={work.spokenFor} />
      <Handovers work={work} pronouns={pronounsOf(agent.value.kind)} />
      <ClaimSection title="Translated" id="translated" rows={work.translated} />
      <ClaimSection title="Fact-checked" id="reviewed" rows={work.reviewed} />
    </>
  );
}

function Documents({ agent }: { agent: Entry<"agent"> }) {
  const { desk } = useHere();
  const { published, wrote } = desk.agent(agent.id);
  const parts: [string, AgentWork["published"]][] = [
    [agent.value.kind === "forum" ? "Records of what was said there" : "Published", published],
    ["Written", wrote],
  ];
  const told = parts.filter(([, documents]) => documents.length > 0);
  if (told.length === 0) return null;
  return (
    <Section title="Documents" id="documents">
      {told.map(([title, documents]) => (
        <Titled key={title} title={title}>
          <DocumentList documents={documents} />
        </Titled>
      ))}
    </Section>
  );
}

function Titled({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <>
      <h3>{title}</h3>
      {children}
    </>
  );
}
