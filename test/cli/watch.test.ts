import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { folder, started } from "../support/run.js";

const AGENTS = "agents:\n  jane-doe: { name: Jane Doe, kind: person }\n";
const STORY = "claims:\n  tax-cut:\n    text: Taxes will fall.\n    speaker: jane-doe\n";

/** Watches a store in this process until the test is over. */
function watch(cwd: string) {
  const { printed, stop } = started(
    ["validate", "--watch", "--format", "concise", "--select", "dangling-reference,yaml-syntax"],
    { cwd },
  );
  const rounds = () => printed.stderr.split("watching;").length - 1;
  return {
    printed,
    /** Waits until the store was looked at once more than before, and what was printed holds. */
    until: (check: () => void) => vi.waitFor(check, { timeout: 4_000, interval: 20 }),
    rounds,
    stop,
  };
}

describe("validate --watch", () => {
  it("checks again whenever a file changes, and ends when it is told to", async () => {
    const cwd = folder({ "agents.yaml": AGENTS, "story.yaml": STORY });
    const { printed, until, rounds, stop } = watch(cwd);
    await until(() => expect(rounds()).toBe(1));
    expect(printed.stdout).toBe("");
    writeFileSync(join(cwd, "claims/story.yaml"), STORY.replace("jane-doe", "nobody"));
    await until(() => expect(printed.stdout).toContain("claims/story.yaml:4:14: error[dangling"));
    writeFileSync(join(cwd, "claims/story.yaml"), STORY);
    const before = rounds();
    await until(() => expect(rounds()).toBeGreaterThan(before));
    expect(await stop()).toBe(0);
  });

  it("goes on through a state that is no store", async () => {
    const cwd = folder({ "agents.yaml": AGENTS, "story.yaml": STORY });
    const { printed, until, rounds } = watch(cwd);
    await until(() => expect(rounds()).toBe(1));
    writeFileSync(join(cwd, "claims/story.yaml"), 'claims:\n  a:\n    text: "half a sen');
    await until(() => expect(printed.stdout).toContain("error[yaml-syntax]"));
    rmSync(join(cwd, "claims/story.yaml"));
    rmSync(join(cwd, "claims/agents.yaml"));
    await until(() => expect(printed.stderr).toContain("there is no store file"));
    writeFileSync(join(cwd, "claims/agents.yaml"), AGENTS);
    const before = rounds();
    await until(() => expect(rounds()).toBeGreaterThan(before));
  });

  it("goes on when the store goes away and comes back, and sees a configuration", async () => {
    const cwd = folder({
      "agents.yaml": AGENTS,
      "story.yaml": STORY.replace("jane-doe", "nobody"),
    });
    const { printed, until, rounds } = watch(cwd);
    await until(() => expect(rounds()).toBe(1));
    renameSync(join(cwd, "claims"), join(cwd, "away"));
    await until(() => expect(printed.stderr).toContain("no claim store"));
    const gone = rounds();
    renameSync(join(cwd, "away"), join(cwd, "claims"));
    await until(() => expect(rounds()).toBeGreaterThan(gone));
    const back = rounds();
    writeFileSync(join(cwd, "claims.config.yaml"), "rules: { dangling-reference: warning }\n");
    await until(() => expect(rounds()).toBeGreaterThan(back));
    await until(() => expect(printed.stdout).toContain("warning[dangling-reference]"));
  });

  it("sees a file that is new, in a folder that is new", async () => {
    const cwd = folder({ "agents.yaml": AGENTS });
    const { printed, until, rounds } = watch(cwd);
    await until(() => expect(rounds()).toBe(1));
    const more = folder({ "sub/story.yaml": STORY.replace("jane-doe", "nobody") });
    const { cpSync } = await import("node:fs");
    cpSync(join(more, "sub"), join(cwd, "claims/sub"), { recursive: true });
    await until(() => expect(printed.stdout).toContain("claims/sub/story.yaml:4:14: error"));
  });
});
