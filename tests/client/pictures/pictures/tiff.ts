import { concat, utf8 } from "../../../../crypto/bytes.ts";

/** One Exif tag: text (ascii), numbers (short), pairs (rational), or bytes (undefined). */
export type TagValue = string | readonly number[] | readonly (readonly [number, number])[] | Uint8Array;
export type Tags = Readonly<Record<number, TagValue>>;

export interface ExifContents {
  readonly image?: Tags;
  readonly shot?: Tags;
  readonly place?: Tags;
  readonly thumbnail?: Tags;
}

/** A TIFF with the directories of Exif, in either byte order. */
export function tiff(contents: ExifContents, littleEndian = false): Uint8Array {
  const { image = {}, shot, place, thumbnail } = contents;
  const pointers: Record<number, TagValue | { long: number }> = { ...image };
  if (shot) pointers[0x8769] = { long: 0 };
  if (place) pointers[0x8825] = { long: 0 };
  const start = 8 + directoryLength(pointers);
  if (shot) pointers[0x8769] = { long: start };
  const placeAt = start + (shot ? directoryLength(shot) : 0);
  if (place) pointers[0x8825] = { long: placeAt };
  const thumbnailAt = placeAt + (place ? directoryLength(place) : 0);
  return concat(
    utf8(littleEndian ? "II*\0" : "MM\0*"),
    number(8, 4, littleEndian),
    directory(pointers, 8, thumbnail ? thumbnailAt : 0, littleEndian),
    shot ? directory(shot, start, 0, littleEndian) : new Uint8Array(0),
    place ? directory(place, placeAt, 0, littleEndian) : new Uint8Array(0),
    thumbnail ? directory(thumbnail, thumbnailAt, 0, littleEndian) : new Uint8Array(0),
  );
}

type Entries = Readonly<Record<number, TagValue | { long: number }>>;

function directoryLength(entries: Entries): number {
  return directory(entries, 0, 0, false).length;
}

function directory(entries: Entries, at: number, next: number, littleEndian: boolean): Uint8Array {
  const list = Object.entries(entries);
  let dataAt = at + 2 + 12 * list.length + 4;
  const rows: Uint8Array[] = [];
  const data: Uint8Array[] = [];
  for (const [tag, value] of list) {
    const { type, count, bytes } = encode(value, littleEndian);
    const inline = new Uint8Array(4);
    if (bytes.length <= 4) inline.set(bytes);
    else inline.set(number(dataAt, 4, littleEndian));
    rows.push(
      concat(
        number(Number(tag), 2, littleEndian),
        number(type, 2, littleEndian),
        number(count, 4, littleEndian),
        inline,
      ),
    );
    if (bytes.length > 4) {
      data.push(bytes);
      dataAt += bytes.length;
    }
  }
  return concat(number(list.length, 2, littleEndian), ...rows, number(next, 4, littleEndian), ...data);
}

function encode(value: TagValue | { long: number }, littleEndian: boolean) {
  if (typeof value === "string") {
    const bytes = utf8(`${value}\0`);
    return { type: 2, count: bytes.length, bytes };
  }
  if (value instanceof Uint8Array) return { type: 7, count: value.length, bytes: value };
  if ("long" in value) return { type: 4, count: 1, bytes: number(value.long, 4, littleEndian) };
  const numbers = value.map((entry) =>
    typeof entry === "number"
      ? number(entry, 2, littleEndian)
      : concat(number(entry[0], 4, littleEndian), number(entry[1], 4, littleEndian)),
  );
  return { type: typeof value[0] === "number" ? 3 : 5, count: value.length, bytes: concat(...numbers) };
}

export function number(value: number, length: number, littleEndian: boolean): Uint8Array {
  const bytes = Uint8Array.from({ length }, (_, i) => Math.floor(value / 256 ** i) % 256);
  return littleEndian ? bytes : bytes.reverse();
}
