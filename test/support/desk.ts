import { disclose } from "../../src/formats/disclosure.js";
import { Desk } from "../../src/site/desk.js";
import { sourceOf } from "./site.js";
import { storeOf } from "./store.js";

/** Makes the desk of a store as a site has it: without what is confidential, and nothing found. */
export function deskOf(yaml: string): Desk {
  return new Desk(sourceOf(disclose(storeOf(yaml))));
}
