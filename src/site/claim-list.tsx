import type { ComponentChildren } from "preact";
import type { Row } from "./desk.js";
import { useHere } from "./page.js";
import { ClaimLink, EntryLink, Section, StatusMark, When } from "./parts.js";
import { countOf } from "./words.js";

/**
 * Claims as a list, the first of them, with a word of how many there are beyond.
 *
 * @param all the path in the site of a page that lists them all
 * @param of the speaker whose page it is, who is not named again
 */
export function ClaimList({
  rows,
  most = 100,
  all,
  of,
}: {
  rows: readonly Row[];
  most?: number;
  all?: string | undefined;
  of?: string | undefined;
}) {
  const { href } = useHere();
  return (
    <>
      <ul class="claim-list">
        {rows.slice(0, most).map((row) => (
          <li key={row.claim.id}>
            <ClaimLink claim={row.claim} />{" "}
            <span class="claim-meta">
              {row.claim.value.speaker !== of && (
                <>
                  <EntryLink id={row.claim.value.speaker} />
                  {" · "}
                </>
              )}
              <When date={row.claim.value.date} /> · <StatusMark status={row.status} />
            </span>
          </li>
        ))}
      </ul>
      {rows.length > most && (
        <p class="dim">
          and {countOf(rows.length - most, "more claim")}
          {all !== undefined && (
            <>
              : <a href={href(all)}>search all of them</a>
            </>
          )}
        </p>
      )}
    </>
  );
}

/**
 * Claims under a heading; nothing where there are none.
 *
 * @param all the path in the site of a page that lists them all
 * @param of the speaker whose page it is, who is not named again
 * @param children what is to be known of them, ahead of the list
 */
export function ClaimSection({
  title,
  id,
  rows,
  all,
  of,
  children,
}: {
  title: string;
  id: string;
  rows: readonly Row[];
  all?: string;
  of?: string;
  children?: ComponentChildren;
}) {
  if (rows.length === 0) return null;
  return (
    <Section title={title} id={id}>
      {children}
      <ClaimList rows={rows} all={all} of={of} />
    </Section>
  );
}
