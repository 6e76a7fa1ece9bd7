import { NODE_KINDS, type NodeKind } from "../views/picture.js";
import type { Network } from "./network.js";
import { countOf } from "./words.js";

/**
 * The frame of the picture: what is worked with the mouse, each also with the keyboard, and room for what a
 * script fills in. Without scripts there is none of it.
 */
export function RelayPicture({ network: { voices, ties } }: { network: Network }) {
  const kinds = (Object.keys(NODE_KINDS) as NodeKind[]).filter((kind) =>
    voices.some((voice) => voice.kind === kind),
  );
  return (
    <section class="relays scripted-only" aria-label="The picture">
      <div class="relays-tools">
        <p class="relays-field">
          <label for="relays-find">Find somebody</label>
          <input id="relays-find" type="search" autocomplete="off" aria-controls="relays-hits" />
        </p>
        <p class="relays-field">
          <label for="relays-most">Show</label>
          <select id="relays-most" />
        </p>
        <p class="relays-shown dim" id="relays-shown" role="status" />
      </div>
      <div id="relays-hits" />
      <div class="relays-stage">
        <div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys that move the picture */}
          <section class="relays-frame" id="relays-frame" tabIndex={0} aria-label={KEYS}>
            <div
              id="relays-canvas"
              role="img"
              aria-label={`A picture of ${countOf(voices.length, "voice")} with ${countOf(ties.length, "arrow")} between them. The table below lists the strongest.`}
            />
          </section>
          <Buttons />
          <Legend kinds={kinds} />
        </div>
        <section class="relays-panel" id="relays-panel" tabIndex={-1} aria-label="Who is chosen" />
      </div>
    </section>
  );
}

const KEYS =
  "The picture. The arrow keys move it, plus and minus change its size, 0 shows all of it, Escape lets go of who is chosen.";

const BUTTONS: readonly (readonly [string, string, string])[] = [
  ["in", "+", "Larger"],
  ["out", "−", "Smaller"],
  ["left", "←", "Look to the left"],
  ["right", "→", "Look to the right"],
  ["up", "↑", "Look up"],
  ["down", "↓", "Look down"],
];

function Buttons() {
  return (
    <p class="relays-buttons" role="toolbar" aria-label="Move the picture">
      {BUTTONS.map(([action, sign, words]) => (
        <button key={action} type="button" data-move={action} aria-label={words} title={words}>
          {sign}
        </button>
      ))}
      <button type="button" data-move="all">
        Show all of it
      </button>
    </p>
  );
}

/** The shapes of the kinds, as the script draws them. */
const SHAPES: Record<NodeKind, string> = {
  speaker: "M2 2h20v12h-20z",
  anonymous: "M2 2h20v12h-20z",
  agent: "M12 2a10 6 0 0 1 0 12a10 6 0 0 1 0 -12z",
  outlet: "M6 2h12a4 4 0 0 1 4 4v4a4 4 0 0 1 -4 4h-12a4 4 0 0 1 -4 -4v-4a4 4 0 0 1 4 -4z",
  document: "M2 2h16l4 4v8h-20z",
  forum: "M6 2h12l4 6l-4 6h-12l-4 -6z",
  unknown: "M6 2h12l4 4v4l-4 4h-12l-4 -4v-4z",
  missing: "M12 1l10 7l-10 7l-10 -7z",
};

function Legend({ kinds }: { kinds: readonly NodeKind[] }) {
  return (
    <ul class="relays-legend" aria-label="What the shapes mean">
      {kinds.map((kind) => (
        <li key={kind}>
          <svg class={`shape shape-${kind}`} viewBox="0 0 24 16" aria-hidden="true">
            <path d={SHAPES[kind]} />
          </svg>{" "}
          {NODE_KINDS[kind]}
        </li>
      ))}
      <li class="dim">the larger, the more claims; the thicker the arrow, too</li>
    </ul>
  );
}
