"use strict";

const { readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { Script } = require("node:vm");

const FOLDER = join(__dirname, "../dist/cli");

/** How many bytes the checksum of a kept code has; so many more keep the code where V8 may read it. */
const SUM_BYTES = 8;

/** Of a source with fewer bytes no code is kept: it is sooner made than read. */
const WORTH_KEEPING = 3000;

/** What is loaded of the command line, by the name of its file. */
const chunks = new Map();

/**
 * Loads a file of the bundled command line, and what it requires, with the code that V8 made of it when it
 * was built: reading that takes a fraction of making it. Code of another version of V8, of another file or
 * damaged is as good as none, and is made anew. What is loaded so can require, but not import.
 */
function load(name) {
  const known = chunks.get(name);
  if (known) return known.module.exports;
  const path = join(FOLDER, name);
  const source = readFileSync(path);
  const script = new Script(
    `(function(exports,require,module,__filename,__dirname){${source}\n})`,
    {
      filename: path,
      cachedData: codeOf(path, source),
    },
  );
  const module = { exports: {} };
  chunks.set(name, { module, path, source, script });
  const run = script.runInThisContext();
  run.call(module.exports, module.exports, requireFrom, module, path, FOLDER);
  return module.exports;
}

function requireFrom(name) {
  return name.startsWith("./") ? load(name.slice(2)) : require(name);
}

function codeOf(path, source) {
  if (source.length < WORTH_KEEPING) return undefined;
  let kept;
  try {
    kept = readFileSync(`${path}.code`);
  } catch {
    return undefined;
  }
  if (kept.length < SUM_BYTES) return undefined;
  const code = kept.subarray(SUM_BYTES);
  // V8 checks neither: it compares lengths, and runs what is damaged into the ground.
  return kept.readUInt32LE() === sumOf(code, source) ? code : undefined;
}

function sumOf(code, source) {
  // Not needed to tell the version, and takes its time to load.
  const { crc32 } = require("node:zlib");
  return crc32(code, crc32(source));
}

/** Keeps the code of all that is loaded, with what of it has run, for the next start. */
function keepCode() {
  for (const { path, source, script } of chunks.values()) {
    if (source.length < WORTH_KEEPING) continue;
    const code = script.createCachedData();
    const sum = Buffer.alloc(SUM_BYTES);
    sum.writeUInt32LE(sumOf(code, source));
    writeFileSync(`${path}.code`, Buffer.concat([sum, code]));
  }
}

module.exports = { load, keepCode };
