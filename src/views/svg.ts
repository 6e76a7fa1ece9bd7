import { Graphviz } from "@hpcc-js/wasm-graphviz";

/** Lays a DOT drawing out as SVG, with Graphviz compiled to WebAssembly. Loaded only when asked for. */
export async function renderSvg(dot: string): Promise<string> {
  const graphviz = await Graphviz.load();
  return named(graphviz.layout(dot, "svg", "dot"));
}

/**
 * Lays a DOT drawing out as an SVG element to be put into a page: a group of links, if it has any, and
 * named by its title. Its size is that of its letters, and may be made smaller by the page.
 *
 * @returns a function that draws: loading the engine takes longer than many drawings
 */
export async function inlineSvg(): Promise<(dot: string) => string> {
  const graphviz = await Graphviz.load();
  return (dot) =>
    named(graphviz.layout(dot, "svg", "dot"), "group")
      .replace(/^[\s\S]*?(?=<svg )/, "")
      .replace(/<!--[\s\S]*?-->\n?/g, "")
      .replace(/ (width|height)="([\d.]+)pt"/g, ' $1="$2"')
      .trim();
}

/**
 * Gives a drawing its title as its name, for those who can't see it, and takes the titles of nodes
 * and edges out: they hold nothing but internal ids, which would show as tooltips.
 */
function named(svg: string, role = "img"): string {
  const title = /<title>(.*?)<\/title>/s.exec(svg)?.[1] ?? "";
  let isFirst = true;
  return svg
    .replace(/<title>.*?<\/title>\n?/gs, (each) => {
      const kept = isFirst ? each : "";
      isFirst = false;
      return kept;
    })
    .replace("<svg ", () => `<svg role="${role}" aria-label="${title}" `);
}
