import { tableRow } from "./claim-data.js";
import { ClaimTable } from "./claim-table.js";
import type { Desk } from "./desk.js";
import { listPage } from "./links.js";
import { useHere } from "./page.js";
import { SearchPanel } from "./search-panel.js";
import { countOf, groups } from "./words.js";

/** How many claims stand on one page. */
const EACH = 200;

/** Gives how many pages the list of claims takes. */
export function claimPages({ rows }: Desk): number {
  return pagesOf(rows.length, EACH);
}

/** A page of all claims, in the order of the store. */
export function ClaimsPage({ page }: { page: number }) {
  const { desk, href } = useHere();
  const { rows } = desk;
  const shown = rows.slice((page - 1) * EACH, page * EACH);
  return (
    <>
      <h1>Claims</h1>
      <p class="lede">{countOf(rows.length, "claim")}, in the order of the store.</p>
      <div id="claims-search" data-claims={rows.length}>
        <SearchPanel query={{}} />
      </div>
      <div id="claims-listing">
        {shown.length === 0 ? (
          <p>There is no claim yet.</p>
        ) : (
          <ClaimTable rows={shown.map((row) => tableRow(row, desk))} href={href} />
        )}
        <Pager list="claims" page={page} pages={claimPages(desk)} />
      </div>
    </>
  );
}

/** Gives how many pages a list takes: at least one. */
export function pagesOf(items: number, each: number): number {
  return Math.max(1, Math.ceil(items / each));
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
