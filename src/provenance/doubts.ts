import type { Chain } from "./chain.js";
import { reportHops } from "./strand.js";

/** Why ways that look independent may not be. */
export type Doubt =
  | { readonly kind: "owner"; readonly voices: readonly string[] }
  | { readonly kind: "speaker"; readonly voices: readonly string[] }
  | { readonly kind: "unknown"; readonly hops: number };

/**
 * Gives the reasons why the least of a chain's independent ways is below the most: reports of one
 * owner, voices that belong to the speaker, unknown hops.
 *
 * @param ownerOf gives one name for all agents that are tied by `part-of`
 */
export function doubtsOf(chain: Chain, ownerOf: (voice: string) => string): Doubt[] {
  const doubts: Doubt[] = [];
  const speaker = ownerOf(chain.speakerVoice);
  const voiced = chain.hops.filter(({ voice, gap }) => voice !== undefined && gap !== "unknown");
  const voices = [...new Set(voiced.map(({ voice }) => voice!))];
  const ofSpeaker = voices.filter((voice) => ownerOf(voice) === speaker);
  if (ofSpeaker.length > 0) doubts.push({ kind: "speaker", voices: ofSpeaker });
  const byOwner = new Map<string, Set<string>>();
  for (const { voice, gap } of reportHops(chain)) {
    if (gap === "unknown") continue;
    const owner = ownerOf(voice!);
    byOwner.set(owner, (byOwner.get(owner) ?? new Set()).add(voice!));
  }
  for (const [owner, group] of byOwner) {
    if (group.size > 1 && owner !== speaker) doubts.push({ kind: "owner", voices: [...group] });
  }
  const unknown = chain.hops.filter(({ gap }) => gap === "unknown").length;
  if (unknown > 0) doubts.push({ kind: "unknown", hops: unknown });
  return doubts;
}
