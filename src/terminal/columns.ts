import { pad, truncate, width } from "./text.js";

/** A column of a table without lines. */
export interface Column {
  readonly title: string;
  /** The cells from top to bottom: safe text without colour. */
  readonly cells: readonly string[];
  /** Colours a cell once it is cut and filled. */
  readonly paint?: (text: string, row: number) => string;
  /**
   * The least widths that it may be cut to, in columns, one for each round of cutting. Absent: it
   * is never cut.
   */
  readonly floors?: readonly number[];
  /** Left out where the terminal is too narrow for all; of several, the highest goes first. */
  readonly dispensable?: number;
}

const GAP = "  ";

/**
 * Lays columns out, a line a row, the titles first. What doesn't fit the terminal is cut with `…`,
 * in rounds: in each, the widest column above its floor gives way.
 *
 * @param room the terminal's width in columns; without, nothing is cut
 * @param paintTitle colours the title line's texts
 */
export function* layColumns(
  columns: readonly Column[],
  room: number | undefined,
  paintTitle: (text: string) => string,
): Generator<string> {
  const shown = room === undefined ? columns : fitting(columns, room);
  const widths = shown.map(naturalWidth);
  if (room !== undefined) shrink(shown, widths, room);
  const line = (
    cell: (column: Column, text: string) => string,
    textOf: (column: Column) => string,
  ) =>
    shown
      .map((column, index) => {
        const cut = truncate(textOf(column), widths[index]!);
        return cell(column, index === shown.length - 1 ? cut : pad(cut, widths[index]!));
      })
      .join(GAP);
  yield line(
    (_, text) => paintTitle(text),
    ({ title }) => title,
  ).trimEnd();
  const rows = columns[0]?.cells.length ?? 0;
  for (let row = 0; row < rows; row++) {
    yield line(
      ({ paint }, text) => (paint ? paint(text, row) : text),
      ({ cells }) => cells[row]!,
    ).trimEnd();
  }
}

function naturalWidth({ title, cells }: Column): number {
  let widest = width(title);
  for (const cell of cells) widest = Math.max(widest, width(cell));
  return widest;
}

function totalWidth(widths: readonly number[]): number {
  return widths.reduce((sum, each) => sum + each, 0) + GAP.length * Math.max(0, widths.length - 1);
}

function fitting(columns: readonly Column[], room: number): readonly Column[] {
  const least = columns.map((column) =>
    Math.min(naturalWidth(column), column.floors?.at(-1) ?? Number.POSITIVE_INFINITY),
  );
  if (totalWidth(least) <= room) return columns;
  const next = columns.reduce<Column | undefined>(
    (found, column) => ((column.dispensable ?? 0) > (found?.dispensable ?? 0) ? column : found),
    undefined,
  );
  return next
    ? fitting(
        columns.filter((column) => column !== next),
        room,
      )
    : columns;
}

function shrink(columns: readonly Column[], widths: number[], room: number): void {
  const rounds = Math.max(0, ...columns.map(({ floors }) => floors?.length ?? 0));
  for (let round = 0; round < rounds; round++) {
    for (let excess = totalWidth(widths) - room; excess > 0; excess--) {
      let widest = -1;
      for (const [index, { floors }] of columns.entries()) {
        const floor = floors?.[round];
        if (floor === undefined || widths[index]! <= floor) continue;
        if (widest === -1 || widths[index]! > widths[widest]!) widest = index;
      }
      if (widest === -1) break;
      widths[widest]! -= 1;
    }
  }
}
