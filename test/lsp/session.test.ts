import { describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Projects } from "../../src/lsp/projects.js";
import { Session } from "../../src/lsp/session.js";
import { Workspace } from "../../src/lsp/workspace.js";
import { readStoreFile } from "../../src/store/read.js";

const TEXT = "claims: { said: { text: It is so., speaker: nobody } }\n";
const URI = "file:///x/claims/a.yaml";

describe("code actions", () => {
  const place = { line: 0, character: 0 };
  const asked = { textDocument: { uri: URI }, range: { start: place, end: place } };

  /** A session that has one document open; something is done while its findings are looked for. */
  async function sessionOf(meanwhile: (document: TextDocument) => void): Promise<Session> {
    const document = TextDocument.create(URI, "yaml", 1, TEXT);
    const documents = { all: () => [document], get: () => document, keys: () => [URI] };
    const workspace = await Workspace.open(async () => ({
      base: "/x",
      readings: [readStoreFile("claims/a.yaml", new TextEncoder().encode(TEXT))],
      takes: () => true,
      covers: () => true,
      check: async () => {
        meanwhile(document);
        return [];
      },
    }));
    return new Session(documents, { around: () => workspace } as unknown as Projects);
  }

  it("are those of the text that they were asked of", async () => {
    const session = await sessionOf(() => {});
    expect(await session.codeActions(asked)).toEqual([]);
  });

  it("are refused where the text has changed before they were found", async () => {
    const session = await sessionOf((document) => {
      TextDocument.update(document, [{ text: `${TEXT}# more\n` }], 2);
    });
    await expect(session.codeActions(asked)).rejects.toThrow("the text has changed since");
  });
});
