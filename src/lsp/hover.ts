import type { Provenance } from "../provenance/provenance.js";
import { nameOfId, publicNameOf } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import { entryOf } from "../store/store.js";
import { PLAIN } from "../terminal/style.js";
import { count } from "../terminal/text.js";
import { escapeMarkdown } from "../views/list.js";
import { rangeText } from "../views/rows.js";
import { flatChains } from "../views/trace.js";
import { escapeLine } from "../views/trace-markdown.js";

/** The most chains that are shown: there may be hundreds. */
const MOST_SHOWN = 5;

/**
 * Says in Markdown what an id stands for: its name, and of a claim its text, its status and its chains.
 * Text of the store is escaped, and of a confidential agent no more than how it is described is told.
 *
 * @returns `undefined` where nothing in the store has the id
 */
export function hoverText(id: string, provenance: Provenance): string | undefined {
  const { store } = provenance;
  const entry = entryOf(store, id);
  if (!entry) return undefined;
  const nameIn = (other: string) => escapeMarkdown(nameOfId(store, other, publicNameOf));
  const paragraphs =
    entry.kind === "claim"
      ? claimText(entry, provenance, nameIn)
      : entry.kind === "agent"
        ? agentText(entry, nameIn)
        : documentText(entry, nameIn);
  const uses = store.referrersOf(id).length;
  const used =
    uses === 0 ? "nothing refers to it" : `${count(uses, "entry", "entries")} refer to it`;
  return [...paragraphs, uses === 1 ? "1 entry refers to it" : used].join("\n\n");
}

type NameIn = (id: string) => string;

function claimText(claim: Entry<"claim">, provenance: Provenance, nameIn: NameIn): string[] {
  const traced = provenance.trace(claim);
  const { status, hands, reports, independent, bottlenecks, origins } = traced;
  const { text, date } = claim.value;
  const worth = [
    `**${status}**`,
    count(hands, "hand"),
    count(reports, "report"),
    `${rangeText(independent)} independent`,
  ];
  const names = (ids: readonly string[]) => [...new Set(ids)].map(nameIn).join(", ");
  if (bottlenecks.length > 0) worth.push(`everything passes through ${names(bottlenecks)}`);
  if (origins.length > 0) worth.push(`goes back to ${names(origins)}`);
  const chains = flatChains(traced, provenance.store, PLAIN, publicNameOf);
  const shown = chains.slice(0, MOST_SHOWN).map((chain) => `- ${escapeLine(chain)}`);
  if (chains.length > MOST_SHOWN) shown.push(`- … and ${chains.length - MOST_SHOWN} more`);
  return [head(claim, "claim", date), escapeLine(text), worth.join(" · "), shown.join("\n")];
}

function agentText(agent: Entry<"agent">, nameIn: NameIn): string[] {
  const { value } = agent;
  const name = `**${escapeMarkdown(publicNameOf(agent))}**`;
  if (value.confidential) return [head(agent, "confidential source"), name];
  const roles = Object.values(value.roles ?? {}).map(({ title, of, from, until }) => {
    const office =
      of === undefined ? escapeMarkdown(title) : `${escapeMarkdown(title)} of ${nameIn(of)}`;
    const years =
      from || until ? ` (${escapeMarkdown(from ?? "")}–${escapeMarkdown(until ?? "")})` : "";
    return `- ${office}${years}`;
  });
  const owners = [value["part-of"] ?? []].flat();
  const facts = [
    ...(owners.length > 0 ? [`part of ${owners.map(nameIn).join(", ")}`] : []),
    ...(value.country ? [value.country] : []),
  ];
  return [head(agent, value.kind), name, facts.join(" · "), roles.join("\n")].filter(Boolean);
}

function documentText(document: Entry<"document">, nameIn: NameIn): string[] {
  const { by, date, kind, retracted, corrected } = document.value;
  const facts = [
    ...(by === undefined ? [] : [`by ${nameIn(by)}`]),
    ...(retracted ? ["**retracted**"] : []),
    ...(corrected ? ["**corrected**"] : []),
  ];
  const name = `**${escapeMarkdown(publicNameOf(document))}**`;
  return [head(document, kind ?? "document", date), name, facts.join(" · ")].filter(Boolean);
}

function head({ id }: Entry, kind: string, date?: string): string {
  return [`\`${id}\``, kind, ...(date === undefined ? [] : [escapeMarkdown(date)])].join(" · ");
}
