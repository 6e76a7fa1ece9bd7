import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { canonical } from "../../src/store/canonical.js";
import { commentsIn } from "../../src/store/comments.js";
import { parseYaml } from "../../src/store/parse.js";
import { toData } from "../../src/store/yaml.js";
import { check } from "../support/print-all.js";
import { storeOf } from "../support/store.js";
import { wild } from "../support/wild.js";

vi.setConfig({ testTimeout: 120_000 });

function dataIn(text: string): unknown {
  return toData(parseYaml(text).roots[0], { text, report: () => {} });
}

function isUnderstood(text: string): boolean {
  const problems = [...parseYaml(text).problems];
  toData(parseYaml(text).roots[0], { text, report: (problem) => problems.push(problem) });
  return problems.length === 0;
}

function comments(text: string): string[] {
  return commentsIn(text).map(({ start, end }) => text.slice(start, end)).sort();
}

const findings = (text: string) =>
  check(storeOf(text)).map(({ rule, message, claim }) => `${rule} ${claim} ${message}`).sort();

describe("a store in any style", () => {
  it("x", () => {
    let understood = 0;
    const runs = Number(process.env.RUNS ?? 2000);
    const from = Number(process.env.FROM ?? 0);
    for (let seed = from; seed < from + runs; seed++) {
      const { text } = wild(seed);
      if (!isUnderstood(text)) {
        if (process.env.SHOW) console.log(seed, parseYaml(text).problems[0]);
        continue;
      }
      understood++;
      const form = canonical(text);
      if (!("text" in form)) throw new Error(`seed ${seed} hits the safeguard\n${text}`);
      const show = `seed ${seed}\n${text}\n=======\n${form.text}`;
      expect(dataIn(form.text), show).toEqual(dataIn(text));
      expect(comments(form.text), show).toEqual(comments(text));
      expect(canonical(form.text), show).toEqual(form);
      expect(findings(form.text), show).toEqual(findings(text));
    }
    console.log(understood, runs);
  });
});
