import { pagesOf } from "./claims.js";
import type { Desk } from "./desk.js";

/** How many documents stand on one page. */
const EACH = 200;

/** Gives how many pages the list of documents takes. */
export function documentPages({ source }: Desk): number {
  return pagesOf(source.store.documents.size, EACH);
}

/** A page of all documents. */
export function DocumentsPage({ page: _ }: { page: number }) {
  return <h1>Documents</h1>;
}
