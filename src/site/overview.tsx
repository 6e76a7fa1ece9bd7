import { parseEdtf } from "../model/edtf.js";
import { STATUSES, type Status } from "../provenance/measures.js";
import { ClaimList } from "./claim-list.js";
import type { Row } from "./desk.js";
import { HiddenFindings } from "./finding-parts.js";
import { Rules } from "./findings.js";
import { PAGES } from "./links.js";
import { useHere } from "./page.js";
import { EntryLink, Section, StatusMark } from "./parts.js";
import { andList, countOf, groups, STATUS_WORDS } from "./words.js";

/** How many of a list the overview shows. */
const SHOWN = 8;

/** What the desk knows, at a glance: for somebody who sees it for the first time, and for who comes daily. */
export function Overview() {
  const { desk, href } = useHere();
  const { title, store, today, findings, hiddenFindings } = desk.source;
  const { rows } = desk;
  const named = rows.filter(({ claim }) =>
    isNamed(store.agents.get(claim.value.speaker)?.value.kind),
  );
  return (
    <>
      <h1 dir="auto">{title}</h1>
      <p class="lede">
        {andList([
          countOf(rows.length, "claim"),
          countOf(store.agents.size, "person, outlet or place", "people, outlets and places"),
          countOf(store.documents.size, "document"),
        ])}
        .
        {rows.length > 0 &&
          ` The original speaker of ${countOf(named.length, "claim")} is named: ${Math.round((100 * named.length) / rows.length)} %.`}
      </p>
      <p>
        Each claim is one thing that somebody says is so. Its page shows who said it, through whose
        hands it reached us, and what that way is worth. Whether it is true is another question:
        what stands here is who can be held to it.
      </p>
      {rows.length === 0 ? <p>There is no claim yet.</p> : <Claims rows={rows} />}
      <div class="columns">
        <Section title="The outlets most relied on" id="outlets">
          <Outlets />
        </Section>
        <Section title="What the checks found" id="findings">
          {findings.length === 0 ? (
            <p>Nothing.</p>
          ) : (
            <Rules findings={findings} page={href(PAGES.findings)} />
          )}
          <HiddenFindings count={hiddenFindings} />
        </Section>
      </div>
      <p class="dim">As of {today}.</p>
    </>
  );
}

function Claims({ rows }: { rows: readonly Row[] }) {
  const { href } = useHere();
  const nobodys = rows.filter(({ status }) => status === "unattributed");
  return (
    <>
      <Section title="How well the claims are traced" id="statuses">
        <Statuses rows={rows} />
      </Section>
      <div class="columns">
        <Section title="The newest claims" id="newest">
          <ClaimList rows={newestOf(rows)} />
          <p>
            <a href={href(PAGES.claims)}>All claims</a>
          </p>
        </Section>
        <Section title="Claims that nobody can be held to" id="nobodys">
          {nobodys.length === 0 ? (
            <p>None: each claim has somebody who is named for it, or a source that is described.</p>
          ) : (
            <>
              <ClaimList rows={nobodys} most={SHOWN} />
              <p>
                <a href={href(`${PAGES.claims}?status=unattributed`)}>
                  {nobodys.length === 1 ? "The one" : `All ${groups(nobodys.length)}`}
                </a>
              </p>
            </>
          )}
        </Section>
      </div>
    </>
  );
}

function isNamed(kind: string | undefined): boolean {
  return kind === "person" || kind === "organization";
}

/** Best first, as a reader asks: what can I rely on? */
const BEST_FIRST: readonly Status[] = [
  "original",
  "traced",
  "broken",
  "own-voice",
  "anonymous",
  "unattributed",
  "circular",
];

function Statuses({ rows }: { rows: readonly Row[] }) {
  const { href } = useHere();
  const counts = new Map(STATUSES.map((status) => [status, 0]));
  for (const { status } of rows) counts.set(status, counts.get(status)! + 1);
  const most = Math.max(1, ...counts.values());
  return (
    <ul class="bars">
      {BEST_FIRST.filter((status) => counts.get(status)! > 0).map((status) => (
        <li key={status}>
          <a href={href(`${PAGES.claims}?status=${status}`)}>
            <StatusMark status={status} />{" "}
            <span class="bar-count">{groups(counts.get(status)!)}</span>
          </a>
          <Bar share={counts.get(status)! / most} kind={status} />
          <span class="bar-words">{STATUS_WORDS[status].long}</span>
        </li>
      ))}
    </ul>
  );
}

/** A bar of a chart. Its number stands beside it in words. */
function Bar({ share, kind }: { share: number; kind: string }) {
  return (
    <svg
      class={`bar bar-${kind}`}
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect width={Math.max(1, Math.round(1000 * share) / 10)} height="8" rx="1" />
    </svg>
  );
}

function newestOf(rows: readonly Row[]): Row[] {
  const dated = rows.flatMap((row) => {
    const { date } = row.claim.value;
    const latest = date === undefined ? undefined : parseEdtf(date)?.max;
    return latest === undefined ? [] : [{ row, latest }];
  });
  dated.sort((a, b) => b.latest - a.latest);
  return dated.slice(0, SHOWN).map(({ row }) => row);
}

function Outlets() {
  const { desk } = useHere();
  const outlets = [...desk.source.store.agents.values()]
    .filter(({ value }) => value.kind === "outlet")
    .map(({ id }) => ({ id, ...desk.agent(id) }))
    .map(({ id, relayed, bottleneckOf }) => ({
      id,
      relayed: relayed.length,
      alone: bottleneckOf.length,
    }))
    .filter(({ relayed }) => relayed > 0)
    .sort((a, b) => b.relayed - a.relayed);
  if (outlets.length === 0) return <p>No outlet has passed a claim on.</p>;
  const most = outlets[0]!.relayed;
  return (
    <ul class="bars bars-plain">
      {outlets.slice(0, SHOWN).map(({ id, relayed, alone }) => (
        <li key={id}>
          <span>
            <EntryLink id={id} /> <span class="bar-count">{groups(relayed)}</span>
          </span>
          <Bar share={relayed / most} kind="outlet" />
          {alone > 0 && (
            <span class="bar-words">
              {alone === relayed ? "all of them" : groups(alone)} known only through it
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
