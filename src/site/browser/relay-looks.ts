import type { ElementDefinition, StylesheetJson } from "cytoscape";
import type { NodeKind } from "../../views/picture.js";
import type { RelayData } from "../relay-data.js";
import type { View } from "./relay-view.js";

/** The colours of a picture, by the names of the style sheet's variables without their dashes. */
export type Colors = Readonly<Record<(typeof COLORS)[number], string>>;

/** The variables of the style sheet that a picture is drawn with. */
export const COLORS = [
  "paper",
  "ink",
  "dim",
  "accent",
  "mark-fair",
  "mark-poor",
  "mark-plain",
  "mark-outlet",
  "soft",
] as const;

/** How dense a picture is: with a number at each arrow, with arrows alone, or with mere lines. */
export type Density = "few" | "many" | "crowd";

/** Among more arrows than these, the next density is drawn. */
const FEW = 400;
const MANY = 2000;

/** Gives the density of so many arrows. */
export function densityOf(arrows: number): Density {
  if (arrows <= FEW) return "few";
  return arrows <= MANY ? "many" : "crowd";
}

/** What a line is like: what takes longest to draw is drawn of few. */
const CURVES: Record<Density, object> = {
  few: { "curve-style": "bezier", "control-point-step-size": 46 },
  many: { "curve-style": "straight" },
  crowd: { "curve-style": "haystack", width: 1 },
};

/** Shape, line and fill of each kind, as in the picture of a chain: shape or line tells them apart alone. */
const LOOKS: Record<NodeKind, (colors: Colors) => object> = {
  speaker: (colors) => ({ shape: "rectangle", "background-color": colors["mark-plain"] }),
  anonymous: (colors) => ({
    shape: "rectangle",
    "background-color": colors["mark-fair"],
    "border-style": "dashed",
  }),
  agent: (colors) => ({ shape: "ellipse", "background-color": colors["mark-plain"] }),
  outlet: (colors) => ({ shape: "round-rectangle", "background-color": colors["mark-outlet"] }),
  document: (colors) => ({
    shape: "polygon",
    "shape-polygon-points": "-1 -1 0.4 -1 1 -0.4 1 1 -1 1",
    "background-color": colors.soft,
  }),
  forum: (colors) => ({ shape: "hexagon", "background-color": colors["mark-plain"] }),
  unknown: (colors) => ({
    shape: "octagon",
    "background-color": colors["mark-poor"],
    "border-style": "dashed",
  }),
  missing: (colors) => ({ shape: "diamond", "background-color": colors["mark-poor"] }),
};

/** The smallest and the largest extent of a node and of a line. */
const NODE = [26, 66] as const;
const LINE = [1.5, 7] as const;

/** The longest name that stands at a node. */
const LONGEST = 48;

/** Gives what is drawn as the library takes it. */
export function elementsOf({ voices, ties, points }: RelayData, view: View): ElementDefinition[] {
  const most = { claims: voices[0]?.claims ?? 1, tie: ties[0]?.[2] ?? 1 };
  const nodes = [...view.voices].map((index): ElementDefinition => {
    const { name, kind, claims } = voices[index]!;
    const [x, y] = points[index]!;
    const size = between(NODE, Math.sqrt(claims / most.claims));
    return {
      group: "nodes",
      data: { id: nodeId(index), label: labelOf(name), kind, size },
      position: { x, y },
    };
  });
  const edges = [...view.ties].map((index): ElementDefinition => {
    const [from, to, claims] = ties[index]!;
    const width = between(LINE, Math.log(claims) / Math.max(1, Math.log(most.tie)));
    return {
      group: "edges",
      data: {
        id: edgeId(index),
        source: nodeId(from),
        target: nodeId(to),
        width,
        label: claims > 1 ? String(claims) : "",
      },
    };
  });
  return [...nodes, ...edges];
}

/** Gives the id of a voice's node. */
export function nodeId(index: number): string {
  return `n${index}`;
}

/** Gives the position of the voice that a node stands for. */
export function voiceAt(id: string): number {
  return Number(id.slice(1));
}

/** Gives the id of a tie's edge. */
export function edgeId(index: number): string {
  return `e${index}`;
}

function between([least, most]: readonly [number, number], share: number): number {
  return Math.round(10 * (least + (most - least) * Math.min(1, share))) / 10;
}

function labelOf(name: string): string {
  const letters = [...name.replace(/\s+/g, " ")];
  const label = letters.length > LONGEST ? [...letters.slice(0, LONGEST - 1), "…"] : letters;
  return label.join("").replace(WIDE, "$&\u200b").replace(LONG_WORD, "$&\u200b");
}

/** So many letters without a break: the library breaks a line there if it must, and at a space if it can. */
const LONG_WORD = /[^\s\u200b]{13}(?=[^\s\u200b]{3})/gu;

/** Letters of scripts without spaces, after each of which a line may break. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** How large a name is on the screen, and the room that it needs there. */
const LETTER = 13;
const NAME_WIDTH = 112;
const NAME_ROOM = [118, 44] as const;

/** How far letters become smaller with the picture, before names give way to each other instead. */
const SMALLEST = 0.72;

/** Gives how much larger than they are at full size letters must be drawn at a zoom, to be read there. */
function scaleAt(zoom: number): number {
  return Math.max(1, SMALLEST / zoom);
}

/**
 * Gives whose names can be read at a zoom: of two that would stand on each other the earlier one's alone.
 *
 * @param voices positions, the most important first
 */
export function namedAt(
  points: RelayData["points"],
  voices: readonly number[],
  zoom: number,
): number[] {
  const [width, height] = NAME_ROOM.map((room) => room * scaleAt(zoom)) as [number, number];
  const taken = new Map<string, (readonly [number, number])[]>();
  return voices.filter((voice) => {
    const [x, y] = points[voice]!;
    const [column, row] = [Math.floor(x / width), Math.floor(y / height)];
    for (const [dx, dy] of AROUND) {
      for (const [ox, oy] of taken.get(`${column + dx} ${row + dy}`) ?? []) {
        if (Math.abs(x - ox) < width && Math.abs(y - oy) < height) return false;
      }
    }
    const cell = `${column} ${row}`;
    taken.set(cell, [...(taken.get(cell) ?? []), [x, y]]);
    return true;
  });
}

const AROUND = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => [dx, dy] as const));

/** Gives the measures of a name that can be read at a zoom. */
export function letteringAt(zoom: number): Readonly<Record<string, number | string>> {
  const scale = scaleAt(zoom);
  return {
    "font-size": LETTER * scale,
    "text-max-width": `${NAME_WIDTH * scale}px`,
    "text-outline-width": 3 * scale,
  };
}

/** Gives how everything is drawn in some colours. */
export function sheetOf(colors: Colors, density: Density): StylesheetJson {
  return [
    {
      selector: "node",
      style: {
        width: "data(size)",
        height: "data(size)",
        color: colors.ink,
        "border-width": 2,
        "border-color": colors.dim,
        "font-family": "system-ui, sans-serif",
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-wrap": "wrap",
        "text-outline-color": colors.paper,
      },
    },
    ...Object.entries(LOOKS).map(([kind, look]) => ({
      selector: `node[kind = "${kind}"]`,
      style: look(colors),
    })),
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "line-color": colors.dim,
        "line-opacity": 0.6,
        "target-arrow-color": colors.dim,
        "target-arrow-shape": "triangle",
        ...CURVES[density],
      },
    },
    ...(density === "few" ? [counted(colors)] : []),
    { selector: "node.named", style: { label: "data(label)" } },
    { selector: ".faded", style: { opacity: 0.14 } },
    {
      selector: "edge.near",
      style: {
        "line-color": colors.accent,
        "target-arrow-color": colors.accent,
        "line-opacity": 1,
        ...(density === "crowd" ? { width: "data(width)", ...CURVES.many } : {}),
      },
    },
    {
      selector: "node.chosen",
      style: {
        "border-width": 5,
        "border-color": colors.accent,
        "font-weight": "bold",
        "text-margin-y": 9,
      },
    },
  ] as StylesheetJson;
}

function counted(colors: Colors): object {
  return {
    selector: "edge",
    style: {
      label: "data(label)",
      color: colors.dim,
      "font-family": "system-ui, sans-serif",
      "font-size": 11,
      "min-zoomed-font-size": 8,
      "text-background-color": colors.paper,
      "text-background-opacity": 1,
      "text-background-padding": "2px",
    },
  };
}
