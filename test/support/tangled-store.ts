import fc from "fast-check";
import type { Store } from "../../src/store/store.js";
import { storeOf } from "./store.js";

const CLAIMS = ["one", "two", "three", "four"];
const DOCUMENTS = ["page", "leaf", "post"];
const VIAS = ["paper", "paper", "hall", "jane", "unknown", "missing", ...DOCUMENTS];

const date = fc.constantFrom(
  ...["2023-10-26T10:00:00Z", "2023-10-26T11:00:00+02:00", "2023-10-26T12:00:00", "2023~"],
  ...["2023-10-25T23:59:59-05", "2023-10-26", "2023/2024", "0000-01-01T00:00:00Z"],
);
const some = (...ids: string[]) =>
  fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 2 });
const maybe = { requiredKeys: [] };

const hop = fc
  .record(
    {
      from: some("speaker", "hop-0", "hop-1", "hop-2", "nowhere"),
      in: fc.constantFrom(...DOCUMENTS),
      date,
      quote: fc.constantFrom("It is so.", "It was so."),
      translator: fc.constantFrom("jane", "machine", "missing"),
    },
    maybe,
  )
  .chain((rest) => fc.constantFrom(...VIAS).map((via) => ({ via, ...rest })));

const claim = fc
  .record(
    {
      date,
      for: fc.constantFrom("paper", "hall", "missing"),
      role: fc.constantFrom("chief", "nothing"),
      quote: fc.constant("It is so."),
      in: fc.constantFrom(...DOCUMENTS, "missing"),
      "based-on": some(...CLAIMS, ...DOCUMENTS),
      corrects: some(...CLAIMS),
      updates: some(...CLAIMS, "missing"),
      relay: fc
        .array(hop, { minLength: 1, maxLength: 3 })
        .map((hops) => hops.map((each, index) => ({ ...each, id: `hop-${index}` }))),
    },
    maybe,
  )
  .chain((rest) =>
    fc
      .constantFrom("jane", "paper", "hall", "page", "leaf", "unknown", "missing")
      .map((speaker) => ({
        text: "It is so.",
        speaker,
        ...rest,
      })),
  );

const document = fc.record(
  {
    by: fc.constantFrom("paper", "hall"),
    authors: some("jane", "missing"),
    date,
    cites: some(...DOCUMENTS),
    corrected: fc.record({ date }),
  },
  maybe,
);

/** Draws stores in which anything refers to anything: circles, gaps and times that run backwards included. */
export const tangledStores: fc.Arbitrary<Store> = fc
  .record({
    claims: fc.dictionary(fc.constantFrom(...CLAIMS), claim, { minKeys: 1 }),
    documents: fc.dictionary(fc.constantFrom(...DOCUMENTS), document),
  })
  .map(({ claims, documents }) => {
    const agents = {
      jane: { name: "Jane", kind: "person", roles: { chief: { title: "Chief" } } },
      paper: { name: "Paper", kind: "outlet" },
      hall: { name: "Hall", kind: "forum" },
    };
    return storeOf(JSON.stringify({ agents, documents, claims }, null, 1));
  });
