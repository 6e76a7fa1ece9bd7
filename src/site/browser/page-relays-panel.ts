import type { RelayData } from "../relay-data.js";
import {
  countOf,
  deedsOf,
  hashOf,
  MOST_DRAWN,
  type Neighbour,
  neighboursOf,
} from "./relay-view.js";

/** How many names a list of neighbours holds. */
const LISTED = 40;

/** How many of the busiest are offered before anybody is chosen. */
const OFFERED = 8;

/** Tells in words who is chosen, whom they have claims from and who has claims from them. */
export function panelOf(data: RelayData, focus: number): Node[] {
  const voice = data.voices[focus]!;
  const { sources, takers } = neighboursOf(data.ties, focus);
  const title = element("h2", {}, [nameOf(voice.page, voice.name)]);
  const deeds = element("p", {}, [`${capital(deedsOf(voice))}.`]);
  const page =
    voice.page === undefined ? [] : [element("p", {}, [link(voice.page, ["Open the page"])])];
  const oneName =
    voice.kind === "unknown"
      ? [element("p", { class: "dim" }, ["All whom nobody names are drawn as one."])]
      : [];
  return [
    title,
    deeds,
    ...oneName,
    ...page,
    ...listOf("Has claims from", "Has claims from nobody.", data, sources),
    ...listOf("Passed on by", "Nobody has claims from here.", data, takers),
    element("p", {}, [link(hashOf(undefined), ["Let go, and show everybody"])]),
  ];
}

const TOO_MANY =
  "There are too many pairs to draw all of them at once. Whoever is chosen is shown with all of theirs.";

/** Tells what can be done before anybody is chosen, and offers the busiest. */
export function startPanel(data: RelayData): Node[] {
  const busiest = data.voices.slice(0, OFFERED).map((_, voice) => voice);
  return [
    element("h2", {}, ["Nobody is chosen"]),
    element("p", {}, [
      "Choose somebody in the picture, by name or from this list, to see whom they have claims from and who has claims from them.",
    ]),
    ...(data.ties.length > MOST_DRAWN ? [element("p", {}, [TOO_MANY])] : []),
    element("h3", {}, ["The busiest"]),
    element(
      "ul",
      {},
      busiest.map((voice) => entry(data, voice, data.voices[voice]!.claims)),
    ),
  ];
}

/** Tells that whoever the address names is not in the picture. */
export function absentPanel(id: string, data: RelayData): Node[] {
  return [
    element("p", { class: "gap" }, [
      element("code", {}, [id]),
      " is not in the picture: nobody has passed on a claim from there, nor has it passed on any.",
    ]),
    ...startPanel(data),
  ];
}

/** Gives the names that were found, each of which can be chosen. */
export function hitsOf(data: RelayData, found: readonly number[]): Node {
  if (found.length === 0) return element("p", { role: "status" }, ["Nobody of that name."]);
  return element(
    "ul",
    { class: "relays-hits", "aria-label": "Found" },
    found.map((voice) => entry(data, voice, data.voices[voice]!.claims)),
  );
}

function listOf(
  title: string,
  none: string,
  data: RelayData,
  neighbours: readonly Neighbour[],
): Node[] {
  if (neighbours.length === 0) return [element("p", { class: "dim" }, [none])];
  const rest = neighbours.length - LISTED;
  const list = neighbours.slice(0, LISTED).map(({ voice, claims }) => entry(data, voice, claims));
  const more =
    rest > 0 ? [element("p", { class: "dim" }, [`and ${countOf(rest, "more name")}`])] : [];
  return [element("h3", {}, [title]), element("ul", {}, list), ...more];
}

function entry({ voices }: RelayData, voice: number, claims: number): Node {
  const { id, name } = voices[voice]!;
  return element("li", {}, [link(hashOf(id), [said(name)]), ` ${countOf(claims, "claim")}`]);
}

function nameOf(page: string | undefined, name: string): Node {
  return page === undefined ? said(name) : link(page, [said(name)]);
}

function said(text: string): Node {
  return element("bdi", { dir: "auto" }, [text]);
}

function link(href: string, content: readonly (Node | string)[]): Node {
  return element("a", { href }, content);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: readonly (Node | string)[],
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}
