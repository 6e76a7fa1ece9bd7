import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { RelayData } from "../../src/site/relay-data.js";
import { claims, folder } from "../support/run.js";
import { laidOut } from "../support/site.js";

const HOSTILE = "</script><img src=x onerror=alert(1)> \\u2028 \u2028 \u202e __proto__ \"'`";

const STORE = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  lonely: { name: Lonely, kind: person }
  the-wire: { name: ${JSON.stringify(HOSTILE)}, kind: outlet }
  whisper: { name: Wilma Whisper, kind: person, confidential: true }
claims:
  a: { text: So., speaker: jane-doe, relay: [the-wire] }
  b: { text: And so., speaker: jane-doe, relay: [the-wire, unknown] }
  c: { text: As Wilma Whisper knows., speaker: whisper, relay: [the-wire] }
  d: { text: Alone., speaker: lonely }
`;

/** Gives the rows of a page's table, the cells as text. */
function rowsOf(page: string): string[][] {
  return [...page.matchAll(/<tr>(<td>.*?)<\/tr>/gs)].map(([, cells]) =>
    cells!
      .split("</td>")
      .slice(0, -1)
      .map((cell) => cell.replace(/<[^>]*>/g, "")),
  );
}

/** Runs the script that holds a page's data, and gives them. */
function dataOf(script: string): RelayData {
  const world: { claimsData?: { relays: RelayData } } = {};
  runInNewContext(script, world);
  return world.claimsData!.relays;
}

describe("the page of who relays whom", () => {
  it("lists the strongest pairs, the most first", async () => {
    const page = (await laidOut(STORE))("relays.html");
    const wire = HOSTILE.replaceAll("<", "&lt;")
      .replaceAll('"', "&quot;")
      .replace("\u2028", "\\u2028")
      .replace("\u202e", "\\u202e");
    expect(rowsOf(page)).toEqual([
      ["Jane Doe", wire, "2"],
      [wire, "someone unknown", "1"],
      ["Wilma Whisper", wire, "1"],
    ]);
    expect(page).toContain('<a href="agents/jane-doe.html">');
    expect(page).toContain("1 speaker is not shown");
  });

  it("hands its script each voice with a place", async () => {
    const { voices, ties, points } = dataOf((await laidOut(STORE))("data/relays.js"));
    expect(voices.map(({ name }) => name)).toContain(HOSTILE);
    expect(points).toHaveLength(voices.length);
    expect(ties[0]).toEqual([
      voices.findIndex(({ id }) => id === "jane-doe"),
      voices.findIndex(({ id }) => id === "the-wire"),
      2,
    ]);
  });

  it("names nobody who is confidential, neither in the page nor in its data", async () => {
    const cwd = folder({ "store.yaml": STORE });
    await claims(["site", "-o", "site"], { cwd });
    for (const path of ["relays.html", "data/relays.js", "timeline/index.html"]) {
      expect(readFileSync(join(cwd, "site", path), "utf8"), path).not.toMatch(/wilma|whisper/i);
    }
    expect(readFileSync(join(cwd, "site/relays.html"), "utf8")).toContain("source-1");
  });

  it("has whatever needs a script out of the way without one, and every control with a name", async () => {
    const page = (await laidOut(STORE))("relays.html");
    expect(page).toMatch(/<section class="relays scripted-only"/);
    expect(page).toContain('<label for="relays-find">');
    expect(page).toContain('<label for="relays-most">');
    expect(page).toMatch(
      /<section class="relays-frame"[^>]* tabindex="0" aria-label="The picture\./,
    );
    expect(page).toMatch(/role="img" aria-label="A picture of 4 voices with 3 arrows/);
    for (const [button] of page.matchAll(/<button[^>]*>.<\/button>/g)) {
      expect(button).toMatch(/aria-label="\w/);
    }
    expect(page).toMatch(
      /<script src="data\/relays.js" defer><\/script><script src="assets\/relays.js" defer>/,
    );
    expect(page).not.toMatch(/<img|style="/);
  });

  it("explains the shapes of those kinds that it draws", async () => {
    const page = (await laidOut(STORE))("relays.html");
    const kinds = [...page.matchAll(/class="shape shape-([a-z]+)"/g)].map(([, kind]) => kind);
    expect(kinds).toEqual(["agent", "outlet", "unknown"]);
  });

  it("says how much its table leaves out", async () => {
    const agents = Array.from(
      { length: 230 },
      (_, at) => `  a-${at}: { kind: outlet, name: A ${at} }\n`,
    );
    const pairs = Array.from({ length: 229 }, (_, at) => {
      return `  c-${at}: { text: So., speaker: a-0, relay: [a-${at + 1}] }\n`;
    });
    const read = await laidOut(`agents:\n${agents.join("")}claims:\n${pairs.join("")}`);
    const page = read("relays.html");
    expect(rowsOf(page)).toHaveLength(200);
    expect(page).toContain(
      "These are the 200 strongest of 229 pairs. 29 pairs are left out here, none of them with more than 1 claim",
    );
  });

  it("of a store without a relay says so, and draws nothing", async () => {
    const page = (await laidOut("claims:\n  c: { text: So., speaker: unknown }\n"))("relays.html");
    expect(page).toContain("Nobody has passed on a claim yet");
    expect(page).not.toContain("relays-frame");
  });

  it("is the same each time", async () => {
    const [one, other] = [await laidOut(STORE), await laidOut(STORE)];
    for (const path of ["relays.html", "data/relays.js"]) expect(one(path)).toBe(other(path));
  });
});
