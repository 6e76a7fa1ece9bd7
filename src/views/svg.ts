import { Graphviz } from "@hpcc-js/wasm-graphviz";

/** Lays a DOT drawing out as SVG, with Graphviz compiled to WebAssembly. Loaded only when asked for. */
export async function renderSvg(dot: string): Promise<string> {
  const graphviz = await Graphviz.load();
  return graphviz.layout(dot, "svg", "dot");
}
