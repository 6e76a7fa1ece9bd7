import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Editor, type Range } from "../support/editor.js";
import { claims, folder } from "../support/run.js";

const STORE = "claims:\n  said: { text: It is so., speaker: nobody }\n";

async function started(files: Record<string, string>, more: object = {}, env = {}) {
  const editor = Editor.inside(folder(files), { env });
  await editor.start(more);
  return editor;
}

describe("several stores", () => {
  const files = {
    "one/claims/a.yaml": STORE,
    "two/claims/a.yaml": STORE,
    "three/claims/a.yaml": STORE,
  };
  const isShown = (editor: Editor, path: string) =>
    editor.codes(path).includes("dangling-reference");

  it("are those of the editor's folders, which come and go", async () => {
    const root = folder(files);
    const editor = Editor.inside(root);
    const at = (name: string) => ({ uri: editor.uri(name), name });
    await editor.start({ rootUri: null, workspaceFolders: [at("one"), at("two")] });
    await editor.until(
      () => isShown(editor, "one/claims/a.yaml") && isShown(editor, "two/claims/a.yaml"),
    );
    expect(editor.shown.has("three/claims/a.yaml")).toBe(false);
    await editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: { added: [at("three"), { uri: "untitled:x", name: "x" }], removed: [at("one")] },
    });
    await editor.until(
      () => isShown(editor, "three/claims/a.yaml") && !isShown(editor, "one/claims/a.yaml"),
    );
    expect(isShown(editor, "two/claims/a.yaml")).toBe(true);
  });

  it("are those of the files that are open, as long as they are", async () => {
    const editor = await started(files, { workspaceFolders: null });
    editor.open("two/claims/a.yaml");
    expect(await editor.found("two/claims/a.yaml")).toContain("dangling-reference");
    expect(editor.shown.has("one/claims/a.yaml")).toBe(false);
    editor.close("two/claims/a.yaml");
    editor.changed("two/claims/a.yaml");
    await editor.until(() => !isShown(editor, "two/claims/a.yaml"));
  });

  it("are one where the environment names it", async () => {
    const editor = await started(files, {}, { CLAIMS_STORE: "three" });
    await editor.until(() => isShown(editor, "three/claims/a.yaml"));
    editor.open("two/claims/a.yaml");
    editor.changed("two/claims/a.yaml");
    editor.open("three/claims/a.yaml");
    await editor.found("three/claims/a.yaml");
    expect([...editor.shown.keys()]).toEqual(["three/claims/a.yaml"]);
  });
});

describe("files that are no part of a store", () => {
  it.each([
    "claims/drafts/a.yaml",
    "claims/.hidden.yaml",
    "claims/notes.txt",
    "claims/node_modules/a.yaml",
    "claims/claims.config.yaml",
  ])("%s", async (path) => {
    const editor = await started({
      "a.yaml": STORE,
      "claims/drafts/a.yaml": STORE,
      "./claims.config.yaml": "exclude: [claims/drafts/**]\n",
    });
    editor.open(path, STORE);
    editor.open("claims/a.yaml");
    await editor.found("claims/a.yaml");
    expect([...editor.shown.keys()]).toEqual(["claims/a.yaml"]);
  });
});

describe("a file that is open", () => {
  it("is no part of the store any more once the settings say so", async () => {
    const editor = await started({ "a.yaml": STORE, "b.yaml": STORE.replace("said", "heard") });
    editor.open("claims/a.yaml");
    expect(await editor.found("claims/a.yaml")).toContain("dangling-reference");
    writeFileSync(join(editor.root, "claims.config.yaml"), "exclude: [claims/a.yaml]\n");
    editor.changed("claims.config.yaml");
    await editor.until(() => editor.codes("claims/a.yaml").length === 0);
    expect(editor.codes("claims/b.yaml")).toContain("dangling-reference");
  });
});

describe("a store that can't be used any more", () => {
  it("is told of once, and again when it still can't after a change", async () => {
    const editor = await started({ "a.yaml": STORE });
    await editor.until(() => editor.codes("claims/a.yaml").length > 0);
    rmSync(join(editor.root, "claims/a.yaml"));
    editor.changed("claims/a.yaml");
    await editor.until(() => editor.codes("claims/a.yaml").length === 0);
    expect(editor.logged).toEqual(["there is no store file (.yaml, .yml) in `claims`"]);
    editor.changed("claims/a.yaml");
    await editor.until(() => editor.logged.length > 1);
    writeFileSync(join(editor.root, "claims/a.yaml"), STORE);
    editor.changed("claims/a.yaml");
    await editor.until(() => editor.codes("claims/a.yaml").length > 0);
    expect(editor.logged).toHaveLength(2);
  });
});

describe("snapshots", () => {
  const files = {
    "a.yaml": `agents: { jane: { name: Jane, kind: person } }
documents: { page: { file: page.txt, kind: transcript } }
claims:
  said: { text: It is so., speaker: jane, in: page, quote: "it is so, I say" }
`,
    "page.txt": "She told them: it is so, I say.\n",
  };

  it("are looked into as validate does, and again when a file is saved", async () => {
    const editor = await started(files);
    editor.open("claims/a.yaml");
    const rules = async () => {
      const { stdout } = await claims(["validate", "--format", "jsonl"], { cwd: editor.root });
      return stdout
        .trimEnd()
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line).rule);
    };
    expect(await editor.found("claims/a.yaml")).toEqual(await rules());
    expect(editor.codes("claims/a.yaml")).not.toContain("quote-not-in-document");
    editor.type("claims/a.yaml", "so, I say", "so, I swear");
    expect(await editor.found("claims/a.yaml")).toContain("quote-not-in-document");
    writeFileSync(join(editor.root, "claims/page.txt"), "it is so, I swear\n");
    editor.save("claims/a.yaml");
    await editor.until(() => !editor.codes("claims/a.yaml").includes("quote-not-in-document"));
    rmSync(join(editor.root, "claims/page.txt"));
    editor.changed("claims/page.txt");
    await editor.until(() => editor.codes("claims/a.yaml").includes("snapshot-missing"));
    expect(editor.codes("claims/a.yaml")).toEqual(await rules());
  });
});

describe("an editor that can do less", () => {
  it("gets edits without versions, and is asked to watch nothing", async () => {
    const editor = await started(
      { "a.yaml": "agents: { jane: { name: Jane, kind: person, part-of: jane } }\n" },
      { capabilities: {}, workspaceFolders: undefined },
    );
    editor.open("claims/a.yaml");
    const edit = await editor.ask<{ changes: Record<string, { range: Range; newText: string }[]> }>(
      "textDocument/rename",
      "claims/a.yaml",
      "{ ja|ne",
      { newName: "joan" },
    );
    expect(edit.changes[editor.uri("claims/a.yaml")]!.map(({ newText }) => newText)).toEqual([
      "joan",
      "joan",
    ]);
    expect(editor.registered).toEqual([]);
  });

  it("opens a folder that has no store, until it has one", async () => {
    const editor = await started({ "notes/a.md": "# Notes\n" });
    mkdirSync(join(editor.root, "claims"));
    writeFileSync(join(editor.root, "claims/a.yaml"), STORE);
    editor.changed("claims/a.yaml");
    await editor.until(() => editor.codes("claims/a.yaml").includes("dangling-reference"));
  });
});
