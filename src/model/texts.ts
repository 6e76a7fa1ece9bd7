import type { Path } from "./references.js";

/** Gives every text in a value, with the way to it. */
export function* textsIn(value: unknown, path: Path = []): Generator<{ path: Path; text: string }> {
  if (typeof value === "string") yield { path, text: value };
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* textsIn(item, [...path, index]);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* textsIn(item, [...path, key]);
  }
}

/** Tells whether a test is true of some text in a value. */
export function hasText(value: unknown, isMeant: (text: string) => boolean): boolean {
  if (typeof value === "string") return isMeant(value);
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (hasText(item, isMeant)) return true;
    return false;
  }
  for (const key in value)
    if (hasText((value as Record<string, unknown>)[key], isMeant)) return true;
  return false;
}
