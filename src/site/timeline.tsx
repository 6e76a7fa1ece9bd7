import { pagesOf } from "./claims.js";
import { type Day, dayWords, monthWords, yearWords } from "./days.js";
import type { Desk } from "./desk.js";
import { listPage, PAGES } from "./links.js";
import { MomentEntry } from "./moment.js";
import { type Moment, type Moments, momentsOf } from "./moments.js";
import { useHere } from "./page.js";
import { countOf, groups } from "./words.js";

/** How many moments stand on one page. */
const EACH = 200;

/** The moments that were gathered: each page needs all of them in order, to know which are its own. */
const GATHERED = new WeakMap<Desk, Moments>();

function momentsAt(desk: Desk): Moments {
  const known = GATHERED.get(desk);
  if (known) return known;
  const moments = momentsOf(desk.source.store);
  GATHERED.set(desk, moments);
  return moments;
}

/** Gives how many pages the timeline takes. */
export function timelinePages(desk: Desk): number {
  return pagesOf(momentsAt(desk).moments.length, EACH);
}

/**
 * A page of who said what, and how it spread from there. The newest stands first: whoever comes each day looks
 * for what is new, and whoever looks for a day of the past goes by the years. How one claim spread reads forward.
 */
export function TimelinePage({ page }: { page: number }) {
  const { desk } = useHere();
  const all = momentsAt(desk);
  const { moments, undated } = all;
  const shown = moments.slice((page - 1) * EACH, page * EACH);
  return (
    <>
      <h1>Timeline</h1>
      <p class="lede">
        What was said, and how it spread from there. The newest stands first; how long each report
        took stands beside it.
      </p>
      <ul class="timeline-key">
        <li class="moment-said">said</li>
        <li class="moment-reported">reported: it reached somebody else</li>
      </ul>
      <Undated count={undated} />
      <Years {...all} />
      {shown.length === 0 && <p>Nothing has a date yet.</p>}
      {runsOf(shown, ({ day }) => day.year).map((year) => (
        <Year key={year[0]!.day.year} moments={year} />
      ))}
      <TimelinePager page={page} pages={timelinePages(desk)} />
    </>
  );
}

function Undated({ count }: { count: number }) {
  const { href } = useHere();
  if (count === 0) return null;
  return (
    <p class="dim">
      {countOf(count, "claim has", "claims have")} no date, nor has any report of{" "}
      {count === 1 ? "it" : "them"}, and so {count === 1 ? "it is" : "they are"} not here but only
      among <a href={href(PAGES.claims)}>all claims</a>.
    </p>
  );
}

function Year({ moments }: { moments: readonly Moment[] }) {
  const { day } = moments[0]!;
  return (
    <section class="year" aria-labelledby={yearId(day)}>
      <h2 id={yearId(day)}>{yearWords(day)}</h2>
      {runsOf(moments, (moment) => moment.day.month).map((month) => (
        <Month key={month[0]!.day.month} moments={month} />
      ))}
    </section>
  );
}

function Month({ moments }: { moments: readonly Moment[] }) {
  const { day } = moments[0]!;
  return (
    <>
      <h3>{monthWords(day)}</h3>
      {runsOf(moments, (moment) => moment.day.day).map((run) => (
        <>
          {day.month > 0 && <h4>{dayWords(run[0]!.day)}</h4>}
          <ol class="moments">
            {run.map((moment) => (
              <MomentEntry key={`${moment.claim} ${moment.hop}`} moment={moment} />
            ))}
          </ol>
        </>
      ))}
    </>
  );
}

/** Cuts a list where a key changes. */
function runsOf(moments: readonly Moment[], keyOf: (moment: Moment) => number): Moment[][] {
  const runs: Moment[][] = [];
  for (const moment of moments) {
    const last = runs.at(-1);
    if (last && keyOf(last[0]!) === keyOf(moment)) last.push(moment);
    else runs.push([moment]);
  }
  return runs;
}

/** Where each year begins, and how much it holds. */
function Years({ moments, spans }: Moments) {
  const { href } = useHere();
  if (spans.length < 2) return null;
  return (
    <nav class="years" aria-label="Years">
      <ul>
        {spans.map(({ from, years, at, count }) => (
          <li key={from}>
            <a
              href={`${href(listPage("timeline", Math.floor(at / EACH) + 1))}#${yearId(moments[at]!.day)}`}
            >
              {years === 1 ? yearWords({ year: from }) : `${from} to ${from + years - 1}`}
            </a>{" "}
            <span class="dim">{groups(count)}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function yearId({ year }: Day): string {
  return `y${year}`;
}

function TimelinePager({ page, pages }: { page: number; pages: number }) {
  const { href } = useHere();
  if (pages === 1) return null;
  return (
    <nav class="pager" aria-label="Pages">
      {page > 1 && (
        <a href={href(listPage("timeline", page - 1))} rel="prev">
          Newer
        </a>
      )}
      <span>
        Page {groups(page)} of {groups(pages)}
      </span>
      {page < pages && (
        <a href={href(listPage("timeline", page + 1))} rel="next">
          Older
        </a>
      )}
    </nav>
  );
}
