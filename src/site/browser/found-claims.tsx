import { ClaimTable, type TableRow } from "../claim-table.js";
import type { Href } from "../links.js";
import type { Choice, Query } from "../query.js";
import { type Option, SearchPanel } from "../search-panel.js";
import { countOf, groups } from "../words.js";

/** What the search shows at a time. */
export interface View {
  readonly query: Query;
  readonly state: "idle" | "loading" | "failed" | "found";
  /** What each filter can be set to; nothing as long as that is not known. */
  readonly options?: Readonly<Record<Choice, readonly Option[]>>;
  /** The first of what was found. */
  readonly rows: readonly TableRow[];
  /** How many were found. */
  readonly found: number;
  /** How many claims the store has. */
  readonly total: number;
  /** Whether these have no more than something like the words. */
  readonly isNear: boolean;
  /** Whether the words hold nothing to look for. */
  readonly isVague: boolean;
  /** Filters that were left out, since no claim has such a value. */
  readonly unknown: readonly Choice[];
}

/** What can be asked of the search beyond its fields. */
export interface Actions {
  readonly href: Href;
  readonly onClear: () => void;
  readonly onMore: () => void;
}

/** The fields of the search, how much was found, and the first of it. */
export function FoundClaims({ view, actions }: { view: View; actions: Actions }) {
  const { query, options, rows, found, unknown } = view;
  return (
    <>
      <SearchPanel query={query} {...(options ? { options } : {})} onClear={actions.onClear} />
      <p class="found" role="status" aria-live="polite">
        {sentenceOf(view)}
      </p>
      {unknown.map((choice) => (
        <p key={choice} class="unknown-filter">
          No claim has <bdi dir="auto">“{query[choice]}”</bdi> as its {WORDS[choice]}: this was left
          out of the search.
        </p>
      ))}
      {rows.length > 0 && <ClaimTable rows={rows} href={actions.href} />}
      {found > rows.length && (
        <p>
          <button type="button" onClick={actions.onMore}>
            Show more
          </button>{" "}
          <span class="dim">
            {groups(rows.length)} of {groups(found)} are shown.
          </span>
        </p>
      )}
    </>
  );
}

const WORDS: Record<Choice, string> = {
  speaker: "speaker",
  via: "outlet",
  at: "forum",
  status: "status",
  tag: "tag",
};

function sentenceOf({ state, found, total, isNear, isVague }: View): string {
  const hint = isVague ? "Type two letters or more." : "";
  if (state === "idle") return hint;
  if (state === "loading") return "The search is being made ready …";
  if (state === "failed") return "The claims could not be loaded. Reload the page to try again.";
  const number = `${groups(found)} of ${countOf(total, "claim")}`;
  if (found === 0) return `No claim was found, among ${groups(total)}.`;
  if (isNear) return `No claim has these words. Something like them: ${number}.`;
  return `${number}. ${hint}`.trim();
}
