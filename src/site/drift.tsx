import type { ComponentChildren } from "preact";
import { type Chain, FROM_SPEAKER } from "../provenance/chain.js";
import type { Drift } from "../provenance/drift.js";
import type { StatedNumber } from "../provenance/numbers.js";
import type { DiffPart } from "../provenance/quotes.js";
import { useHere } from "./page.js";
import { EntryLink, Facts, Said } from "./parts.js";

/** What changed along a chain, hop by hop; nothing where nothing did. */
export function Drifts({ chain }: { chain: Chain }) {
  const { desk } = useHere();
  const drifts = desk.source.provenance.driftsOf(chain);
  if (drifts.length === 0) return null;
  return (
    <>
      <h3>What changed on the way</h3>
      <ul class="drifts">
        {drifts.map((drift) => (
          <li key={`${drift.hop.index} ${drift.from.node}`}>
            <p>
              <EntryLink id={drift.hop.hop.via} />, drawing on{" "}
              <EntryLink id={idOf(chain, drift.from.node)} />
            </p>
            <Facts facts={changesOf(drift)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function idOf(chain: Chain, node: number): string {
  return node === FROM_SPEAKER ? chain.claim.value.speaker : chain.hops[node]!.hop.via;
}

function changesOf(drift: Drift): readonly (readonly [string, ComponentChildren])[] {
  const { quote, numbers, certainty, language, laundered } = drift;
  return [
    ["Words", quote && <Words parts={quote} />],
    [
      "Numbers",
      numbers && (
        <>
          <Said>{numbersText(numbers.before)}</Said> → <Said>{numbersText(numbers.now)}</Said>
        </>
      ),
    ],
    ["How sure it sounds", certainty && `${certainty.before} → ${certainty.now}`],
    [
      "Language",
      language && (
        <>
          {language.before} → {language.now},{" "}
          {language.translator === undefined ? (
            "nobody is named as translator"
          ) : language.translator === "machine" ? (
            "by a machine"
          ) : (
            <>
              by <EntryLink id={language.translator} />
            </>
          )}
        </>
      ),
    ],
    ["Quotation", laundered && "given as verbatim, after nothing but paraphrase"],
  ];
}

function Words({ parts }: { parts: readonly DiffPart[] }) {
  return (
    <bdi dir="auto">
      {parts.map(({ kind, text }) => {
        if (kind === "added") return <ins>{text}</ins>;
        return kind === "removed" ? <del>{text}</del> : text;
      })}
    </bdi>
  );
}

function numbersText(numbers: readonly StatedNumber[]): string {
  if (numbers.length === 0) return "no number";
  return numbers
    .map(({ text, unit }) => (unit === undefined ? text : `${text} ${unit}`))
    .join(", ");
}
