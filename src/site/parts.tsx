import type { ComponentChildren } from "preact";
import type { Status } from "../provenance/measures.js";
import type { Entry } from "../store/source.js";
import type { SitePlace } from "./desk.js";
import { type Href, pageOf, webAddress } from "./links.js";
import { useHere } from "./page.js";
import { type Party, partyOf } from "./party.js";
import { STATUS_WORDS } from "./words.js";

/**
 * A text from the store, set apart from what stands around it in its direction as in all else.
 *
 * @param lang the language of the text, where it is known
 */
export function Said({ children, lang }: { children: string; lang?: string | undefined }) {
  return (
    <bdi dir="auto" lang={lang}>
      {children}
    </bdi>
  );
}

/** A link to the page of whatever an id stands for; what stands for nothing is told as such. */
export function EntryLink({ id }: { id: string }) {
  const { desk, href } = useHere();
  const { store } = desk.source;
  const claim = store.claims.get(id);
  if (claim) return <ClaimLink claim={claim} />;
  return <PartyLink party={partyOf(store, id)} href={href} />;
}

/** What {@link EntryLink} is, for who has no desk: a script in a page. */
export function PartyLink({ party: { id, name, kind }, href }: { party: Party; href: Href }) {
  if (kind === "unknown") return <span class="gap">someone unknown</span>;
  if (kind === "missing" || kind === "unreadable") {
    return (
      <span class="gap">
        <code>{id}</code> ({kind === "unreadable" ? "can't be read" : "not in the store"})
      </span>
    );
  }
  return (
    <a href={href(pageOf(kind === "forum" ? "agent" : kind, id))}>
      <Said>{name ?? id}</Said>
    </a>
  );
}

/** Links to several entries, with commas between them. */
export function EntryLinks({ ids }: { ids: readonly string[] }) {
  return ids.map((id, index) => (
    <>
      {index > 0 && ", "}
      <EntryLink id={id} />
    </>
  ));
}

/** A claim's text as a link to its page. */
export function ClaimLink({ claim }: { claim: Entry<"claim"> }) {
  const { href } = useHere();
  return (
    <a class="claim-text" href={href(pageOf("claim", claim.id))}>
      <Said>{claim.value.text}</Said>
    </a>
  );
}

/** A status as a mark: its word, with a sign that tells it apart without its colour. */
export function StatusMark({ status }: { status: Status }) {
  return (
    <span class={`status status-${status}`} title={STATUS_WORDS[status].short}>
      {status}
    </span>
  );
}

/** A date as the store has it. */
export function When({ date }: { date: string | undefined }) {
  return date === undefined ? (
    <span class="dim">undated</span>
  ) : (
    <time class="date" dateTime={/^\d{4}(-\d\d){0,2}$/.test(date) ? date : undefined}>
      {date}
    </time>
  );
}

/** `on` a date, with a space ahead of it; nothing where there is none. */
export function On({ date }: { date: string | undefined }) {
  if (date === undefined) return null;
  return (
    <>
      {" on "}
      <When date={date} />
    </>
  );
}

/** A web address: followed where it is one, and shown as it stands where it is not. */
export function Address({ url, children }: { url: string; children?: ComponentChildren }) {
  const safe = webAddress(url);
  if (safe === undefined) return <code class="address">{url}</code>;
  return (
    <a class="address" href={safe} rel="noopener noreferrer nofollow" target="_blank">
      {children ?? url}
    </a>
  );
}

/** Where something stands in the store's files. */
export function Place({ place }: { place: SitePlace | undefined }) {
  const { desk } = useHere();
  if (!place) return <span class="dim">place not shown</span>;
  const text = `${place.file}:${place.line}`;
  const url = desk.source.sourceUrl(place);
  return url === undefined ? (
    <code class="place">{text}</code>
  ) : (
    <a class="place" href={url} rel="noopener noreferrer">
      <code>{text}</code>
    </a>
  );
}

/** Keys and values, as a list of descriptions; values that are nothing are left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ComponentChildren])[] }) {
  const told = facts.filter(([, value]) => ![undefined, null, false, ""].includes(value as string));
  if (told.length === 0) return null;
  return (
    <dl class="facts">
      {told.map(([key, value]) => (
        <div key={key}>
          <dt>{key}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A part of a page with its heading. */
export function Section({
  title,
  id,
  children,
}: {
  title: ComponentChildren;
  id: string;
  children: ComponentChildren;
}) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
