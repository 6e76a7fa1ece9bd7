import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { render } from "@inquirer/testing";
import { describe, expect, it } from "vitest";
import { completed, makeAsker } from "../../src/commands/prompts.js";
import { claims, folder } from "../support/run.js";

const ENTER = "\r";
const TAB = "\t";
const DOWN = "\x1b[B";
const CTRL_C = "\x03";
const CTRL_D = "\x04";

/** A terminal at which somebody waits for a text to be shown, and then types. */
function terminal() {
  let shown = "";
  const input = new PassThrough();
  const output = new Writable({
    write(chunk, _, done) {
      shown += stripVTControlCharacters(String(chunk));
      done();
    },
  });
  // A prompt ends what it writes to, and only the process's own streams stay open all the same.
  output.end = () => output;
  const type = async (steps: readonly (readonly [expected: string, keys: string])[]) => {
    for (const [expected, keys] of steps) {
      for (let tries = 0; !shown.includes(expected) && tries < 300; tries++) await wait(10);
      expect(shown).toContain(expected);
      shown = "";
      // An escape sequence is one key, everything else a key a letter.
      for (const key of keys.match(/\x1b\[.|[\s\S]/g) ?? []) {
        input.write(key);
        await wait(1);
      }
      await wait(20);
    }
  };
  return { asker: makeAsker({ input, output }), type, input };
}

const STORE = `agents:
  ann-poe: { name: Ann Poe, kind: person }
  council: { name: Town Council, kind: forum }
  gazette: { name: The Gazette, kind: outlet }
documents:
  rent-story: { title: Rents to fall, by: gazette }
claims:
  rents-fall: { text: Rents will fall., speaker: ann-poe, relay: [rent-story], tags: [rent] }
`;

/** Runs a command at a terminal, and gives what became of the store. */
async function session(
  argv: readonly string[],
  steps: readonly (readonly [expected: string, keys: string])[],
) {
  const cwd = folder({ "store.yaml": STORE });
  const { asker, type } = terminal();
  const running = claims(argv, { cwd, asker });
  await type(steps);
  const outcome = await running;
  return { ...outcome, text: readFileSync(join(cwd, "claims/store.yaml"), "utf8") };
}

describe("claims add at a terminal", () => {
  it("asks for a claim, and makes on the way what is new", async () => {
    const { text, stdout, stderr, code } = await session(
      ["add"],
      [
        ["What is claimed", ENTER],
        ["this is needed", `Rents will rise.${ENTER}`],
        ["Chain", `ann${TAB} > council > gazete > Rent news${ENTER}`],
        ["gazete isn't in the store yet", ENTER],
        ["Rent news isn't in the store yet", DOWN.repeat(5) + ENTER],
        ["Its title", ENTER],
        ["Its id", ENTER],
        ["Published by", `gaz${TAB}${ENTER}`],
        ["When was it said", `2024${ENTER}`],
        ["How", `told${ENTER}`],
        ["own words", `They will rise.${ENTER}`],
        ["Language", `en${ENTER}`],
        ["Which document", ENTER],
        ["Tags", `re${TAB}, no, rent${ENTER}`],
        ["Id", ENTER],
        ["Write it?", ENTER],
      ],
    );
    expect(stderr).toContain("  Ann Poe › Town Council › The Gazette › Rent news\n");
    expect(stderr).toContain("added the document rent-news, the claim rents-rise\n");
    expect(code).toBe(0);
    expect(stdout).toContain("claims/store.yaml, after line 6:\n");
    expect(text).toContain(
      "\n  rent-news:\n    title: Rent news\n    by: gazette\n    kind: article\n",
    );
    expect(text).toContain(`  rents-rise:
    text: Rents will rise.
    speaker: ann-poe
    date: 2024
    how: told
    quote: They will rise.
    lang: en
    relay: [council, gazette, rent-news]
    tags: [rent, "no"]
`);
  });

  it("asks for no more of a claim that nobody is named for", async () => {
    const { text } = await session(
      ["add", "--text", "Rents will rise."],
      [
        ["Chain", ENTER],
        ["at least the speaker is needed", `unknown > rent-story${ENTER}`],
        ["Tags", ENTER],
        ["Id", `rumour${ENTER}`],
        ["Write it?", ENTER],
      ],
    );
    expect(text).toContain(
      "  rumour:\n    text: Rents will rise.\n    speaker: unknown\n    relay: [rent-story]\n",
    );
  });

  it("asks for an agent, beside one that a flag makes", async () => {
    const { text } = await session(
      ["add", "agent", "--kind", "outlet", "--new", "Ann Roe:person"],
      [
        ["Name", `The Gazette${ENTER}`],
        ["Id", `rents-fall${ENTER}`],
        ["the store has `rents-fall` already", `${"\x7f".repeat(10)}gazette-2${ENTER}`],
        ["Write it?", `y${ENTER}`],
      ],
    );
    expect(text).toContain("  ann-roe:\n");
    expect(text).toContain("  gazette-2:\n    name: The Gazette\n    kind: outlet\n");
  });

  it("asks which of several is meant", async () => {
    const { text } = await session(
      ["add", "--text", "A", "--new", "Ann:person", "--new", "Ann:organization"],
      [
        ["Chain", `ann > rent-story${ENTER}`],
        ["Which is ann", DOWN + ENTER],
        ["When", ENTER],
        ["How", ENTER],
        ["own words", ENTER],
        ["Tags", ENTER],
        ["Id", ENTER],
        ["Write it?", ENTER],
      ],
    );
    expect(text).toContain("    speaker: ann-2\n    relay: [rent-story]\n");
  });

  it("asks for an anonymous source how it is described", async () => {
    const { text } = await session(
      ["add", "agent"],
      [
        ["What is it", DOWN.repeat(4) + ENTER],
        ["How is the source described", `an aide${ENTER}`],
        ["Why is it unnamed", `fears for the job${ENTER}`],
        ["Id", ENTER],
        ["Write it?", ENTER],
      ],
    );
    expect(text).toContain(
      "  aide:\n    kind: anonymous\n    described-as: an aide\n    reason: fears for the job\n",
    );
  });

  it("asks for a document", async () => {
    const { text } = await session(
      ["add", "document"],
      [
        ["Title", `Minutes${ENTER}`],
        ["What is it", DOWN.repeat(7) + ENTER],
        ["Published by", `Bo${ENTER}`],
        ["Bo isn't in the store yet", DOWN + ENTER],
        ["Its name", `Borough${ENTER}`],
        ["Its id", ENTER],
        ["When was it published", `soon${ENTER}`],
        ["no such date", `${"\x7f".repeat(4)}2024-03${ENTER}`],
        ["Address", ENTER],
        ["Id", ENTER],
        ["Write it?", ENTER],
      ],
    );
    expect(text).toContain("  borough:\n    name: Borough\n    kind: organization\n");
    expect(text).toContain("  minutes:\n    title: Minutes\n    by: borough\n    date: 2024-03\n");
  });

  it.each([
    ["Ctrl-C", CTRL_C],
    ["Ctrl-D", CTRL_D],
  ])("%s leaves everything as it was", async (_, key) => {
    const { text, stdout, stderr, code } = await session(
      ["add"],
      [
        ["What is claimed", `A${ENTER}`],
        ["Chain", `ann-poe${ENTER}`],
        ["When", key],
      ],
    );
    expect(text).toBe(STORE);
    expect(stderr).toContain("interrupted; nothing was written\n");
    expect({ stdout, code }).toEqual({ stdout: "", code: 130 });
  });

  it("a terminal that is gone is no answer", async () => {
    const { asker, input } = terminal();
    const answer = asker.line({ message: "Well" });
    input.end();
    await expect(answer).rejects.toThrow(expect.objectContaining({ name: "Interrupted" }));
  });
});

describe("a line that is completed", () => {
  const question = {
    message: "Chain",
    default: "usual",
    suggest: (line: string) =>
      line === "" ? [] : [{ value: `${line}!`, name: `${line}!  suggested` }],
    explain: (line: string) => `that is ${line}`,
    refuse: (line: string) => (line === "bad" ? "not that" : undefined),
  };

  it("shows what it stands for, and what Tab makes of it", async () => {
    const { answer, events, getScreen } = await render(completed, question);
    events.type("ab");
    expect(getScreen()).toBe("? Chain ab\nthat is ab\n<tab> ab!  suggested");
    events.keypress("tab");
    expect(getScreen()).toContain("? Chain ab!\n");
    events.keypress("enter");
    await expect(answer).resolves.toBe("ab!");
    expect(getScreen()).toBe("✔ Chain ab!");
  });

  it("says why an answer can't be taken, and lets it be mended", async () => {
    const { answer, events, getScreen } = await render(completed, question);
    events.type("bad");
    events.keypress("enter");
    expect(getScreen()).toBe("? Chain bad\n> not that");
    events.type("ly");
    events.keypress("enter");
    await expect(answer).resolves.toContain("ly");
  });

  it("takes what is usual where nothing is typed, and leaves it alone on Tab", async () => {
    const { answer, events } = await render(completed, question);
    events.keypress("tab");
    events.keypress("enter");
    await expect(answer).resolves.toBe("usual");
  });
});
