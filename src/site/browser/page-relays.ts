import type { RelayData } from "../relay-data.js";
import { readData } from "./data.js";
import { Canvas } from "./page-relays-canvas.js";
import { absentPanel, hitsOf, panelOf, startPanel } from "./page-relays-panel.js";
import { choicesOf, findVoices, focusIn, hashOf, shownWords, viewOf } from "./relay-view.js";

/** How many names a search offers. */
const HITS = 10;

/** A picture of no more voices is seen whole, and stays where it is whoever is chosen. */
const OVERSEEN = 30;

const KEYS: Readonly<Record<string, string>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  "+": "in",
  "=": "in",
  "-": "out",
  "0": "all",
};

const data = readData<RelayData>("relays");
if (data && data.voices.length > 0 && document.getElementById("relays-frame")) start(data);

function start(data: RelayData): void {
  const [frame, find, most] = [byId("relays-frame"), byId("relays-find"), byId("relays-most")];
  const positions = new Map(data.voices.map(({ id }, index) => [id, index]));
  const choose = (voice: number | undefined) => {
    location.hash = hashOf(voice === undefined ? undefined : data.voices[voice]!.id);
  };
  const canvas = new Canvas(byId("relays-canvas"), data, choose);
  offer(most as HTMLSelectElement, data);

  const show = (isNew: boolean) => {
    const id = focusIn(location.hash);
    const focus = id === undefined ? undefined : positions.get(id);
    const view = viewOf(data.ties, { pairs: Number((most as HTMLSelectElement).value), focus });
    canvas.show(view, focus);
    const isWide = view.voices.size > OVERSEEN;
    if (isNew || isWide) canvas.bring(isWide ? focus : undefined);
    const chosen = focus === undefined ? "" : `. Chosen: ${data.voices[focus]!.name}`;
    const shown = shownWords(view, data.voices.length, data.ties.length);
    byId("relays-shown").textContent = shown + chosen;
    const panel =
      focus !== undefined
        ? panelOf(data, focus)
        : id === undefined
          ? startPanel(data)
          : absentPanel(id, data);
    byId("relays-panel").replaceChildren(...panel);
  };

  window.addEventListener("hashchange", () => {
    const [panel, hits] = [byId("relays-panel"), byId("relays-hits")];
    // The link that was followed is gone in a moment; who works with keys goes on beside it.
    const isLost = [panel, hits].some((each) => each.contains(document.activeElement));
    (find as HTMLInputElement).value = "";
    hits.replaceChildren();
    show(false);
    if (isLost) panel.focus({ preventScroll: true });
  });
  most.addEventListener("change", () => show(true));
  find.addEventListener("input", () => search(data, (find as HTMLInputElement).value));
  find.addEventListener("keydown", (event) => {
    const [first] = findVoices(data.voices, (find as HTMLInputElement).value, 1);
    if (event.key === "Enter" && first !== undefined) choose(first);
  });
  for (const button of document.querySelectorAll<HTMLElement>("[data-move]")) {
    button.addEventListener("click", () => canvas.move(button.dataset["move"]!));
  }
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = KEYS[event.key];
    if (event.key === "Escape") choose(undefined);
    else if (action === undefined) return;
    else canvas.move(action);
    event.preventDefault();
  });
  // The wheel moves the page until the picture is worked on.
  const isTouched = matchMedia("(pointer: coarse)").matches;
  canvas.takeWheel(isTouched);
  frame.addEventListener("pointerdown", () => frame.focus({ preventScroll: true }));
  frame.addEventListener("focusin", () => canvas.takeWheel(true));
  frame.addEventListener("focusout", () => canvas.takeWheel(isTouched));
  show(true);
}

function offer(most: HTMLSelectElement, { ties }: RelayData): void {
  for (const { pairs, words, isFirst } of choicesOf(ties)) {
    most.append(new Option(words, String(pairs), isFirst, isFirst));
  }
}

function search(data: RelayData, asked: string): void {
  const hits = asked.trim() === "" ? [] : [hitsOf(data, findVoices(data.voices, asked, HITS))];
  byId("relays-hits").replaceChildren(...hits);
}

function byId(id: string): HTMLElement {
  return document.getElementById(id)!;
}
