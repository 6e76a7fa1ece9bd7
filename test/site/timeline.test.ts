import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildChain } from "../../src/provenance/chain.js";
import {
  type Day,
  dayOf,
  dayWords,
  delayWords,
  fullWords,
  monthWords,
  newestFirst,
  yearWords,
} from "../../src/site/days.js";
import { momentsOf, reportsOf } from "../../src/site/moments.js";
import { STORES, write } from "../support/random-store.js";
import { laidOut } from "../support/site.js";
import { storeOf } from "../support/store.js";

const day = (text: string) => dayOf(text)!;

describe("a day", () => {
  it.each([
    ["2023", "2023", "Some time in 2023"],
    ["2023-10", "October 2023", "October 2023"],
    ["2023-10-26", "26 October 2023", "October 2023"],
    ["2023-10-26~", "26 October 2023", "October 2023"],
    ["2023-10-26T14:30:00Z", "26 October 2023", "October 2023"],
    ["2023-12/2024-02-03", "December 2023", "December 2023"],
    ["0045-01-02", "2 January 45", "January 45"],
  ])("%s is %s, under %s", (text, full, month) => {
    expect(fullWords(day(text))).toBe(full);
    expect(monthWords(day(text))).toBe(month);
  });

  it("keeps its time, its doubt and the end of its interval", () => {
    expect(day("2023-10-26T14:30:00+02:00")).toMatchObject({ time: "14:30:00+02:00" });
    expect(day("2023?")).toMatchObject({ isVague: true, until: undefined });
    expect(day("2023-12/2024-02-03~")).toMatchObject({ isVague: false, until: "2024-02-03~" });
  });

  it.each([undefined, "soon", "2023-02-30", "2023/2022", ""])("is none: %s", (text) => {
    expect(dayOf(text)).toBeUndefined();
  });

  it("is headed by as much of it as is known", () => {
    expect(dayWords(day("2023-10-26"))).toBe("26 October");
    expect(dayWords(day("2023-10"))).toBe("Some time in October");
    expect(yearWords(day("0000"))).toBe("The year 0 (1 BC)");
  });

  it("stands behind what is newer, and what is known less well ahead of what it can be", () => {
    const texts = [
      ...["2024", "2023", "2023-10", "2023-10-26T15:00:00", "2023-10-26T14:00:00", "2023-10-26"],
      ...["2023-10-25", "2023-09-30", "2022-12-31", "0999"],
    ];
    const sorted = texts.toReversed().sort((a, b) => newestFirst(day(a), day(b)));
    expect(sorted).toEqual(texts);
  });
});

describe("a delay", () => {
  it.each([
    ["2023-10-26", "2023-10-26", "the same day"],
    ["2023-10-26", "2023-10-26~", "about the same day"],
    ["2023-10-26T23:00:00Z", "2023-10-27", "a day later"],
    ["2024-02-28", "2024-03-01", "2 days later"],
    ["2023-10-26", "2023-10-24", "2 days earlier"],
    ["2023-10-26", "2024-01-01", "3 months later"],
    ["2023-10", "2023-12-24", "2 months later"],
    ["2023-10", "2023-10", "the same month"],
    ["2023-10", "2023-10-26", ""],
    ["2019-10-26", "2023-10-26", "4 years later"],
    ["2023", "2024-01", "a year later"],
    ["2023~", "0023", "about 2,000 years earlier"],
    ["2023", "2023-10-26", ""],
    ["0099-12-31", "0100-01-01", "a day later"],
  ])("from %s to %s: %s", (from, to, words) => {
    expect(delayWords(day(from), day(to))).toBe(words);
  });
});

const STORE = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-wire: { name: The Wire, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
  the-gazette: { name: The Gazette, kind: outlet }
  city-hall: { name: City Hall, kind: forum }
documents:
  gazette-article: { title: Water prices to rise, by: the-gazette, date: 2024-03-06~ }
claims:
  prices:
    text: Water prices will rise.
    speaker: jane-doe
    date: 2024-03-04T14:30:00Z
    relay: [city-hall, the-herald, { via: the-wire, date: 2024-03-05 }, gazette-article]
  dam: { text: The dam holds., speaker: jane-doe, date: 2023-05, relay: [{ via: the-wire, date: 2024-03-04 }] }
  leak: { text: The dam leaks., speaker: unknown, relay: [{ via: the-wire, date: 2024-03-01 }] }
  strike: { text: There is a strike., speaker: jane-doe, date: 2023-05-01/2023-05-03~ }
  early: { text: It was early., speaker: jane-doe, date: 2024-03-04, relay: [{ via: the-wire, date: 2024-03-02 }] }
  undated: { text: Nobody knows when., speaker: jane-doe, relay: [the-wire] }
`;

describe("the moments of a store", () => {
  const store = storeOf(STORE);
  const { moments, spans, undated } = momentsOf(store);

  it("tell of each claim when it was said or first reported, and again where it came up later", () => {
    expect(moments.map(({ claim, kind, day }) => `${fullWords(day)} ${kind} ${claim}`)).toEqual([
      "4 March 2024 said prices",
      "4 March 2024 again dam",
      "4 March 2024 said early",
      "1 March 2024 reported leak",
      "May 2023 said dam",
      "1 May 2023 said strike",
    ]);
  });

  it("leave out what has no date, and count it", () => {
    expect(undated).toBe(1);
  });

  it("are found by their years", () => {
    expect(spans).toEqual([
      { from: 2024, years: 1, at: 0, count: 4 },
      { from: 2023, years: 1, at: 4, count: 2 },
    ]);
  });

  it("are found by decades or centuries where there are many years", () => {
    const years = ["0005", "1200", "1750", "1751", "2020"];
    const { spans } = momentsOf(
      storeOf(
        `claims:\n${years.map((year) => `  y${year}: { text: So., speaker: x, date: "${year}" }\n`).join("")}`,
      ),
    );
    expect(spans.map(({ from, years, count }) => `${from} + ${years}: ${count}`)).toEqual([
      "2000 + 100: 1",
      "1700 + 100: 2",
      "1200 + 100: 1",
      "0 + 100: 1",
    ]);
  });

  it("tell the reports of a claim as it spread, places left out", () => {
    const { hops } = buildChain(store.claims.get("prices")!, store);
    expect(reportsOf(hops).map(({ hop, day }) => [hop.hop.via, day && fullWords(day)])).toEqual([
      ["the-herald", undefined],
      ["the-wire", "5 March 2024"],
      ["gazette-article", "6 March 2024"],
    ]);
  });

  it("are in order on any store, each claim once when it began", () => {
    fc.assert(
      fc.property(STORES, (files) => {
        const any = storeOf(write(files));
        const { moments, spans, undated } = momentsOf(any);
        const begun = moments.filter(({ kind }) => kind !== "again").map(({ claim }) => claim);
        expect(new Set(begun).size).toBe(begun.length);
        expect(begun.length + undated).toBe(any.claims.size);
        const days: readonly Day[] = moments.map(({ day }) => day);
        for (const [index, each] of days.slice(1).entries()) {
          expect(newestFirst(days[index]!, each)).toBeLessThanOrEqual(0);
        }
        expect(spans.reduce((sum, { count }) => sum + count, 0)).toBe(moments.length);
        for (const { claim, kind, day, hop } of moments) {
          const written = any.claims.get(claim)!.value;
          if (kind === "said") expect(dayOf(written.date)).toEqual(day);
          else expect(hop).toBeLessThan(written.relay!.length);
        }
      }),
      { numRuns: 50 },
    );
  });
});

/** Gives what a page's content says, a line a block. */
function wordsOf(page: string): string[] {
  return /<main[^>]*>(.*)<\/main>/s
    .exec(page)![1]!
    .replace(/<(?:h\d|p|li|ol|ul|section|nav)\b[^>]*>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .split("\n")
    .filter((line) => line !== "");
}

describe("the timeline", () => {
  it("tells what was said, how it spread from there, and what came up later", async () => {
    const read = await laidOut(STORE);
    expect(wordsOf(read("timeline/index.html")).slice(2)).toEqual([
      "said",
      "reported: it reached somebody else",
      "1 claim has no date, nor has any report of it, and so it is not here but only among all claims.",
      "2024 4",
      "2023 2",
      "2024",
      "March 2024",
      "4 March",
      "Jane Doe said (at 14:30 UTC): Water prices will rise.",
      "reported by The Herald (undated)",
      "reported a day later by The Wire (5 March 2024)",
      "reported about 2 days later by The Gazette in Water prices to rise (about 6 March 2024)",
      "The Wire took up what Jane Doe said: The dam holds.",
      "Said May 2023; this was 10 months later.",
      "Jane Doe said: It was early.",
      "reported 2 days earlier than it was said by The Wire (2 March 2024)",
      "1 March",
      "The Wire reported, and it is not known when someone unknown said it: The dam leaks.",
      "2023",
      "May 2023",
      "Some time in May",
      "Jane Doe said: The dam holds.",
      "reported 10 months later by The Wire (4 March 2024)",
      "1 May",
      "Jane Doe said (between then and about 3 May 2023): There is a strike.",
      "Nobody has passed it on.",
    ]);
  });

  it("goes on page after page, with a link to where each year begins", async () => {
    const claim = (at: number) => {
      return `  c-${at}: { text: So ${at}., speaker: jane-doe, date: ${2000 + Math.floor(at / 150)} }\n`;
    };
    const many = Array.from({ length: 450 }, (_, at) => claim(at)).join("");
    const read = await laidOut(
      `agents:\n  jane-doe: { name: Jane Doe, kind: person }\nclaims:\n${many}`,
    );
    const first = read("timeline/index.html");
    expect(first).toContain('<a href="../timeline/page_2.html#y2000">2000</a>');
    expect(first).toContain('<h2 id="y2002">2002</h2>');
    expect(first).toMatch(/Page 1 of 3.*rel="next">Older/s);
    const last = read("timeline/page_3.html");
    expect(last).toContain('<h2 id="y2000">2000</h2>');
    expect(last).toMatch(/rel="prev">Newer.*Page 3 of 3/s);
    expect(last.match(/<li class="moment /g)).toHaveLength(50);
  });

  it("shows the first reports of a claim that has many, and where the rest are", async () => {
    const relay = Array.from({ length: 20 }, (_, at) => `{ via: w-${at}, date: 2024-01-02 }`);
    const read = await laidOut(
      `claims:\n  c: { text: So., speaker: unknown, date: 2024-01-01~, relay: [${relay.join(", ")}] }\n`,
    );
    const words = wordsOf(read("timeline/index.html"));
    expect(words.filter((line) => line.startsWith("reported about a day later"))).toHaveLength(12);
    expect(words.at(-1)).toBe("and 8 more reports");
    expect(read("timeline/index.html")).toContain('href="../claims/c.html#chain"');
  });

  it("tells a time with its offset, and in doubt of a month or a year", async () => {
    const read = await laidOut(`claims:
  a: { text: A., speaker: unknown, date: 2024-05-04T09:05:00+02:00 }
  b: { text: B., speaker: unknown, date: 2024-05-04T09:04:00 }
  c: { text: C., speaker: unknown, date: 2024-04? }
  d: { text: D., speaker: unknown, date: 2023~ }
  e: { text: E., speaker: unknown, relay: [{ via: x, date: 2022 }, { via: y, date: 2024-01 }] }
  f: { text: F., speaker: unknown, date: 2022, relay: [{ via: x, date: 2022-05 }] }
`);
    const words = wordsOf(read("timeline/index.html"));
    expect(words.filter((line) => /said|took|reported/.test(line)).slice(3)).toEqual([
      "someone unknown said (at 09:05 UTC+02:00): A.",
      "someone unknown said (at 09:04): B.",
      "someone unknown said (around this month): C.",
      "y (not in the store) took up what someone unknown said: E.",
      "It is not known when it was said.",
      "someone unknown said (around this year): D.",
      "x (not in the store) reported, and it is not known when someone unknown said it: E.",
      "reported 2 years later by y (not in the store) (January 2024)",
      "someone unknown said: F.",
      "reported by x (not in the store) (May 2022)",
    ]);
  });

  it("of a store without a date says so", async () => {
    const read = await laidOut("claims:\n  c: { text: So., speaker: unknown }\n");
    expect(wordsOf(read("timeline/index.html")).at(-1)).toBe("Nothing has a date yet.");
  });
});
