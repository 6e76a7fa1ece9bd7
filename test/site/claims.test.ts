import { describe, expect, it } from "vitest";
import { layOutSite } from "../../src/site/site.js";
import { deskOf } from "../support/site.js";

/** Writes the pages of a store, and gives the source of one. */
async function page(yaml: string, path = "claims/index.html"): Promise<string> {
  const files = await layOutSite(deskOf(yaml).source, { assets: new Map() });
  return String(files.get(path)?.make());
}

const AGENTS = `
agents:
  ann: { name: "Ann <i>", kind: person }
  un: { name: UN, kind: forum }
  gazette: { name: The Gazette, kind: outlet }
`;

describe("the list of claims", () => {
  it("tells of each claim who said it, who passed it on, when, and what it is worth", async () => {
    const html = await page(`${AGENTS}
claims:
  tax-cut: { text: "Taxes </script> fall.", speaker: ann, date: 2024-03-06, relay: [un, gazette] }
  nobodys: { text: Nobody said so., speaker: unknown }
  lost: { text: A voice is lost., speaker: nowhere }
`);
    const rows = html.split('<tr role="row">').slice(2);
    expect(
      rows.map((row) =>
        row
          .replace(/<[^>]*>/g, " ")
          .replace(/\s+/g, " ")
          .trim(),
      ),
    ).toEqual([
      expect.stringMatching(
        /Taxes &lt;\/script> fall\..*Ann &lt;i> .*UN .*The Gazette .*2024-03-06 .*traced/,
      ),
      expect.stringMatching(/Nobody said so\. .*someone unknown .*undated .*unattributed/),
      expect.stringMatching(/A voice is lost\. .*nowhere .*\(not in the store\)/),
    ]);
    expect(rows[0]).toContain('href="../agents/gazette.html"');
  });

  it("stays a table where its cells are stacked", async () => {
    const html = await page(`${AGENTS}\nclaims:\n  a: { text: A., speaker: ann }\n`);
    for (const role of ["table", "rowgroup", "row", "columnheader", "rowheader", "cell"]) {
      expect(html).toContain(`role="${role}"`);
    }
    expect(html).toContain('data-label="Speaker"');
  });

  it("goes on over pages, and has its search on each", async () => {
    const many = Array.from(
      { length: 401 },
      (_, at) => `  c${at}: { text: No ${at}., speaker: ann }`,
    );
    const yaml = `${AGENTS}\nclaims:\n${many.join("\n")}\n`;
    const first = await page(yaml);
    expect(first.match(/class="claim-text"/g)).toHaveLength(200);
    expect(first).toContain('href="../claims/page_2.html"');
    const last = await page(yaml, "claims/page_3.html");
    expect(last.match(/class="claim-text"/g)).toHaveLength(1);
    expect(last).toContain('<search class="scripted-only"><form class="search-panel"');
    expect(last).toContain('data-claims="401"');
  });

  it("has a label for each field", async () => {
    const html = await page(AGENTS);
    const fields = [...html.matchAll(/<(?:input|select) id="([^"]+)"/g)].map((match) => match[1]);
    expect(fields).toHaveLength(9);
    for (const id of fields) expect(html).toContain(`<label for="${id}">`);
    expect(html).toContain("There is no claim yet.");
  });
});

describe("the search on every other page", () => {
  it("leads to the list, and is not shown where scripts don't run", async () => {
    const yaml = `${AGENTS}\nclaims:\n  a: { text: A., speaker: ann }\n`;
    const form = '<search class="site-search scripted-only"><form action="';
    expect(await page(yaml, "index.html")).toContain(`${form}claims/index.html" method="get">`);
    expect(await page(yaml, "claims/a.html")).toContain(
      `${form}../claims/index.html" method="get">`,
    );
    expect(await page(yaml)).not.toContain("site-search");
  });
});
