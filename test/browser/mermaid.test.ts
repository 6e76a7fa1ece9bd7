import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { printMermaid } from "../../src/views/mermaid.js";
import { inBrowser } from "../support/browser.js";
import { exported, FULL_STORE, HOSTILE_STORE } from "../support/export.js";
import { draw, PICTURES } from "../support/pictures.js";

const MERMAID = createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js");

/** What Mermaid makes of a chart. */
interface Drawn {
  readonly type: string;
  readonly nodes: number;
  readonly edges: number;
  readonly text: string;
}

/** Has Mermaid itself draw a chart; it throws where it can't read one. */
async function drawIn(page: Page, chart: string): Promise<Drawn> {
  await page.addScriptTag({ path: MERMAID });
  return page.evaluate(async (text) => {
    const { mermaid, document } = globalThis as unknown as {
      mermaid: {
        initialize(options: object): void;
        parse(text: string): Promise<{ diagramType: string }>;
        render(id: string, text: string): Promise<{ svg: string }>;
      };
      document: {
        body: { innerHTML: string; querySelectorAll(selector: string): { length: number } };
        querySelector(selector: string): { textContent: string };
      };
    };
    mermaid.initialize({ startOnLoad: false, maxTextSize: 1e6, maxEdges: 1e4 });
    const { diagramType } = await mermaid.parse(text);
    const { svg } = await mermaid.render("drawing", text);
    document.body.innerHTML = svg;
    return {
      type: diagramType,
      nodes: document.body.querySelectorAll("g.node").length,
      edges: document.body.querySelectorAll("path.flowchart-link").length,
      text: document.querySelector("svg").textContent,
    };
  }, chart);
}

inBrowser("Mermaid itself", (browsing) => {
  it.each([
    ["every key", FULL_STORE],
    ["hostile texts", HOSTILE_STORE],
  ])("draws the whole graph of a store with %s, node by node", async (_, store) => {
    const { text } = await exported(store, "mermaid");
    const lines = text.split("\n");
    const page = await browsing.open("about:blank", "");
    const drawn = await drawIn(page, text);
    expect(drawn.type).toMatch(/^flowchart/);
    expect(drawn.nodes).toBe(lines.filter((line) => /^ {2}n\d+[([]/.test(line)).length);
    expect(drawn.edges).toBe(lines.filter((line) => /^ {2}n\d+ [=-]/.test(line)).length);
    expect(drawn.nodes).toBeGreaterThan(3);
  });

  it.each(PICTURES)("draws the chain of %s", async (name) => {
    const page = await browsing.open("about:blank", "");
    const drawn = await drawIn(page, printMermaid(draw(name)));
    expect(drawn.type).toMatch(/^flowchart/);
    expect(drawn.nodes).toBeGreaterThan(1);
  });

  it("runs nothing of what a hostile chain says, and shows it", async () => {
    const page = await browsing.open("about:blank", "");
    const drawn = await drawIn(page, printMermaid(draw("hostile")));
    expect(drawn.text).toContain("<script>alert(1)</script>");
  });
});
