import { SPEAKER, UNKNOWN } from "../model/ids.js";

/** The ids of those through whom a claim went, nearest the speaker first. */
export type Way = readonly string[];

/** A hop as it stands in a file. */
type Hop = string | { readonly via: string; readonly id?: string; readonly from?: string };

/**
 * Gives the relay of a claim that went some ways. Ways that begin alike are one until they part. A hop is a bare
 * id unless it draws on something else than the hop before it, or its agent stands there twice.
 */
export function relayOf(ways: readonly Way[]): Hop[] {
  const hops: Hop[] = [];
  const names = new Map<string, string>();
  const used = new Map<string, number>();
  let previous: string = SPEAKER;
  for (const way of ways) {
    let from: string = SPEAKER;
    let path = "";
    for (const via of way) {
      path = `${path}\n${via}`;
      const known = names.get(path);
      const name = known ?? nameOf(via, used);
      if (known === undefined) {
        names.set(path, name);
        const more = {
          ...(name === via ? {} : { id: name }),
          ...(from === previous ? {} : { from }),
        };
        hops.push(Object.keys(more).length > 0 ? { via, ...more } : via);
        previous = name;
      }
      from = name;
    }
  }
  return hops;
}

/** A name within the claim, needed where one agent stands in it twice. */
function nameOf(via: string, used: Map<string, number>): string {
  const count = (used.get(via) ?? 0) + 1;
  used.set(via, count);
  const isPlain = count === 1 && via !== SPEAKER;
  return isPlain ? via : `${via === UNKNOWN ? "unknown" : via}-${count}`;
}
