import { Graphviz } from "@hpcc-js/wasm-graphviz";

/** Lays a DOT drawing out as SVG, with Graphviz compiled to WebAssembly. Loaded only when asked for. */
export async function renderSvg(dot: string): Promise<string> {
  const graphviz = await Graphviz.load();
  return named(graphviz.layout(dot, "svg", "dot"));
}

/**
 * Gives a drawing its title as its name, for those who can't see it, and takes the titles of nodes
 * and edges out: they hold nothing but internal ids, which would show as tooltips.
 */
function named(svg: string): string {
  const title = /<title>(.*?)<\/title>/s.exec(svg)?.[1] ?? "";
  let isFirst = true;
  return svg
    .replace(/<title>.*?<\/title>\n?/gs, (each) => {
      const kept = isFirst ? each : "";
      isFirst = false;
      return kept;
    })
    .replace("<svg ", () => `<svg role="img" aria-label="${title}" `);
}
