import { beforeAll, describe, expect, it } from "vitest";
import { pretty } from "../../src/diagnostics/pretty.js";
import type { Diagnostic, Location } from "../../src/model/diagnostic.js";
import { makeStyle } from "../../src/terminal/style.js";
import { loadWidths } from "../../src/terminal/text.js";

beforeAll(loadWidths);

const CLAIMS = `claims:
  civilians-ready:
    text: Hamas is ready to release the civilians it holds.
    speaker: amir-abdollahian
    relay:
      - un-general-assembly
      - the-nationl
`;
const AGENTS = `agents:
  # the outlets


  the-guardian: { name: The Guardian, kind: outlet }



  the-national: { name: The National, kind: outlet }
`;

interface Scene {
  /** Texts by file. */
  readonly files: Readonly<Record<string, string>>;
  readonly finding: Partial<Diagnostic>;
  readonly columns?: number;
  readonly color?: boolean;
}

/** The place of a piece of text in a file. */
function place(files: Scene["files"], file: string, piece: string): Location {
  const text = files[file]!;
  const start = text.indexOf(piece);
  const position = (offset: number) => {
    const ahead = text.slice(0, offset).split("\n");
    return { line: ahead.length, column: ahead.at(-1)!.length + 1 };
  };
  const [from, to] = [position(start), position(start + piece.length)];
  return { file, ...from, endLine: to.line, endColumn: to.column };
}

function print({ files, finding, columns, color = false }: Scene): string {
  const whole = {
    rule: "some-rule",
    severity: "error",
    message: "something is wrong",
    related: [],
    ...finding,
  } as Diagnostic;
  const lines = (file: string, line: number) => files[file]?.split("\n")[line - 1] ?? "";
  return `${pretty(whole, lines, makeStyle({ color, columns }))}\n`;
}

/** A finding that marks one piece of one file. */
function one(text: string, piece: string, more: Partial<Scene & Diagnostic> = {}): Scene {
  const { columns, color, ...finding } = more;
  const files = { "claims/a.yaml": text };
  return {
    files,
    finding: { label: "here", location: place(files, "claims/a.yaml", piece), ...finding },
    ...(columns === undefined ? {} : { columns }),
    ...(color === undefined ? {} : { color }),
  };
}

const TWO_FILES = { "claims/hostages.yaml": CLAIMS, "claims/agents.yaml": AGENTS };
const DANGLING: Scene = {
  files: TWO_FILES,
  finding: {
    rule: "dangling-reference",
    message: "no agent or document is called `the-nationl`",
    location: place(TWO_FILES, "claims/hostages.yaml", "the-nationl"),
    label: "relays `civilians-ready`",
    related: [
      {
        message: "did you mean this?",
        location: place(TWO_FILES, "claims/agents.yaml", "the-national"),
      },
    ],
    notes: ["chain: Hossein Amir-Abdollahian › UN General Assembly › the-nationl (missing)"],
  },
};

const SEVERAL = { "claims/a.yaml": `${"\n".repeat(96)}${CLAIMS}` };
const related = (message: string, piece: string) => ({
  message,
  location: place(SEVERAL, "claims/a.yaml", piece),
});

const LONG = `    text: ${"word ".repeat(60)}needle ${"tail ".repeat(60)}`.trimEnd();
const ESCAPE = "claims/\x1b[31m\n.yaml";

const SCENES: Record<string, Scene> = {
  "two-files": DANGLING,
  colours: { ...DANGLING, color: true },
  "warning-in-colours": one(CLAIMS, "the-nationl", { severity: "warning", color: true }),
  "spans-near-and-far": {
    files: SEVERAL,
    finding: {
      location: place(SEVERAL, "claims/a.yaml", "un-general-assembly"),
      label: "this one",
      related: [
        related("the next line", "the-nationl"),
        related("two lines up", "amir-abdollahian"),
        related("far up", "claims"),
      ],
      help: "turn them round",
    },
  },
  "spans-on-one-line": {
    files: TWO_FILES,
    finding: {
      location: place(TWO_FILES, "claims/agents.yaml", "kind: outlet"),
      label: "is an outlet",
      related: [
        {
          message: "this agent",
          location: place(TWO_FILES, "claims/agents.yaml", "the-guardian"),
        },
      ],
    },
  },
  tabs: one("\tkey:\tvalue\there\n", "value"),
  "wide-characters-ahead": one("  c: { text: 日本語のテキスト, speaker: 田中 }\n", "田中"),
  "combining-marks-ahead": one(
    "  c: { text: cafe\u0301 \u{1F469}\u200d\u{1F469}\u200d\u{1F467}, speaker: x-y }\n",
    "x-y",
  ),
  "right-to-left-ahead": one("  c: { text: مرحبا بالعالم, speaker: x-y }\n", "x-y"),
  "long-line-at-80-columns": one(LONG, "needle", { columns: 80 }),
  "long-line-uncut": one(LONG, "needle"),
  "long-line-marked-at-its-start": one(LONG, "text", { columns: 80 }),
  "long-line-marked-whole": one(LONG, LONG.slice(10), { columns: 80 }),
  "long-line-of-wide-characters": one(
    `a: ${"日本".repeat(60)}needle${"日本".repeat(60)}`,
    "needle",
    {
      columns: 80,
    },
  ),
  "span-over-several-lines": one(
    CLAIMS,
    CLAIMS.slice(CLAIMS.indexOf("Hamas"), CLAIMS.indexOf("relay")),
  ),
  "end-of-file": {
    files: { "claims/a.yaml": 'a: "b' },
    finding: {
      location: { file: "claims/a.yaml", line: 1, column: 6, endLine: 1, endColumn: 6 },
      label: "a quotation mark is missing",
    },
  },
  "file-without-text": {
    files: {},
    finding: {
      location: { file: "claims/gone.yaml", line: 1, column: 1, endLine: 1, endColumn: 1 },
      help: "look for it",
    },
  },
  escapes: {
    files: { [ESCAPE]: "a: \x1b[2J\u202ered\n" },
    finding: {
      message: "no \x1b[31magent\nis called \u202ex",
      location: { file: ESCAPE, line: 1, column: 4, endLine: 1, endColumn: 9 },
      label: "\x9b31m label",
      notes: ["note \x07"],
      help: "help\n\x1b]0;title\x07",
      severity: "info",
    },
  },
};

describe("a finding is printed as a compiler does", () => {
  it.each(Object.keys(SCENES))("%s", async (name) => {
    const printed = print(SCENES[name]!).replaceAll("\x1b", "\\x1b");
    await expect(printed).toMatchFileSnapshot(`pretty/${name}.txt`);
  });

  it("underlines exactly what is marked, in columns of the terminal", () => {
    for (const [ahead, columns] of [
      ["abc", 3],
      ["日本", 4],
      ["e\u0301", 1],
      ["\t", 4],
      ["👍🏽", 2],
      ["\x1b", 4],
    ] as const) {
      const [source, underline] = print(one(`${ahead}MARK rest`, "MARK"))
        .split("\n")
        .slice(3);
      expect(underline).toBe(`  | ${" ".repeat(columns)}^^^^ here`);
      expect(source?.startsWith("1 | ")).toBe(true);
    }
  });

  it("says all in words: without colour nothing is missing", () => {
    const coloured = print({ ...DANGLING, color: true });
    expect(coloured.replace(/\x1b\[[\d;]*m/g, "")).toBe(print(DANGLING));
  });

  it("fits a long line to the terminal", () => {
    for (const name of ["long-line-at-80-columns", "long-line-of-wide-characters"]) {
      const [, , , source = ""] = print(SCENES[name]!).split("\n");
      expect(source).toContain("needle");
      expect(source.match(/…/g)).toHaveLength(2);
    }
  });
});
