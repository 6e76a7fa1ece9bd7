import type { Agent } from "../model/agent.js";
import type { Entry } from "../store/source.js";
import { Pager, pagesOf } from "./claims.js";
import type { Desk } from "./desk.js";
import { useHere } from "./page.js";
import { EntryLink } from "./parts.js";
import { andList, capital, countOf, groups, KIND_NOUNS } from "./words.js";

/** How many agents stand on one page. */
const EACH = 200;

/** Gives how many pages the list of agents takes. */
export function agentPages({ source }: Desk): number {
  return pagesOf(source.store.agents.size, EACH);
}

/** A page of all agents, those first on whom most hangs. */
export function AgentsPage({ page }: { page: number }) {
  const { desk } = useHere();
  const { size } = desk.source.store.agents;
  const shown = desk.agentsByWeight.slice((page - 1) * EACH, page * EACH);
  return (
    <>
      <h1>People and outlets</h1>
      <p class="lede">
        {size === 0 ? "Nobody is in the store yet." : <Kinds isFirst={page === 1} />}
      </p>
      {size > 0 && (
        <>
          <p>
            Those come first on whom most hangs. “Only through” counts the claims that reached us
            through nobody else: were it wrong there, nothing else in the store would show it.
          </p>
          <AgentTable agents={shown} />
        </>
      )}
      <Pager list="agents" page={page} pages={agentPages(desk)} />
    </>
  );
}

/** How many there are of each kind: counted for the first page, since a store can have many pages. */
function Kinds({ isFirst }: { isFirst: boolean }) {
  const { desk } = useHere();
  const { agents } = desk.source.store;
  if (!isFirst) return <>{countOf(agents.size, "person, outlet or place", MANY)}.</>;
  const counts = { person: 0, organization: 0, outlet: 0, forum: 0, anonymous: 0 };
  for (const { value } of agents.values()) counts[value.kind]++;
  const told = Object.entries(KIND_NOUNS).flatMap(([kind, [one, many]]) => {
    const count = counts[kind as Agent["kind"]];
    return count === 0 ? [] : countOf(count, one, many);
  });
  return <>{andList(told)}.</>;
}

const MANY = "people, outlets and places";

function AgentTable({ agents }: { agents: readonly Entry<"agent">[] }) {
  const { desk } = useHere();
  return (
    <table class="entries">
      <thead>
        <tr>
          <th scope="col">Who</th>
          <th scope="col" class="number">
            Said
          </th>
          <th scope="col" class="number">
            Passed on
          </th>
          <th scope="col" class="number">
            Only through
          </th>
        </tr>
      </thead>
      <tbody>
        {agents.map(({ id, value }) => {
          const { spoke, relayed, bottleneckOf } = desk.agent(id);
          return (
            <tr key={id}>
              <td>
                <EntryLink id={id} />
                <span class="claim-meta">{capital(KIND_NOUNS[value.kind][0])}</span>
              </td>
              {[spoke, relayed, bottleneckOf].map((rows, index) => (
                <td key={index} class="number">
                  {groups(rows.length)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
