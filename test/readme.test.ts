import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Config } from "../src/model/config.js";
import { RULE_NAMES } from "../src/rules/list.js";
import { claims, folder, ROOT } from "./support/run.js";

const readme = readFileSync(join(ROOT, "README.md"), "utf8");

/** The fenced blocks of a language. */
function blocks(language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm");
  return [...readme.matchAll(fence)].map((match) => match[1]!);
}

/** Writes the console blocks of a page anew, each with what its command prints in its folder. */
async function refresh(page: string, folderOf: (name: string) => string): Promise<string> {
  let fresh = page;
  const blocks = page.matchAll(/^```console ?(\S*)\n\$ claims (.*)\n[\s\S]*?^```$/gm);
  for (const [block, name, command] of blocks) {
    const isBroken = name === "" && command === "validate";
    const cwd = isBroken ? folder(BROKEN_STORE) : folderOf(name!);
    const printed = await session(command!, cwd);
    fresh = fresh.replace(block, () =>
      printed.replace("```console", `\`\`\`console ${name}`.trimEnd()),
    );
  }
  return fresh;
}

/** Runs a console block's command and writes down what it prints. */
async function session(command: string, cwd: string): Promise<string> {
  const { stdout } = await claims(command.split(" "), { cwd });
  return `\`\`\`console\n$ claims ${command}\n${stdout.trimEnd()}\n\`\`\``;
}

const BROKEN_STORE = {
  "agents.yaml": `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
`,
  "budget.yaml": `claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay:
      - the-gazete
`,
};

describe("the README is true", () => {
  it("shows what the commands print", async () => {
    const fresh = await refresh(readme, () => ROOT);
    await expect(fresh).toMatchFileSnapshot(join(ROOT, "README.md"));
  });

  it("shows a store that validates", async () => {
    const store = blocks("yaml").find((block) => block.includes("tax-cut:"))!;
    const { code, stderr } = await claims(["validate", "--fail-on", "info"], {
      cwd: folder({ "store.yaml": store }),
    });
    expect(stderr).toBe("no findings in 1 claim, 1 file\n");
    expect(code).toBe(0);
  });

  it("shows a configuration that is one", () => {
    const config = Config.parse(parse(blocks("yaml").find((block) => block.includes("rules:"))!));
    expect(RULE_NAMES).toEqual(expect.arrayContaining(Object.keys(config.rules!)));
  });

  it("names the two commands that a newcomer needs, on its first screen", () => {
    const firstScreen = readme.split("\n").slice(0, 50).join("\n");
    expect(firstScreen).toContain("npm ci && npx claims list && npx claims trace");
    expect(firstScreen).toContain("`npm cit`");
  });
});

it("docs/analysis.md shows what the commands print", async () => {
  const path = join(ROOT, "docs/analysis.md");
  const cases = join(ROOT, "test/cases");
  const fresh = await refresh(readFileSync(path, "utf8"), (name) => join(cases, name));
  // The pages show the store as if it stood alone.
  await expect(fresh.replaceAll(/test\/cases\/[a-z-]+\//g, "")).toMatchFileSnapshot(path);
});

/** The anchors of a page's headings, as a forge makes them. */
function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

describe("links lead somewhere", () => {
  const pages = ["README.md", "CONTRIBUTING.md", "bench/README.md"];
  const docs = readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`);

  it.each([...pages, ...docs])("%s", (name) => {
    const page = readFileSync(join(ROOT, name), "utf8").replaceAll(/^```[\s\S]*?^```$/gm, "");
    const pictures = [...page.matchAll(/ src(?:set)?="([^"]+)"/g)];
    for (const [link, to] of [
      ...pictures,
      ...page.matchAll(/\[[^\]]*\]\((?!https?:)([^)\s]+)\)/g),
    ]) {
      const [path, anchor] = to!.split("#");
      const target = path ? join(ROOT, dirname(name), path) : join(ROOT, name);
      expect(existsSync(target), link).toBe(true);
      if (anchor) expect(anchorsOf(readFileSync(target, "utf8")), link).toContain(anchor);
    }
  });
});
