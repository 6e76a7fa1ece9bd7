import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { textOf } from "../support/page-text.js";
import { pageAt } from "../support/site.js";

const BRIDGE = readFileSync(join(import.meta.dirname, "pages/bridge.yaml"), "utf8");

describe("the page of a claim", () => {
  it.each([
    "bridge-closes",
    "survey-of-cracks",
    "no-danger",
    "takes-back",
  ])("tells %s from its speaker on", async (id) => {
    const page = await pageAt(`claims/${id}.html`, BRIDGE);
    await expect(textOf(page)).toMatchFileSnapshot(`pages/${id}.txt`);
  });

  it("draws the chain, each hand a link to its page", async () => {
    const page = await pageAt("claims/bridge-closes.html", BRIDGE);
    const links = [...page.matchAll(/xlink:href="([^"]*)"/g)].map(([, href]) => href);
    expect(links).toEqual([
      "../agents/osei.html",
      "../agents/parliament.html",
      "../documents/wire-report.html",
      "../agents/daily.html",
      "../agents/evening.html",
      "../agents/herald.html",
      "../agents/alhaqq.html",
    ]);
  });

  it("says whether a quotation stands in its document", async () => {
    const standings = new Map([
      [-1, "found"],
      [1, "absent"],
      [5, "order"],
    ] as const);
    const page = await pageAt("claims/bridge-closes.html", BRIDGE, {
      standingOf: (claim, node) =>
        claim === "bridge-closes" ? standings.get(node as -1) : undefined,
    });
    const told = textOf(page)
      .split("\n")
      .filter((line) => /^[✓✗]/.test(line));
    expect(told).toEqual([
      "✓ these words stand in the saved copy of the document",
      "✗ these words don't stand in the saved copy of the document",
      "✗ the parts of it stand in the saved copy in another order",
    ]);
  });

  it("shows what was found, with its place and what to do", async () => {
    const found = {
      rule: "number-drift",
      severity: "warning",
      message: "`wire-report` says 20,000 where the speaker has twelve thousand",
      help: "check the figure against both documents",
      place: { file: "claims/store.yaml", line: 33 },
      entry: "bridge-closes",
    } as const;
    const page = await pageAt("claims/bridge-closes.html", BRIDGE, { findings: [found] });
    const told = textOf(page).split("### What the checks say\n")[1];
    expect(told).toBe(
      "- warning number-drift wire-report says 20,000 where the speaker has twelve thousand\n" +
        "check the figure against both documents\n" +
        "claims/store.yaml:33\n",
    );
    expect(page).toContain("<code>wire-report</code> says 20,000");
  });

  it("shows its lines, and links its place where the files can be read", async () => {
    const page = await pageAt("claims/takes-back.html", BRIDGE, {
      linesOf: () => [{ number: 7, text: "  takes-back: <b>" }],
      sourceUrl: ({ file, line }) => `https://example.org/${file}#L${line}`,
    });
    expect(page).toContain('<ol class="yaml" start="7"><li value="7">');
    expect(page).toContain("<code>  takes-back: &lt;b></code>");
    expect(page).toMatch(/href="https:\/\/example\.org\/claims\/store\.yaml#L\d+"/);
  });

  it("says so where its lines tell of a confidential source", async () => {
    const page = await pageAt("claims/takes-back.html", BRIDGE, {
      linesOf: () => undefined,
      placeOf: () => undefined,
    });
    expect(textOf(page)).toContain(
      "## In the store\nIts lines are not shown, since they tell of a confidential source.\n",
    );
  });
});
