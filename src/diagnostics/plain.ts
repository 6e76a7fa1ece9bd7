import type { Diagnostic } from "../model/diagnostic.js";
import { oneLine } from "../terminal/text.js";

/**
 * Gives what a finding says, without its place: the message, what explains it, and what to do, each a
 * safe line of its own. For forms that show a finding beside the source.
 */
export function plainLines({ message, notes = [], help }: Diagnostic): string[] {
  const lines = [message, ...notes, ...(help === undefined ? [] : [`help: ${help}`])];
  return lines.map(oneLine);
}
