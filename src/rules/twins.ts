import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";

type Claim = Entry<"claim">;

/** Claims of one speaker and day, by id; by what they say as soon as that is asked about. */
interface Bucket {
  readonly ids: string[];
  byText?: ReadonlyMap<string, readonly Claim[]>;
}

/** Claims that say the same: one speaker, one day, one text. */
export class Twins {
  readonly #claims: Store["claims"];
  readonly #bySpeaker = new Map<string, Map<string, Bucket>>();

  constructor({ claims }: Store) {
    this.#claims = claims;
    for (const claim of claims.values()) {
      const { speaker } = claim.value;
      const day = dayOf(claim);
      const days = this.#bySpeaker.get(speaker) ?? new Map<string, Bucket>();
      if (days.size === 0) this.#bySpeaker.set(speaker, days);
      const bucket = days.get(day);
      if (bucket) bucket.ids.push(claim.id);
      else days.set(day, { ids: [claim.id] });
    }
  }

  /**
   * Gives the claims that say what a claim says, in the order of the store. It need not be one of them
   * itself: it may have been taken out.
   */
  of(claim: Pick<Claim, "id" | "value">): readonly Claim[] {
    const bucket = this.#bySpeaker.get(claim.value.speaker)?.get(dayOf(claim));
    if (!bucket) return [];
    // Most claims are the only one of their speaker and day: their texts are never folded.
    if (bucket.ids.length === 1 && bucket.ids[0] === claim.id) return [this.#claims.get(claim.id)!];
    bucket.byText ??= this.#groupByText(bucket.ids);
    return bucket.byText.get(normalize(claim.value.text)) ?? [];
  }

  #groupByText(ids: readonly string[]): ReadonlyMap<string, readonly Claim[]> {
    const byText = new Map<string, Claim[]>();
    for (const id of ids) {
      const claim = this.#claims.get(id)!;
      const text = normalize(claim.value.text);
      const known = byText.get(text);
      if (known) known.push(claim);
      else byText.set(text, [claim]);
    }
    return byText;
  }
}

/** The day of a claim, as far as its date tells. */
function dayOf({ value }: Pick<Claim, "value">): string {
  return value.date?.slice(0, 10) ?? "";
}

/** Folds what doesn't change what is said: case, accents' encoding, punctuation, white space. */
function normalize(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, " ")
    .trim();
}
