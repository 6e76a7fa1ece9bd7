import { describe, expect, it } from "vitest";
import { claims, type World } from "../support/run.js";

/** Puts a command and all that came of it together, as a person saw it. */
async function transcript(line: string, world: World = {}): Promise<string> {
  const argv = line.split(" ").slice(1);
  const { stdout, stderr, code } = await claims(argv, world);
  const parts = [`$ ${line}`];
  if (stdout !== "") parts.push(stdout.replaceAll("\r\n", "␍\n").trimEnd());
  if (stderr !== "") parts.push("[stderr]", stderr.trimEnd());
  return `${[...parts, `[exit ${code}]`].join("\n")}\n`;
}

describe("transcripts of the example store", () => {
  it.each([
    ["help", "claims --help"],
    ["list", "claims list"],
    ["list-plain", "claims list --format plain"],
    ["list-json", "claims list --format json --limit 2"],
    ["list-jsonl", "claims list --format jsonl --limit 2"],
    ["list-csv", "claims list --format csv"],
    ["list-tsv", "claims list --format tsv"],
    ["list-markdown", "claims list --format markdown"],
    [
      "list-columns",
      "claims list --columns id,hands,reports,independent,bottlenecks,origins,location",
    ],
    ["trace", "claims trace civilians-ready-for-release"],
    ["trace-down", "claims trace hamas-position-in-negotiations --down"],
    ["trace-unattributed", "claims trace transfer-to-iran"],
    ["trace-own-voice", "claims trace captives-taken"],
    ["trace-all-flat", "claims trace --all --format flat"],
    ["trace-ascii", "claims trace civilians-ready-for-release --ascii"],
    ["trace-json", "claims trace civilians-ready-for-release --format json"],
    ["trace-check", "claims trace --all --check --format flat"],
    ["show-claim", "claims show civilians-ready-for-release"],
    ["show-agent", "claims show amir-abdollahian"],
    ["show-document", "claims show ministry-statement"],
    ["show-json", "claims show al-mayadeen --format json"],
    ["validate", "claims validate"],
    ["validate-concise", "claims validate --format concise"],
    ["validate-json", "claims validate --format json --select untraced"],
    ["rules", "claims rules"],
    ["explain-untraced", "claims explain untraced"],
    ["unknown-id", "claims show amir-abdolahian"],
    ["ambiguous-id", "claims trace hamas-"],
    ["id-of-an-agent", "claims trace hamas"],
    ["unknown-command", "claims lst"],
  ])("%s", async (name, line) => {
    await expect(await transcript(line)).toMatchFileSnapshot(`transcripts/${name}.txt`);
  });

  it.each([80, 120, 200])("on a terminal of %i columns", async (columns) => {
    const world = { columns, env: { NO_COLOR: "1" } };
    for (const [name, line] of [
      ["list", "claims list"],
      ["trace", "claims trace civilians-ready-for-release"],
      ["show", "claims show civilians-ready-for-release"],
    ] as const) {
      const text = await transcript(line, world);
      await expect(text).toMatchFileSnapshot(`transcripts/${name}-${columns}.txt`);
    }
  });
});

describe("the chain that the example is about", () => {
  const CHAIN = [
    "Hossein Amir-Abdollahian",
    "UN General Assembly",
    "The National",
    "Article on the captives' release",
  ];

  it("is drawn from the minister to the article", async () => {
    const { stdout } = await claims(["trace", "civilians-ready-for-release"]);
    const tree = stdout.slice(0, stdout.indexOf("rests on"));
    const places = CHAIN.map((name) => tree.indexOf(name));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(stdout).toContain("rests on  hamas-position-in-negotiations");
  });

  it("is one line as a flat chain", async () => {
    const argv = ["trace", "civilians-ready-for-release", "--format", "flat"];
    expect((await claims(argv)).stdout).toBe(`${CHAIN.join(" › ")}\n`);
  });
});
