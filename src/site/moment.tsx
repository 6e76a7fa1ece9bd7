import { buildChain, type Chain, type ChainHop } from "../provenance/chain.js";
import { type Day, dayOf, delayWords, fullWords } from "./days.js";
import { pageOf } from "./links.js";
import { type Moment, type Report, reportsOf } from "./moments.js";
import { useHere } from "./page.js";
import { ClaimLink, EntryLink } from "./parts.js";
import { countOf } from "./words.js";

/** How many reports of a claim stand below it. */
const SHOWN = 12;

/** One thing that happened: a claim was said, with how it spread from there; or it came up later. */
export function MomentEntry({ moment }: { moment: Moment }) {
  const { desk } = useHere();
  const { store } = desk.source;
  const chain = buildChain(store.claims.get(moment.claim)!, store);
  if (moment.kind === "again") return <Again moment={moment} chain={chain} />;
  const reports = reportsOf(chain.hops).filter(({ hop }) => hop.index !== moment.hop);
  return (
    <li class={`moment moment-${moment.kind}`}>
      <p>
        <Head moment={moment} chain={chain} /> <ClaimLink claim={chain.claim} />
      </p>
      {moment.kind === "said" && reports.length === 0 && (
        <p class="moment-alone dim">Nobody has passed it on.</p>
      )}
      <Spread chain={chain} from={moment} reports={reports} />
    </li>
  );
}

function Head({ moment: { kind, day, hop }, chain }: { moment: Moment; chain: Chain }) {
  const speaker = <EntryLink id={chain.claim.value.speaker} />;
  if (kind === "said") {
    return (
      <>
        {speaker} said
        <Remark day={day} />:
      </>
    );
  }
  return (
    <>
      <Hand hop={chain.hops[hop!]!} /> reported
      <Remark day={day} />, and it is not known when {speaker} said it:
    </>
  );
}

/** What a heading doesn't tell of a day: its time, how sure it is, and the end of an interval. */
function Remark({ day }: { day: Day }) {
  const { time, isVague, until } = day;
  const end = dayOf(until);
  const remarks = [
    time === "" ? "" : clockWords(time),
    isVague ? `around this ${unitOf(day)}` : "",
    end ? `between then and ${aboutWords(end)}` : "",
  ].filter((each) => each !== "");
  return remarks.length === 0 ? null : <span class="dim"> ({remarks.join(", ")})</span>;
}

function unitOf({ month, day }: Day): string {
  if (day > 0) return "day";
  return month > 0 ? "month" : "year";
}

function clockWords(time: string): string {
  const zone = time.slice("00:00:00".length);
  const clock = `at ${time.slice(0, "00:00".length)}`;
  if (zone === "") return clock;
  return zone === "Z" ? `${clock} UTC` : `${clock} UTC${zone}`;
}

/** How a claim went from hand to hand: the earliest first, each with how long after it was. */
function Spread({
  chain,
  from,
  reports,
}: {
  chain: Chain;
  from: Moment;
  reports: readonly Report[];
}) {
  const { href } = useHere();
  if (reports.length === 0) return null;
  const rest = reports.length - SHOWN;
  return (
    <>
      <ol class="spread">
        {reports.slice(0, SHOWN).map((report) => (
          <li key={report.hop.index}>
            <ReportLine from={from} report={report} />
          </li>
        ))}
      </ol>
      {rest > 0 && (
        <p class="moment-alone">
          <a href={`${href(pageOf("claim", chain.claim.id))}#chain`}>
            and {countOf(rest, "more report")}
          </a>
        </p>
      )}
    </>
  );
}

/** One report: how long after it was, when, and by whom. */
function ReportLine({ from, report: { hop, day } }: { from: Moment; report: Report }) {
  const by = <Hand hop={hop} />;
  if (!day) {
    return (
      <>
        reported by {by} <span class="dim">(undated)</span>
      </>
    );
  }
  const delay = delayWords(from.day, day);
  if (delay === "") {
    return (
      <>
        reported by {by} <span class="dim">({aboutWords(day)})</span>
      </>
    );
  }
  const isEarlier = from.kind === "said" && delay.endsWith("earlier");
  return (
    <>
      reported{" "}
      <span class={isEarlier ? "gap" : "delay"}>
        {delay}
        {isEarlier && " than it was said"}
      </span>{" "}
      by {by} <span class="dim">({aboutWords(day)})</span>
    </>
  );
}

/** Who reported, and in which document where that is known. */
function Hand({ hop: { hop, agent, document } }: { hop: ChainHop }) {
  if (!document || document.id === (agent?.id ?? hop.via)) return <EntryLink id={hop.via} />;
  return (
    <>
      <EntryLink id={agent?.id ?? hop.via} /> in <EntryLink id={document.id} />
    </>
  );
}

function aboutWords(day: Day): string {
  return `${day.isVague ? "about " : ""}${fullWords(day)}`;
}

/** A claim that somebody took up long after. */
function Again({ moment: { day, hop }, chain }: { moment: Moment; chain: Chain }) {
  const { value } = chain.claim;
  const said = dayOf(value.date);
  const delay = said && delayWords(said, day);
  return (
    <li class="moment moment-reported">
      <p>
        <Hand hop={chain.hops[hop!]!} /> took up
        <Remark day={day} /> what <EntryLink id={value.speaker} /> said:{" "}
        <ClaimLink claim={chain.claim} />
      </p>
      <p class="moment-alone dim">
        {said ? `Said ${aboutWords(said)}` : "It is not known when it was said"}
        {delay ? `; this was ${delay}.` : "."}
      </p>
    </li>
  );
}
