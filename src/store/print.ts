import type { Arrangement } from "./arrange.js";
import type { Branch, Comment, Item, Leaf } from "./outline.js";
import { inlineText, lengthOf, type TextForm, writeText } from "./text-form.js";

/** How long a line may be, in characters. */
const COLUMNS = 100;

/** How far what belongs to a key is indented under it. */
const STEP = 2;

/** The keys of the format that hold dates. */
const DATE_KEYS: readonly string[] = ["date", "from", "until", "retrieved"];

/** Prints a store file in its one form, with `\n` at each line's end. */
export function printFile({ header, root }: Arrangement): string {
  const lines = commentLines(header, 0, { gaps: true });
  for (const section of root.items) {
    lines.push(...gap(lines), ...sectionLines(section));
  }
  lines.push(...tailLines(root, 0, lines));
  return `${lines.join("\n")}\n`;
}

/** A blank line, unless nothing stands above it. */
function gap(lines: readonly string[]): string[] {
  return lines.length > 0 ? [""] : [];
}

function sectionLines(section: Item): string[] {
  const { value } = section;
  if (value.type !== "map" || (value.items.length === 0 && value.tail.length === 0)) {
    return itemLines(section, 0, { gaps: true });
  }
  const lines: string[] = [];
  for (const entry of value.items) {
    lines.push(...gap(lines), ...itemLines(entry, STEP, { gaps: true }));
  }
  lines.push(...tailLines(value, STEP, lines));
  return [
    ...aboveLines(section, 0, { gaps: true }),
    besideOf(section, `${keyOf(section)}:`),
    ...lines,
  ];
}

function tailLines(branch: Branch, indent: number, above: readonly string[]): string[] {
  const lines = commentLines(branch.tail, indent, { gaps: true });
  return lines.length > 0 ? [...gap(above), ...lines] : [];
}

/** Whether the blank lines between comments are kept. */
interface Gaps {
  readonly gaps?: boolean;
}

function commentLines(comments: readonly Comment[], indent: number, { gaps }: Gaps = {}): string[] {
  return comments.flatMap(({ text, blank }, index) => {
    const line = " ".repeat(indent) + text;
    return gaps && blank && index > 0 ? ["", line] : [line];
  });
}

function aboveLines({ above, blank }: Item, indent: number, { gaps }: Gaps): string[] {
  const lines = commentLines(above, indent, { gaps: gaps ?? false });
  return gaps && blank ? [...lines, ...gap(lines)] : lines;
}

function besideOf({ beside }: Item, line: string): string {
  return [line, ...beside.map(({ text }) => text)].join(" ").trimEnd();
}

/** Prints a key with its value, or an item of a list, from a column on. */
function itemLines(item: Item, indent: number, gaps: Gaps = {}): string[] {
  const { key, value } = item;
  const head = " ".repeat(indent) + (key ? `${keyOf(item)}:` : "-");
  const above = aboveLines(item, indent, gaps);
  const room = COLUMNS - lengthOf(head) - 1;
  if (value.type === "leaf") {
    const form = leafForm(value, { item, room, width: COLUMNS - indent - STEP });
    const block = form.lines.map((line) => (line === "" ? "" : " ".repeat(indent + STEP) + line));
    return [...above, besideOf(item, `${head} ${form.head}`.trimEnd()), ...block];
  }
  const inline = inlineBranch(value, room);
  if (inline !== undefined) return [...above, besideOf(item, `${head} ${inline}`)];
  const block = branchLines(value, indent + STEP);
  if (key || value.type === "seq") return [...above, besideOf(item, head), ...block];
  // The first key of a list's item stands on the line of its hyphen.
  const beside = commentLines(item.beside, indent);
  return [...above, ...beside, head + block[0]!.slice(indent + 1), ...block.slice(1)];
}

function branchLines({ items, tail }: Branch, indent: number): string[] {
  return [...items.flatMap((item) => itemLines(item, indent)), ...commentLines(tail, indent)];
}

function keyOf({ key }: Item, flow = false): string {
  const { value, source } = key!;
  return typeof value === "string" ? inlineText(value, { flow }) : source;
}

function leafForm(
  { value, source }: Leaf,
  { item, ...place }: { item: Item; room: number; width: number },
): TextForm {
  if (typeof value !== "string") return { head: source, lines: [] };
  return writeText(value, { ...place, isDate: DATE_KEYS.includes(item.key?.source ?? "") });
}

/** Gives what can stand in brackets on one line: an empty thing, a list of scalars, what stood in brackets. */
function inlineBranch(branch: Branch, room: number): string | undefined {
  const { type, flow, items } = branch;
  const mayBe =
    type === "seq" ? items.every(({ value }) => value.type === "leaf") : flow || items.length === 0;
  if (!mayBe || !fitsOneLine(branch)) return undefined;
  const inline = bracketed(branch);
  return lengthOf(inline) <= room ? inline : undefined;
}

/** Tells whether there is no comment in it and no text of several lines. */
function fitsOneLine({ items, tail }: Branch): boolean {
  return (
    tail.length === 0 &&
    items.every(({ above, beside, key, value }) => {
      if (above.length + beside.length > 0 || hasLines(key)) return false;
      return value.type === "leaf" ? !hasLines(value) : fitsOneLine(value);
    })
  );
}

function hasLines(leaf: Leaf | undefined): boolean {
  return typeof leaf?.value === "string" && leaf.value.includes("\n");
}

function bracketed({ type, items }: Branch): string {
  if (type === "seq") return `[${items.map(inlineValue).join(", ")}]`;
  if (items.length === 0) return "{}";
  return `{ ${items.map((item) => `${keyOf(item, true)}: ${inlineValue(item)}`).join(", ")} }`;
}

function inlineValue({ key, value }: Item): string {
  if (value.type !== "leaf") return bracketed(value);
  if (typeof value.value !== "string") return value.source || "null";
  const isDate = DATE_KEYS.includes(key?.source ?? "");
  return inlineText(value.value, { isDate, flow: true });
}
