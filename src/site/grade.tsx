import type { Agent } from "../model/agent.js";
import type { Claim } from "../model/claim.js";
import { EntryLink, On, Said } from "./parts.js";

type OfSource = NonNullable<Agent["grade"]>;
type OfClaim = NonNullable<Claim["grade"]>;

/** What an Admiralty grade of a source says (NATO STANAG 2511), for somebody who has never seen one. */
const RELIABILITY_WORDS: Record<NonNullable<Agent["grade"]>["reliability"], string> = {
  A: "completely reliable: no doubt about what comes from here, which has always held",
  B: "usually reliable: minor doubts, but most of what came from here has held",
  C: "fairly reliable: doubts, though what came from here has held before",
  D: "not usually reliable: considerable doubts, though some of what came from here has held",
  E: "unreliable: what came from here has not held",
  F: "not judged: there is too little to go by",
};

/** What an Admiralty grade of a report says, in as plain words. */
const CREDIBILITY_WORDS: Readonly<Record<number, string>> = {
  1: "confirmed: others say the same, independently",
  2: "probably true: not confirmed, but it fits with what else is known",
  3: "possibly true: not confirmed, and it fits in part",
  4: "doubtful: possible, but it doesn't fit",
  5: "improbable: what else is known speaks against it",
  6: "not judged: there is too little to go by",
};

/** A source's grade in words: a letter says nothing to somebody who doesn't grade sources. */
export function SourceGrade({ grade }: { grade: OfSource }) {
  return (
    <>
      <strong>{grade.reliability}</strong>, {RELIABILITY_WORDS[grade.reliability]}
      <Basis grade={grade} />
      <span class="dim">
        . The letters are those of the Admiralty system, from A to F: they judge a source by its
        past, and say nothing of the claim at hand.
      </span>
    </>
  );
}

/** A claim's grade in words. */
export function ClaimGrade({ grade }: { grade: OfClaim }) {
  return (
    <>
      <strong>{grade.credibility}</strong>, {CREDIBILITY_WORDS[grade.credibility]}
      <Basis grade={grade} />
      <span class="dim">
        . The numbers are those of the Admiralty system, from 1, the best, to 6: they judge the
        claim at hand, whoever makes it.
      </span>
    </>
  );
}

/** Why a grade was given, by whom and when. */
function Basis({ grade: { because, by, date } }: { grade: OfSource | OfClaim }) {
  return (
    <>
      {because !== undefined && (
        <>
          . Because: <Said>{because}</Said>
        </>
      )}
      {(by !== undefined || date !== undefined) && (
        <span class="dim">
          {" (judged"}
          {by !== undefined && (
            <>
              {" by "}
              <EntryLink id={by} />
            </>
          )}
          <On date={date} />)
        </span>
      )}
    </>
  );
}
