import fc from "fast-check";
import { Parser } from "n3";
import { describe, expect, it } from "vitest";
import { escapeIri, isBase, isIri } from "../../src/formats/iris.js";
import { dateTerm, momentOf, momentText } from "../../src/formats/terms.js";

describe("a date as a literal", () => {
  it.each([
    ["2023", "2023", "xsd:gYear"],
    ["2023-10", "2023-10", "xsd:gYearMonth"],
    ["2023-10-26", "2023-10-26", "xsd:date"],
    ["2023-10-26T14:30:00Z", "2023-10-26T14:30:00Z", "xsd:dateTime"],
    ["2023-10-26T14:30:00", "2023-10-26T14:30:00", "xsd:dateTime"],
    ["2023-10-26T14:30:00+02", "2023-10-26T14:30:00+02:00", "xsd:dateTime"],
    ["2023-10-26T14:30:00-0330", "2023-10-26T14:30:00-03:30", "xsd:dateTime"],
    ["2023-10-26T14:30:00+05:45", "2023-10-26T14:30:00+05:45", "xsd:dateTime"],
    ["2023-10-26T24:00:00Z", "2023-10-26T24:00:00Z", "xsd:dateTime"],
    ["2023~", "2023~", "edtf:EDTF"],
    ["2023-1?", "2023-1?", "edtf:EDTF"],
    ["2023-10-26?", "2023-10-26?", "edtf:EDTF"],
    ["2023-10-2~", "2023-10-2~", "edtf:EDTF"],
    ["2022/2023", "2022/2023", "edtf:EDTF"],
    ["0000", "0000", "edtf:EDTF"],
  ])("%s", (date, text, type) => expect(dateTerm(date)).toEqual({ text, type }));
});

describe("a moment", () => {
  it.each([
    ["2023-10-26T14:30:00+02", "2023-10-26T12:30:00Z"],
    ["2023-10-26T24:00:00Z", "2023-10-27T00:00:00Z"],
  ])("%s", (date, text) => expect(momentText(momentOf(date)!)).toBe(text));

  it.each([
    "2023-10-26",
    "2023-10-26T14:30:00",
    "2023~",
    "0000-06-01T00:00:00Z",
    undefined,
  ])("is not %s", (date) => expect(momentOf(date)).toBeUndefined());
});

describe("an address as an IRI", () => {
  it.each([
    ["https://example.org/a?b=c#d", "https://example.org/a?b=c#d"],
    ["https://example.org/ä", "https://example.org/ä"],
    ['https://example.org/"<>{}|\\^`', "https://example.org/%22%3C%3E%7B%7D%7C%5C%5E%60"],
    ["https://example.org/[a]", "https://example.org/%5Ba%5D"],
    ["https://[2001:db8::1]:80/[a]", "https://[2001:db8::1]:80/%5Ba%5D"],
    ["https://example.org/100%#a#b%20", "https://example.org/100%25#a%23b%20"],
    ["https://example.org/\u0007\u202e\ud800", "https://example.org/%07%E2%80%AE%EF%BF%BD"],
  ])("%j", (address, iri) => expect(escapeIri(address)).toBe(iri));

  it("stays what it is when it is escaped again, and Turtle can hold it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const iri = escapeIri(`https://example.org/${text}`);
        expect(escapeIri(iri)).toBe(iri);
        expect(isIri(iri)).toBe(true);
        const [quad] = new Parser().parse(`<${iri}> <urn:p> "o".`);
        expect(quad!.subject.value).toBe(iri);
      }),
    );
  });
});

it.each([
  "https://example.org/c/",
  "https://example.org/c#",
  "urn:claims:",
])("names can begin with %s", (base) => expect(isBase(base)).toBe(true));

it.each([
  "https://example.org/c",
  "/c/",
  "c:",
  "https://exa mple.org/",
  "https://e.org/<>/",
])("names can't begin with %s", (base) => expect(isBase(base)).toBe(false));
