import type { Point } from "./layout.js";
import type { Tie } from "./network.js";

/** How much worse it is to run through somebody than to cross a line: it reads as a tie with them. */
const THROUGH = 4;

/** How far below its place the name of somebody begins. */
const NAME_BELOW = 8;

/**
 * Counts what makes a picture hard to read: lines that cross, that run through somebody or a name, or that run
 * against the others.
 *
 * @param room the half of somebody's width
 */
export function tanglesOf(points: readonly Point[], ties: readonly Tie[], room: number): number {
  let tangles = 0;
  for (const [index, [from, to]] of ties.entries()) {
    const [a, b] = [points[from]!, points[to]!];
    if (from !== to) tangles += awkwardness(a, b);
    for (const [place, point] of points.entries()) {
      if (place === from || place === to) continue;
      const name: Point = [point[0], point[1] + room + NAME_BELOW];
      if (Math.min(distance(point, a, b), distance(name, a, b)) < room) tangles += THROUGH;
    }
    for (const [source, target] of ties.slice(0, index)) {
      const isMet = source === from || source === to || target === from || target === to;
      if (!isMet && cross(a, b, points[source]!, points[target]!)) tangles++;
    }
  }
  return tangles;
}

/** Tells whether an arrow runs to the left, and whether it comes from so far below that its head hides in a name. */
function awkwardness([ax, ay]: Point, [bx, by]: Point): number {
  return Number(ax > bx) + Number(ay - by > Math.abs(ax - bx));
}

/** Gives how far a point is from a line between two. */
function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}

function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}

/** Tells on which side of the line through two points a third one is. */
function side([ax, ay]: Point, [bx, by]: Point, [x, y]: Point): boolean {
  return (bx - ax) * (y - ay) > (by - ay) * (x - ax);
}
