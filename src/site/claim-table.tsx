import type { Status } from "../provenance/measures.js";
import { type Href, pageOf } from "./links.js";
import { PartyLink, Said, StatusMark, When } from "./parts.js";
import type { Party } from "./party.js";

/** A claim as a table tells it. */
export interface TableRow {
  readonly id: string;
  readonly text: string;
  readonly speaker: Party;
  /** The voices and forums that it went through. */
  readonly via: readonly Party[];
  readonly date: string | undefined;
  readonly status: Status;
}

/** Cells that are stacked on a narrow screen are still cells: some browsers forget it, unless they are told. */
const AS = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  column: { role: "columnheader", scope: "col" },
  head: { role: "rowheader", scope: "row" },
  cell: { role: "cell" },
} as const;

const COLUMNS = ["Claim", "Speaker", "Via", "Date", "Status"];

/**
 * Claims as a table, which stacks its cells where there is no room for columns. The same in Node and in a
 * browser: it knows no more than it is given.
 */
export function ClaimTable({ rows, href }: { rows: readonly TableRow[]; href: Href }) {
  return (
    <table class="claims" {...AS.table}>
      <thead {...AS.group}>
        <tr {...AS.row}>
          {COLUMNS.map((title) => (
            <th key={title} {...AS.column}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...AS.group}>
        {rows.map((row) => (
          <ClaimRow key={row.id} row={row} href={href} />
        ))}
      </tbody>
    </table>
  );
}

function ClaimRow({ row, href }: { row: TableRow; href: Href }) {
  return (
    <tr {...AS.row}>
      <th {...AS.head}>
        <a class="claim-text" href={href(pageOf("claim", row.id))}>
          <Said>{row.text}</Said>
        </a>
      </th>
      <td {...AS.cell} data-label="Speaker">
        <PartyLink party={row.speaker} href={href} />
      </td>
      <td {...AS.cell} data-label="Via">
        {row.via.map((party, index) => (
          <>
            {index > 0 && ", "}
            <PartyLink party={party} href={href} />
          </>
        ))}
      </td>
      <td {...AS.cell} data-label="Date">
        <When date={row.date} />
      </td>
      <td {...AS.cell} data-label="Status">
        <StatusMark status={row.status} />
      </td>
    </tr>
  );
}
