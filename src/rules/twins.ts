import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";

type Claim = Entry<"claim">;

/** Claims by what they say. */
interface Groups {
  /** What each says, folded, by its id. */
  readonly texts: ReadonlyMap<string, string>;
  readonly byText: ReadonlyMap<string, readonly Claim[]>;
}

/** The claims of one speaker and day; grouped as soon as that is asked about. */
interface Day {
  readonly ids: string[];
  groups?: Groups;
}

/** Claims that say the same: one speaker, one day, one text. */
export class Twins {
  readonly #claims: Store["claims"];
  /** By speaker, and then by day. A claim that is alone there, as most are, stands for itself by its id. */
  readonly #days = new Map<string, Map<string, string | Day>>();

  constructor({ claims }: Pick<Store, "claims">) {
    this.#claims = claims;
    for (const { id, value } of claims.values()) {
      const key = dayOf(value);
      const days = this.#days.get(value.speaker) ?? new Map<string, string | Day>();
      this.#days.set(value.speaker, days);
      const day = days.get(key);
      if (day === undefined) days.set(key, id);
      else if (typeof day === "string") days.set(key, { ids: [day, id] });
      else day.ids.push(id);
    }
  }

  /**
   * Gives the claims that say what a claim says, itself among them, in the order of the store; none
   * where there is no other. The claim may have been taken out.
   */
  of({ id, value }: Pick<Claim, "id" | "value">): readonly Claim[] {
    const day = this.#days.get(value.speaker)?.get(dayOf(value));
    if (day === undefined || day === id) return NONE;
    const { texts, byText } = this.#groupsOf(day);
    const isCurrent = this.#claims.get(id)?.value === value;
    const text = (isCurrent ? texts.get(id) : undefined) ?? normalize(value.text);
    return byText.get(text) ?? NONE;
  }

  #groupsOf(day: string | Day): Groups {
    if (typeof day === "string") return this.#group([day]);
    day.groups ??= this.#group(day.ids);
    return day.groups;
  }

  #group(ids: readonly string[]): Groups {
    const texts = new Map<string, string>();
    const byText = new Map<string, Claim[]>();
    for (const id of ids) {
      const claim = this.#claims.get(id)!;
      const text = normalize(claim.value.text);
      texts.set(id, text);
      const known = byText.get(text);
      if (known) known.push(claim);
      else byText.set(text, [claim]);
    }
    return { texts, byText };
  }
}

const NONE: readonly Claim[] = [];

/** What twins have in common beside their text: the speaker and the day, as far as the date tells it. */
export function twinKey(value: Claim["value"]): string {
  return `${value.speaker} ${dayOf(value)}`;
}

function dayOf({ date = "" }: Claim["value"]): string {
  return date.length > 10 ? date.slice(0, 10) : date;
}

/** Folds what doesn't change what is said: case, accents' encoding, punctuation, white space. */
function normalize(text: string): string {
  if (ASCII.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, " ")
    .trim();
}

/** A text of which the short way to fold it gives the same. */
const ASCII = /^[\x00-\x7F]*$/;
