import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { run } from "../../src/cli.js";
import { PageServer } from "../../src/commands/serve-pages.js";
import { folder, started } from "../support/run.js";

const STORE = `agents:
  jane-doe: { name: Jane Doe, kind: person }
claims:
  tax-cut: { text: Taxes will fall next year., speaker: jane-doe }
`;

// A server that starts takes its time where much else runs beside it.
vi.setConfig({ testTimeout: 60_000 });

/** What came back from the server. */
interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Serves a store in this process until the test is over. */
async function served(store = STORE, ...argv: string[]) {
  const cwd = folder({ "store.yaml": store });
  const { printed, ended, stop } = started(["serve", "--port", "0", ...argv], { cwd });
  const until = (check: () => void | Promise<void>) =>
    vi.waitFor(check, { timeout: 30_000, interval: 20 });
  await until(() => expect(printed.stdout + printed.stderr).toMatch(/\d\/\n|error/));
  const port = Number(/:(\d+)\/\n$/.exec(printed.stdout)?.[1]);
  const ask = (path: string, options: { method?: string; headers?: object } = {}) =>
    asked(port, path, options);
  const write = (text: string) => writeFileSync(join(cwd, "claims/store.yaml"), text);
  return { cwd, port, printed, ask, until, write, stop, ended };
}

/** Asks a server on this computer, with a path as it stands. */
function asked(
  port: number,
  path: string,
  { method = "GET", headers = {} }: { method?: string; headers?: object } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asking = request(
      { host: "127.0.0.1", port, path, method, headers: { ...headers }, agent: false },
      (response) => {
        let body = "";
        response.setEncoding("utf8");
        response.on("data", (text: string) => {
          body += text;
        });
        response.on("end", () =>
          resolve({ status: response.statusCode!, headers: response.headers, body }),
        );
      },
    );
    asking.on("error", reject);
    asking.end();
  });
}

/** Listens to the news until the test is over. */
function newsOf(port: number) {
  const heard: { version: string; trouble: string }[] = [];
  const state = { isClosed: false };
  const asking = request({ host: "127.0.0.1", port, path: "/events", agent: false }, (response) => {
    response.setEncoding("utf8");
    response.on("data", (text: string) => {
      for (const [, data] of text.matchAll(/^data: (.*)\n$/gm)) heard.push(JSON.parse(data!));
    });
    response.on("close", () => {
      state.isClosed = true;
    });
    response.on("error", () => {});
  });
  asking.on("error", () => {});
  asking.end();
  onTestFinished(() => void asking.destroy());
  return { heard, state };
}

describe("claims serve", () => {
  it("prints where it serves, and serves the pages", async () => {
    const { printed, port, ask } = await served();
    expect(printed.stdout).toBe(`http://127.0.0.1:${port}/\n`);
    expect(printed.stderr).toBe("serving; stop with Ctrl-C\n");
    const { status, body } = await ask("/claims/tax-cut.html");
    expect(status).toBe(200);
    expect(body).toContain("Taxes will fall next year.");
  });

  it.each([
    ["/", "text/html; charset=utf-8"],
    ["/index.html", "text/html; charset=utf-8"],
    ["/claims/", "text/html; charset=utf-8"],
    ["/claims/?status=traced", "text/html; charset=utf-8"],
    ["/claims/t%61x-cut.html", "text/html; charset=utf-8"],
    ["/assets/style.css", "text/css; charset=utf-8"],
    ["/assets/reload.js", "text/javascript; charset=utf-8"],
    ["/assets/icon.svg", "image/svg+xml"],
  ])("%s is %s", async (path, type) => {
    const { ask } = await served();
    const { status, headers, body } = await ask(path);
    expect([status, headers["content-type"]]).toEqual([200, type]);
    expect(Buffer.byteLength(body)).toBe(Number(headers["content-length"]));
  });

  it("asks every browser to be careful, whatever it answers", async () => {
    const { ask } = await served();
    const answers = [
      await ask("/"),
      await ask("/assets/reload.js"),
      await ask("/nowhere"),
      await ask("/", { method: "POST" }),
      await ask("/", { headers: { host: "example.org" } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 405, 403]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        "content-security-policy":
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; connect-src 'self'; frame-ancestors 'none'",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-resource-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cache-control": "no-store",
      });
      expect(headers["access-control-allow-origin"]).toBeUndefined();
    }
  });

  it("answers HEAD with the length and nothing else", async () => {
    const { ask } = await served();
    const [head, get] = [await ask("/", { method: "HEAD" }), await ask("/")];
    expect(head.status).toBe(200);
    expect(head.body).toBe("");
    expect(head.headers["content-length"]).toBe(get.headers["content-length"]);
  });

  it.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])("lets nobody %s", async (method) => {
    const { ask } = await served();
    const { status, headers } = await ask("/index.html", { method });
    expect([status, headers["allow"]]).toEqual([405, "GET, HEAD"]);
  });

  it.each([
    "/nowhere.html",
    "/../../../etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/claims/../../store.yaml",
    "/claims/..",
    "//etc/passwd",
    "/C:/Windows",
    "/claims\\tax-cut.html",
    "/%00",
    "/%",
    "/%ff",
    "/__proto__",
    "/constructor",
    "http://127.0.0.1/index.html",
    "*",
    "/.claims-site.json",
    "/claims/store.yaml",
    `/${"a".repeat(8_000)}`,
  ])("%j is not there, and leads back", async (path) => {
    const { ask } = await served();
    const { status, body, headers } = await ask(path);
    expect(status).toBe(404);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(body).toContain('<a href="/">Back to the overview</a>');
    expect(body).not.toContain("root:");
    expect(body).not.toContain(path.slice(1, 40) || "nothing");
  });

  it("--title and --source-url do what they do for `claims site`", async () => {
    const { ask } = await served(
      STORE,
      "--title",
      "Our desk",
      "--source-url",
      "https://example.org/{file}#{line}",
    );
    const { body } = await ask("/claims/tax-cut.html");
    expect(body).toContain("Our desk");
    expect(body).toContain("https://example.org/claims/store.yaml#4");
  });

  it("names no confidential source", async () => {
    const { ask } = await served(
      "agents:\n  zoe-quill: { name: Zoe Quill, kind: person, confidential: true }\n",
    );
    expect((await ask("/agents/source-1.html")).status).toBe(200);
    expect((await ask("/agents/zoe-quill.html")).status).toBe(404);
    expect((await ask("/agents/source-1.html")).body).not.toContain("Quill");
  });
});

describe("nobody else is served", () => {
  it.each([
    "example.org",
    "example.org:PORT",
    "127.0.0.1",
    "127.0.0.1:1",
    "localhost",
    "localhost.example.org:PORT",
    "127.0.0.1:PORT.example.org",
    "127.0.0.1:PORT@example.org",
    "0.0.0.0:PORT",
    "[::1]:1",
  ])("under the name of %j", async (name) => {
    const { ask, port } = await served();
    const { status, body } = await ask("/", { headers: { host: name.replace("PORT", `${port}`) } });
    expect(status).toBe(403);
    expect(body).toBe("This is not served to others.\n");
  });

  it("but whoever names this computer", async () => {
    const { ask, port } = await served();
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `LOCALHOST:${port}`]) {
      expect((await ask("/", { headers: { host } })).status).toBe(200);
    }
  });

  it("without a name", async () => {
    const { port } = await served();
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => socket.write("GET / HTTP/1.0\r\n\r\n"));
      let text = "";
      socket.on("data", (data) => {
        text += data;
      });
      socket.on("close", () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1.1 403 /);
  });

  it.each([
    ["a script of another site's page", "cross-site", "no-cors", 403],
    ["a page at another port", "same-site", "cors", 403],
    ["a link that somebody follows", "cross-site", "navigate", 200],
    ["its own page", "same-origin", "no-cors", 200],
    ["an address that somebody types", "none", "navigate", 200],
  ])("for %s", async (_, site, mode, expected) => {
    const { ask } = await served();
    const headers = { "sec-fetch-site": site, "sec-fetch-mode": mode };
    expect((await ask("/claims/", { headers })).status).toBe(expected);
  });

  it("on any other address of this computer", async () => {
    const { port } = await served();
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ internal, family }) => !internal && family === "IPv4")
      .map(({ address }) => address);
    // On Linux each address that begins with 127 is this computer's.
    if (process.platform === "linux") others.push("127.0.0.2");
    for (const address of others) {
      const answer = await new Promise<string>((resolve) => {
        const socket = connect(port, address, () => resolve("answered"));
        socket.on("error", () => resolve("refused"));
      });
      expect(answer).toBe("refused");
    }
  });
});

describe("the port", () => {
  /** Takes a port until the test is over. */
  async function taken(port = 0): Promise<number> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    return (server.address() as { port: number }).port;
  }

  it("that is named and taken is an error", async () => {
    const port = await taken();
    const { printed, ended } = await served(STORE, "--port", `${port}`);
    expect(await ended).toBe(2);
    expect(printed.stderr).toBe(
      `error: port ${port} can't be used: another program listens there\n` +
        "  = help: name another with --port\n",
    );
  });

  it.each(["65536", "-1", "http", "1e3", "", "80.5"])("%j is none", async (port) => {
    const { printed, ended } = await served(STORE, `--port=${port}`);
    expect(await ended).toBe(2);
    expect(printed.stderr).toContain("error: `");
    expect(printed.stderr).toContain("is no port");
  });

  it("is the usual one, or any that is free", async () => {
    const serve = async () => {
      const abort = new AbortController();
      let address = "";
      const ended = run(["serve", "-q"], {
        stdout: {
          write: (text) => {
            address += text;
          },
        },
        stderr: { write: () => {} },
        stdin: async () => new Uint8Array(),
        env: {},
        cwd: folder({ "store.yaml": STORE }),
        today: "2026-01-01",
        clock: () => 0,
        signal: abort.signal,
      });
      onTestFinished(async () => {
        abort.abort();
        await ended;
      });
      await vi.waitFor(() => expect(address).toMatch(/^http.*\n$/), { timeout: 30_000 });
      return new URL(address.trim()).port;
    };
    const [first, second] = [await serve(), await serve()];
    expect(second).not.toBe(first);
    expect(second).not.toBe("4567");
  });
});

describe("when the store changes", () => {
  it("the pages do, and are told to load themselves again", async () => {
    const { ask, until, write, port } = await served();
    const { heard } = newsOf(port);
    await until(() => expect(heard).toHaveLength(1));
    const version = /reload\.js\?([\w-]+)/.exec((await ask("/")).body)![1];
    expect(heard[0]).toEqual({ version, trouble: "" });
    write(STORE.replace("will fall", "will rise"));
    await until(() => expect(heard.at(-1)!.version).not.toBe(version));
    const { body } = await ask("/claims/tax-cut.html");
    expect(body).toContain("Taxes will rise next year.");
    expect(body).toContain(`reload.js?${heard.at(-1)!.version}`);
  });

  it("into what can't be shown, the old pages stay, and say why, until it is mended", async () => {
    const { ask, until, write, port, printed } = await served();
    const { heard } = newsOf(port);
    await until(() => expect(heard).toHaveLength(1));
    write(STORE.replace("kind: person", "kind: wizard"));
    await until(() =>
      expect(heard.at(-1)!.trouble).toContain("can't be known who is confidential"),
    );
    expect(heard.at(-1)!.version).toBe(heard[0]!.version);
    expect(printed.stderr).toContain("error: an agent can't be read");
    expect((await ask("/claims/tax-cut.html")).body).toContain("Taxes will fall next year.");
    write(STORE);
    await until(() => expect(heard.at(-1)!.trouble).toBe(""));
    expect(heard.at(-1)!.version).not.toBe(heard[0]!.version);
  });

  it("into none, and back, the pages come back", async () => {
    const { cwd, until, port, printed } = await served();
    const { heard } = newsOf(port);
    renameSync(join(cwd, "claims"), join(cwd, "away"));
    await until(() => expect(heard.at(-1)?.trouble).toContain("no claim store"));
    expect(printed.stderr).toContain("error: no claim store");
    renameSync(join(cwd, "away"), join(cwd, "claims"));
    await until(() => expect(heard.at(-1)!.trouble).toBe(""));
  });

  it("into one of which a part is broken, the rest is shown, and says so", async () => {
    const { ask, until, write, port, printed } = await served();
    const { heard } = newsOf(port);
    write(`${STORE}  broken: { text: No speaker. }\n`);
    await until(() => expect(heard.at(-1)?.trouble).toContain("Part of the store can't be read"));
    expect(printed.stderr).toContain("warning: part of the store can't be read");
    expect((await ask("/claims/tax-cut.html")).status).toBe(200);
  });

  it("a claim that is gone has no page", async () => {
    const { ask, until, write } = await served();
    write(STORE.replace("tax-cut", "tax-rise"));
    await until(async () => expect((await ask("/claims/tax-rise.html")).status).toBe(200));
    expect((await ask("/claims/tax-cut.html")).status).toBe(404);
  });

  it("beside it, nothing happens", async () => {
    const { cwd, ask } = await served();
    const versionOf = async () => /reload\.js\?([\w-]+)/.exec((await ask("/")).body)![1];
    const before = await versionOf();
    writeFileSync(join(cwd, "claims/.store.yaml.swp"), "x");
    mkdirSync(join(cwd, ".git"));
    await new Promise((resume) => setTimeout(resume, 300));
    expect(await versionOf()).toBe(before);
    rmSync(join(cwd, ".git"), { recursive: true });
  });
});

describe("the end", () => {
  it("comes at once, with all that is open, and is no failure", async () => {
    const { port, until, stop, ask } = await served();
    const { heard, state } = newsOf(port);
    await until(() => expect(heard).toHaveLength(1));
    expect(await stop()).toBe(0);
    await until(() => expect(state.isClosed).toBe(true));
    await expect(ask("/")).rejects.toThrow();
  });

  it("comes with the store that can't be shown at the start", async () => {
    const { printed, ended } = await served("agents: { x: { kind: wizard } }\n");
    expect(await ended).toBe(2);
    expect(printed.stdout).toBe("");
    expect(printed.stderr).toContain("error: an agent can't be read");
  });
});

describe("a server of pages", () => {
  it("asks for patience while there are none, and tells of one that can't be made", async () => {
    const told: string[] = [];
    const server = new PageServer((trouble) => told.push(trouble));
    onTestFinished(() => server.close());
    const port = await server.listen(0);
    const waiting = await asked(port, "/");
    expect([waiting.status, waiting.headers["retry-after"]]).toEqual([503, "1"]);
    const make = () => {
      throw new Error("no ink");
    };
    const files = new Map([["index.html", { path: "index.html", make }]]);
    server.show({ files, version: "1", trouble: "" });
    const { status, body } = await asked(port, "/");
    expect(status).toBe(500);
    expect(body).toContain("This page can't be made");
    expect(body).not.toContain("no ink");
    expect(told).toEqual(["`index.html` can't be made: Error: no ink"]);
  });
});
