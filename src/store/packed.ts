import { crc32 } from "node:zlib";

/** What a file of the cache holds: arrays of numbers by name, and texts. */
export interface Saved {
  readonly arrays: Readonly<Record<string, Numbers>>;
  readonly texts: Readonly<Record<string, string>>;
  /** Tells this content from any other that was saved. */
  readonly seal: string;
}

/** An array that the cache can hold. */
export type Numbers = Uint8Array | Int32Array | Float64Array;

const ARRAY_TYPES = { Uint8Array, Int32Array, Float64Array } as const;

/** The first bytes of a file of the cache; read as another number where bytes stand the other way round. */
const MAGIC = 0x436c6d31;

/** Magic, length and checksum, length of the head; and from where on the checksum is taken. */
const PREFIX_BYTES = 16;
const SUMMED = 12;

/** Where an array or a text stands, from the end of the head on. */
interface Part {
  readonly name: string;
  /** A name of {@link ARRAY_TYPES}, or `text`. */
  readonly type: string;
  readonly start: number;
  readonly bytes: number;
}

/** Rounds up to where every array may start. */
function aligned(offset: number): number {
  return (offset + 7) & ~7;
}

/** Packs arrays and texts as the bytes of a file, with a checksum. */
export function pack({ arrays, texts }: Omit<Saved, "seal">): {
  readonly bytes: Buffer;
  readonly seal: string;
} {
  const contents = [
    ...Object.entries(arrays).map(([name, array]) => ({
      name,
      type: array.constructor.name,
      data: Buffer.from(array.buffer, array.byteOffset, array.byteLength),
    })),
    ...Object.entries(texts).map(([name, text]) => ({
      name,
      type: "text",
      data: Buffer.from(text, "utf8"),
    })),
  ];
  let length = 0;
  const parts = contents.map(({ name, type, data }): Part => {
    const start = length;
    length = aligned(start + data.length);
    return { name, type, start, bytes: data.length };
  });
  const head = Buffer.from(JSON.stringify(parts), "utf8");
  const body = aligned(PREFIX_BYTES + head.length);
  const bytes = Buffer.alloc(body + length);
  head.copy(bytes, PREFIX_BYTES);
  for (const [index, { data }] of contents.entries()) data.copy(bytes, body + parts[index]!.start);
  const prefix = new Uint32Array(bytes.buffer, bytes.byteOffset, 4);
  prefix.set([MAGIC, bytes.length, 0, head.length]);
  const sum = crc32(bytes.subarray(SUMMED));
  prefix[2] = sum;
  return { bytes, seal: sealOf(sum, bytes.length) };
}

function sealOf(sum: number, length: number): string {
  return `${sum.toString(16)}-${length}`;
}

/** Gives what is packed in the bytes of a file; `undefined` where they are damaged. */
export function unpack(read: Buffer): Saved | undefined {
  if (read.length < PREFIX_BYTES) return undefined;
  // Arrays are looked at where they lie, and must start where their numbers may.
  const bytes = read.byteOffset % 8 === 0 ? read : Buffer.from(new Uint8Array(read).buffer);
  const [magic, length, sum, headLength] = new Uint32Array(bytes.buffer, bytes.byteOffset, 4);
  if (magic !== MAGIC || length !== bytes.length) return undefined;
  if (crc32(bytes.subarray(SUMMED)) !== sum) return undefined;
  const head = bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + headLength!).toString("utf8");
  const body = aligned(PREFIX_BYTES + headLength!);
  const arrays: Record<string, Numbers> = {};
  const texts: Record<string, string> = {};
  for (const { name, type, start, bytes: size } of JSON.parse(head) as Part[]) {
    if (type === "text") {
      texts[name] = bytes.toString("utf8", body + start, body + start + size);
    } else {
      const ArrayType = ARRAY_TYPES[type as keyof typeof ARRAY_TYPES];
      const count = size / ArrayType.BYTES_PER_ELEMENT;
      arrays[name] = new ArrayType(
        bytes.buffer as ArrayBuffer,
        bytes.byteOffset + body + start,
        count,
      );
    }
  }
  return { arrays, texts, seal: sealOf(sum!, length!) };
}
