import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Publisher } from "../../src/lsp/publish.js";
import { Workspace } from "../../src/lsp/workspace.js";
import type { Diagnostic } from "../../src/model/diagnostic.js";
import { readStoreFile } from "../../src/store/read.js";
import { type FileReading, unreadFile } from "../../src/store/reading.js";
import type { Store } from "../../src/store/store.js";
import { check } from "../support/print-all.js";

const JANE = "agents: { jane: { name: Jane, kind: person } }\n";
const SAID = "claims: { said: { text: It is so., speaker: jane } }\n";

/** Stands for a file that is a link. */
const LINK = "a link";

/** A workspace over texts in memory. */
async function workspaceOf(disk: Record<string, string>) {
  const checked: Store[] = [];
  let failing = false;
  const checkIn = async (store: Store) => {
    checked.push(store);
    await Promise.resolve();
    if (failing) throw new Error("a fault");
    return check(store);
  };
  const readings = new Map<string, FileReading>();
  const read = (path: string, text: string): FileReading => {
    const known = readings.get(path);
    if (known?.file.text === text) return known;
    const reading =
      text === LINK
        ? unreadFile(path, { rule: "unreadable-file", message: "a link" })
        : readStoreFile(path, new TextEncoder().encode(text));
    readings.set(path, reading);
    return reading;
  };
  const workspace = await Workspace.open(async () => ({
    base: "/x",
    readings: Object.entries(disk).map(([path, text]) => read(path, text)),
    takes: (path: string) => path.startsWith("claims/"),
    covers: () => true,
    check: checkIn,
  }));
  return {
    workspace,
    checked,
    fail: (fails: boolean) => {
      failing = fails;
    },
    rules: async () => (await workspace.findings()).map(({ rule }) => rule),
  };
}

describe("a workspace", () => {
  it("is checked once after each edit, and what was not edited is not read again", async () => {
    const { workspace, checked, rules } = await workspaceOf({
      "claims/a.yaml": JANE,
      "claims/b.yaml": SAID,
    });
    await rules();
    expect(workspace.edit("claims/b.yaml", SAID.replace("jane", "joan"))).toBe(true);
    expect(await rules()).toContain("dangling-reference");
    expect(await rules()).toContain("dangling-reference");
    expect(checked).toHaveLength(2);
    const [[agents, claims], [same, edited]] = checked.map(({ files }) => files) as [
      Store["files"],
      Store["files"],
    ];
    expect(same).toBe(agents);
    expect(edited).not.toBe(claims);
    workspace.close("claims/b.yaml");
    expect(await rules()).not.toContain("dangling-reference");
    expect(checked[2]!.files[1]).toBe(claims);
  });

  it("checks nothing again where an editor opens and closes what is on the disk", async () => {
    const { workspace, checked, rules } = await workspaceOf({ "claims/a.yaml": JANE });
    await rules();
    workspace.edit("claims/a.yaml", JANE);
    workspace.close("claims/a.yaml");
    await rules();
    expect(checked).toHaveLength(1);
  });

  it("gives the findings of the text that was typed while it checked", async () => {
    const { workspace, checked } = await workspaceOf({
      "claims/a.yaml": JANE,
      "claims/b.yaml": SAID,
    });
    const [one, two] = [workspace.findings(), workspace.findings()];
    workspace.edit("claims/b.yaml", "claims: [\n");
    const rulesOf = (findings: readonly Diagnostic[]) => findings.map(({ rule }) => rule);
    expect(rulesOf(await one)).toContain("yaml-syntax");
    expect(await two).toBe(await one);
    expect(checked).toHaveLength(2);
  });

  it("is checked anew where a check fails", async () => {
    const { workspace, checked, rules, fail } = await workspaceOf({ "claims/a.yaml": JANE });
    fail(true);
    await expect(rules()).rejects.toThrow("a fault");
    fail(false);
    expect(await rules()).toEqual(["unused"]);
    expect(checked).toEqual([workspace.store, workspace.store]);
  });

  it("reads the disk again, and the editor's texts stay above it", async () => {
    const disk: Record<string, string> = { "claims/a.yaml": JANE };
    const { workspace, rules } = await workspaceOf(disk);
    workspace.edit("claims/a.yaml", JANE.replace("jane", "joan"));
    await rules();
    disk["claims/a.yaml"] = JANE.replace("jane", "jean");
    disk["claims/b.yaml"] = SAID;
    await workspace.reload();
    expect([...workspace.store.agents.keys()]).toEqual(["joan"]);
    expect(await rules()).toContain("dangling-reference");
    expect(workspace.edit("other.yaml", "")).toBe(false);
  });

  it("is checked again once the disk was read: what else it depends on may be other", async () => {
    const disk: Record<string, string> = { "claims/a.yaml": JANE };
    const { workspace, checked, rules } = await workspaceOf(disk);
    const text = JANE.replace("jane", "joan");
    workspace.edit("claims/a.yaml", text);
    await rules();
    disk["claims/a.yaml"] = text;
    await workspace.reload();
    await rules();
    expect(checked).toHaveLength(2);
    expect(checked[1]!.files).toEqual(checked[0]!.files);
  });

  it("takes no text for a file that the store can't read", async () => {
    const { workspace, rules } = await workspaceOf({ "claims/a.yaml": LINK });
    expect(workspace.edit("claims/a.yaml", JANE)).toBe(true);
    expect(workspace.store.agents.size).toBe(0);
    expect(await rules()).toEqual(["unreadable-file"]);
  });
});

describe("findings are sent", () => {
  const found = (message: string) => ({ message, range: { start: PLACE, end: PLACE } });
  const PLACE = { line: 0, character: 0 };

  function publisherOf(findingsOf: () => Promise<Map<string, ReturnType<typeof found>[]>>) {
    const sent: string[] = [];
    const failures: unknown[] = [];
    const publisher = new Publisher({
      workspaces: () => [{} as Workspace],
      findingsOf,
      versionOf: () => undefined,
      send: (uri, diagnostics) => sent.push(`${uri}: ${diagnostics.map(({ message }) => message)}`),
      fail: (error) => failures.push(error),
      ready: (publish) => publish(),
      clock: () => {
        return Date.now();
      },
    });
    return { publisher, sent, failures };
  }

  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const pause = (time: number) => vi.advanceTimersByTimeAsync(time);

  it("where they have changed, and taken away where there are none any more", async () => {
    const rounds = [
      new Map([
        ["a", [found("one")]],
        ["b", [found("two")]],
      ]),
      new Map([["b", [found("two")]]]),
    ];
    const { publisher, sent } = publisherOf(async () => rounds.shift()!);
    publisher.schedule();
    await pause(0);
    expect(sent).toEqual(["a: one", "b: two"]);
    publisher.schedule();
    await pause(0);
    expect(sent).toEqual(["a: one", "b: two", "a: "]);
  });

  it("not before as much time has passed as it took to find the last", async () => {
    let round = 0;
    const { publisher, sent } = publisherOf(async () => {
      round++;
      await new Promise((resolve) => setTimeout(resolve, 200));
      return new Map([["a", [found(String(round))]]]);
    });
    // The first may be slow for what only the first has to do.
    for (const _ of [1, 2]) {
      publisher.schedule();
      await pause(200);
    }
    expect(sent).toEqual(["a: 1", "a: 2"]);
    for (const _ of "typed") {
      await pause(20);
      publisher.schedule();
    }
    await pause(290);
    expect(sent).toEqual(["a: 1", "a: 2"]);
    await pause(30);
    expect(sent).toEqual(["a: 1", "a: 2", "a: 3"]);
    // Whoever has waited longer than that already waits no more.
    await pause(1000);
    publisher.schedule();
    await pause(200);
    expect(sent).toEqual(["a: 1", "a: 2", "a: 3", "a: 4"]);
  });

  it("once more where something was typed meanwhile, and after a failure", async () => {
    let round = 0;
    const { publisher, sent, failures } = publisherOf(async () => {
      round++;
      if (round === 1) {
        publisher.schedule();
        await new Promise((resolve) => setTimeout(resolve, 30));
        throw new Error("a fault");
      }
      return new Map([["a", [found(String(round))]]]);
    });
    publisher.schedule();
    await pause(250);
    expect(sent).toEqual(["a: 2"]);
    expect(failures).toHaveLength(1);
  });
});
