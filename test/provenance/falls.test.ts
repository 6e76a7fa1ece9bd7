import { expect, it } from "vitest";
import { fallOf } from "../../src/provenance/falls.js";
import { storeOf } from "../support/store.js";

/** Tells what fell in a store, a line each. */
function falls(text: string): string[] {
  const store = storeOf(text);
  return [...store.documents.keys(), ...store.claims.keys()].flatMap((id) => {
    const fall = fallOf(id, store);
    if (!fall) return [];
    const { word, at, path, date } = fall;
    return [`${id} ${word} by ${at.id} ${path.join(".")}, ${date ?? "no date"}`];
  });
}

it("a document falls by its own word", () => {
  expect(
    falls(`documents:
  study: { title: Study, retracted: { date: 2024-02, because: the sensors were faulty } }
  article: { title: Article, corrected: { because: a name was wrong } }
  leaflet: { title: Leaflet }
`),
  ).toEqual([
    "study retracted by study retracted, 2024-02",
    "article corrected by article corrected, no date",
  ]);
});

it("a claim falls by another's word", () => {
  expect(
    falls(`claims:
  first: { text: A., speaker: jane }
  second: { text: B., speaker: jane }
  third: { text: C., speaker: jane, date: 2024-05, retracts: [first], corrects: [second] }
`),
  ).toEqual([
    "first retracted by third retracts.0, 2024-05",
    "second corrected by third corrects.0, 2024-05",
  ]);
});

it("a retraction counts before a correction", () => {
  expect(
    falls(`documents:
  study: { title: S, corrected: { date: 2025 }, retracted: { date: 2024 } }
claims:
  first: { text: A., speaker: jane }
  second: { text: B., speaker: jane, retracts: [first] }
  third: { text: C., speaker: jane, corrects: [first] }
`),
  ).toEqual([
    "study retracted by study retracted, 2024",
    "first retracted by second retracts.0, no date",
  ]);
});

it("nothing falls by being disputed, updated or qualified, nor what isn't there", () => {
  expect(
    falls(`claims:
  first: { text: A., speaker: jane }
  second: { text: B., speaker: jane, disputes: [first], updates: [first], qualifies: [first] }
  third: { text: C., speaker: jane, retracts: [frist] }
`),
  ).toEqual([]);
});
