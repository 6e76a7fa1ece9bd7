import { addChecking } from "./checking.js";
import { addCompleting } from "./completing.js";
import { addEditing } from "./editing.js";
import { addExchanging } from "./exchanging.js";
import type { Wiring } from "./program.js";
import { addShowing } from "./showing.js";
import { addWriting } from "./writing.js";

/** Adds all commands but those that read the store, which start without these. */
export function addRest(wiring: Wiring): void {
  addChecking(wiring);
  addWriting(wiring);
  addEditing(wiring);
  addExchanging(wiring);
  addShowing(wiring);
  addCompleting(wiring);
}
