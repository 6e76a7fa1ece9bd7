// How long an edit's findings take in an editor: `node bench/lsp.js [CLAIMS]`.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node.js";
import { generate, storyOf } from "./generate.js";

const EDITS = 20;
const TYPED = ["x", ": ["];
const claims = Number(process.argv[2] ?? 10_000);
const folder = mkdtempSync(join(tmpdir(), "claims-bench-"));
const bin = fileURLToPath(new URL("../bin/claims.js", import.meta.url));
generate(folder, claims);
const server = spawn(process.execPath, [bin, "lsp", "--stdio"], {
  cwd: folder,
  stdio: ["pipe", "pipe", "inherit"],
});
try {
  await measure();
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function measure() {
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  let seen = () => {};
  connection.onNotification("textDocument/publishDiagnostics", (shown) => seen(shown));
  connection.listen();
  const rootUri = pathToFileURL(folder).href;
  await connection.sendRequest("initialize", { processId: null, rootUri, capabilities: {} });
  await connection.sendNotification("initialized", {});
  const path = join(folder, storyOf(40));
  const uri = pathToFileURL(path).href;
  const text = readFileSync(path, "utf8");
  /** Gives how long it takes until the findings of a version are shown, and how many they are. */
  const shown = (version, send) =>
    new Promise((resolve) => {
      const start = performance.now();
      seen = (found) => {
        if (found.uri !== uri || found.version !== version) return;
        resolve({ time: performance.now() - start, count: found.diagnostics.length });
      };
      send();
    });
  const opened = await shown(1, () =>
    connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId: "yaml", version: 1, text },
    }),
  );
  console.log(`${claims} claims: read and checked in ${Math.round(opened.time)} ms`);
  // A few characters more and less at the end of a claim's speaker: its reference breaks, or its syntax
  // and with it the file, as at most key strokes of whoever types; and is mended.
  const lines = text.split("\n");
  const line = lines.findIndex((each) => /^ {4}speaker: [\w-]+$/.test(each));
  const character = lines[line].length;
  const times = [];
  for (let edit = 0; edit < EDITS; edit++) {
    const version = edit + 2;
    const isBreak = edit % 2 === 0;
    const typed = TYPED[Math.floor(edit / 2) % TYPED.length];
    const end = { line, character: character + (isBreak ? 0 : typed.length) };
    const change = { range: { start: { line, character }, end }, text: isBreak ? typed : "" };
    const { time, count } = await shown(version, () =>
      connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [change],
      }),
    );
    if (isBreak !== count > opened.count) throw new Error(`edit ${edit}: ${count} findings`);
    times.push(time);
  }
  times.sort((a, b) => a - b);
  const [median, worst] = [times[EDITS / 2], times.at(-1)].map((time) => Math.round(time));
  console.log(
    `findings after a key stroke: median ${median} ms, longest ${worst} ms (at most 100)`,
  );
}
