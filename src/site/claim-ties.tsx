import type { ComponentChildren } from "preact";
import type { Claim } from "../model/claim.js";
import { RELATIONS } from "../model/relations.js";
import type { Entry } from "../store/source.js";
import { useHere } from "./page.js";
import { Address, ClaimLink, EntryLink, Facts, Said, Section, StatusMark, When } from "./parts.js";
import { capital } from "./words.js";

/** What it rests on, and what rests on it. */
export function Ground({ claim }: { claim: Entry<"claim"> }) {
  const { desk } = useHere();
  const { store } = desk.source;
  const supports = claim.value["based-on"] ?? [];
  const dependants = store.referrersOf(claim.id, ["based-on"]);
  if (supports.length === 0 && dependants.length === 0) return null;
  return (
    <Section title="What it rests on, and what rests on it" id="ground">
      <Facts
        facts={[
          ["Rests on", supports.length > 0 && <EntryNames ids={supports} />],
          [
            "Rested on by",
            dependants.length > 0 && <EntryNames ids={dependants.map(({ id }) => id)} />,
          ],
        ]}
      />
    </Section>
  );
}

/** Claims and documents, a line each. */
function EntryNames({ ids }: { ids: readonly string[] }) {
  return (
    <ul>
      {ids.map((id) => (
        <li key={id}>
          <EntryOrClaim id={id} />
        </li>
      ))}
    </ul>
  );
}

/** A link to whatever an id stands for, as a sentence names it: a claim by its words. */
export function Named({ id }: { id: string }) {
  const { desk } = useHere();
  const row = desk.row(id);
  if (!row) return <EntryLink id={id} />;
  return (
    <>
      “<ClaimLink claim={row.claim} />”
    </>
  );
}

function EntryOrClaim({ id }: { id: string }) {
  const { desk } = useHere();
  const row = desk.row(id);
  if (!row) return <EntryLink id={id} />;
  return (
    <>
      <ClaimLink claim={row.claim} /> <StatusMark status={row.status} />
    </>
  );
}

/** The relations to other claims, from here and from there. */
export function Relations({ claim }: { claim: Entry<"claim"> }) {
  const { desk } = useHere();
  const { store } = desk.source;
  const facts = RELATIONS.flatMap((relation) => {
    const here = claim.value[relation] ?? [];
    const there = store.referrersOf(claim.id, [relation]).map(({ id }) => id);
    return [
      [capital(relation), here.length > 0 && <EntryNames ids={here} />] as const,
      [`${PASSIVES[relation]} by`, there.length > 0 && <EntryNames ids={there} />] as const,
    ];
  });
  if (facts.every(([, value]) => !value)) return null;
  return (
    <Section title="What others say of it" id="relations">
      <Facts facts={facts} />
    </Section>
  );
}

const PASSIVES: Record<(typeof RELATIONS)[number], string> = {
  confirms: "Confirmed",
  disputes: "Disputed",
  qualifies: "Qualified",
  corrects: "Corrected",
  retracts: "Taken back",
  updates: "Brought up to date",
};

/** What fact-checkers made of it. */
export function Reviews({ claim }: { claim: Entry<"claim"> }) {
  const { reviews = [] } = claim.value;
  if (reviews.length === 0) return null;
  return (
    <Section title="Fact-checks" id="reviews">
      <ul class="reviews">
        {reviews.map((review, index) => (
          <li key={index}>
            {partsOf(review).map((part, at) => (
              <>
                {at > 0 && " · "}
                {part}
              </>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}

type Review = NonNullable<Claim["reviews"]>[number];

/** What is told of a fact-check, as far as it is known: the verdict, who gave it, when and where. */
function partsOf({ verdict, rating, best, by, date, url }: Review): readonly ComponentChildren[] {
  const scale = best === undefined ? "" : ` of ${best}`;
  const rated = rating === undefined ? "" : `${rating}${scale}`;
  const parts = [
    verdict !== undefined && (
      <strong>
        <Said>{verdict}</Said>
      </strong>
    ),
    rated,
    by !== undefined && <EntryLink id={by} />,
    date !== undefined && <When date={date} />,
    url !== undefined && <Address url={url} />,
  ];
  return parts.filter(Boolean);
}
