import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { safe } from "../../src/terminal/text.js";
import { printDot } from "../../src/views/dot.js";
import { renderSvg } from "../../src/views/svg.js";
import { draw, HOSTILE, PICTURES } from "../support/pictures.js";

interface Parsed {
  readonly elements: Set<string>;
  readonly attributes: Set<string>;
  readonly titles: string[];
  readonly texts: string[];
  readonly root: Readonly<Record<string, string>>;
}

/** Reads XML strictly: anything that isn't well-formed is an error. */
function parse(xml: string): Parsed {
  const parser = new SaxesParser();
  const parsed = { elements: new Set<string>(), attributes: new Set<string>() };
  const titles: string[] = [];
  const texts: string[] = [];
  const open: string[] = [];
  let root: Record<string, string> | undefined;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    open.push(name);
    root ??= attributes as Record<string, string>;
    parsed.elements.add(name);
    for (const attribute of Object.keys(attributes)) parsed.attributes.add(attribute);
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.on("text", (text) => {
    if (open.at(-1) === "text") texts.push(text);
    if (open.at(-1) === "title") titles.push(text);
  });
  parser.write(xml).close();
  return { ...parsed, titles, texts, root: root! };
}

const svgOf = async (name: string) => renderSvg(printDot(draw(name)));

/** What a text becomes in one line of a label: one space for several, as any XML reader sees it. */
const spaced = (text: string) => text.replace(/[\s\u00A0]+/g, " ").trim();

describe("SVG", () => {
  it.each(PICTURES)("of %s is well-formed XML, of shapes and text alone", async (name) => {
    const { elements, attributes } = parse(await svgOf(name));
    expect([...elements].sort()).toEqual(
      [...elements]
        .filter((element) =>
          ["ellipse", "g", "path", "polygon", "polyline", "svg", "text", "title"].includes(element),
        )
        .sort(),
    );
    expect([...attributes].filter((attribute) => /^on|href/i.test(attribute))).toEqual([]);
  });

  it.each(PICTURES)("of %s has one name, for those who can't see it", async (name) => {
    const { root, titles } = parse(await svgOf(name));
    expect(titles).toEqual([draw(name).title]);
    expect(root).toMatchObject({ role: "img", "aria-label": draw(name).title });
  });

  it("holds the names in the store as text, to the letter", async () => {
    const { texts } = parse(await svgOf("hostile"));
    const shown = spaced(texts.join(" "));
    for (const name of Object.values(HOSTILE)) {
      expect(shown).toContain(spaced(safe(name.replace(/[\t\n\r]+/g, " "))));
    }
  });

  it("is the same on every run", async () => {
    expect(await svgOf("six-outlets")).toBe(await svgOf("six-outlets"));
  });
});
