import { addChecking } from "./checking.js";
import { addCompleting } from "./completing.js";
import { addEditing } from "./editing.js";
import type { Wiring } from "./program.js";
import { addWriting } from "./writing.js";

/** Adds all commands but those that read the store, which start without these. */
export function addRest(wiring: Wiring): void {
  addChecking(wiring);
  addWriting(wiring);
  addEditing(wiring);
  addCompleting(wiring);
}
