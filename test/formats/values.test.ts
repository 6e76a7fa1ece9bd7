import { describe, expect, it } from "vitest";
import { listIn, plainText, readDate, readUrl } from "../../src/formats/values.js";

describe("dates in odd forms", () => {
  it.each([
    ["2024-03-06", "2024-03-06"],
    [" 2024-03 ", "2024-03"],
    ["2024-03-06~", "2024-03-06~"],
    ["2024/3/6", "2024-03-06"],
    ["26.10.2023", "2023-10-26"],
    ["20240306", "2024-03-06"],
    ["March 6, 2024", "2024-03-06"],
    ["Sept. 6th, 2024", "2024-09-06"],
    ["6 March 2024", "2024-03-06"],
    ["6th of March, 2024", "2024-03-06"],
    ["March 2024", "2024-03"],
    ["Wed, 06 Mar 2024 10:00:00 GMT", "2024-03-06"],
    ["Wed Mar 06 2024 10:00:00 GMT+0100", "2024-03-06"],
    ["2024-03-06T00:00:00", "2024-03-06"],
    ["2024-03-06 00:00:00.000", "2024-03-06"],
    ["2024-3-6T00:00:00", "2024-03-06"],
    ["2024-03-06 14:30", "2024-03-06T14:30:00"],
    ["2024-03-06T14:30:00.123Z", "2024-03-06T14:30:00Z"],
    ["2024-03-06T14:30:00.123+01:00", "2024-03-06T14:30:00+01:00"],
  ])("%j is %s", (text, date) => {
    expect(readDate(text)).toBe(date);
  });

  it.each([
    "5/6/2023",
    "32 March 2024",
    "6 Marble 2024",
    "20241340",
    "yesterday",
    "",
    "2024-02-30",
  ])("%j can't be read", (text) => {
    expect(readDate(text)).toBeUndefined();
  });
});

it("HTML is taken out of a text, and nothing that only looks like it", () => {
  expect(plainText("<p>The <b>dam</b> broke&nbsp;&amp; fell.</p>\n<p>Soon.</p>")).toBe(
    "The dam broke & fell. Soon.",
  );
  expect(plainText("1 < 2  & 3 > 2")).toBe("1 < 2 & 3 > 2");
});

it("an address is one of the web, or none", () => {
  expect(readUrl(" https://example.org/a ")).toBe("https://example.org/a");
  for (const other of ["example.org", "javascript:alert(1)", "file:///etc/passwd", "https://"]) {
    expect(readUrl(other)).toBeUndefined();
  }
});

it("a list in a cell is divided by semicolons and line ends", () => {
  expect(listIn("a; b;;c, d\n e")).toEqual(["a", "b", "c, d", "e"]);
});
