import type { Entry } from "../store/source.js";
import { Findings } from "./finding-parts.js";
import { useHere } from "./page.js";
import { Place, Section } from "./parts.js";

/** Where an entry stands in the store's files, its lines there, and what was found wrong with it. */
export function InTheStore({ entry }: { entry: Entry }) {
  const { desk } = useHere();
  const findings = desk.findingsAt(entry.id);
  return (
    <Section title="In the store" id="source">
      <Source entry={entry} />
      {findings.length > 0 && (
        <>
          <h3>What the checks say</h3>
          <Findings findings={findings} />
        </>
      )}
    </Section>
  );
}

function Source({ entry }: { entry: Entry }) {
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
