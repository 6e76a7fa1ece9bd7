import type { Fall } from "../provenance/falls.js";
import type { Entry } from "../store/source.js";
import type { Row } from "./desk.js";
import { useHere } from "./page.js";
import { Address, ClaimLink, EntryLink, On, Said, Section } from "./parts.js";
import { countOf } from "./words.js";

/** How many of what fell are shown. */
const MOST = 100;

/** What of some claims and documents was retracted or corrected; nothing where all stand as they were. */
export function FallenOf({
  claims,
  documents,
}: {
  claims: readonly Row[];
  documents: readonly Entry<"document">[];
}) {
  const { desk } = useHere();
  const { provenance } = desk.source;
  const ids = [...claims.map(({ claim }) => claim.id), ...documents.map(({ id }) => id)];
  const fallen = ids.flatMap((id) => {
    const fall = provenance.fallOf(id);
    return fall ? [{ id, fall }] : [];
  });
  if (fallen.length === 0) return null;
  return (
    <Section title="Corrected or taken back" id="fallen">
      <ul class="falls">
        {fallen.slice(0, MOST).map(({ id, fall }) => (
          <li key={id}>
            <EntryLink id={id} />
            <span class="claim-meta">
              <FallWords fall={fall} />
            </span>
          </li>
        ))}
      </ul>
      {fallen.length > MOST && <p class="dim">and {countOf(fallen.length - MOST, "other")}</p>}
    </Section>
  );
}

function FallWords({ fall: { word, at, date } }: { fall: Fall }) {
  const said = at.kind === "document" ? at.value[word] : undefined;
  return (
    <>
      <span class={`amended amended-${word}`}>{word}</span>
      <On date={date} />
      {at.kind === "claim" && (
        <>
          {" by "}
          <EntryLink id={at.value.speaker} />: <ClaimLink claim={at} />
        </>
      )}
      {said && <Amendment amendment={said} />}
    </>
  );
}

type Amendment = NonNullable<Entry<"document">["value"]["retracted"]>;

/** What was wrong with a document, and where that was published. */
function Amendment({ amendment: { because, url } }: { amendment: Amendment }) {
  return (
    <>
      {because !== undefined && (
        <>
          {": "}
          <Said>{because}</Said>
        </>
      )}
      {url !== undefined && (
        <>
          {" · "}
          <Address url={url}>the notice</Address>
        </>
      )}
    </>
  );
}

/** That a document was retracted or corrected, ahead of all else on its page. */
export function Notices({ document }: { document: Entry<"document"> }) {
  const { retracted, corrected } = document.value;
  return (
    <>
      {retracted && (
        <p class="notice notice-poor">
          <strong>Retracted</strong>
          <On date={retracted.date} />
          <Amendment amendment={retracted} />
        </p>
      )}
      {corrected && (
        <p class="notice">
          <strong>Corrected</strong>
          <On date={corrected.date} />
          <Amendment amendment={corrected} />
        </p>
      )}
    </>
  );
}
