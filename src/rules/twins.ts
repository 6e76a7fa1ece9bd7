import type { Entry } from "../store/source.js";
import type { Store } from "../store/store.js";

type Claim = Entry<"claim">;

/** Claims that say the same: one speaker, one day, one text. */
export class Twins {
  readonly #claims: Store["claims"];
  readonly #speakers = new Numbers();
  readonly #days = new Numbers();
  /** The ids of the claims of one speaker and day; a single one bare, since most have only that. */
  readonly #ids = new Map<number, string | string[]>();
  readonly #byText = new Map<number, ReadonlyMap<string, readonly Claim[]>>();

  constructor({ claims }: Store) {
    this.#claims = claims;
    for (const claim of claims.values()) {
      const key = this.#keyOf(claim);
      const known = this.#ids.get(key);
      if (known === undefined) this.#ids.set(key, claim.id);
      else if (typeof known === "string") this.#ids.set(key, [known, claim.id]);
      else known.push(claim.id);
    }
  }

  /**
   * Gives the claims that say what a claim says, itself among them, in the order of the store; none
   * where there is no other. The claim may have been taken out.
   */
  of(claim: Pick<Claim, "id" | "value">): readonly Claim[] {
    const key = this.#keyOf(claim);
    const ids = this.#ids.get(key);
    if (ids === undefined || ids === claim.id) return [];
    let byText = this.#byText.get(key);
    if (!byText) {
      byText = this.#groupByText([ids].flat());
      this.#byText.set(key, byText);
    }
    return byText.get(normalize(claim.value.text)) ?? [];
  }

  #keyOf({ value }: Pick<Claim, "value">): number {
    const day = value.date?.slice(0, 10) ?? "";
    return this.#speakers.of(value.speaker) * MOST_DAYS + this.#days.of(day);
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

/** More days than a calendar of four digits has, with its months, years and intervals. */
const MOST_DAYS = 2 ** 24;

/** Numbers words in the order in which they come. */
class Numbers {
  readonly #numbers = new Map<string, number>();

  of(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#numbers.set(word, this.#numbers.size);
    return this.#numbers.size - 1;
  }
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
