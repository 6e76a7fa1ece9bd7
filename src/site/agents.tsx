import { pagesOf } from "./claims.js";
import type { Desk } from "./desk.js";

/** How many agents stand on one page. */
const EACH = 200;

/** Gives how many pages the list of agents takes. */
export function agentPages({ source }: Desk): number {
  return pagesOf(source.store.agents.size, EACH);
}

/** A page of all agents. */
export function AgentsPage({ page: _ }: { page: number }) {
  return <h1>People and outlets</h1>;
}
