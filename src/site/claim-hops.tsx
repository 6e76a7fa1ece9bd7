import { type Chain, type ChainHop, FROM_SPEAKER } from "../provenance/chain.js";
import { Copies, hasCopies } from "./copies.js";
import { useHere } from "./page.js";
import { EntryLink, EntryLinks, Facts, Said, When } from "./parts.js";
import { Quote } from "./quote.js";

/** The hands that it went through, in the order of the file, each with what is known of it. */
export function Hops({ chain }: { chain: Chain }) {
  if (chain.hops.length === 0) {
    return <p>Nobody has passed it on: it stands here as its speaker made it.</p>;
  }
  return (
    <ol class="hops">
      {chain.hops.map((hop) => (
        <li key={hop.index} id={`hop-${hop.index + 1}`}>
          <HopHead chain={chain} hop={hop} />
          <HopBody hop={hop} claim={chain.claim.id} />
        </li>
      ))}
    </ol>
  );
}

function HopHead({ chain, hop }: { chain: Chain; hop: ChainHop }) {
  const { how, date } = hop.hop;
  const when = date ?? hop.document?.value.date;
  return (
    <p class="hop-head">
      <strong>
        <EntryLink id={hop.hop.via} />
      </strong>
      {hop.agent?.value.kind === "forum" && <span class="dim"> · a place, not a voice</span>}
      {how !== undefined && (
        <>
          {" "}
          · <Said>{how}</Said>
        </>
      )}
      {when !== undefined && (
        <>
          {" "}
          · <When date={when} />
        </>
      )}
      <span class="dim">
        {" "}
        · from <Sources chain={chain} hop={hop} />
      </span>
    </p>
  );
}

function Sources({ chain, hop }: { chain: Chain; hop: ChainHop }) {
  if (hop.from.length === 0) return <span class="gap">nobody: nothing leads here</span>;
  const ids = hop.from.map((node) =>
    node === FROM_SPEAKER ? chain.claim.value.speaker : chain.hops[node]!.hop.via,
  );
  return <EntryLinks ids={ids} />;
}

function HopBody({ hop, claim }: { hop: ChainHop; claim: string }) {
  const { desk } = useHere();
  const { quote, lang, says, certainty, translator, note, in: inside } = hop.hop;
  return (
    <>
      {quote !== undefined && (
        <Quote
          text={quote}
          lang={lang ?? hop.document?.value.lang}
          standing={desk.source.standingOf(claim, hop.index)}
        />
      )}
      <Facts
        facts={[
          ["Says", says === undefined ? "" : <Said>{says}</Said>],
          ["How sure it sounds", certainty],
          ["Translated by", translator === undefined ? "" : <Translator id={translator} />],
          ["In", inside === undefined ? "" : <EntryLink id={inside} />],
          [
            "To be read",
            hop.document && hasCopies(hop.document) && <Copies document={hop.document} />,
          ],
          ["Note", note === undefined ? "" : <Said>{note}</Said>],
        ]}
      />
    </>
  );
}

function Translator({ id }: { id: string }) {
  return id === "machine" ? <>a machine</> : <EntryLink id={id} />;
}
