import { Graphviz } from "@hpcc-js/wasm-graphviz";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { exported, FULL_STORE, HOSTILE_STORE, HOSTILE_TEXTS } from "../support/export.js";

interface Element {
  readonly name: string;
  readonly attributes: Record<string, string>;
  text: string;
  readonly children: Element[];
}

/** Reads XML with a parser that throws on what is not well-formed. */
function readXml(text: string): Element {
  const root: Element = { name: "", attributes: {}, text: "", children: [] };
  const open = [root];
  const parser = new SaxesParser({ xmlns: false });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element = {
      name,
      attributes: attributes as Record<string, string>,
      text: "",
      children: [],
    };
    open.at(-1)!.children.push(element);
    open.push(element);
  });
  parser.on("text", (piece) => {
    open.at(-1)!.text += piece;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(text).close();
  return root.children[0]!;
}

/** A node or an edge: its attributes and its data, by name. */
type Graphml = Record<string, string>;

/** Reads GraphML, held against what its schema asks for. */
function readGraphml(text: string) {
  const graphml = readXml(text);
  expect(graphml.name).toBe("graphml");
  expect(graphml.attributes["xmlns"]).toBe("http://graphml.graphdrawing.org/xmlns");
  const keys = graphml.children.filter(({ name }) => name === "key");
  const types = new Map(keys.map(({ attributes }) => [attributes["id"]!, attributes]));
  expect(types.size).toBe(keys.length);
  const graph = graphml.children.at(-1)!;
  expect(graph.attributes).toMatchObject({ edgedefault: "directed" });
  const read = (kind: string) =>
    graph.children
      .filter(({ name }) => name === kind)
      .map(({ attributes, children }) => {
        const data = children.map((child): [string, string] => {
          const key = types.get(child.attributes["key"]!)!;
          expect(key["for"]).toBe(kind);
          expect(child.text).toMatch(
            { int: /^\d+$/, boolean: /^(true|false)$/, string: /(?:)/ }[key["attr.type"]!]!,
          );
          return [key["attr.name"]!, child.text];
        });
        return { ...attributes, ...Object.fromEntries(data) } as Graphml;
      });
  const nodes = read("node");
  const edges = graph.children.filter(({ name }) => name === "edge");
  const ids = new Set(nodes.map((node) => node["id"]));
  expect(ids.size).toBe(nodes.length);
  for (const { attributes } of edges) {
    expect(ids).toContain(attributes["source"]);
    expect(ids).toContain(attributes["target"]);
  }
  const ends = edges.map(({ attributes }) => ({
    from: attributes["source"]!,
    to: attributes["target"]!,
  }));
  return {
    nodes,
    edges: read("edge").map((edge, index): Graphml => ({ ...edge, ...ends[index]! })),
  };
}

describe("graphml", () => {
  it("holds every entry and every reference, typed", async () => {
    const { nodes, edges } = readGraphml((await exported(FULL_STORE, "graphml")).text);
    const full = nodes.find(({ id }) => id === "full");
    expect(full).toMatchObject({
      entry: "claim",
      hands: "2",
      tags: '["elections"]',
      speaker: "amir-abdollahian",
    });
    const relays = edges.filter((edge) => edge["relation"] === "relay" && edge["claim"] === "full");
    expect(relays.map(({ from, to }) => `${from} › ${to}`)).toMatchInlineSnapshot(`
      [
        "amir-abdollahian › un-assembly",
        "amir-abdollahian › the-national",
        "un-assembly › the-national",
        "the-national › full:3",
        "the-national › full:4",
      ]
    `);
    const others = edges
      .filter(({ from }) => from === "full")
      .map((edge) => `${edge["relation"]} ${edge["to"]}`);
    expect(others).toMatchInlineSnapshot(`
      [
        "speaker amir-abdollahian",
        "for iran",
        "in transcript",
        "based-on earlier-claim",
        "based-on dossier",
        "confirms claim-confirmed",
        "disputes claim-disputed",
        "qualifies claim-qualified",
        "corrects claim-corrected",
        "retracts claim-retracted",
        "updates claim-updated",
        "about ministry",
        "reviewed-by fact-checker",
        "graded-by analyst",
      ]
    `);
  });

  it("gives every text back as it was, but for what XML can't hold", async () => {
    const { text, stderr } = await exported(HOSTILE_STORE, "graphml");
    const { nodes } = readGraphml(text);
    const clean = HOSTILE_TEXTS.map((each) =>
      each.replace(/[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE]|\p{Surrogate}/gu, "\uFFFD"),
    );
    const claims = nodes.filter((node) => node["entry"] === "claim");
    expect(claims.map((node) => node["text"])).toEqual(clean);
    expect(claims.map((node) => JSON.parse(node["tags"]!)[0])).toEqual(
      HOSTILE_TEXTS.map((each) => each.replace("\uFFFE", "\uFFFD")),
    );
    expect(stderr).toContain("XML forbids");
  });
});

describe("dot", () => {
  it.each([
    ["every key", FULL_STORE],
    ["hostile texts", HOSTILE_STORE],
  ])("of a store with %s is read by Graphviz", async (_, yaml) => {
    const graphviz = await Graphviz.load();
    const { text, stderr } = await exported(yaml, "dot");
    const read = JSON.parse(graphviz.layout(text, "dot_json", "nop"));
    const { nodes } = readGraphml((await exported(yaml, "graphml")).text);
    expect(read.objects.map(({ name }: { name: string }) => name)).toEqual(
      nodes.map(({ id }) => id),
    );
    expect(stderr).toMatch(/not in it, \d+ ×: what is known of a claim but its name and ties/);
  });
});

describe("mermaid", () => {
  it("has a node an entry and an edge a reference, and no text outside of quotes", async () => {
    const { text } = await exported(HOSTILE_STORE, "mermaid");
    for (const line of text.trimEnd().split("\n").slice(1)) {
      expect(line).toMatch(
        /^ {2}(n\d+(\(\[|\[[/\\]?)"[^"]*"(\]\)|[/\\]?\]):::\w+|n\d+ (==>|-\.->)\|"[^"]*"\| n\d+|classDef .*)$/,
      );
    }
  });

  it("says where it is more than Mermaid draws", async () => {
    const many = Array.from({ length: 501 }, (_, n) => [
      `c-${n}`,
      {
        text: `This is said and said again, and more of it is said each time: ${n}.`,
        speaker: "unknown",
      },
    ]);
    const { stderr } = await exported(
      JSON.stringify({ claims: Object.fromEntries(many) }),
      "mermaid",
    );
    expect(stderr).toContain("1 ×: an edge above the 500");
    expect(stderr).toContain("1 ×: a text of more than the 50000 characters");
  });
});
