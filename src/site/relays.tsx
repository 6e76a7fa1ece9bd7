import { dataScript } from "./data.js";
import type { Desk } from "./desk.js";
import { layOut } from "./layout.js";
import { type Network, networkOf } from "./network.js";
import { useHere } from "./page.js";
import { EntryLink, Section } from "./parts.js";
import { RelayPicture } from "./relay-picture.js";
import type { SiteFile } from "./site.js";
import { countOf, groups } from "./words.js";

/** The page's data, by its path in the site. */
const DATA = "data/relays.js";

/** The scripts of the page, by their paths in the site. */
export const RELAY_SCRIPTS: readonly string[] = [DATA, "assets/relays.js"];

/** How many pairs the table holds. */
const LISTED = 200;

/** The networks that were worked out: the page and its data need the same. */
const NETWORKS = new WeakMap<Desk, Network>();

function networkAt(desk: Desk): Network {
  const known = NETWORKS.get(desk);
  if (known) return known;
  const network = networkOf(desk.source.store);
  NETWORKS.set(desk, network);
  return network;
}

/** Who relays whom: the whole graph as a picture, and its strongest pairs as a table. */
export function RelaysPage() {
  const { desk } = useHere();
  const network = networkAt(desk);
  const { voices, ties } = network;
  return (
    <>
      <h1>Who relays whom</h1>
      <p class="lede">
        Each arrow runs from somebody to whoever has claims from them.{" "}
        {countOf(voices.length, "person, outlet or document", "people, outlets and documents")} and{" "}
        {countOf(ties.length, "pair")} of them.
      </p>
      <p>
        If many arrows lead out of one place, much hangs on it: whatever is wrong there is wrong
        everywhere after. Places where things are only said, such as a press conference, are passed
        through, since nobody speaks there but those who are named.
        <Unheard count={network.unheard} />
      </p>
      {ties.length === 0 ? (
        <p>Nobody has passed on a claim yet, so there is nothing to draw.</p>
      ) : (
        <>
          <RelayPicture network={network} />
          <Pairs network={network} />
        </>
      )}
    </>
  );
}

function Unheard({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <>
      {" "}
      {countOf(count, "speaker is", "speakers are")} not shown, since nobody has passed on what they
      said.
    </>
  );
}

/** The strongest pairs in words: what the picture shows, for whoever can't see it. */
function Pairs({ network: { voices, ties } }: { network: Network }) {
  const rest = ties.length - LISTED;
  return (
    <Section title="The strongest pairs" id="pairs">
      <div class="table-scroll">
        <table class="pairs">
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col" class="number">
                Claims
              </th>
            </tr>
          </thead>
          <tbody>
            {ties.slice(0, LISTED).map(([from, to, claims]) => (
              <tr key={`${from} ${to}`}>
                <td>
                  <EntryLink id={voices[from]!.id} />
                </td>
                <td>
                  <EntryLink id={voices[to]!.id} />
                </td>
                <td class="number">{groups(claims)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rest > 0 && (
        <p class="dim">
          These are the {groups(LISTED)} strongest of {groups(ties.length)} pairs.{" "}
          {countOf(rest, "pair is", "pairs are")} left out here, none of them with more than{" "}
          {countOf(ties[LISTED]![2], "claim")}. The picture shows all pairs of whoever is chosen in
          it.
        </p>
      )}
    </Section>
  );
}

/** Gives the files that the page's scripts read. */
export function* relayFiles(desk: Desk): Generator<SiteFile> {
  yield {
    path: DATA,
    make: () => {
      const network = networkAt(desk);
      const { voices, ties } = network;
      return dataScript("relays", { voices, ties, points: layOut(network) });
    },
  };
}
