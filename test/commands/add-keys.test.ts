import { expect, it } from "vitest";
import type * as z from "zod";
import { FLAG_KEYS } from "../../src/commands/add-keys.js";
import { AGENT_KINDS, Agent } from "../../src/model/agent.js";
import { Claim } from "../../src/model/claim.js";
import { DOCUMENT_KINDS, Document } from "../../src/model/document.js";
import { CERTAINTIES, RELATIONS } from "../../src/model/relations.js";

const SHAPES: Record<string, Record<string, z.ZodType>> = {
  agent: Agent.shape,
  document: Document.shape,
  claim: Claim.shape,
};

const flags = Object.entries(FLAG_KEYS).flatMap(([kind, keys]) =>
  keys.map((flag) => ({ kind, ...flag })),
);

it.each(flags)("--$key of $kind is a key of the format, a list where that is one", ({
  kind,
  key,
  isList,
}) => {
  const schema = SHAPES[kind]![key];
  expect(schema).toBeDefined();
  expect(schema!.safeParse(["a"]).success || schema!.safeParse(["https://a.org"]).success).toBe(
    isList ?? false,
  );
});

it("names all words that can be said", () => {
  const says = (kind: keyof typeof FLAG_KEYS, key: string) =>
    FLAG_KEYS[kind].find((flag) => flag.key === key)?.says.split(/, | or /);
  expect(says("agent", "kind")).toEqual(AGENT_KINDS);
  expect(says("document", "kind")).toEqual(DOCUMENT_KINDS);
  expect(says("claim", "certainty")).toEqual(CERTAINTIES);
  for (const relation of RELATIONS) expect(says("claim", relation)).toBeDefined();
});
