import { nameOf } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import { useHere } from "./page.js";
import { ClaimList, Said, Section } from "./parts.js";
import { Source } from "./source.js";

/** A document: what it is the record of, what it passes on, and what became of it. */
export function DocumentPage({ document }: { document: Entry<"document"> }) {
  const { desk } = useHere();
  const work = desk.document(document.id);
  return (
    <article>
      <p class="eyebrow">{document.value.kind ?? "document"}</p>
      <h1>
        <Said>{nameOf(document)}</Said>
      </h1>
      <Section title="Passes on" id="relayed">
        <ClaimList rows={work.relayed} />
      </Section>
      <Section title="In the store" id="source">
        <Source entry={document} />
      </Section>
    </article>
  );
}
