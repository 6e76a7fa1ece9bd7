import type { Desk, Row } from "./desk.js";
import { listPage } from "./links.js";
import { useHere } from "./page.js";
import { ClaimLink, EntryLink, EntryLinks, StatusMark, When } from "./parts.js";
import { countOf, groups } from "./words.js";

/** How many claims stand on one page. */
const EACH = 200;

/** Gives how many pages the list of claims takes. */
export function claimPages({ rows }: Desk): number {
  return pagesOf(rows.length, EACH);
}

/** A page of all claims, in the order of the store. */
export function ClaimsPage({ page }: { page: number }) {
  const { desk } = useHere();
  const { rows } = desk;
  const shown = rows.slice((page - 1) * EACH, page * EACH);
  return (
    <>
      <h1>Claims</h1>
      <p class="lede">{countOf(rows.length, "claim")}, in the order of the store.</p>
      <div id="claims-listing">
        <ClaimTable rows={shown} />
        <Pager list="claims" page={page} pages={claimPages(desk)} />
      </div>
    </>
  );
}

/** Gives how many pages a list takes: at least one. */
export function pagesOf(items: number, each: number): number {
  return Math.max(1, Math.ceil(items / each));
}

function ClaimTable({ rows }: { rows: readonly Row[] }) {
  if (rows.length === 0) return <p>There is no claim yet.</p>;
  return (
    <table class="claims">
      <thead>
        <tr>
          <th scope="col">Claim</th>
          <th scope="col">Speaker</th>
          <th scope="col">Via</th>
          <th scope="col">Date</th>
          <th scope="col">Status</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.claim.id}>
            <td>
              <ClaimLink claim={row.claim} />
            </td>
            <td>
              <EntryLink id={row.claim.value.speaker} />
            </td>
            <td>
              <EntryLinks ids={row.via} />
            </td>
            <td>
              <When date={row.claim.value.date} />
            </td>
            <td>
              <StatusMark status={row.status} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Links to the pages of a long list. */
export function Pager({
  list,
  page,
  pages,
}: {
  list: "claims" | "agents" | "documents" | "timeline";
  page: number;
  pages: number;
}) {
  const { href } = useHere();
  if (pages === 1) return null;
  return (
    <nav class="pager" aria-label="Pages">
      {page > 1 && (
        <a href={href(listPage(list, page - 1))} rel="prev">
          Earlier
        </a>
      )}
      <span>
        Page {groups(page)} of {groups(pages)}
      </span>
      {page < pages && (
        <a href={href(listPage(list, page + 1))} rel="next">
          Further
        </a>
      )}
    </nav>
  );
}
