import { describe, expect, it } from "vitest";
import { oneLine } from "../../src/terminal/text.js";
import { printMermaid } from "../../src/views/mermaid.js";
import { NODE_KINDS } from "../../src/views/picture.js";
import { draw, HOSTILE, PICTURES } from "../support/pictures.js";

/** The quoted labels of a chart, each a list of its lines. */
function labels(chart: string): string[][] {
  return [...chart.matchAll(/"([^"]*)"/g)].map(([, label]) => label!.split("<br/>"));
}

/** Undoes the escapes, as Mermaid does. */
const read = (label: string) =>
  label.replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));

describe("Mermaid", () => {
  it.each(PICTURES)("of %s", async (name) => {
    await expect(printMermaid(draw(name))).toMatchFileSnapshot(`pictures/${name}.mmd`);
  });

  it("holds no text outside its labels: each line is made of the tool's own words", () => {
    const forms = [
      /flowchart TB|end|direction TB/,
      /accTitle: [\w .,#;-]+/,
      /subgraph \w+\[\]/,
      /(?:style|linkStyle|classDef) [\w,]+ [\w:,# -]+/,
      /\w+ (?:-->|==>|-\.->)(?:\|\|)? \w+/,
      /\w+ ~~~ \w+/,
      /\w+[([{/>\\]*[)\]}/\\]*:::\w+/,
    ];
    const form = new RegExp(`^ *(?:${forms.map(({ source }) => source).join("|")})?$`);
    for (const line of printMermaid(draw("hostile")).split("\n")) {
      expect(line.replace(/"[^"]*"/g, "")).toMatch(form);
    }
  });

  it("holds no character in its labels that Mermaid, its Markdown or HTML acts on", () => {
    for (const line of labels(printMermaid(draw("hostile"))).flat()) {
      const plain = line.replace(/#\d+;/g, "");
      expect(plain).not.toMatch(/["`<>&#;%{}[\]|\\/*_~=@:$^+]/);
      expect(line).not.toMatch(/^(-|\d+[.)])/);
      expect(line).not.toMatch(/www\.\w|https?:/);
    }
  });

  it("says what the store says, once the escapes are undone", () => {
    const lines = labels(printMermaid(draw("hostile")))
      .flat()
      .map(read);
    for (const name of Object.values(HOSTILE)) expect(lines).toContain(oneLine(name));
  });

  it("gives every kind a shape of its own", () => {
    const kinds = Object.keys(NODE_KINDS) as (keyof typeof NODE_KINDS)[];
    const chart = printMermaid({ title: "All", claims: [], grounds: [], edges: [], kinds });
    const shapes = kinds.map((kind) =>
      new RegExp(`legend_${kind}(.+):::`).exec(chart)![1]!.replace(/".*"/, ""),
    );
    expect(new Set(shapes).size).toBe(kinds.length);
  });

  it("has no legend without a kind to explain", () => {
    const empty = { title: "Nothing", claims: [], grounds: [], edges: [], kinds: [] };
    expect(printMermaid(empty)).toBe("flowchart TB\n  accTitle: Nothing\n");
  });
});
