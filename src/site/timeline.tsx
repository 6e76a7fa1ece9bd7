import type { Desk } from "./desk.js";

/** Gives how many pages the timeline takes. */
export function timelinePages(_desk: Desk): number {
  return 1;
}

/** A page of who said and who reported what, when. */
export function TimelinePage({ page: _ }: { page: number }) {
  return <h1>Timeline</h1>;
}
