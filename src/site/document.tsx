import { nameOf } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import { languageName } from "./agent-words.js";
import { ClaimSection } from "./claim-list.js";
import type { DocumentWork, Row } from "./desk.js";
import { DocumentList } from "./documents.js";
import { Notices } from "./fallen.js";
import { useHere } from "./page.js";
import { Address, EntryLink, EntryLinks, Facts, Said, Section, When } from "./parts.js";
import { InTheStore } from "./source.js";
import { andList, capital, countOf } from "./words.js";

/** A document: what it is the record of, what it passes on, and what became of it. */
export function DocumentPage({ document }: { document: Entry<"document"> }) {
  const { desk } = useHere();
  const work = desk.document(document.id);
  const dependants = work.restedOnBy.filter((entry) => entry.kind === "claim");
  const citing = work.restedOnBy.filter((entry) => entry.kind === "document");
  const rested = dependants.map(({ id }): Row => desk.row(id)!);
  return (
    <article>
      <p class="eyebrow">{capital(document.value.kind ?? "document")}</p>
      <h1>
        <Said lang={document.value.lang}>{nameOf(document)}</Said>
      </h1>
      <Notices document={document} />
      <p class="lede">{holdingsOf(work, rested.length)}</p>
      <DocumentFacts document={document} />
      <ClaimSection title="The record of what was said" id="records" rows={work.records}>
        <p>The words of these claims can be looked up here, as they were said.</p>
      </ClaimSection>
      <ClaimSection title="Passes on" id="relayed" rows={work.relayed} />
      <ClaimSection title="Says in its own voice" id="own-voice" rows={work.says} of={document.id}>
        <p>These stand there as facts, and nobody is named who said them.</p>
      </ClaimSection>
      <ClaimSection title="What rests on it" id="rested" rows={rested}>
        <p>Whoever made these claims gave this document as a ground for them.</p>
      </ClaimSection>
      {citing.length > 0 && (
        <Section title="Documents that draw on it" id="cited-by">
          <DocumentList documents={citing} />
        </Section>
      )}
      <InTheStore entry={document} />
    </article>
  );
}

/** Tells what a document holds, in a sentence without its title. */
function holdingsOf({ records, relayed, says }: DocumentWork, rested: number): string {
  const claims = (rows: readonly Row[]) => countOf(rows.length, "claim");
  const told = [
    records.length > 0 ? `is the record of ${claims(records)}` : [],
    relayed.length > 0 ? `passes on ${claims(relayed)}` : [],
    says.length > 0 ? `makes ${claims(says)} in its own voice` : [],
    rested > 0 ? `is the ground on which ${countOf(rested, "claim rests", "claims rest")}` : [],
  ].flat();
  return told.length === 0 ? "No claim of the store leads to it." : `It ${andList(told)}.`;
}

function DocumentFacts({ document }: { document: Entry<"document"> }) {
  const { by, authors, date, lang, cites, note, url, archive } = document.value;
  return (
    <Facts
      facts={[
        ["Publisher", by && <EntryLink id={by} />],
        ["Written by", authors && <EntryLinks ids={authors} />],
        ["Published", date && <When date={date} />],
        ["Language", lang && languageName(lang)],
        ["To be read at", url && <Address url={url} />],
        ["Archived copy", archive && <Address url={archive} />],
        ["Saved with the store", document.value.file && <Snapshot document={document} />],
        ["Draws on", cites && <EntryLinks ids={cites} />],
        ["Note", note && <Said>{note}</Said>],
      ]}
    />
  );
}

/** The copy of a document that is kept with the store, and how to tell that it is still the same. */
function Snapshot({ document }: { document: Entry<"document"> }) {
  const { file, sha256, retrieved } = document.value;
  return (
    <>
      <code>{file}</code>
      {retrieved !== undefined && (
        <>
          {", taken on "}
          <When date={retrieved} />
        </>
      )}
      {sha256 !== undefined && (
        <details>
          <summary>Its fingerprint</summary>
          <p>
            Two files with the same SHA-256 checksum are the same to the last letter. That of this
            copy is <code>{sha256}</code>.
          </p>
        </details>
      )}
    </>
  );
}
