import type { Entry } from "../store/source.js";
import { Pager, pagesOf } from "./claims.js";
import { type Desk, newestFirst } from "./desk.js";
import { useHere } from "./page.js";
import { EntryLink, When } from "./parts.js";
import { capital, countOf, groups } from "./words.js";

/** How many documents stand on one page. */
const EACH = 200;

/** Gives how many pages the list of documents takes. */
export function documentPages({ source }: Desk): number {
  return pagesOf(source.store.documents.size, EACH);
}

/** A page of all documents, the newest first. */
export function DocumentsPage({ page }: { page: number }) {
  const { desk } = useHere();
  const { size } = desk.source.store.documents;
  const shown = desk.documentsByDate.slice((page - 1) * EACH, page * EACH);
  return (
    <>
      <h1>Documents</h1>
      <p class="lede">
        {size === 0
          ? "There is no document yet."
          : `${countOf(size, "document")} in which claims were recorded, published or passed on, the newest first.`}
      </p>
      {size > 0 && <DocumentTable documents={shown} />}
      <Pager list="documents" page={page} pages={documentPages(desk)} />
    </>
  );
}

function DocumentTable({ documents }: { documents: readonly Entry<"document">[] }) {
  const { desk } = useHere();
  return (
    <table class="entries">
      <thead>
        <tr>
          <th scope="col">Document</th>
          <th scope="col" class="published">
            Published
          </th>
          <th scope="col" class="number">
            Claims
          </th>
        </tr>
      </thead>
      <tbody>
        {documents.map((document) => (
          <tr key={document.id}>
            <td>
              <EntryLink id={document.id} /> <Amended document={document} />
              <DocumentMeta document={document} />
            </td>
            <td>
              <When date={document.value.date} />
            </td>
            <td class="number">{groups(claimsIn(desk, document.id))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What sort of document it is, and who published it. */
function DocumentMeta({ document }: { document: Entry<"document"> }) {
  const { kind, by } = document.value;
  return (
    <span class="claim-meta">
      {capital(kind ?? "document")}
      {by !== undefined && (
        <>
          {" · "}
          <EntryLink id={by} />
        </>
      )}
    </span>
  );
}

/** Gives how many claims a document holds, each counted once. */
function claimsIn(desk: Desk, id: string): number {
  const { records, relayed, says } = desk.document(id);
  return new Set([...records, ...relayed, ...says]).size;
}

/** Marks a document that was retracted or corrected. */
export function Amended({ document }: { document: Entry<"document"> }) {
  const { corrected, retracted } = document.value;
  return (
    <>
      {retracted && <span class="amended amended-retracted">retracted</span>}
      {retracted && corrected && " "}
      {corrected && <span class="amended amended-corrected">corrected</span>}
    </>
  );
}

/** Documents as a list, the newest first, with a word of how many there are beyond the first. */
export function DocumentList({
  documents,
  most = 100,
}: {
  documents: readonly Entry<"document">[];
  most?: number;
}) {
  return (
    <>
      <ul class="claim-list">
        {newestFirst(documents)
          .slice(0, most)
          .map((document) => (
            <li key={document.id}>
              <EntryLink id={document.id} /> <Amended document={document} />
              <span class="claim-meta">
                {capital(document.value.kind ?? "document")} · <When date={document.value.date} />
              </span>
            </li>
          ))}
      </ul>
      {documents.length > most && (
        <p class="dim">and {countOf(documents.length - most, "more document")}</p>
      )}
    </>
  );
}
