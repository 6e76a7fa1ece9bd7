import type { Chain, ChainHop } from "../provenance/chain.js";
import { nameOf, nameOfId } from "../provenance/ways.js";
import { type Entry, locate } from "../store/source.js";
import type { Store } from "../store/store.js";
import type { Style } from "../terminal/style.js";
import { oneLine, safe } from "../terminal/text.js";

/** The marks of a tree. */
export interface Marks {
  readonly speaker: string;
  readonly forum: string;
  readonly gap: string;
  readonly trunk: string;
  readonly branch: string;
  readonly last: string;
  readonly again: string;
  /** Between a name and what is said of it. */
  readonly dot: string;
  /** From one hop to the next, on one line. */
  readonly dash: string;
  /** For what is cut or folded away. */
  readonly more: string;
}

const BOX: Marks = {
  speaker: "●",
  forum: "◇",
  gap: "✗",
  trunk: "│  ",
  branch: "├─",
  last: "└─",
  again: "↑",
  dot: " · ",
  dash: " ─",
  more: "…",
};

const ASCII: Marks = {
  speaker: "*",
  forum: "o",
  gap: "x",
  trunk: "|  ",
  branch: "|-",
  last: "`-",
  again: "^",
  dot: " - ",
  dash: " -",
  more: "...",
};

/** Gives the marks of a style. */
export function marksOf({ ascii }: Style): Marks {
  return ascii ? ASCII : BOX;
}

/** A line of the tree: what stands in its three columns, and how its first is coloured. */
export interface Line {
  /** The branches that lead to it. */
  readonly lead: string;
  readonly name: string;
  readonly details: string;
  /** How and when. */
  readonly cue: string;
  readonly place: string;
  readonly tone?: "speaker" | "gap" | "forum" | "again";
}

/** A line with nothing on it. */
export const EMPTY: Line = { lead: "", name: "", details: "", cue: "", place: "" };

/** The columns that one level of a tree is indented by. */
const LEVEL = 3;

/** The most levels that are drawn by indenting. */
const MOST_LEVELS = 12;

/** How far in a line stands. */
export interface Indent {
  readonly level: number;
  /** The trunks that lead past the line; of a deep one, the innermost only. */
  readonly trunks: string;
}

/** The indent of a line that stands at the edge. */
export const AT_EDGE: Indent = { level: 0, trunks: "" };

/** Gives the indent one level further in. */
export function deeper({ level, trunks }: Indent, trunk: string): Indent {
  return { level: level + 1, trunks: (trunks + trunk).slice(-LEVEL * MOST_LEVELS) };
}

/**
 * Draws an indent. One that is too deep for the terminal is folded: how many levels in it is stands
 * for the outermost.
 */
export function drawIndent({ level, trunks }: Indent, style: Style): string {
  const most = Math.min(MOST_LEVELS, Math.max(4, Math.floor((style.columns ?? 100) / 8)));
  if (level <= most) return trunks;
  const folded = `${marksOf(style).more}${level} `.padEnd(3 * LEVEL);
  return folded + trunks.slice(trunks.length - LEVEL * most + folded.length);
}

/** What drawing a line needs beside the hop. */
export interface Drawing {
  readonly store: Store;
  readonly marks: Marks;
}

/** Gives the line of a claim's speaker. */
export function speakerLine(chain: Chain, store: Store, marks: Marks): Line {
  const { speaker, claim } = chain;
  if (!speaker) {
    const isUnknown = claim.value.speaker === "unknown";
    const word = store.damaged.has(claim.value.speaker) ? "unreadable" : "missing";
    const name = isUnknown ? "unknown" : claim.value.speaker;
    const cue = isUnknown ? "nobody is named" : `speaker, ${word}`;
    return { ...EMPTY, name: `${marks.gap} ${safe(name)}`, cue, tone: "gap" };
  }
  const details =
    speaker.kind === "agent" ? roleOf(claim, speaker, store) : documentKind(speaker, store);
  const kind = speaker.kind === "agent" ? speaker.value.kind : "document";
  const cues: Record<string, string> = {
    anonymous: "anonymous source",
    outlet: "own voice, nobody named",
    document: "own voice, nobody named",
    forum: "a forum, which can't speak",
  };
  return {
    ...EMPTY,
    name: `${marks.speaker} ${oneLine(nameOf(speaker))}`,
    details: details === "" ? "" : marks.dot + oneLine(details),
    cue: cues[kind] ?? "original speaker",
    tone: "speaker",
  };
}

function roleOf(claim: Entry<"claim">, speaker: Entry<"agent">, store: Store): string {
  const { role, for: principal } = claim.value;
  const roles = speaker.value.roles ?? {};
  const held = role !== undefined && Object.hasOwn(roles, role) ? roles[role] : undefined;
  const office =
    held && (held.of === undefined ? held.title : `${held.title} of ${nameOfId(store, held.of)}`);
  const behalf =
    principal !== undefined && principal !== held?.of
      ? `for ${nameOfId(store, principal)}`
      : undefined;
  const said = [office, behalf].filter((each) => each !== undefined).join(", ");
  return said === "" && speaker.value.kind !== "person" ? speaker.value.kind : said;
}

function documentKind({ value, id }: Entry<"document">, store: Store): string {
  const kind = value.kind ?? "document";
  const shown = value.title === undefined ? id : undefined;
  const by = value.by === undefined ? undefined : `by ${nameOfId(store, value.by)}`;
  return [kind, by].filter((each) => each !== undefined && each !== shown).join(" ");
}

/** Gives the line of a hop. */
export function hopLine(
  chain: Chain,
  hop: ChainHop,
  lead: string,
  { store, marks }: Drawing,
): Line {
  const { gap, agent, document } = hop;
  const when = hop.hop.date ?? document?.value.date;
  const how = [hop.hop.how, when]
    .filter((each) => each !== undefined)
    .map(oneLine)
    .join(", ");
  const place = placeOf(chain.claim, hop.path);
  const faults = faultsOf(hop, { store, marks });
  if (gap !== undefined) {
    const word =
      gap === "unknown"
        ? "nobody is named"
        : store.damaged.has(hop.hop.via)
          ? "unreadable"
          : "missing";
    const name = `${marks.gap} ${safe(hop.hop.via)}`;
    return { lead, name, details: marks.dot + word + faults, cue: how, place, tone: "gap" };
  }
  if (agent?.value.kind === "forum" && hop.hop.via === agent.id) {
    const name = `${marks.forum} ${oneLine(nameOf(agent))}`;
    const cue = ["forum", how].filter((each) => each !== "").join(", ");
    return { lead, name, details: inDocument(document) + faults, cue, place, tone: "forum" };
  }
  const entry = agent && hop.hop.via === agent.id ? agent : document;
  const name = ` ${oneLine(nameOf(entry!))}`;
  const kind = entry?.kind === "document" ? documentKind(entry, store) : (agent?.value.kind ?? "");
  const inside = entry === agent ? inDocument(document) : "";
  return { lead, name, details: marks.dot + oneLine(kind) + inside + faults, cue: how, place };
}

/** Says what a hop names beside its `via` that isn't there. */
function faultsOf({ hop, document, danglingFrom }: ChainHop, { store, marks }: Drawing): string {
  const missing = danglingFrom.map((name) => `from ${safe(name)}, missing`);
  if (hop.in !== undefined && !document) missing.push(`in ${absent(hop.in, store)}`);
  return missing.map((fault) => ` ${marks.gap} ${fault}`).join("");
}

/** Names what can't be used, and says whether it is missing or can't be read. */
function absent(id: string, store: Store): string {
  return `${safe(id)}, ${store.damaged.has(id) ? "unreadable" : "missing"}`;
}

/** Gives the line below the speaker's: how and when it was said, and where that is on record. */
export function saidLine(chain: Chain, store: Store, marks: Marks): Line | undefined {
  const { how, date, in: inside } = chain.claim.value;
  const record = inside === undefined ? undefined : store.documents.get(inside);
  const said = [how, date].filter((each) => each !== undefined).map(oneLine);
  if (record) said.push(`on record in ${oneLine(nameOf(record))}`);
  else if (inside !== undefined) said.push(`${marks.gap} in ${absent(inside, store)}`);
  if (said.length === 0) return undefined;
  const lead = chain.drawnOnBy[0]!.length > 0 ? marks.trunk : "   ";
  return { ...EMPTY, lead, details: ` ${said.join(", ")}` };
}

function inDocument(document: Entry<"document"> | undefined): string {
  return document ? `, in ${oneLine(nameOf(document))}` : "";
}

/** Gives a place in an entry as `file:line`. */
export function placeOf(entry: Entry, path: readonly (string | number)[] = []): string {
  const { file, line } = locate(entry, path);
  return `${safe(file)}:${line}`;
}
