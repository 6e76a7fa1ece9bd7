import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Gate } from "../../src/lsp/gate.js";
import { Editor } from "../support/editor.js";
import { folder } from "../support/run.js";

const PATH = "claims/a.yaml";

describe("while stores are read", () => {
  // A glob has a library loaded, which takes a while.
  const files = {
    "./claims.config.yaml": "exclude: [claims/drafts/**]\n",
    "a.yaml": `agents:
  jane: { name: Jane, kind: person }
  joan: { name: Joan, kind: person }
claims:
  said: { text: It is so., speaker: jane }
`,
  };

  /** Asks who is meant, names another, and asks again, all without waiting; gives the answers as they came. */
  async function asked(editor: Editor): Promise<string[]> {
    const answers: string[] = [];
    const ask = async (id: string): Promise<void> => {
      const place = `speaker: ${id.slice(0, 2)}|${id.slice(2)}`;
      const hover = await editor.ask<{ contents: { value: string } } | null>(
        "textDocument/hover",
        PATH,
        place,
      );
      answers.push(/\*\*(.*)\*\*/.exec(hover?.contents.value ?? "")?.[1] ?? "nobody");
    };
    const first = ask("jane");
    editor.type(PATH, "speaker: jane", "speaker: joan");
    const second = ask("joan");
    editor.type(PATH, "speaker: joan", "speaker: jane");
    await Promise.all([first, second, ask("jane")]);
    return answers;
  }

  it("requests wait, and are answered in order with the text that they were asked of", async () => {
    const editor = Editor.inside(folder(files));
    await editor.start();
    editor.open(PATH);
    expect(await asked(editor)).toEqual(["Jane", "Joan", "Jane"]);
    editor.changed("claims.config.yaml");
    expect(await asked(editor)).toEqual(["Jane", "Joan", "Jane"]);
    editor.save(PATH);
    expect(await asked(editor)).toEqual(["Jane", "Joan", "Jane"]);
    expect(editor.logged).toEqual([]);
  });

  it("so they do where a file is opened whose store is not", async () => {
    const editor = Editor.inside(folder(files));
    await editor.start({ workspaceFolders: null });
    editor.open(PATH);
    expect(await asked(editor)).toEqual(["Jane", "Joan", "Jane"]);
  });
});

describe("a gate", () => {
  it("lets everything through in the order in which it came, one after the other", async () => {
    const step = fc.record({ holds: fc.boolean(), fails: fc.boolean(), pauses: fc.nat(3) });
    const burst = fc.array(fc.array(step, { maxLength: 5 }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(burst, async (bursts) => {
        const gate = new Gate();
        const seen: string[] = [];
        const expected: string[] = [];
        const ends: Promise<unknown>[] = [];
        for (const [index, { holds, fails, pauses }] of bursts.flat().entries()) {
          expected.push(...(holds ? [`${index}`, `${index} is done`] : [`${index}`]));
          const work = async (): Promise<void> => {
            for (let pause = 0; pause < pauses; pause++) await new Promise(setImmediate);
            seen.push(`${index} is done`);
            if (fails) throw new Error("a fault");
          };
          gate.pass(() => {
            seen.push(`${index}`);
            if (holds) ends.push(gate.hold(work).catch((error: Error) => error.message));
          });
          if (pauses === 3) await new Promise(setImmediate);
        }
        for (let pause = 0; seen.length < expected.length && pause < 500; pause++) {
          await new Promise(setImmediate);
        }
        expect(seen).toEqual(expected);
        const wanted = bursts.flat().filter(({ holds }) => holds);
        expect(await Promise.all(ends)).toEqual(
          wanted.map(({ fails }) => (fails ? "a fault" : undefined)),
        );
      }),
    );
  });
});
