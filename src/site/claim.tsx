import { type Chain, FROM_SPEAKER } from "../provenance/chain.js";
import type { Traced } from "../provenance/provenance.js";
import type { Entry } from "../store/source.js";
import { Hops } from "./claim-hops.js";
import { Ground, Named, Relations, Reviews } from "./claim-ties.js";
import { Copies, hasCopies } from "./copies.js";
import { Drifts } from "./drift.js";
import { ClaimGrade } from "./grade.js";
import { useHere } from "./page.js";
import { EntryLink, EntryLinks, Facts, On, Said, Section, StatusMark, When } from "./parts.js";
import { Quote } from "./quote.js";
import { InTheStore } from "./source.js";
import { STATUS_WORDS, worthOf } from "./words.js";

/**
 * A claim: what is claimed, by whom, through whose hands, and what that is worth.
 *
 * @param picture the chain as an SVG element
 */
export function ClaimPage({ traced, picture }: { traced: Traced; picture: string }) {
  const { chain, status } = traced;
  const { claim } = chain;
  const { value } = claim;
  return (
    <article class="claim">
      <p class="eyebrow">
        Claim <code>{claim.id}</code> · <a href="#source">where it is written</a>
      </p>
      <h1>
        <Said>{value.text}</Said>
      </h1>
      <p class="lede">
        <StatusMark status={status} /> {STATUS_WORDS[status].long}
      </p>
      <Utterance chain={chain} />
      <Section title="How it reached us" id="chain">
        <div class="chain">
          {/* The picture is drawn here, of texts that the drawing escapes. */}
          {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard */}
          <section
            class="picture"
            aria-label="The chain as a picture"
            tabIndex={0}
            dangerouslySetInnerHTML={{ __html: picture }}
          />
          {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: see above */}
          <Hops chain={chain} />
        </div>
      </Section>
      <Section title="What that is worth" id="worth">
        <Worth traced={traced} />
        <Falls claim={claim} />
        <Drifts chain={chain} />
      </Section>
      <Ground claim={claim} />
      <Relations claim={claim} />
      <Reviews claim={claim} />
      <InTheStore entry={claim} />
    </article>
  );
}

/** Who said it, when, where and in which words: the beginning of the chain. */
function Utterance({ chain }: { chain: Chain }) {
  const { desk } = useHere();
  const { id, value } = chain.claim;
  const { quote } = value;
  return (
    <section class="utterance" aria-label="Who said it">
      {quote !== undefined && (
        <Quote text={quote} lang={value.lang} standing={desk.source.standingOf(id, FROM_SPEAKER)} />
      )}
      <Facts
        facts={[
          ["Original speaker", <EntryLink id={value.speaker} />],
          ["In the role of", value.role === undefined ? "" : <RoleName chain={chain} />],
          ["On behalf of", value.for === undefined ? "" : <EntryLink id={value.for} />],
          ["When", value.date === undefined ? "" : <When date={value.date} />],
          ["Cue", value.how === undefined ? "" : <Said>{value.how}</Said>],
          ["How sure", value.certainty],
          ["Record of the words", value.in === undefined ? "" : <Record id={value.in} />],
          ["About", value.about === undefined ? "" : <EntryLinks ids={value.about} />],
          ["Tags", value.tags === undefined ? "" : <Tags tags={value.tags} />],
          ["Credibility", value.grade && <ClaimGrade grade={value.grade} />],
          ["Note", value.note === undefined ? "" : <Said>{value.note}</Said>],
        ]}
      />
    </section>
  );
}

function RoleName({ chain }: { chain: Chain }) {
  const { speaker, claim } = chain;
  const role = claim.value.role!;
  const known = speaker?.kind === "agent" ? speaker.value.roles?.[role] : undefined;
  return <Said>{known?.title ?? role}</Said>;
}

function Tags({ tags }: { tags: readonly string[] }) {
  return tags.map((tag, index) => (
    <>
      {index > 0 && ", "}
      <Said>{tag}</Said>
    </>
  ));
}

/** A document with what a reader needs to look it up. */
function Record({ id }: { id: string }) {
  const { desk } = useHere();
  const document = desk.source.store.documents.get(id);
  return (
    <>
      <EntryLink id={id} />
      {document && hasCopies(document) && <Copies document={document} />}
    </>
  );
}

function Worth({ traced }: { traced: Traced }) {
  const { desk } = useHere();
  return (
    <dl class="worth">
      {worthOf(traced, desk.source.provenance).map(({ term, value, meaning }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            <strong>
              <Said>{value}</Said>
            </strong>{" "}
            <Said>{meaning}</Said>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What it rests on that was taken back since, and its own fall. */
function Falls({ claim }: { claim: Entry<"claim"> }) {
  const { desk } = useHere();
  const { provenance } = desk.source;
  const own = provenance.fallOf(claim.id);
  const under = provenance.fallsUnder(claim);
  if (!own && under.length === 0) return null;
  return (
    <ul class="falls">
      {own && (
        <li>
          It was {own.word}
          <On date={own.date} /> by <Named id={own.at.id} />.
        </li>
      )}
      {under.map(([id, fall]) => (
        <li key={id}>
          It rests on <Named id={id} />, which was {fall.word}
          <On date={fall.date} />.
        </li>
      ))}
    </ul>
  );
}
