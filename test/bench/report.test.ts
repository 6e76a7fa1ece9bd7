import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/run.js";

// The benchmark is plain JavaScript, which the compiler doesn't look into.
const { judge, median, NAMES, Results, sizeTable, TARGETS, targetTable } = await import(
  join(ROOT, "bench/report.js")
);

/** What was measured, given as [name, size, milliseconds…]. */
function measured(...rows: readonly [string, number | undefined, ...number[]][]) {
  const results = new Results();
  for (const [name, size, ...times] of rows) {
    for (const time of times) results.addTime(NAMES[name], size, time);
  }
  return results;
}

const cold = { time: "cold", over: "hledger", size: 100_000, bound: 0.5 };

describe("the median", () => {
  it.each([
    [[], undefined],
    [[7], 7],
    [[30, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
  ])("of %j is %j", (values, middle) => {
    expect(median(values)).toBe(middle);
  });
});

describe("a target", () => {
  it("is met at its bound and below", () => {
    const results = measured(["cold", 100_000, 900, 500, 400], ["hledger", 100_000, 1000]);
    expect(judge(cold, results, [100_000])).toEqual({ value: 0.5, size: 100_000, isMet: true });
    expect(judge({ ...cold, bound: 0.49 }, results, [100_000]).isMet).toBe(false);
  });

  it("is shown at the largest size that was run, and not judged, where its own was not", () => {
    const results = measured(["cold", 1000, 60], ["hledger", 1000, 100], ["cold", 10, 1]);
    expect(judge(cold, results, [10, 1000])).toEqual({ value: 0.6, size: 1000 });
  });

  it("of growth compares two sizes, and needs both", () => {
    const growth = TARGETS.find(({ overSize }: { overSize?: number }) => overSize);
    const results = measured(["cold", 100_000, 10], ["cold", 1_000_000, 105]);
    expect(judge(growth, results, [100_000, 1_000_000])).toMatchObject({
      value: 10.5,
      isMet: true,
    });
    expect(judge(growth, measured(["cold", 100_000, 10]), [100_000])).toEqual({});
  });

  it("of memory is judged in bytes", () => {
    const results = new Results();
    results.setMemory(NAMES.cold, 100_000, 601e6);
    const memory = { memory: "cold", size: 100_000, bound: 600e6 };
    expect(judge(memory, results, [100_000])).toMatchObject({ value: 601e6, isMet: false });
  });
});

describe("the tables", () => {
  it("say of each target what came out, where that was measured", () => {
    const results = measured(["version", undefined, 26], ["node", undefined, 20]);
    const lines = targetTable(results, [1000]).split("\n");
    expect(lines).toHaveLength(2 + TARGETS.length);
    expect(lines[2]).toMatch(
      /^\| `claims --version` +\| `node -e 0` +\| +\| +1\.30 \| +1\.3 \| ✓ met/,
    );
    expect(lines[3]).toMatch(/not measured \| +2 \| – /);
  });

  it("say why a cell is empty", () => {
    const cell = (name: string, size: number) => (size > 10 ? "too slow" : `${name}${size}`);
    expect(sizeTable("time", ["a"], [10, 1000], cell)).toBe(
      [
        "| time | 10 claims | 1,000 claims |",
        "| :--- | --------: | -----------: |",
        "| a    |       a10 |     too slow |",
      ].join("\n"),
    );
  });
});
