import { type ByteOrder, hasAscii, uint } from "../fields.ts";

/** The directories of an Exif block: the picture, its shot, the place, and the thumbnail. */
export type Directory = "image" | "shot" | "place" | "thumbnail";

export interface ExifReading {
  readonly directories: Readonly<Record<Directory, ReadonlyMap<number, ExifValue>>>;
  /** False if something in it broke the rules: then there may be more than was read. */
  readonly whole: boolean;
}

export interface ExifType {
  /** Bytes of one value. */
  readonly size: number;
  readonly numberAt: (view: DataView, index: number, little: boolean) => number;
}

const BYTE: ExifType = { size: 1, numberAt: (view, i) => view.getUint8(i) };
export const SHORT: ExifType = { size: 2, numberAt: (view, i, little) => view.getUint16(2 * i, little) };
const LONG: ExifType = { size: 4, numberAt: (view, i, little) => view.getUint32(4 * i, little) };
const SIGNED_LONG: ExifType = { size: 4, numberAt: (view, i, little) => view.getInt32(4 * i, little) };

function rational({ numberAt }: ExifType): ExifType {
  return { size: 8, numberAt: (view, i, le) => numberAt(view, 2 * i, le) / numberAt(view, 2 * i + 1, le) };
}

/** By the number that TIFF gives them. */
export const TYPES: ReadonlyMap<number, ExifType> = new Map([
  [1, BYTE],
  [2, BYTE], // ASCII
  [3, SHORT],
  [4, LONG],
  [5, rational(LONG)],
  [6, { size: 1, numberAt: (view, i) => view.getInt8(i) }],
  [7, BYTE], // undefined
  [8, { size: 2, numberAt: (view, i, little) => view.getInt16(2 * i, little) }],
  [9, SIGNED_LONG],
  [10, rational(SIGNED_LONG)],
  [11, { size: 4, numberAt: (view, i, little) => view.getFloat32(4 * i, little) }],
  [12, { size: 8, numberAt: (view, i, little) => view.getFloat64(8 * i, little) }],
  [13, LONG], // a directory's place
  [129, BYTE], // UTF-8
]);

const EXIF_POINTER = 0x8769;
const GPS_POINTER = 0x8825;
const ENTRY_LENGTH = 12;

/** The value of one tag: bytes within the block, never outside of it. */
export class ExifValue {
  readonly type: ExifType;
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly order: ByteOrder;

  constructor(type: ExifType, count: number, bytes: Uint8Array, order: ByteOrder) {
    this.type = type;
    this.count = count;
    this.bytes = bytes;
    this.order = order;
  }

  /** The number, or rational, at an index; undefined if there is none. */
  number(index: number): number | undefined {
    if (index >= this.count) return undefined;
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
    const number = this.type.numberAt(view, index, this.order === "little");
    return Number.isFinite(number) ? number : undefined;
  }
}

/**
 * Reads a TIFF block as Exif lays it out: the first directory, those it points to for the shot and the place, and
 * the one after it for the thumbnail; no other is followed, none twice. Each entry is read at most once and only
 * within the block. What breaks the rules is left out, and the reading is not `whole`. Never throws.
 */
export function readExif(tiff: Uint8Array): ExifReading {
  const order = byteOrderOf(tiff);
  if (order === undefined) {
    const none: ReadonlyMap<number, ExifValue> = new Map();
    return { directories: { image: none, shot: none, place: none, thumbnail: none }, whole: false };
  }
  const reader = new DirectoryReader(tiff, order);
  const image = reader.read(uint(tiff, 4, 4, order));
  const shot = reader.read(pointerIn(image, EXIF_POINTER));
  const place = reader.read(pointerIn(image, GPS_POINTER));
  const thumbnail = reader.read(image.next);
  return {
    directories: {
      image: image.entries,
      shot: shot.entries,
      place: place.entries,
      thumbnail: thumbnail.entries,
    },
    whole: reader.whole,
  };
}

function byteOrderOf(tiff: Uint8Array): ByteOrder | undefined {
  if (tiff.length < 8) return undefined;
  if (hasAscii(tiff, "MM\0*")) return "big";
  return hasAscii(tiff, "II*\0") ? "little" : undefined;
}

interface DirectoryReading {
  readonly entries: ReadonlyMap<number, ExifValue>;
  /** Where the next directory stands; 0 if there is none. */
  readonly next: number;
}

function pointerIn({ entries }: DirectoryReading, tag: number): number {
  return entries.get(tag)?.number(0) ?? 0;
}

class DirectoryReader {
  readonly #tiff: Uint8Array;
  readonly #order: ByteOrder;
  readonly #visited = new Set<number>();
  whole = true;

  constructor(tiff: Uint8Array, order: ByteOrder) {
    this.#tiff = tiff;
    this.#order = order;
  }

  /** The directory at an offset; an empty one for offset 0, which means "none". */
  read(offset: number): DirectoryReading {
    if (offset === 0) return { entries: new Map(), next: 0 };
    if (offset < 8 || offset + 2 > this.#tiff.length || this.#visited.has(offset)) return this.#broken();
    this.#visited.add(offset);
    const count = uint(this.#tiff, offset, 2, this.#order);
    const end = offset + 2 + count * ENTRY_LENGTH;
    if (end > this.#tiff.length) return this.#broken();
    const entries = new Map<number, ExifValue>();
    for (let at = offset + 2; at < end; at += ENTRY_LENGTH) this.#readEntry(at, entries);
    const hasNext = end + 4 <= this.#tiff.length;
    return { entries, next: hasNext ? uint(this.#tiff, end, 4, this.#order) : 0 };
  }

  #readEntry(at: number, entries: Map<number, ExifValue>): void {
    const tag = uint(this.#tiff, at, 2, this.#order);
    const type = TYPES.get(uint(this.#tiff, at + 2, 2, this.#order));
    const count = uint(this.#tiff, at + 4, 4, this.#order);
    const length = count * (type?.size ?? 0);
    const start = length <= 4 ? at + 8 : uint(this.#tiff, at + 8, 4, this.#order);
    if (!type || entries.has(tag) || start + length > this.#tiff.length) {
      this.whole = false;
      return;
    }
    entries.set(tag, new ExifValue(type, count, this.#tiff.subarray(start, start + length), this.#order));
  }

  #broken(): DirectoryReading {
    this.whole = false;
    return { entries: new Map(), next: 0 };
  }
}
