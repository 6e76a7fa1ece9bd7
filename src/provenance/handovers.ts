import { type Chain, FROM_SPEAKER } from "./chain.js";

/**
 * Gives who has a claim from whom: each voice with the voices that it has it from, straight or through
 * what is passed (a forum, the speaker's own hop), as ids; each pair once.
 */
export function handoversOf(chain: Chain): readonly (readonly [from: string, to: string])[] {
  const pairs = new Map<string, readonly [string, string]>();
  for (const hop of chain.hops) {
    if (hop.voice === undefined) continue;
    const seen = new Set<number>([hop.index]);
    const pending = [...hop.from];
    for (const node of pending) {
      if (seen.has(node)) continue;
      seen.add(node);
      const source = node === FROM_SPEAKER ? chain.speakerVoice : chain.hops[node]!.voice;
      if (source === undefined) pending.push(...chain.hops[node]!.from);
      // No id holds a space.
      else pairs.set(`${source} ${hop.voice}`, [source, hop.voice]);
    }
  }
  return [...pairs.values()];
}
