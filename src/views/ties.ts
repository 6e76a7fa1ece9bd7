import type { Provenance } from "../provenance/provenance.js";
import { nameOf } from "../provenance/ways.js";
import type { Entry } from "../store/source.js";
import type { Style } from "../terminal/style.js";
import { oneLine, safe } from "../terminal/text.js";
import { hopLine, marksOf, speakerLine } from "./hops.js";

/** Which way a trace goes beyond the claim itself, and how far. */
export interface TieOptions {
  /** `up` to what the claim rests on, `down` to what rests on it. */
  readonly direction: "up" | "down";
  /** The most steps from the claim. */
  readonly depth: number;
}

/** Draws what a claim rests on, or what rests on it, and so on, each entry once. */
export function drawTies(
  claim: Entry<"claim">,
  provenance: Provenance,
  { direction, depth }: TieOptions,
  style: Style,
): Generator<string> {
  const draw = direction === "up" ? restsOn : restedOnBy;
  return draw(claim, provenance, depth, style);
}

function* restsOn(
  claim: Entry<"claim">,
  provenance: Provenance,
  depth: number,
  style: Style,
): Generator<string> {
  const { store } = provenance;
  yield* follow(claim, "rests on", depth, style, (entry) => {
    const ids =
      entry.kind === "claim"
        ? entry.value["based-on"]
        : entry.kind === "document"
          ? entry.value.cites
          : [];
    return (ids ?? []).map((id) => {
      const target = store.claims.get(id) ?? store.documents.get(id);
      return {
        id,
        entry: target,
        chain: target ? shortChain(target, provenance, style) : "missing",
      };
    });
  });
}

function* restedOnBy(
  claim: Entry<"claim">,
  provenance: Provenance,
  depth: number,
  style: Style,
): Generator<string> {
  const dependants = new Map<string, Entry[]>();
  const { claims, documents } = provenance.store;
  for (const entry of [...claims.values(), ...documents.values()]) {
    for (const id of (entry.kind === "claim" ? entry.value["based-on"] : entry.value.cites) ?? []) {
      dependants.set(id, [...(dependants.get(id) ?? []), entry]);
    }
  }
  yield* follow(claim, "carries", depth, style, (entry) =>
    (dependants.get(entry.id) ?? []).map((target) => ({
      id: target.id,
      entry: target,
      chain: shortChain(target, provenance, style),
    })),
  );
}

interface Tied {
  readonly id: string;
  readonly entry: Entry | undefined;
  readonly chain: string;
}

/** Draws entries tied to a claim, and those tied to them, each once. */
function* follow(
  claim: Entry,
  verb: string,
  depth: number,
  style: Style,
  tiedTo: (entry: Entry) => readonly Tied[],
): Generator<string> {
  const { chalk } = style;
  const marks = marksOf(style);
  const drawn = new Set([claim.id]);
  const pending = tiedTo(claim)
    .map((tied) => ({ tied, level: 1 }))
    .reverse();
  if (depth < 1) return;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { tied, level } = next;
    const lead = level === 1 ? `${verb}  ` : `${"   ".repeat(level - 1)}${verb}  `;
    const isLoop = tied.id === claim.id;
    const word = isLoop
      ? ` ${marks.gap} loop: back to the claim`
      : tied.entry
        ? ""
        : ` ${marks.gap} missing`;
    yield `${chalk.dim(lead)}${chalk.cyan(safe(tied.id))}${chalk.red(word)}`;
    if (!tied.entry || drawn.has(tied.id)) continue;
    drawn.add(tied.id);
    yield `${"   ".repeat(level)}${tied.chain}`;
    if (level >= depth) continue;
    pending.push(
      ...tiedTo(tied.entry)
        .map((each) => ({ tied: each, level: level + 1 }))
        .reverse(),
    );
  }
}

/** The shortest telling of where an entry comes from: a claim's first chain, a document's name. */
function shortChain(entry: Entry, provenance: Provenance, style: Style): string {
  const marks = marksOf(style);
  if (entry.kind !== "claim") return `${marks.speaker} ${oneLine(nameOf(entry))}`;
  const { chain } = provenance.trace(entry);
  const hops = chain.hops.map(
    (hop) => hopLine(chain, hop, "", { store: provenance.store, marks }).name,
  );
  const dash = style.ascii ? " -" : " ─";
  return [speakerLine(chain, provenance.store, marks).name, ...hops].join(dash);
}
