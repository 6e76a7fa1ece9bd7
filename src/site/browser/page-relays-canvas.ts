import cytoscape, { type Core } from "cytoscape";
import type { RelayData } from "../relay-data.js";
import {
  COLORS,
  type Colors,
  type Density,
  densityOf,
  edgeId,
  elementsOf,
  letteringAt,
  namedAt,
  nodeId,
  sheetOf,
  voiceAt,
} from "./relay-looks.js";
import type { View } from "./relay-view.js";

/** How far one press of a key or a button goes. */
const STRIDE = 80;
const ZOOM = 1.3;

/** As large as it becomes by itself: a picture of three voices needs no larger letters than the page. */
const LARGEST = 1.25;
const MARGIN = 36;

/** How long a zoom must stand before names are chosen anew, in milliseconds. */
const SETTLED = 60;

/** The name under which the library looks for a `<style>` of its own; the policy of a page allows none. */
const OWN_STYLE = "__________cytoscape_stylesheet";

/** The picture itself, on a canvas. */
export class Canvas {
  readonly #data: RelayData;
  readonly #cy: Core;
  /** Who may have a name, the most important first. */
  #named: readonly number[] = [];
  #density: Density = "few";

  constructor(
    container: HTMLElement,
    data: RelayData,
    onChoice: (voice: number | undefined) => void,
  ) {
    this.#data = data;
    // What it would style is styled by the page; finding something under the name, it adds nothing.
    const stand = document.createElement("template");
    stand.id = OWN_STYLE;
    container.before(stand);
    this.#cy = cytoscape({
      container,
      style: sheetOf(colorsOf(), this.#density),
      layout: { name: "preset" },
      minZoom: 0.02,
      maxZoom: 4,
      hideEdgesOnViewport: densityOf(data.ties.length) !== "few",
      boxSelectionEnabled: false,
      autounselectify: true,
      autoungrabify: true,
    });
    this.#cy.on("tap", ({ target }) => {
      if (target === this.#cy) onChoice(undefined);
      else if (target.isNode()) onChoice(voiceAt(target.id()));
    });
    this.#cy.on("mouseover", "node", () => container.classList.add("pointing"));
    this.#cy.on("mouseout", "node", () => container.classList.remove("pointing"));
    let timer: number | undefined;
    this.#cy.on("zoom", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.#name(), SETTLED);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#restyle());
  }

  /** Draws what a view holds, and nothing else; who is chosen stands out with whoever is tied to them. */
  show(view: View, focus: number | undefined): void {
    const cy = this.#cy;
    const wanted = new Set([...[...view.voices].map(nodeId), ...[...view.ties].map(edgeId)]);
    const density = densityOf(view.ties.size);
    if (this.#density !== density) {
      this.#density = density;
      this.#restyle();
    }
    cy.batch(() => {
      cy.elements()
        .filter((element) => !wanted.has(element.id()))
        .remove();
      cy.add(elementsOf(this.#data, missingFrom(cy, view)));
      cy.elements().removeClass("faded near chosen");
      if (focus !== undefined) {
        const chosen = cy.getElementById(nodeId(focus));
        const near = chosen.closedNeighborhood();
        cy.elements().difference(near).addClass("faded");
        near.edges().addClass("near");
        chosen.addClass("chosen");
      }
    });
    const named = [...view.voices].sort((a, b) => a - b);
    const isNear = (voice: number) => !cy.getElementById(nodeId(voice)).hasClass("faded");
    this.#named = focus === undefined ? named : [focus, ...named.filter(isNear)];
    this.#name();
  }

  /** Brings all that is drawn into sight, or only a voice with whoever is tied to it. */
  bring(focus?: number): void {
    const cy = this.#cy;
    const what =
      focus === undefined ? cy.elements() : cy.getElementById(nodeId(focus)).closedNeighborhood();
    cy.resize();
    cy.fit(what, MARGIN);
    if (cy.zoom() <= LARGEST) return;
    cy.zoom(LARGEST);
    cy.center(what);
  }

  /** Does what a button or a key asks for. */
  move(action: string): void {
    const cy = this.#cy;
    if (action === "in") this.#zoom(ZOOM);
    if (action === "out") this.#zoom(1 / ZOOM);
    if (action === "left") cy.panBy({ x: STRIDE, y: 0 });
    if (action === "right") cy.panBy({ x: -STRIDE, y: 0 });
    if (action === "up") cy.panBy({ x: 0, y: STRIDE });
    if (action === "down") cy.panBy({ x: 0, y: -STRIDE });
    if (action === "all") this.bring();
  }

  /** Lets the wheel zoom, or leaves it to the page. */
  takeWheel(isTaken: boolean): void {
    this.#cy.userZoomingEnabled(isTaken);
  }

  #name(): void {
    const cy = this.#cy;
    const named = new Set(namedAt(this.#data.points, this.#named, cy.zoom()).map(nodeId));
    cy.batch(() => {
      cy.nodes().forEach((node) => {
        node.toggleClass("named", named.has(node.id()));
      });
      cy.nodes(".named").style(letteringAt(cy.zoom()));
    });
  }

  #zoom(factor: number): void {
    const cy = this.#cy;
    cy.zoom({
      level: cy.zoom() * factor,
      renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 },
    });
  }

  #restyle(): void {
    this.#cy.style(sheetOf(colorsOf(), this.#density));
  }
}

function missingFrom(cy: Core, { voices, ties }: View): View {
  const isMissing = (id: string) => cy.getElementById(id).empty();
  return {
    voices: new Set([...voices].filter((index) => isMissing(nodeId(index)))),
    ties: new Set([...ties].filter((index) => isMissing(edgeId(index)))),
  };
}

/** Gives the colours of the page as it is shown at the moment. */
function colorsOf(): Colors {
  const style = getComputedStyle(document.documentElement);
  const colors = COLORS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  return Object.fromEntries(colors) as Colors;
}
