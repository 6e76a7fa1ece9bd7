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
}

const BOX: Marks = {
  speaker: "●",
  forum: "◇",
  gap: "✗",
  trunk: "│  ",
  branch: "├─",
  last: "└─",
  again: "↑",
};

const ASCII: Marks = {
  speaker: "*",
  forum: "o",
  gap: "x",
  trunk: "|  ",
  branch: "|-",
  last: "`-",
  again: "^",
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
    details: details === "" ? "" : ` · ${oneLine(details)}`,
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
  if (gap !== undefined) {
    const word =
      gap === "unknown"
        ? "nobody is named"
        : store.damaged.has(hop.hop.via)
          ? "unreadable"
          : "missing";
    const name = `${marks.gap} ${safe(hop.hop.via)}`;
    return { lead, name, details: ` · ${word}`, cue: how, place, tone: "gap" };
  }
  if (agent?.value.kind === "forum" && hop.hop.via === agent.id) {
    const name = `${marks.forum} ${oneLine(nameOf(agent))}`;
    const cue = ["forum", how].filter((each) => each !== "").join(", ");
    return { lead, name, details: inDocument(document), cue, place, tone: "forum" };
  }
  const entry = agent && hop.hop.via === agent.id ? agent : document;
  const name = ` ${oneLine(nameOf(entry!))}`;
  const kind = entry?.kind === "document" ? documentKind(entry, store) : (agent?.value.kind ?? "");
  const inside = entry === agent ? inDocument(document) : "";
  return { lead, name, details: ` · ${oneLine(kind)}${inside}`, cue: how, place };
}

function inDocument(document: Entry<"document"> | undefined): string {
  return document ? `, in ${oneLine(nameOf(document))}` : "";
}

/** Gives a place in an entry as `file:line`. */
export function placeOf(entry: Entry, path: readonly (string | number)[] = []): string {
  const { file, line } = locate(entry, path);
  return `${safe(file)}:${line}`;
}
