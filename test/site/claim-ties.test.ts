import { expect, it } from "vitest";
import { textsIn } from "../support/html.js";
import { lastingFolder, writtenSite } from "../support/written-site.js";

const site = await writtenSite(
  lastingFolder({
    "claims/store.yaml": `
agents:
  jane-doe: { name: Jane Doe, kind: person }
  checker: { name: The Checker, kind: organization }
  hall: { name: The Hall, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall.
    speaker: jane-doe
    date: 2024
    based-on: [surplus]
    reviews:
      - { by: checker, verdict: mostly true, rating: 4, best: 5, date: 2024-03-06 }
      - { by: hall }
      - { rating: 1 }
  surplus: { text: There is a surplus., speaker: jane-doe, date: 2024-01 }
  no-surplus: { text: There was none., speaker: jane-doe, date: 2024-03, retracts: [surplus] }
`,
  }),
);

const page = site.read("claims/tax-cut.html");

it("a claim's page tells what is known of each fact-check, and no gaps", () => {
  const [reviews] = textsIn(page, "ul", "reviews");
  expect(reviews).toBe("mostly true · 4 of 5 · The Checker · 2024-03-06The Hall1");
});

it("a claim's page names the claims that it falls with by their words", () => {
  const [falls] = textsIn(page, "ul", "falls");
  expect(falls).toBe("It rests on “There is a surplus.”, which was retracted on 2024-03.");
});

it("what was taken back names the claim that took it back by its words", () => {
  const [falls] = textsIn(site.read("claims/surplus.html"), "ul", "falls");
  expect(falls).toBe("It was retracted on 2024-03 by “There was none.”.");
});
