import type { QuoteMatch } from "../provenance/passage.js";

const STANDING_WORDS: Record<QuoteMatch["kind"], readonly [sign: string, words: string]> = {
  found: ["✓", "these words stand in the saved copy of the document"],
  order: ["✗", "the parts of it stand in the saved copy in another order"],
  absent: ["✗", "these words don't stand in the saved copy of the document"],
};

/**
 * Words as somebody said or printed them.
 *
 * @param standing what looking them up in their document gave, where somebody could
 */
export function Quote({
  text,
  lang,
  standing,
}: {
  text: string;
  lang: string | undefined;
  standing: QuoteMatch["kind"] | undefined;
}) {
  return (
    <figure class="quote">
      <blockquote dir="auto" lang={lang}>
        <p>{text}</p>
      </blockquote>
      {standing !== undefined && (
        <figcaption class={`standing standing-${standing}`}>
          <span aria-hidden="true">{STANDING_WORDS[standing][0]}</span>{" "}
          {STANDING_WORDS[standing][1]}
        </figcaption>
      )}
    </figure>
  );
}
