import { describe, expect, it } from "vitest";
import {
  type Drift,
  describeNode,
  driftsOf,
  wordingPlace,
  wordsPlace,
} from "../../src/provenance/drift.js";
import { storeOf, traceOf } from "../support/store.js";

const AGENTS = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  an-interpreter: { name: An Interpreter, kind: person }
  parliament: { name: Parliament, kind: forum }
  the-gazette: { name: The Gazette, kind: outlet }
  the-herald: { name: The Herald, kind: outlet }
  the-post: { name: The Post, kind: outlet }
documents:
  gazette-auf-deutsch: { title: Die Brücke, by: the-gazette, lang: de }
`;

/** Traces a claim of Jane Doe's with these keys and these hops, both in flow style. */
function chainOf(keys: string, ...relay: string[]) {
  const hops = relay.map((hop) => `      - ${hop}\n`).join("");
  const store = storeOf(
    `${AGENTS}claims:\n  repair:\n    speaker: jane-doe\n    ${keys.replaceAll("; ", "\n    ")}\n    relay:\n${hops}`,
  );
  expect(store.findings).toEqual([]);
  return traceOf(store, "repair").chain;
}

/** Tells what changed along a chain, a line each. */
function drifts(keys: string, ...relay: string[]): string[] {
  return driftsOf(chainOf(keys, ...relay)).map(told);
}

function told({ hop, from, quote, numbers, certainty, language, laundered }: Drift): string {
  const changes: string[] = [];
  const texts = (list: readonly { text: string }[]) => list.map(({ text }) => text).join(" + ");
  if (quote) {
    const of = (kind: string) => texts(quote.filter((part) => part.kind === kind)).trim();
    changes.push(`words ${of("removed")} > ${of("added")}`);
  }
  if (numbers) changes.push(`numbers ${texts(numbers.before)} > ${texts(numbers.now)}`);
  if (certainty) changes.push(`certainty ${certainty.before} > ${certainty.now}`);
  if (language) {
    changes.push(
      `language ${language.before} > ${language.now}, ${language.translator ?? "nobody"}`,
    );
  }
  if (laundered) changes.push("laundered");
  return `${from.node < 0 ? "speaker" : from.node} to ${hop.name}: ${changes.join("; ")}`;
}

const QUOTED = "text: It may cost a lot.; quote: It may cost a lot.; lang: en";

describe("a chain without drift", () => {
  it.each([
    ["of which no words are recorded", ["the-gazette", "the-herald"]],
    ["with the same words", ["{ via: the-gazette, quote: It may cost a lot., lang: en }"]],
    ["with an excerpt", ['{ via: the-gazette, quote: "It … a lot", lang: en }']],
    ["with a paraphrase", ["{ via: the-gazette, says: Costs are a worry. }"]],
  ])("is one %s", (_, relay) => {
    expect(drifts(QUOTED, ...relay)).toEqual([]);
  });
});

describe("words", () => {
  it("change within one language", () => {
    expect(drifts(QUOTED, "{ via: the-gazette, quote: It will cost a lot., lang: en-GB }")).toEqual(
      ["speaker to the-gazette: words may > will"],
    );
  });

  it("are compared too where their language is not told", () => {
    const keys = "text: It may cost a lot.; quote: It may cost a lot.";
    expect(drifts(keys, "{ via: the-gazette, quote: It will cost a lot. }")).toEqual([
      "speaker to the-gazette: words may > will",
    ]);
  });

  it("are not compared across languages: the change is that of language", () => {
    const german = "quote: Es wird teuer., lang: de";
    expect(
      drifts(
        QUOTED,
        `{ via: the-gazette, ${german} }`,
        `{ via: the-herald, from: speaker, ${german}, translator: an-interpreter }`,
        `{ via: the-post, from: speaker, ${german}, translator: machine }`,
      ),
    ).toEqual([
      "speaker to the-gazette: language en > de, nobody",
      "speaker to the-herald: language en > de, an-interpreter",
      "speaker to the-post: language en > de, machine",
    ]);
  });

  it("are in the language of the document they stand in, unless the hop says another", () => {
    const quote = "quote: Es wird teuer.";
    expect(drifts(QUOTED, `{ via: gazette-auf-deutsch, ${quote} }`)).toEqual([
      "speaker to gazette-auf-deutsch: language en > de, nobody",
    ]);
    expect(drifts(QUOTED, `{ via: gazette-auf-deutsch, ${quote}, lang: en }`)).toEqual([
      "speaker to gazette-auf-deutsch: words It may cost a lot > Es wird teuer",
    ]);
  });
});

describe("numbers", () => {
  const FIFTY = "text: It costs 50 million.";

  it.each([
    ["the same in other words", "Fifty million, it says."],
    ["left out", "It is expensive."],
    ["with a unit that the source doesn't state", "It costs 50 million dollars."],
  ])("don't drift where they are %s", (_, says) => {
    expect(drifts(FIFTY, `{ via: the-gazette, says: "${says}" }`)).toEqual([]);
  });

  it("drift where a hop states another", () => {
    expect(drifts(FIFTY, "{ via: the-gazette, says: It costs 500 million. }")).toEqual([
      "speaker to the-gazette: numbers 50 million > 500 million",
    ]);
  });

  it("drift where a hop states one and its source none", () => {
    expect(
      drifts("text: It costs a lot.", "{ via: the-gazette, says: It costs 5 euros. }"),
    ).toEqual(["speaker to the-gazette: numbers  > 5"]);
  });

  it("are told apart from those that stayed", () => {
    const keys = "text: Of 7 bridges 3 need 50 workers.";
    expect(drifts(keys, "{ via: the-gazette, says: Of 7 bridges 4 need 50 workers. }")).toEqual([
      "speaker to the-gazette: numbers 3 > 4",
    ]);
  });

  it("are those of the quotation and the paraphrase together, each once", () => {
    const keys = "text: It costs 50 million.; quote: Fifty million for 3 bridges.; lang: en";
    expect(drifts(keys, "{ via: the-gazette, says: 60 million for 3 bridges. }")).toEqual([
      "speaker to the-gazette: numbers Fifty million > 60 million",
    ]);
  });

  it("are read as the quotation's language writes them", () => {
    const german = (lang: string) =>
      `{ via: the-gazette, quote: Es kostet 5.000 Euro., lang: ${lang}, translator: machine }`;
    const keys = "text: It costs 5000 euros.; quote: It costs 5000 euros.; lang: en";
    expect(drifts(keys, german("de"))).toEqual([
      "speaker to the-gazette: language en > de, machine",
    ]);
    expect(drifts(keys, german("en"))[0]).toContain("numbers 5000 > 5.000");
  });

  it("are the same in a translation, whatever its words for them", () => {
    const keys = "text: It costs a lot.; quote: Es kostet 5 Millionen Euro.; lang: de";
    const hop = "{ via: the-gazette, quote: Five million euros., lang: en, translator: machine }";
    expect(drifts(keys, hop)).toEqual(["speaker to the-gazette: language de > en, machine"]);
  });
});

describe("certainty", () => {
  it.each([
    ["possible", "probable", true],
    ["possible", "certain", true],
    ["probable", "certain", true],
    ["certain", "certain", false],
    ["certain", "possible", false],
    ["probable", "possible", false],
  ])("from %s to %s rises: %s", (before, now, rises) => {
    expect(
      drifts(`text: So.; certainty: ${before}`, `{ via: the-gazette, certainty: ${now} }`),
    ).toEqual(rises ? [`speaker to the-gazette: certainty ${before} > ${now}`] : []);
  });

  it("is handed on by hops that don't state it, with words or without", () => {
    for (const between of ["the-herald", "{ via: the-herald, says: So it is. }"]) {
      expect(
        drifts("text: So.; certainty: possible", between, "{ via: the-post, certainty: certain }"),
      ).toEqual(["speaker to the-post: certainty possible > certain"]);
    }
  });

  it("is told to rise where it rose, and once, though no words are recorded there", () => {
    expect(
      drifts(
        "text: So.; certainty: possible",
        "{ via: the-gazette, certainty: certain }",
        "{ via: the-herald, says: So it is., certainty: certain }",
      ),
    ).toEqual(["speaker to the-gazette: certainty possible > certain"]);
  });

  it("is nothing that only one of them states", () => {
    expect(drifts("text: So.", "{ via: the-gazette, certainty: certain }")).toEqual([]);
    expect(
      drifts("text: So.; certainty: possible", "{ via: the-gazette, says: So it is. }"),
    ).toEqual([]);
  });
});

describe("laundering", () => {
  it("is a quotation where all that came before was paraphrase", () => {
    expect(
      drifts(
        "text: It is safe.",
        "{ via: the-gazette, says: The bridge seems safe. }",
        '{ via: the-herald, quote: "The bridge is safe!", lang: en }',
      ),
    ).toEqual(["0 to the-herald: laundered"]);
  });

  it.each([
    [
      "the speaker's own words are on record",
      "text: So.; quote: It is safe.",
      ["{ via: the-gazette, says: Safe. }", "{ via: the-herald, quote: It is safe. }"],
    ],
    [
      "a hop before had a quotation",
      "text: So.",
      [
        "{ via: the-gazette, quote: It is safe. }",
        "{ via: the-herald, says: Safe. }",
        "{ via: the-post, quote: It is safe. }",
      ],
    ],
    ["it is the first to have it", "text: So.", ["{ via: the-gazette, quote: It is safe. }"]],
    [
      "no words are recorded of those before",
      "text: So.",
      ["the-gazette", "{ via: the-herald, quote: It is safe. }"],
    ],
    [
      "the paraphrase is another branch's",
      "text: So.",
      [
        "{ via: the-gazette, says: Safe. }",
        "{ via: the-herald, from: speaker, quote: It is safe. }",
      ],
    ],
  ])("is none where %s", (_, keys, relay) => {
    expect(drifts(keys, ...relay)).toEqual([]);
  });
});

describe("a hop is compared with the nearest words before it", () => {
  it("through hops that record none: a change is told where it happened, and once", () => {
    expect(
      drifts(
        "text: It costs 50.",
        "the-gazette",
        "parliament",
        "{ via: the-herald, says: It costs 60. }",
        "the-post",
      ),
    ).toEqual(["speaker to the-herald: numbers 50 > 60"]);
    expect(
      drifts(
        "text: It costs 50.",
        "{ via: the-gazette, says: It costs 60. }",
        "{ via: the-herald, says: It costs 60. }",
      ),
    ).toEqual(["speaker to the-gazette: numbers 50 > 60"]);
  });

  it("with each of two sources where it draws on both", () => {
    expect(
      drifts(
        "text: It costs 50.",
        "{ via: the-gazette, says: It costs 50. }",
        "{ via: the-herald, from: speaker, says: It costs 60. }",
        "{ via: the-post, from: [the-gazette, the-herald], says: It costs 60. }",
      ),
    ).toEqual(["speaker to the-herald: numbers 50 > 60", "0 to the-post: numbers 50 > 60"]);
  });

  it("with one source once, though two ways lead to it", () => {
    expect(
      drifts(
        "text: It costs 50.",
        "the-gazette",
        "{ via: the-herald, from: speaker }",
        "{ via: the-post, from: [the-gazette, the-herald], says: It costs 60. }",
      ),
    ).toEqual(["speaker to the-post: numbers 50 > 60"]);
  });

  it("and never with itself, where hops draw on each other", () => {
    expect(
      drifts(
        "text: It costs 50.",
        "{ via: the-gazette, from: [the-herald, speaker], says: It costs 60. }",
        "{ via: the-herald, from: [the-gazette, the-herald] }",
      ),
    ).toEqual(["speaker to the-gazette: numbers 50 > 60"]);
  });
});

describe("a drift", () => {
  const chain = chainOf(
    "text: So.; quote: It is 5.; lang: en",
    '{ via: the-gazette, quote: "It is 6", lang: en, certainty: certain }',
    "{ via: the-herald, says: It is 7. }",
  );
  const [first, second] = driftsOf(chain) as [Drift, Drift];

  it("may be of several kinds at once", () => {
    expect(told(first)).toBe("speaker to the-gazette: words 5 > 6; numbers 5 > 6");
  });

  it("says where its words stand", () => {
    expect(wordsPlace(first.from)).toEqual(["quote"]);
    expect(wordsPlace(first.to)).toEqual(["relay", 0, "quote"]);
    expect(wordsPlace(second.to)).toEqual(["relay", 1, "says"]);
    expect(wordingPlace(first.from, "says")).toEqual(["text"]);
    expect(wordingPlace(first.to, "certainty")).toEqual(["relay", 0, "certainty"]);
  });

  it("names its places for a message", () => {
    expect(describeNode(chain, first.from.node)).toBe("the speaker");
    expect(describeNode(chain, second.from.node)).toBe("`the-gazette`");
  });
});
