import type { ComponentChildren } from "preact";
import type { Status } from "../provenance/measures.js";
import { CHOICES, type Choice, ORDERS, type Order, type Query } from "./query.js";
import { groups, STATUS_WORDS } from "./words.js";

/** A value that a filter can be set to. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

const TITLES: Record<Choice, string> = {
  speaker: "Speaker",
  via: "Passed on by",
  at: "Said at",
  status: "Status",
  tag: "Tag",
};

const ORDER_WORDS: Record<Order, string> = { newest: "Newest first", oldest: "Oldest first" };

/** What the panel shows. */
export interface PanelProps {
  readonly query: Query;
  /** What each filter can be set to; nothing as long as that is not known. */
  readonly options?: Readonly<Record<Choice, readonly Option[]>>;
  readonly onClear?: () => void;
}

/**
 * The fields in which a reader says what they look for. Their names are those of the address, so that a
 * form that is sent, a link and what is typed are one thing.
 */
export function SearchPanel({ query, options, onClear }: PanelProps) {
  return (
    <search class="scripted-only">
      <form class="search-panel" aria-label="Search and filters" autoComplete="off">
        <Field name="q" title="Search the claims" wide>
          <input
            id="find-q"
            name="q"
            type="search"
            value={query.q ?? ""}
            maxLength={300}
            autoCapitalize="none"
            spellcheck={false}
            aria-describedby="find-help"
          />
          <span id="find-help" class="help">
            What is claimed, who said it, who passed it on, a tag, a quotation.{" "}
            <span class="keys">
              Press <kbd>/</kbd> to come here, <kbd>Esc</kbd> to clear.
            </span>
          </span>
        </Field>
        {CHOICES.map((choice) => (
          <Field key={choice} name={choice} title={TITLES[choice]}>
            <Select name={choice} value={query[choice] ?? ""} options={options?.[choice] ?? []} />
          </Field>
        ))}
        <Field name="since" title="Said from">
          <input id="find-since" name="since" type="date" value={query.since ?? ""} />
        </Field>
        <Field name="until" title="Said until">
          <input id="find-until" name="until" type="date" value={query.until ?? ""} />
        </Field>
        <Field name="sort" title="Order">
          <select id="find-sort" name="sort" value={query.sort ?? ""}>
            <option value="">
              {query.q === undefined ? "As in the store" : "Best match first"}
            </option>
            {ORDERS.map((order) => (
              <option key={order} value={order}>
                {ORDER_WORDS[order]}
              </option>
            ))}
          </select>
        </Field>
        <button type="button" class="clear" onClick={onClear}>
          Clear all
        </button>
      </form>
    </search>
  );
}

/** A field on every other page, that leads to the list of claims; it does nothing without scripts there. */
export function SiteSearch({ action }: { action: string }) {
  return (
    <search class="site-search scripted-only">
      <form action={action} method="get">
        <input type="search" name="q" maxLength={300} aria-label="Search the claims" />
        <button type="submit">Search</button>
      </form>
    </search>
  );
}

function Field({
  name,
  title,
  wide = false,
  children,
}: {
  name: string;
  title: string;
  wide?: boolean;
  children: ComponentChildren;
}) {
  return (
    <div class={wide ? "field field-wide" : "field"}>
      <label for={`find-${name}`}>{title}</label>
      {children}
    </div>
  );
}

/** As many values as a list can be looked through for; the others are found by their names. */
const MOST_OPTIONS = 250;

function Select({
  name,
  value,
  options,
}: {
  name: Choice;
  value: string;
  options: readonly Option[];
}) {
  const offered = offer(options, name);
  const isOffered = value === "" || offered.some((option) => option.value === value);
  return (
    <select id={`find-${name}`} name={name} value={value}>
      <option value="">Any</option>
      {!isOffered && <option value={value}>{labelOf(options, value)}</option>}
      {offered.map((option) => (
        <option key={option.value} value={option.value} dir="auto">
          {option.label}
          {name === "status" && `: ${STATUS_WORDS[option.value as Status].short}`} (
          {groups(option.count)})
        </option>
      ))}
      {options.length > offered.length && (
        <option disabled>
          … {groups(options.length - offered.length)} more, found by the search above
        </option>
      )}
    </select>
  );
}

/** The values that most claims have, by name; statuses as they come. */
function offer(options: readonly Option[], name: Choice): readonly Option[] {
  if (name === "status") return options;
  const most = [...options].sort((a, b) => b.count - a.count).slice(0, MOST_OPTIONS);
  return most.sort((a, b) => COLLATOR.compare(a.label, b.label));
}

const COLLATOR = new Intl.Collator("en", { numeric: true });

function labelOf(options: readonly Option[], value: string): string {
  const known = options.find((option) => option.value === value);
  return known ? `${known.label} (${groups(known.count)})` : value;
}
