import type { Agent } from "../model/agent.js";
import { partOf } from "../provenance/owners.js";
import type { Entry } from "../store/source.js";
import { countryName, languageName, sameAsAddress } from "./agent-words.js";
import { SourceGrade } from "./grade.js";
import { Address, EntryLink, EntryLinks, Facts, Said, When } from "./parts.js";

/** Who an agent is. */
export function AgentFacts({ agent }: { agent: Entry<"agent"> }) {
  const { value } = agent;
  const { aliases, country, lang, url, grade, note, name } = value;
  const owners = partOf(agent);
  const sameAs = value["same-as"];
  const described = name === undefined ? undefined : value["described-as"];
  return (
    <Facts
      facts={[
        ["Also called", aliases && <Texts texts={aliases} />],
        ["Described as", described && <Said>{described}</Said>],
        ["Why unnamed", value.reason && <Said>{value.reason}</Said>],
        ["Offices", value.roles && <Roles roles={value.roles} />],
        [
          "Belongs to",
          owners.length > 0 && (
            <>
              <EntryLinks ids={owners} />
              <span class="dim">
                , and not independent of {owners.length === 1 ? "it" : "them"}
              </span>
            </>
          ),
        ],
        ["Country", country && countryName(country)],
        ["Language", lang && languageName(lang)],
        ["Web page", url && <Address url={url} />],
        ["Elsewhere", sameAs && <SameAs all={sameAs} />],
        ["Grade", grade && <SourceGrade grade={grade} />],
        ["Note", note && <Said>{note}</Said>],
      ]}
    />
  );
}

function Texts({ texts }: { texts: readonly string[] }) {
  return texts.map((text, index) => (
    <>
      {index > 0 && ", "}
      <Said>{text}</Said>
    </>
  ));
}

function Roles({ roles }: { roles: NonNullable<Agent["roles"]> }) {
  return (
    <ul>
      {Object.entries(roles).map(([id, { title, of, from, until }]) => (
        <li key={id}>
          <Said>{title}</Said>
          {of !== undefined && (
            <>
              {" of "}
              <EntryLink id={of} />
            </>
          )}
          {from !== undefined && (
            <>
              {", from "}
              <When date={from} />
            </>
          )}
          {until !== undefined && (
            <>
              {from === undefined ? ", until " : " until "}
              <When date={until} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function SameAs({ all }: { all: readonly string[] }) {
  return (
    <ul>
      {all.map((sameAs) => {
        const address = sameAsAddress(sameAs);
        return (
          <li key={sameAs}>
            <Address url={address}>
              {address === sameAs ? sameAs : `Wikidata, item ${sameAs}`}
            </Address>
          </li>
        );
      })}
    </ul>
  );
}
