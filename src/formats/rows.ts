import { CsvError, parse } from "csv-parse/sync";

/** How a file's rows and cells are told apart. */
export interface TableForm {
  readonly delimiter: string;
  /** The mark around cells; `undefined` where a quotation mark is just a character. */
  readonly quote: string | undefined;
}

/** A row of a table, or why it is none. */
export type Row =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly fault: string };

/** The longest row, in bytes: what is longer has a quotation mark that nothing closes. */
const MAX_ROW_BYTES = 1024 * 1024;

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/**
 * Reads the rows of a table from its bytes, piece by piece. Where quotation marks don't match, the row is
 * reported with the line on which it starts, and reading goes on with the next line.
 */
export class RowReader {
  readonly #form: TableForm;
  #pending: Uint8Array = new Uint8Array(0);
  #line = 1;

  constructor(form: TableForm) {
    this.#form = form;
  }

  /** Takes the next bytes, and gives the rows that they complete. */
  push(bytes: Uint8Array): Row[] {
    const joined = this.#pending.length === 0 ? bytes : concat(this.#pending, bytes);
    const end = lastLineEnd(joined);
    const rows: Row[] = [];
    const read = end === 0 ? 0 : this.#readRows(joined.subarray(0, end), false, rows);
    this.#pending = joined.slice(read);
    return rows;
  }

  /** Gives the last rows. */
  end(): Row[] {
    const rows: Row[] = [];
    if (this.#pending.length > 0) this.#readRows(this.#pending, true, rows);
    return rows;
  }

  /** Reads whole lines. Gives how many bytes of them are done with. */
  #readRows(bytes: Uint8Array, isLast: boolean, rows: Row[]): number {
    let done = 0;
    while (done < bytes.length) {
      const part = bytes.subarray(done);
      const { end, fault } = this.#parse(part, rows);
      done += end;
      if (fault === undefined) break;
      const rest = bytes.length - done;
      if (fault === "open" && !isLast && rest < MAX_ROW_BYTES) break;
      const start = skipBlank(bytes, done);
      this.#line += linesIn(bytes.subarray(done, start));
      rows.push({ line: this.#line, fault: UNMATCHED });
      done = nextLine(bytes, start);
      this.#line++;
    }
    return done;
  }

  /** Reads rows up to the first that can't be read. Gives where the last sound one ends. */
  #parse(bytes: Uint8Array, rows: Row[]): Parsed {
    let end = 0;
    const { delimiter, quote } = this.#form;
    try {
      parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
        delimiter,
        quote: quote ?? null,
        escape: quote ?? null,
        record_delimiter: ["\r\n", "\n", "\r"],
        relax_column_count: true,
        skip_empty_lines: true,
        on_record: (cells: string[], info) => {
          const start = skipBlank(bytes, end);
          this.#line += linesIn(bytes.subarray(end, start));
          rows.push(rowOf(this.#line, cells));
          this.#line += linesIn(bytes.subarray(start, info.bytes));
          end = info.bytes;
          return null;
        },
      });
      this.#line += linesIn(bytes.subarray(end));
      return { end: bytes.length };
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      return { end, fault: error.code === "CSV_QUOTE_NOT_CLOSED" ? "open" : "bad" };
    }
  }
}

/** What the library made of some lines. */
interface Parsed {
  /** Where the last sound row ends, in bytes. */
  readonly end: number;
  /** Whether a quotation mark is open at the end, or stands where none can. */
  readonly fault?: "open" | "bad";
}

const UNMATCHED =
  "quotation marks don't match; `--quote none` reads files where they are just characters";

function rowOf(line: number, cells: readonly string[]): Row {
  if (!cells.some((cell) => cell.includes("\uFFFD"))) return { line, cells };
  return { line, fault: "there are bytes that are no UTF-8" };
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

/** A `\r` that stands last may be half of a line end. */
function lastLineEnd(bytes: Uint8Array): number {
  const last = bytes.subarray(0, -1).lastIndexOf(RETURN);
  return Math.max(bytes.lastIndexOf(NEWLINE), last) + 1;
}

function isBreak(byte: number | undefined): boolean {
  return byte === NEWLINE || byte === RETURN;
}

function skipBlank(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isBreak(bytes[at])) at++;
  return at;
}

function nextLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && !isBreak(bytes[at])) at++;
  return at + (bytes[at] === RETURN && bytes[at + 1] === NEWLINE ? 2 : 1);
}

/** Counts line ends: `\n`, `\r\n`, or `\r` alone. */
function linesIn(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === NEWLINE || (bytes[at] === RETURN && bytes[at + 1] !== NEWLINE)) lines++;
  }
  return lines;
}

const DELIMITERS = [",", ";", "\t", "|"];

/** Tells what divides the cells of a table: what stands most often in its first line, quoted cells apart. */
export function sniffDelimiter(head: Uint8Array): string {
  const text = new TextDecoder().decode(head);
  const line = text
    .replace(/"(?:[^"]|"")*"/g, "")
    .trimStart()
    .split(/[\r\n]/, 1)[0]!;
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}
