import * as nodeFs from "node:fs";
import { resolve } from "node:path";
import { reasonOf } from "../store/disk.js";
import { type GlobalOptions, type Io, UsageError } from "./io.js";
import { workingFolder } from "./open.js";
import type { Progress } from "./progress.js";

/** A foreign file, to be read once. */
export interface Source {
  /** What to call it. */
  readonly name: string;
  /** Gives its bytes piece by piece, without a byte order mark. */
  readonly pieces: () => Iterable<Uint8Array>;
}

/** So many bytes are read at a time. */
const PIECE_BYTES = 256 * 1024;

/** The largest file that is read as a whole, in bytes; what is read line by line may have any size. */
const MAX_WHOLE_BYTES = 256 * 1024 * 1024;

/**
 * Opens a foreign file.
 *
 * @param file its path; `-` for standard input
 * @throws UsageError where it can't be read, or is no text in UTF-8
 */
export async function openSource(
  file: string,
  io: Io,
  options: GlobalOptions,
  progress: Progress,
): Promise<Source> {
  if (file === "-") {
    const bytes = await io.stdin();
    return { name: "<stdin>", pieces: () => asText("<stdin>", slicesOf(bytes)) };
  }
  const path = resolve(workingFolder(io, options), file);
  const size = sizeOf(path, file);
  const onRead = (done: number) => {
    const percent = Math.min(100, Math.floor((done / Math.max(size, 1)) * 100));
    progress.tell(() => `reading ${file}: ${percent} %`);
  };
  return { name: file, pieces: () => asText(file, piecesOf(path, file, onRead)) };
}

function sizeOf(path: string, file: string): number {
  try {
    const stats = nodeFs.statSync(path);
    if (!stats.isDirectory()) return stats.size;
  } catch (error) {
    throw unreadable(file, reasonOf(error));
  }
  throw unreadable(file, "it is a folder");
}

function unreadable(file: string, reason: string): UsageError {
  return new UsageError(`\`${file}\` can't be read: ${reason}`);
}

function* slicesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}

function* piecesOf(
  path: string,
  file: string,
  onRead: (done: number) => void,
): Generator<Uint8Array> {
  let handle: number | undefined;
  try {
    handle = nodeFs.openSync(path, "r");
    for (let done = 0; ; ) {
      const piece = Buffer.allocUnsafe(PIECE_BYTES);
      const length = nodeFs.readSync(handle, piece, 0, PIECE_BYTES, null);
      if (length === 0) return;
      done += length;
      yield piece.subarray(0, length);
      onRead(done);
    }
  } catch (error) {
    if (error instanceof Error && "code" in error) throw unreadable(file, reasonOf(error));
    throw error;
  } finally {
    if (handle !== undefined) nodeFs.closeSync(handle);
  }
}

/** Refuses what is no UTF-8 at its first bytes, and takes the byte order mark away. */
function* asText(file: string, pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  let isFirst = true;
  for (const piece of pieces) {
    if (isFirst && isWide(piece)) {
      throw new UsageError(
        `\`${file}\` is UTF-16, or no text at all\n  = help: save it as UTF-8; \`iconv -f UTF-16 -t UTF-8\` does it`,
      );
    }
    const hasMark = isFirst && piece[0] === 0xef && piece[1] === 0xbb && piece[2] === 0xbf;
    yield hasMark ? piece.subarray(3) : piece;
    isFirst = false;
  }
}

function isWide(piece: Uint8Array): boolean {
  const mark = `${piece[0]} ${piece[1]}`;
  return mark === "255 254" || mark === "254 255" || piece.subarray(0, 4096).includes(0);
}

/**
 * Gives a file's whole text.
 *
 * @throws UsageError where it is too large, or no UTF-8
 */
export function wholeText({ name, pieces }: Source): string {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const piece of pieces()) {
    size += piece.length;
    if (size > MAX_WHOLE_BYTES) {
      const limit = MAX_WHOLE_BYTES / 1024 / 1024;
      throw unreadable(name, `it has more than ${limit} MiB; split it`);
    }
    parts.push(piece);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    throw unreadable(name, "it is no text in UTF-8");
  }
}

/** Gives a file's lines, each with its number; its text is `undefined` where it is no UTF-8. */
export function* linesOf({
  pieces,
}: Source): Generator<{ line: number; text: string | undefined }> {
  let rest: Uint8Array[] = [];
  let line = 0;
  for (const piece of pieces()) {
    let start = 0;
    for (let end = piece.indexOf(0x0a); end !== -1; end = piece.indexOf(0x0a, start)) {
      yield { line: ++line, text: decode([...rest, piece.subarray(start, end)]) };
      rest = [];
      start = end + 1;
    }
    if (start < piece.length) rest.push(piece.subarray(start));
  }
  if (rest.length > 0) yield { line: ++line, text: decode(rest) };
}

function decode(parts: readonly Uint8Array[]): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    return undefined;
  }
}
