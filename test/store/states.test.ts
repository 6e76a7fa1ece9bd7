import {
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { areSame, countUnsettled, isSame, readAs, statesOf } from "../../src/store/states.js";
import { folder } from "../support/run.js";

const LATER = Number.POSITIVE_INFINITY;

/** Makes a file, and tells whether it has the same state after something was done to it. */
function isSameAfter(change: (path: string) => void): boolean {
  const path = join(folder({ "a.yaml": "one" }), "claims/a.yaml");
  const before = statesOf([path], LATER);
  change(path);
  const isKnown = isSame(statesOf([path], LATER), 0, before, 0);
  expect(readAs(path, before, 0)?.toString()).toBe(isKnown ? "one" : undefined);
  return isKnown;
}

describe("a file is known to be the same", () => {
  it("where nothing was done to it, or it was only read", () => {
    expect(isSameAfter(() => {})).toBe(true);
    expect(isSameAfter((path) => readFileSync(path))).toBe(true);
  });

  it.each<[string, (path: string) => void]>([
    ["it is written", (path) => writeFileSync(path, "other")],
    [
      "it has another content of the same size, and its time is put back",
      (path) => {
        const { atime, mtime } = lstatSync(path);
        writeFileSync(path, "two");
        utimesSync(path, atime, mtime);
      },
    ],
    [
      "another is put in its place, with the same time and size",
      (path) => {
        const { atime, mtime } = lstatSync(path);
        writeFileSync(`${path}.new`, "two");
        utimesSync(`${path}.new`, atime, mtime);
        renameSync(`${path}.new`, path);
      },
    ],
    ["it is gone", (path) => rmSync(path)],
    [
      "it is a link to what it was",
      (path) => {
        renameSync(path, `${path}.old`);
        symlinkSync(`${path}.old`, path);
      },
    ],
    [
      "it is a folder",
      (path) => {
        rmSync(path);
        mkdirSync(path);
      },
    ],
  ])("but not where %s", (_, change) => {
    expect(isSameAfter(change)).toBe(false);
  });

  it("but not where it changed since the moment that counts as settled", () => {
    const path = join(folder({ "a.yaml": "one" }), "claims/a.yaml");
    const { mtimeMs, ctimeMs } = lstatSync(path);
    const settled = Math.max(mtimeMs, ctimeMs);
    expect(countUnsettled(statesOf([path], settled))).toBe(0);
    const states = statesOf([path], settled - 1);
    expect(countUnsettled(states)).toBe(1);
    expect(isSame(states, 0, states, 0)).toBe(false);
    utimesSync(path, 1e9, 1e9);
    expect(countUnsettled(statesOf([path], settled - 1))).toBe(1);
    utimesSync(path, 1e9, Date.now() / 1000 + 100);
    expect(countUnsettled(statesOf([path], Date.now() + 50_000))).toBe(1);
  });

  it("but not where it can't be looked at", () => {
    const states = statesOf(["/nowhere/a.yaml", `/${"long".repeat(2000)}`], LATER);
    expect(countUnsettled(states)).toBe(2);
  });

  it("by its place among others", () => {
    const root = folder({ "a.yaml": "one", "b.yaml": "two" });
    const [a, b] = ["a", "b"].map((name) => join(root, `claims/${name}.yaml`));
    const [one, other] = [statesOf([a!, b!], LATER), statesOf([b!, a!], LATER)];
    expect([isSame(one, 0, other, 1), isSame(one, 1, other, 0)]).toEqual([true, true]);
    expect(isSame(one, 0, other, 0)).toBe(false);
    expect(readAs(b!, other, 0)?.toString()).toBe("two");
    expect(readAs(b!, other, 1)).toBeUndefined();
  });
});

describe("some files are known to be the same", () => {
  const states = (...numbers: number[]) => Float64Array.from(numbers);

  it("where each has all its numbers, and none of them is none", () => {
    expect(areSame(states(1, 2, 3, 4), states(1, 2, 3, 4))).toBe(true);
    expect(areSame(states(1, 2, 3, 4), states(1, 2, 3, 5))).toBe(false);
    expect(areSame(states(1, 2, 3, 4), states(1, 2, 3, 4, 1, 2, 3, 4))).toBe(false);
    expect(areSame(states(Number.NaN), states(Number.NaN))).toBe(false);
  });
});
