import type { Entry } from "../store/source.js";
import { useHere } from "./page.js";
import { Place } from "./parts.js";

/** Where an entry stands in the store's files, and its lines there. */
export function Source({ entry }: { entry: Entry }) {
  const { desk } = useHere();
  const { placeOf, linesOf } = desk.source;
  const place = placeOf(entry);
  const lines = linesOf(entry);
  return (
    <>
      {place && (
        <p>
          Written in <Place place={place} />
        </p>
      )}
      {lines ? (
        <ol class="yaml" start={lines[0]?.number}>
          {lines.map(({ number, text }) => (
            <li key={number} value={number}>
              <code>{text}</code>
            </li>
          ))}
        </ol>
      ) : (
        <p class="dim">Its lines are not shown, since they tell of a confidential source.</p>
      )}
    </>
  );
}
