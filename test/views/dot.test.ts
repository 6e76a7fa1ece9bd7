import { describe, expect, it } from "vitest";
import { printDot } from "../../src/views/dot.js";
import { NODE_KINDS } from "../../src/views/picture.js";
import { renderSvg } from "../../src/views/svg.js";
import { draw, HOSTILE, PICTURES } from "../support/pictures.js";

describe("DOT", () => {
  it.each(PICTURES)("of %s", async (name) => {
    await expect(printDot(draw(name))).toMatchFileSnapshot(`pictures/${name}.dot`);
  });

  it.each(PICTURES)("of %s is accepted by Graphviz", async (name) => {
    await expect(renderSvg(printDot(draw(name)))).resolves.toContain("</svg>");
  });

  it("holds no text outside its quotes: each line is made of the tool's own words", () => {
    for (const line of printDot(draw("hostile")).split("\n")) {
      const bare = line.replace(/"(?:[^"\\]|\\.)*"/g, '""');
      expect(bare).toMatch(/^[\w\s{}[\]=,;.>-]*("")?[\w\s{}[\]=,;.>"-]*$/);
      expect(bare).not.toMatch(/script|alert|click|javascript/);
    }
  });

  it("escapes what a label would be read for", () => {
    const dot = printDot(draw("hostile"));
    expect(dot).toContain("a\\\\b\\\\nc\\\\\\\\");
    expect(dot).toContain('\\"double\\"');
    expect(dot).toContain("&amp;quot; &amp;amp;lt;");
    expect(HOSTILE["entities"]).toContain("&quot;");
  });

  it("of a claim in its place has no legend without a kind to explain", () => {
    const empty = { title: "Nothing", claims: [], grounds: [], edges: [], kinds: [] };
    expect(printDot(empty)).not.toContain("legend");
  });

  it("tells the kinds apart by shape or line, not by colour alone", () => {
    const kinds = Object.keys(NODE_KINDS) as (keyof typeof NODE_KINDS)[];
    const dot = printDot({ title: "All", claims: [], grounds: [], edges: [], kinds });
    const looks = kinds.map((kind) => {
      const [, shape, style] = new RegExp(`legend_${kind} \\[shape=(\\w+), style="([\\w,]+)"`).exec(
        dot,
      )!;
      return `${shape} ${style}`;
    });
    expect(new Set(looks).size).toBe(kinds.length);
  });
});
