import fc from "fast-check";
import {
  among,
  FILE_NAMES,
  type Files,
  type Item,
  item,
  knot,
  NETS,
  STORES,
} from "./random-store.js";

/** A way to change the files of a store. */
export interface Edit {
  readonly how:
    | "replace"
    | "add"
    | "remove"
    | "rename"
    | "swap"
    | "comment"
    | "move"
    | "drop"
    | "tear"
    | "agent";
  /** Where, as a part of what there is. */
  readonly file: number;
  readonly at: number;
  readonly to: number;
  readonly item: Item;
}

/** Edits of any kind; most of them keep the store readable. */
export const EDITS: fc.Arbitrary<Edit> = fc.record({
  how: fc.oneof(
    {
      weight: 12,
      arbitrary: among(
        "replace" as const,
        "add" as const,
        "remove" as const,
        "rename" as const,
        "swap" as const,
        "comment" as const,
        "move" as const,
      ),
    },
    { weight: 1, arbitrary: among("drop" as const, "tear" as const, "agent" as const) },
  ),
  file: fc.nat(1000),
  at: fc.nat(1000),
  to: fc.nat(1000),
  item,
});

/** The edits that change what a net's entries rest on. */
const REKNOTS: fc.Arbitrary<Edit> = fc.record({
  how: among("replace" as const, "remove" as const, "move" as const),
  file: fc.nat(1000),
  at: fc.nat(1000),
  to: fc.nat(1000),
  item: knot,
});

/** Stores, and edits of them: some that hold of everything something, some that are tightly knit. */
export const EDITED_STORES: fc.Arbitrary<[files: Files, edits: Edit[]]> = fc.oneof(
  fc.tuple(STORES, fc.array(EDITS, { minLength: 1, maxLength: 2 })),
  fc.tuple(NETS, fc.array(REKNOTS, { minLength: 1, maxLength: 1 })),
);

/** Applies an edit. */
export function apply(files: Files, { how, file, at, to, item: other }: Edit): Files {
  const names = Object.keys(files).filter((name) => name !== "agents");
  if (how === "agent") return { ...files, agents: files["agents"]!.slice(1) };
  const name = names[file % names.length];
  if (name === undefined) return { ...files, a: [other] };
  const items = [...files[name]!];
  const index = at % Math.max(1, items.length);
  const own = items[index];
  if (!own) return { ...files, [name]: [other] };
  const moved = FILE_NAMES[to % FILE_NAMES.length]!;
  switch (how) {
    case "replace":
      items[index] = own.section === other.section ? { ...own, value: other.value } : own;
      break;
    case "add":
      items.splice(index, 0, other);
      break;
    case "remove":
      items.splice(index, 1);
      break;
    case "rename":
      items[index] = { ...own, id: `${own.id.replace(/-\d+$/, "")}-${to % 9}` };
      break;
    case "swap":
      items.push(...items.splice(index, 1));
      break;
    case "comment":
      items[index] = { ...own, comment: other.comment, isBelow: other.isBelow };
      break;
    case "tear":
      items[index] = { ...own, value: { ...own.value, text: "[" } };
      items.splice(index, 0, { ...own, id: "Torn Id" });
      break;
    case "drop": {
      const { [name]: _, ...rest } = files;
      return rest;
    }
    case "move":
      if (moved === name) break;
      items.splice(index, 1);
      return { ...files, [name]: items, [moved]: [own, ...(files[moved] ?? [])] };
  }
  return { ...files, [name]: items };
}
