import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli.js";
import { isSitePath } from "../../src/commands/site-manifest.js";
import { foldersOf } from "../../src/commands/site-writer.js";
import { claims, folder } from "../support/run.js";
import { filesIn, textIn } from "../support/site.js";

// Writing many files takes its time where much else runs beside it.
vi.setConfig({ testTimeout: 60_000 });

const STORE = `agents:
  jane-doe: { name: Jane Doe, kind: person }
  the-gazette: { name: The Gazette, kind: outlet }
claims:
  tax-cut:
    text: Taxes will fall next year.
    speaker: jane-doe
    relay: [the-gazette]
  tax-rise: { text: Taxes will rise., speaker: jane-doe, relay: [the-gazette] }
`;
const MANIFEST = ".claims-site.json";

/** Makes a folder with a store in it, and writes its site into `public`. */
async function written(store = STORE) {
  const cwd = folder({ "store.yaml": store });
  const first = await claims(["site", "-o", "public"], { cwd });
  const site = join(cwd, "public");
  const change = (from: string, to: string) =>
    writeFileSync(join(cwd, "claims/store.yaml"), store.replaceAll(from, to));
  return { cwd, site, first, change, again: () => claims(["site", "-o", "public"], { cwd }) };
}

function manifestOf(site: string): { complete: boolean; files: string[] } {
  return JSON.parse(textIn(site, MANIFEST));
}

/** Sets back the times of all files, and gives what tells which of them were written since. */
function age(site: string): () => string[] {
  const then = new Date("2020-01-01");
  for (const path of filesIn(site)) utimesSync(join(site, path), then, then);
  return () => filesIn(site).filter((path) => +statSync(join(site, path)).mtime !== +then);
}

describe("claims site", () => {
  it("makes the folder, writes the pages, and says how to open them", async () => {
    const { site, first } = await written();
    expect(first.code).toBe(0);
    expect(first.stdout).toBe("");
    const files = filesIn(site);
    expect(first.stderr).toBe(
      `${files.length - 1} files in public (${files.length - 1} new); open public/index.html\n`,
    );
    expect(files).toContain("claims/tax-cut.html");
    expect(files).not.toContain("assets/reload.js");
    expect(textIn(site, "index.html")).toContain("<!doctype html>");
  });

  it("lists what it has written", async () => {
    const { site } = await written();
    const { complete, files } = manifestOf(site);
    expect(complete).toBe(true);
    expect(files).toEqual(filesIn(site).filter((path) => path !== MANIFEST));
  });

  it("makes folders above, and takes a path with a slash at its end", async () => {
    const cwd = folder({ "store.yaml": STORE });
    const { code, stderr } = await claims(["site", "-q", "-o", "a/b/c/"], { cwd });
    expect([code, stderr]).toEqual([0, ""]);
    expect(existsSync(join(cwd, "a/b/c/index.html"))).toBe(true);
  });

  it("wants a folder", async () => {
    const { code, stderr } = await claims(["site"]);
    expect(code).toBe(2);
    expect(stderr).toContain("error: where to? Name a folder with -o DIR");
  });

  it("shows the sound part of a broken store, and says so", async () => {
    const { site, first } = await written(`${STORE}  broken: { text: No speaker. }\n`);
    expect(first.code).toBe(1);
    expect(first.stderr).toContain("warning: part of the store can't be read");
    expect(filesIn(site)).toContain("claims/tax-cut.html");
    expect(filesIn(site)).not.toContain("claims/broken.html");
  });

  it("writes the same bytes each time", async () => {
    const [a, b] = [await written(), await written()];
    for (const path of filesIn(a.site)) expect(textIn(b.site, path)).toBe(textIn(a.site, path));
  });

  it("shows on a terminal how far it is", async () => {
    const cwd = folder({ "store.yaml": STORE });
    let now = 0;
    const clock = () => (now += 200);
    const { stderr } = await claims(["site", "-o", "public"], { cwd, errorTerminal: true, clock });
    expect(stderr).toMatch(/\r\d+ of \d+ files written/);
  });
});

describe("an earlier site", () => {
  it("is left as it is where nothing has changed", async () => {
    const { site, again } = await written();
    const fresh = age(site);
    const { code, stderr } = await again();
    expect(code).toBe(0);
    expect(stderr).toMatch(/^(\d+) files in public \(\1 as they were\)/);
    expect(fresh()).toEqual([]);
  });

  it("is brought up to date: what changed is written, and nothing else", async () => {
    const { site, again, change } = await written();
    const fresh = age(site);
    change("Taxes will rise.", "Taxes will soar.");
    expect((await again()).stderr).toMatch(/files in public \(\d+ changed, \d+ as they were\)/);
    expect(fresh()).toContain("claims/tax-rise.html");
    expect(fresh()).not.toContain("claims/tax-cut.html");
    expect(textIn(site, "claims/tax-rise.html")).toContain("Taxes will soar.");
  });

  it("loses what is no longer made", async () => {
    const { site, again, change } = await written();
    change("tax-rise", "tax-growth");
    expect((await again()).stderr).toContain("1 new, ");
    expect(existsSync(join(site, "claims/tax-rise.html"))).toBe(false);
    expect(manifestOf(site).files).not.toContain("claims/tax-rise.html");
    expect(manifestOf(site).files).toContain("claims/tax-growth.html");
  });

  it("loses folders that are empty, and keeps those in which something stands", async () => {
    const { site, again } = await written();
    for (const path of ["old/page.html", "kept/page.html", "kept/mine.txt"]) {
      mkdirSync(join(site, path, ".."), { recursive: true });
      writeFileSync(join(site, path), "");
    }
    const manifest = manifestOf(site);
    manifest.files.push("old/page.html", "kept/page.html", "gone/long/ago.html");
    writeFileSync(join(site, MANIFEST), JSON.stringify(manifest));
    expect((await again()).stderr).toContain("2 removed");
    expect(existsSync(join(site, "old"))).toBe(false);
    expect(readdirSync(join(site, "kept"))).toEqual(["mine.txt"]);
    expect(manifestOf(site).files).not.toContain("gone/long/ago.html");
  });

  it("gets back what was deleted by hand", async () => {
    const { site, again } = await written();
    rmSync(join(site, "claims"), { recursive: true });
    expect((await again()).code).toBe(0);
    expect(filesIn(site)).toContain("claims/tax-cut.html");
  });

  it("keeps what somebody has put beside it", async () => {
    const { site, again } = await written();
    writeFileSync(join(site, "CNAME"), "claims.example.org");
    writeFileSync(join(site, "claims/notes.txt"), "mine");
    expect((await again()).code).toBe(0);
    expect(textIn(site, "CNAME")).toBe("claims.example.org");
    expect(textIn(site, "claims/notes.txt")).toBe("mine");
  });
});

describe("a folder that is not a site's", () => {
  it.each([
    ["holds files", { "public/thesis.txt": "mine" }],
    ["holds a page of the same name", { "public/index.html": "mine" }],
    ["holds a folder", { "public/claims/x": "mine" }],
  ])("is refused where it %s", async (_, files) => {
    const cwd = folder({ "store.yaml": STORE, ...files });
    const { code, stderr } = await claims(["site", "-o", "public"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toBe(
      "error: `public` is not empty, and what is in it is no site\n" +
        "  = help: name a new folder, or an empty one: nothing of anybody else's is overwritten\n",
    );
    const [path = "", text] = Object.entries(files)[0]!;
    expect(filesIn(join(cwd, "public"))).toEqual([path.replace("public/", "")]);
    expect(textIn(cwd, path)).toBe(text);
  });

  it("is used where it is empty, but for what is hidden", async () => {
    const cwd = folder({ "store.yaml": STORE, "public/.git": "gitdir: elsewhere" });
    expect((await claims(["site", "-o", "public"], { cwd })).code).toBe(0);
    expect(textIn(cwd, "public/.git")).toBe("gitdir: elsewhere");
  });

  it("is refused where it is a file", async () => {
    const cwd = folder({ "store.yaml": STORE, "./public": "mine" });
    const { code, stderr } = await claims(["site", "-o", "public"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("`public` is no folder");
    const below = await claims(["site", "-o", "public/site"], { cwd });
    expect(below.code).toBe(2);
    expect(below.stderr).toContain(
      "error: `public/site` can't be used: what stands above it is no folder",
    );
    expect(textIn(cwd, "public")).toBe("mine");
  });

  it.each([
    "claims",
    "claims/site",
    ".",
    "..",
    "claims/../claims",
  ])("is refused where it is the store's: %s", async (output) => {
    const root = folder({ "inner/claims/store.yaml": STORE });
    const cwd = join(root, "inner");
    const before = filesIn(root);
    const { code, stderr } = await claims(["site", "-o", output], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/holds the store, or is a part of it|is not empty/);
    expect(filesIn(root)).toEqual(before);
  });

  it("is refused where a link leads to the store", async () => {
    const cwd = folder({ "store.yaml": STORE });
    symlinkSync(join(cwd, "claims"), join(cwd, "public"));
    const { code, stderr } = await claims(["site", "-o", "public/new"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("`public/new` holds the store, or is a part of it");
    expect(filesIn(join(cwd, "claims"))).toEqual(["store.yaml"]);
  });

  it("is refused where a link leads nowhere", async () => {
    const cwd = folder({ "store.yaml": STORE });
    symlinkSync(join(cwd, "nowhere"), join(cwd, "public"));
    const { code, stderr } = await claims(["site", "-o", "public"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("can't be used");
  });
});

describe("the list of an earlier site is not trusted", () => {
  /** Makes a site whose list names a path beside its own. */
  async function tampered(path: unknown) {
    const made = await written();
    const manifest = manifestOf(made.site);
    manifest.files.push(path as string);
    writeFileSync(join(made.site, MANIFEST), JSON.stringify(manifest));
    return made;
  }

  it.each([
    "../claims/store.yaml",
    "claims/../../claims/store.yaml",
    "/etc/hosts.html",
    ".git/config",
    "a/.hidden/x.html",
    "notes.txt",
    "store.yaml",
    "a\\..\\..\\x.html",
    "C:/x.html",
    "x.html\n",
    "",
    7,
  ])("%j is refused", async (path) => {
    const { cwd, again, site } = await tampered(path);
    const before = [filesIn(cwd), textIn(cwd, "claims/store.yaml")];
    const { code, stderr } = await again();
    expect(code).toBe(2);
    expect(stderr).toContain(`\`public/${MANIFEST}\` is no list of a site's files`);
    expect([filesIn(cwd), textIn(cwd, "claims/store.yaml")]).toEqual(before);
    expect(existsSync(join(site, "claims/tax-cut.html"))).toBe(true);
  });

  it.each(["", "{", "null", "[]", '{"files":{}}', '"x"'])("%j is refused", async (text) => {
    const { site, again } = await written();
    writeFileSync(join(site, MANIFEST), text);
    expect((await again()).code).toBe(2);
  });

  it("is refused as a link", async () => {
    const { cwd, site, again } = await written();
    writeFileSync(join(cwd, "list.json"), textIn(site, MANIFEST));
    rmSync(join(site, MANIFEST));
    symlinkSync(join(cwd, "list.json"), join(site, MANIFEST));
    expect((await again()).code).toBe(2);
  });

  it("is refused where it can't be read", async () => {
    const { site, again } = await written();
    chmodSync(join(site, MANIFEST), 0);
    const canRead = process.getuid?.() === 0;
    expect((await again()).code).toBe(canRead ? 0 : 2);
  });

  it("leads through no link, neither to write nor to remove", async () => {
    const { cwd, site, again } = await tampered("away/mine.html");
    mkdirSync(join(cwd, "elsewhere"));
    writeFileSync(join(cwd, "elsewhere/mine.html"), "mine");
    symlinkSync(join(cwd, "elsewhere"), join(site, "away"));
    const removing = await again();
    expect(removing.code).toBe(2);
    expect(removing.stderr).toContain("`public/away` was not written by `claims site`");
    expect(textIn(cwd, "elsewhere/mine.html")).toBe("mine");
    rmSync(join(site, "away"));
    rmSync(join(site, "claims"), { recursive: true });
    symlinkSync(join(cwd, "elsewhere"), join(site, "claims"));
    const writing = await again();
    expect(writing.code).toBe(2);
    expect(writing.stderr).toContain("`public/claims` was not written by `claims site`");
    expect(readdirSync(join(cwd, "elsewhere"))).toEqual(["mine.html"]);
  });

  it("has no link in the place of a page written over", async () => {
    const { cwd, site, again } = await written();
    writeFileSync(join(cwd, "mine.html"), "mine");
    rmSync(join(site, "claims/tax-cut.html"));
    symlinkSync(join(cwd, "mine.html"), join(site, "claims/tax-cut.html"));
    const { code, stderr } = await again();
    expect(code).toBe(2);
    expect(stderr).toBe(
      "error: `public/claims/tax-cut.html` was not written by `claims site`, and is not overwritten\n" +
        "  = help: move it away, or name another folder; nothing was changed\n",
    );
    expect(textIn(cwd, "mine.html")).toBe("mine");
  });

  it("has a new page overwrite nothing that it doesn't name", async () => {
    const { cwd, site, again, change } = await written();
    writeFileSync(join(site, "claims/tax-growth.html"), "mine");
    change("tax-rise", "tax-growth");
    expect((await again()).code).toBe(2);
    expect(textIn(cwd, "public/claims/tax-growth.html")).toBe("mine");
    expect(existsSync(join(site, "claims/tax-rise.html"))).toBe(true);
  });

  it("names no path that leads up, whatever it is", () => {
    const step = fc.constantFrom("..", ".", "a", "b.html", "", ".git", "-x", "c_2", "C:", "\\");
    const paths = fc.array(step, { maxLength: 6 }).map((steps) => steps.join("/"));
    fc.assert(
      fc.property(paths, (path) => {
        fc.pre(isSitePath(path));
        expect(join("/site", path)).toBe(`/site/${path}`);
        expect(path).not.toMatch(/(^|\/)[.-]|\\|:/);
      }),
    );
  });
});

describe("what keeps a site from being written", () => {
  /** Writes a site until the clock was asked so many times, and is interrupted then. */
  async function interrupted(cwd: string, pages: number) {
    const abort = new AbortController();
    const printed = { stderr: "" };
    let left = pages;
    const code = await run(["site", "-o", "public"], {
      stdout: { write: () => {} },
      stderr: {
        write: (text) => {
          printed.stderr += text;
        },
        isTTY: true,
      },
      stdin: async () => new Uint8Array(),
      env: {},
      cwd,
      today: "2026-01-01",
      clock: () => {
        if (left-- === 0) abort.abort();
        return 0;
      },
      signal: abort.signal,
    });
    return { code, ...printed };
  }

  it("an interruption leaves a site that says it is unfinished, and a second run finishes it", async () => {
    const { site: whole } = await written();
    const cwd = folder({ "store.yaml": STORE });
    const { code, stderr } = await interrupted(cwd, 8);
    expect(code).toBe(130);
    expect(stderr).toMatch(
      /^interrupted; the site in `public` is unfinished: [1-9]\d* of \d+ files written\n {2}= help: the same command goes on from there\n$/,
    );
    const site = join(cwd, "public");
    expect(manifestOf(site).complete).toBe(false);
    expect(existsSync(join(site, "index.html"))).toBe(false);
    const again = await claims(["site", "-o", "public"], { cwd });
    expect(again.code).toBe(0);
    expect(again.stderr).toContain("as they were");
    for (const path of filesIn(whole)) expect(textIn(site, path)).toBe(textIn(whole, path));
    expect(filesIn(site)).toEqual(filesIn(whole));
  });

  it("an interruption before the first page leaves nothing", async () => {
    const cwd = folder({ "store.yaml": STORE });
    const { code, stderr } = await interrupted(cwd, 0);
    expect(code).toBe(130);
    expect(stderr).toBe("interrupted; nothing was written\n");
    expect(existsSync(join(cwd, "public"))).toBe(false);
  });

  it("what is shown no longer is gone even where it is interrupted right after", async () => {
    const { cwd, site, change } = await written();
    change("tax-rise", "tax-growth");
    await interrupted(cwd, 4);
    expect(existsSync(join(site, "claims/tax-rise.html"))).toBe(false);
  });

  it("a page that can't be written is named, and so is what to do", async () => {
    const { cwd, site, again, change } = await written();
    change("Taxes will fall", "Taxes might fall");
    // Where a file is first written to before it takes its place, something stands that no file replaces.
    mkdirSync(join(site, ".claims-site.tmp/full"), { recursive: true });
    const { code, stderr } = await again();
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^error: `public\/.claims-site.json` can't be written: .*\n {2}= help: when that is mended, the same command goes on from there\n$/,
    );
    rmSync(join(site, ".claims-site.tmp"), { recursive: true });
    expect((await claims(["site", "-o", "public"], { cwd })).code).toBe(0);
  });
});

describe("the folders of some paths", () => {
  it("stand with those that hold others first, each once", () => {
    expect(foldersOf(["a/b/c.html", "a/x.html", "top.html", "a/b/d.html", "z/y.html"])).toEqual([
      "a",
      "a/b",
      "z",
    ]);
  });
});

describe("flags", () => {
  const onSite = async (...argv: string[]) => {
    const cwd = folder({ "store.yaml": STORE });
    const outcome = await claims(["site", "-o", "public", ...argv], { cwd });
    return {
      ...outcome,
      page: () => readFileSync(join(cwd, "public/claims/tax-cut.html"), "utf8"),
    };
  };

  it("--title names the store", async () => {
    const { page } = await onSite("--title", "The desk's <claims>");
    expect(page()).toContain("The desk's &lt;claims>");
  });

  it("--source-url links to the lines", async () => {
    const { page } = await onSite("--source-url", "https://example.org/main/{file}#L{line}");
    expect(page()).toContain('href="https://example.org/main/claims/store.yaml#L5"');
  });

  it.each([
    "https://example.org/",
    "javascript:alert('{file}')",
    "{file}",
    "file:///{file}",
    "https://me:secret@example.org/{file}",
  ])("--source-url %s is refused", async (address) => {
    const { code, stderr } = await onSite("--source-url", address);
    expect(code).toBe(2);
    expect(stderr).toContain("is no address of the store's files");
  });
});
