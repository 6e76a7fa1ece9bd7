import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { Editor, edited, type Range } from "../support/editor.js";
import { claims, folder, ROOT } from "../support/run.js";

// A process of its own takes its time where much else runs beside it.
vi.setConfig({ testTimeout: 60_000 });

beforeAll(() => {
  expect(existsSync(join(ROOT, "dist/cli/main.cjs")), "run `npm run build` first").toBe(true);
});

const FILES = {
  "agents.yaml": `agents:
  jane-doe: { name: Jane *Doe*, kind: person, roles: { minister: { title: Minister, of: parliament } } }
  parliament: { name: Parliament, kind: forum }
  the-gazette: { name: The Gazette, kind: outlet }
  insider: { name: Secret Name, kind: person, confidential: true, described-as: an aide }
documents:
  the-story: { title: Taxes to fall, by: the-gazette, kind: article, date: 2024-03-06, url: "https://example.org/s", archive: "https://example.org/a" }
`,
  "claims.yaml": `claims:
  tax-cut:
    text: Taxes will 💰 fall next year.
    speaker: jane-doe
    date: 2024-03-06
    how: announced
    relay:
      - parliament
      - via: the-gazette
        in: the-story
  no-tax-cut:
    text: Taxes will not fall.
    speaker: insider
    in: the-story
    disputes: [tax-cut]
`,
};

const AGENTS = "claims/agents.yaml";
const CLAIMS = "claims/claims.yaml";

type Action = {
  title: string;
  kind: string;
  isPreferred?: boolean;
  diagnostics?: { code: string }[];
  edit: {
    documentChanges: {
      textDocument: { uri: string };
      edits: { range: Range; newText: string }[];
    }[];
  };
};

describe.each([
  ["the real binary over stdio", (root: string) => Editor.binary(root)],
  ["the server within this process", (root: string) => Editor.inside(root)],
])("a client that talks to %s", (_, begin) => {
  async function started(files: Record<string, string> = FILES, ...open: string[]) {
    const editor = begin(folder(files));
    await editor.start();
    for (const path of open) editor.open(path);
    return editor;
  }

  it("is told what validate finds, at first and in files that are not open", async () => {
    const files = { ...FILES, "more.yaml": "claims:\n  rumour: { text: So., speaker: nobody }\n" };
    const editor = await started(files);
    await editor.until(() => editor.shown.has("claims/more.yaml"));
    const { stdout } = await claims(["validate", "--format", "jsonl"], {
      cwd: editor.root,
      today: new Date().toISOString().slice(0, 10),
    });
    const wanted = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
      .map((finding) => [finding.location.file, finding.rule, finding.location.line - 1]);
    const shown = [...editor.shown].flatMap(([path, { diagnostics }]) =>
      diagnostics.map(({ code, range }) => [path, code, range.start.line]),
    );
    expect(shown.sort()).toEqual(wanted.sort());
    expect(wanted.length).toBeGreaterThan(0);
    expect(editor.registered).toEqual(["workspace/didChangeWatchedFiles"]);
  });

  it("is told as it types what breaks and what mends, in other files too", async () => {
    const editor = await started(FILES, CLAIMS, AGENTS);
    const before = await editor.found(CLAIMS);
    expect(before).not.toContain("dangling-reference");
    editor.type(CLAIMS, "speaker: jane-doe", "speaker: jane-do");
    expect(await editor.found(CLAIMS)).toContain("dangling-reference");
    const finding = editor.shown
      .get(CLAIMS)!
      .diagnostics.find(({ code }) => code === "dangling-reference")!;
    expect(finding).toMatchObject({
      severity: 1,
      range: editor.range(CLAIMS, "jane-do"),
      relatedInformation: [
        { message: "did you mean this?", location: { uri: editor.uri(AGENTS) } },
      ],
    });
    editor.type(CLAIMS, "speaker: jane-do", "speaker: unknown");
    await editor.found(CLAIMS);
    // Nothing refers to her any more: that is told where she is defined.
    await editor.until(() => editor.codes(AGENTS).includes("unused"));
    expect(editor.shown.get(AGENTS)!.diagnostics.some(({ tags }) => tags?.includes(1))).toBe(true);
    editor.type(CLAIMS, "speaker: unknown", "speaker: jane-doe");
    expect(await editor.found(CLAIMS)).toEqual(before);
    await editor.until(() => !editor.codes(AGENTS).includes("unused"));
    editor.type(CLAIMS, "  tax-cut:\n", "  tax-cut: {\n");
    expect(await editor.found(CLAIMS)).toContain("yaml-syntax");
    editor.type(CLAIMS, "  tax-cut: {\n", "  tax-cut:\n");
    expect(await editor.found(CLAIMS)).toEqual(before);
  });

  it("sees an id's name, chain and status", async () => {
    const editor = await started(FILES, CLAIMS);
    const hover = async (place: string) =>
      (
        await editor.ask<{ contents: { value: string } } | null>(
          "textDocument/hover",
          CLAIMS,
          place,
        )
      )?.contents.value;
    expect(await hover("speaker: ja|ne-doe")).toBe(
      "`jane-doe` · person\n\n**Jane \\*Doe\\***\n\n- Minister of Parliament\n\n1 entry refers to it",
    );
    expect(await hover("[tax|-cut]")).toBe(
      "`tax-cut` · claim · 2024-03-06\n\nTaxes will 💰 fall next year.\n\n" +
        "**traced** · 1 hand · 1 report · 1 independent · goes back to Jane \\*Doe\\*\n\n" +
        "- Jane \\*Doe\\* › Parliament › The Gazette\n\n1 entry refers to it",
    );
    expect(await hover("in: |the-story")).toContain("**Taxes to fall**\n\nby The Gazette");
    const secret = await hover("speaker: insider|");
    expect(secret).toBe("`insider` · confidential source\n\n**an aide**\n\n1 entry refers to it");
    expect(await hover("Taxes wi|ll not")).toBeUndefined();
  });

  it("goes to definitions and finds references across files", async () => {
    const editor = await started(FILES, CLAIMS, AGENTS);
    const definition = await editor.ask("textDocument/definition", CLAIMS, "via: |the-gazette");
    expect(definition).toEqual({
      uri: editor.uri(AGENTS),
      range: { start: { line: 3, character: 2 }, end: { line: 3, character: 13 } },
    });
    const references = (isWhole: boolean) =>
      editor.ask<{ uri: string; range: Range }[]>(
        "textDocument/references",
        AGENTS,
        "  the-|gazette:",
        { context: { includeDeclaration: isWhole } },
      );
    expect((await references(false)).map(({ uri, range }) => [uri, range.start.line])).toEqual([
      [editor.uri(AGENTS), 6],
      [editor.uri(CLAIMS), 8],
    ]);
    expect(await references(true)).toHaveLength(3);
  });

  it("is offered the ids, keys and words that may stand at a place, in half a line too", async () => {
    const editor = await started(FILES, CLAIMS);
    const offered = async (place: string) =>
      (
        await editor.ask<{ items: { label: string }[] }>("textDocument/completion", CLAIMS, place)
      ).items.map(({ label }) => label);
    expect(await offered("speaker: |jane-doe")).toEqual([
      "jane-doe",
      "the-gazette",
      "insider",
      "the-story",
      "unknown",
    ]);
    editor.type(CLAIMS, "    disputes: [tax-cut]\n", "    disputes: [\n    confi");
    expect(await offered("disputes: [|\n")).toEqual(["tax-cut"]);
    expect(await offered("    confi|")).toEqual(["confirms"]);
  });

  it("renames in all files, and is told why it can't", async () => {
    const editor = await started(FILES, CLAIMS, AGENTS);
    const prepared = await editor.ask("textDocument/prepareRename", CLAIMS, "in: the|-story");
    expect(prepared).toEqual({
      range: editor.range(CLAIMS, "the-story"),
      placeholder: "the-story",
    });
    expect(await editor.ask("textDocument/prepareRename", CLAIMS, "how: ann|ounced")).toBeNull();
    const { documentChanges } = await editor.ask<Action["edit"]>(
      "textDocument/rename",
      CLAIMS,
      "in: the|-story",
      { newName: "taxes-to-fall" },
    );
    const after = documentChanges.map(({ textDocument: { uri }, edits }) => {
      const path = uri === editor.uri(CLAIMS) ? CLAIMS : AGENTS;
      return edited(editor.text(path), edits);
    });
    expect(after).toEqual([
      FILES["agents.yaml"].replace("  the-story:", "  taxes-to-fall:"),
      FILES["claims.yaml"].replaceAll(" the-story", " taxes-to-fall"),
    ]);
    await expect(
      editor.ask("textDocument/rename", CLAIMS, "in: the|-story", { newName: "tax-cut" }),
    ).rejects.toThrow("`tax-cut` is the id of a claim already, at claims/claims.yaml:2:3");
  });

  it("is offered the fixes, one by one and all that are safe", async () => {
    const text = FILES["claims.yaml"]
      .replace("speaker: jane-doe", "speaker: jane-do")
      .replace("in: the-story\n    disputes", "in: The Story\n    disputes");
    const editor = await started({ ...FILES, "claims.yaml": text }, CLAIMS);
    const actions = (place: string, only?: string[]) =>
      editor.connection.sendRequest<Action[]>("textDocument/codeAction", {
        textDocument: { uri: editor.uri(CLAIMS) },
        range: editor.range(CLAIMS, place),
        context: { diagnostics: [], ...(only ? { only } : {}) },
      });
    const apply = ({ edit }: Action) => edited(editor.text(CLAIMS), edit.documentChanges[0]!.edits);
    const [safe] = await actions("The Story");
    expect(safe).toMatchObject({ title: "Write `the-story`", kind: "quickfix", isPreferred: true });
    expect(safe!.diagnostics).toMatchObject([{ code: "invalid-id" }]);
    expect(apply(safe!)).toBe(text.replace("The Story", "the-story"));
    const [all, ...others] = await actions("The Story", ["source.fixAll"]);
    expect(others).toEqual([]);
    expect(all).toMatchObject({ kind: "source.fixAll.claims" });
    expect(apply(all!)).toBe(text.replace("The Story", "the-story"));
    const [guess] = await actions("jane-do");
    expect(guess).toMatchObject({ title: "Write `jane-doe` (a guess)", isPreferred: false });
    expect(apply(guess!)).toBe(text.replace("jane-do", "jane-doe"));
    editor.type(CLAIMS, "The Story", "the-story");
    expect(await actions("the-story", ["source.fixAll"])).toEqual([]);
    expect(await actions("the-story", ["refactor"])).toEqual([]);
  });

  it("sees a file's entries, and finds entries of the store by id or name", async () => {
    const editor = await started(FILES, CLAIMS);
    const outline = await editor.connection.sendRequest<{ name: string; detail: string }[]>(
      "textDocument/documentSymbol",
      { textDocument: { uri: editor.uri(CLAIMS) } },
    );
    expect(outline.map(({ name, detail }) => [name, detail])).toEqual([
      ["tax-cut", "Taxes will 💰 fall next year."],
      ["no-tax-cut", "Taxes will not fall."],
    ]);
    const search = (query: string) =>
      editor.connection.sendRequest<{ name: string }[]>("workspace/symbol", { query });
    expect((await search("GAZ")).map(({ name }) => name)).toEqual(["the-gazette"]);
    expect((await search("taxes TO")).map(({ name }) => name)).toEqual(["the-story"]);
    expect(await search("Secret Name")).toEqual([]);
  });

  it("counts UTF-16 units, and keeps its texts above the disk's", async () => {
    const editor = await started(FILES, CLAIMS);
    editor.type(CLAIMS, "💰 fall next", "💰 fall \u0007 next");
    expect(await editor.found(CLAIMS)).toContain("control-character");
    const { range } = editor.shown
      .get(CLAIMS)!
      .diagnostics.find(({ code }) => code === "control-character")!;
    expect(range).toEqual(editor.range(CLAIMS, "\u0007"));
    editor.close(CLAIMS);
    await editor.until(() => !editor.codes(CLAIMS).includes("control-character"));
  });

  it("is told again when other programs write, when files come and go, and when settings change", async () => {
    const editor = await started(FILES, CLAIMS);
    const before = await editor.found(CLAIMS);
    const write = (path: string, text: string) => {
      mkdirSync(join(editor.root, path, ".."), { recursive: true });
      writeFileSync(join(editor.root, path), text);
      editor.changed(path);
    };
    rmSync(join(editor.root, AGENTS));
    editor.changed(AGENTS);
    await editor.until(() => editor.codes(CLAIMS).includes("dangling-reference"));
    write("claims/new/agents.yaml", FILES["agents.yaml"]);
    await editor.until(() => !editor.codes(CLAIMS).includes("dangling-reference"));
    expect(editor.codes(CLAIMS)).toEqual(before);
    editor.type(CLAIMS, "in: the-story\n    disputes", "in: the-stor\n    disputes");
    expect(await editor.found(CLAIMS)).toContain("dangling-reference");
    write("claims.config.yaml", "rules: { dangling-reference: off }\n");
    await editor.until(() => !editor.codes(CLAIMS).includes("dangling-reference"));
    write("claims.config.yaml", "rules: { dangling-reference: maybe }\n");
    await editor.until(() => editor.logged.some((line) => line.includes("configuration")));
    await editor.until(() => editor.codes(CLAIMS).length === 0);
    write("claims.config.yaml", "exclude: []\n");
    write("claims.config.yaml", "rules: { dangling-reference: info }\n");
    await editor.until(() => editor.codes(CLAIMS).includes("dangling-reference"));
  });

  it("is told of a new file, saved or not, and not of files outside the store", async () => {
    const editor = await started(
      { ...FILES, "other/notes.yaml": "claims: [\n" },
      "other/notes.yaml",
    );
    editor.open("claims/unsaved.yaml", "claims:\n  x: { text: So., speaker: nobody }\n");
    expect(await editor.found("claims/unsaved.yaml")).toContain("dangling-reference");
    writeFileSync(
      join(editor.root, "claims/fresh.yaml"),
      "claims:\n  x: { text: So., speaker: jane-doe }\n",
    );
    editor.open("claims/fresh.yaml");
    await editor.found("claims/fresh.yaml");
    await editor.until(() => editor.codes("claims/unsaved.yaml").includes("duplicate-id"));
    editor.save("claims/fresh.yaml");
    editor.close("claims/unsaved.yaml");
    await editor.until(() => editor.codes("claims/unsaved.yaml").length === 0);
    expect(editor.shown.has("other/notes.yaml")).toBe(false);
    expect(await editor.ask("textDocument/hover", "other/notes.yaml", "cla|ims")).toBeNull();
  });

  it("outlives whatever is sent, and a store that vanishes", async () => {
    const editor = await started(FILES, CLAIMS);
    await editor.found(CLAIMS);
    const odd = [
      ["textDocument/hover", {}],
      [
        "textDocument/hover",
        { textDocument: { uri: "untitled:1" }, position: { line: 0, character: 0 } },
      ],
      [
        "textDocument/hover",
        {
          textDocument: { uri: editor.uri("claims/none.yaml") },
          position: { line: 9, character: 9 },
        },
      ],
      ["textDocument/completion", { textDocument: { uri: editor.uri(CLAIMS) } }],
      ["textDocument/definition", null],
      ["textDocument/references", { textDocument: { uri: 7 } }],
      ["textDocument/codeAction", { textDocument: { uri: editor.uri(CLAIMS) } }],
      [
        "textDocument/rename",
        { textDocument: { uri: editor.uri(CLAIMS) }, position: { line: -1, character: -5 } },
      ],
      ["textDocument/documentSymbol", {}],
      ["workspace/symbol", { query: null }],
      ["no/such/request", {}],
    ] as const;
    for (const [method, params] of odd) {
      await editor.connection.sendRequest(method, params).catch(() => {});
    }
    for (const method of [
      "textDocument/didOpen",
      "textDocument/didChange",
      "textDocument/didSave",
    ]) {
      await editor.connection.sendNotification(method, {});
    }
    expect(editor.logged.length).toBeGreaterThan(0);
    rmSync(join(editor.root, "claims"), { recursive: true });
    editor.changed(CLAIMS);
    await editor.until(() => editor.codes(CLAIMS).length === 0);
    expect(await editor.ask("textDocument/hover", CLAIMS, "speaker: ja|ne-doe")).toBeNull();
    mkdirSync(join(editor.root, "claims"));
    writeFileSync(join(editor.root, AGENTS), FILES["agents.yaml"]);
    editor.changed(AGENTS);
    editor.type(CLAIMS, "speaker: jane-doe", "speaker: jane-do");
    expect(await editor.found(CLAIMS)).toContain("dangling-reference");
  });
});

describe("the process", () => {
  async function started() {
    const editor = Editor.binary(folder(FILES));
    await editor.start();
    return editor;
  }

  it("ends with 0 when it is told to, and with 1 when it is not told to shut down first", async () => {
    const polite = await started();
    expect(await polite.connection.sendRequest("shutdown")).toBeNull();
    await polite.connection.sendNotification("exit");
    expect(await polite.ended).toBe(0);
    const rude = await started();
    await rude.connection.sendNotification("exit");
    expect(await rude.ended).toBe(1);
  });

  it("ends when nobody is there any more", async () => {
    const editor = await started();
    editor.process!.stdin!.end();
    expect(await editor.ended).toBe(1);
  });

  it("outlives what is no message", async () => {
    const editor = await started();
    const raw = (text: string) => editor.process!.stdin!.write(text);
    raw("Content-Length: 5\r\n\r\n{nope");
    raw("Content-Length: 2\r\n\r\n[]");
    raw("Content-Length: 4\r\n\r\nnull");
    editor.open(CLAIMS);
    await editor.found(CLAIMS);
    await editor.connection.sendRequest("shutdown");
    await editor.connection.sendNotification("exit");
    expect(await editor.ended).toBe(0);
  });

  it("reads the store that the flags name", async () => {
    const root = folder({
      ...FILES,
      "elsewhere/a.yaml": "claims:\n  x: { text: So., speaker: nobody }\n",
    });
    const editor = Editor.binary(root, "--store", "elsewhere");
    await editor.start();
    await editor.until(() => editor.shown.size > 0);
    expect([...editor.shown.keys()]).toEqual(["elsewhere/a.yaml"]);
    expect(readFileSync(join(root, AGENTS), "utf8")).toBe(FILES["agents.yaml"]);
  });
});
