import { concat, joined, latin1 } from "../../../crypto/bytes.ts";
import { CleanError } from "../errors.ts";
import { ascii, slice, uint } from "../fields.ts";
import { type Box, boxesIn, flagsOf, uint64, versionOf } from "./boxes.ts";

// The tables of a picture's items (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12): read whole, written anew in the same
// forms, with fewer entries.

/** Big-endian, of so many bytes. */
export function number(value: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => Math.floor(value / 256 ** (length - 1 - i)) % 256);
}

export function encodeBox(type: string, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = 8 + contents.reduce((sum, piece) => sum + piece.length, 0);
  return concat(number(length, 4), ascii(type), joined(contents));
}

/** Version and flags. */
function fullBox(version: number, flags = 0): Uint8Array {
  return concat(number(version, 1), number(flags, 3));
}

export interface Item {
  readonly id: number;
  /** "hvc1", "grid", "Exif"… */
  readonly type: string;
  readonly version: 2 | 3;
  readonly hidden: boolean;
  readonly isProtected: boolean;
  /** Of a "mime" item. */
  readonly mediaType: string;
}

/** iinf. Entries of the two oldest versions, which name no type, are left out. @throws CleanError structure */
export function readItems(payload: Uint8Array): Item[] {
  const head = versionOf(payload) === 0 ? 6 : 8;
  return boxesIn(payload.subarray(head)).flatMap(({ type, payload: entry }) => {
    const version = versionOf(entry);
    if (type !== "infe" || (version !== 2 && version !== 3)) return [];
    const idLength = version === 2 ? 2 : 4;
    const at = 4 + idLength + 2;
    const itemType = latin1(slice(entry, at, 4));
    const name = entry.indexOf(0, at + 4);
    const media = name === -1 ? "" : latin1(entry.subarray(name + 1, name + 65)).split("\0")[0];
    return {
      id: uint(entry, 4, idLength, "big"),
      type: itemType,
      version,
      hidden: (flagsOf(entry) & 1) !== 0,
      isProtected: uint(entry, at - 2, 2, "big") !== 0,
      mediaType: itemType === "mime" ? (media ?? "") : "",
    };
  });
}

export function encodeItems(version: number, items: readonly Item[]): Uint8Array {
  const entries = items.map((item) =>
    encodeBox(
      "infe",
      fullBox(item.version, item.hidden ? 1 : 0),
      number(item.id, item.version === 2 ? 2 : 4),
      number(0, 2),
      ascii(item.type),
      number(0, 1),
    ),
  );
  return encodeBox("iinf", fullBox(version), number(items.length, version === 0 ? 2 : 4), joined(entries));
}

export interface Reference {
  readonly type: string;
  readonly from: number;
  readonly to: readonly number[];
}

/** iref. @throws CleanError structure, cut-short */
export function readReferences(payload: Uint8Array): Reference[] {
  const idLength = versionOf(payload) === 0 ? 2 : 4;
  return boxesIn(payload.subarray(4)).map(({ type, payload: entry }) => {
    const count = uint(entry, idLength, 2, "big");
    if (idLength + 2 + count * idLength > entry.length) throw new CleanError("structure", "references");
    const to = Array.from({ length: count }, (_, i) =>
      uint(entry, idLength + 2 + i * idLength, idLength, "big"),
    );
    return { type, from: uint(entry, 0, idLength, "big"), to };
  });
}

export function encodeReferences(version: number, references: readonly Reference[]): Uint8Array {
  const idLength = version === 0 ? 2 : 4;
  const entries = references.map(({ type, from, to }) =>
    encodeBox(
      type,
      number(from, idLength),
      number(to.length, 2),
      joined(to.map((id) => number(id, idLength))),
    ),
  );
  return encodeBox("iref", fullBox(version), joined(entries));
}

interface Extent {
  readonly index: number;
  readonly offset: number;
  readonly length: number;
}

export interface Location {
  readonly id: number;
  /** Where offsets count from: 0 the file, 1 `idat`, 2 another item. */
  readonly method: number;
  readonly dataReference: number;
  readonly base: number;
  readonly extents: readonly Extent[];
}

export interface Locations {
  readonly version: number;
  /** Bytes of an offset, a length, a base offset, and an index. */
  readonly sizes: readonly [number, number, number, number];
  readonly entries: readonly Location[];
}

/** iloc. @throws CleanError structure, cut-short */
export function readLocations(payload: Uint8Array): Locations {
  const version = versionOf(payload);
  const packed = uint(payload, 4, 2, "big");
  const sizes = [
    packed >> 12,
    (packed >> 8) & 15,
    (packed >> 4) & 15,
    version === 0 ? 0 : packed & 15,
  ] as const;
  if (version > 2 || !sizes.every((size) => size === 0 || size === 4 || size === 8))
    throw new CleanError("structure", "locations");
  let at = 6;
  const take = (length: number) => {
    const value = length === 8 ? uint64(payload, at) : uint(payload, at, length, "big");
    at += length;
    return value;
  };
  const [offsetSize, lengthSize, baseSize, indexSize] = sizes;
  const count = take(version < 2 ? 2 : 4);
  const entries: Location[] = [];
  for (let i = 0; i < count; i++) {
    const id = take(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : take(2) & 15;
    const dataReference = take(2);
    const base = take(baseSize);
    const extentCount = take(2);
    // An extent of no bytes in the table could be repeated without end.
    if (offsetSize + lengthSize + indexSize === 0 && extentCount > 1)
      throw new CleanError("structure", "extents");
    const extents: Extent[] = [];
    for (let j = 0; j < extentCount; j++)
      extents.push({ index: take(indexSize), offset: take(offsetSize), length: take(lengthSize) });
    entries.push({ id, method, dataReference, base, extents });
  }
  return { version, sizes, entries };
}

export function encodeLocations({ version, sizes, entries }: Locations): Uint8Array {
  const [offsetSize, lengthSize, baseSize, indexSize] = sizes;
  const packed = (offsetSize << 12) | (lengthSize << 8) | (baseSize << 4) | indexSize;
  const idLength = version < 2 ? 2 : 4;
  return encodeBox(
    "iloc",
    fullBox(version),
    number(packed, 2),
    number(entries.length, idLength),
    joined(
      entries.flatMap(({ id, method, dataReference, base, extents }) => [
        number(id, idLength),
        number(method, version === 0 ? 0 : 2),
        number(dataReference, 2),
        number(base, baseSize),
        number(extents.length, 2),
        ...extents.flatMap(({ index, offset, length }) => [
          number(index, indexSize),
          number(offset, offsetSize),
          number(length, lengthSize),
        ]),
      ]),
    ),
  );
}

export interface Association {
  readonly id: number;
  readonly properties: readonly { readonly essential: boolean; readonly index: number }[];
}

export interface Associations {
  readonly version: number;
  readonly wide: boolean;
  readonly entries: readonly Association[];
}

/** ipma. @throws CleanError cut-short */
export function readAssociations({ payload }: Box): Associations {
  const version = versionOf(payload);
  const wide = (flagsOf(payload) & 1) !== 0;
  let at = 4;
  const take = (length: number) => {
    const value = uint(payload, at, length, "big");
    at += length;
    return value;
  };
  const count = take(4);
  const entries: Association[] = [];
  for (let i = 0; i < count; i++) {
    const id = take(version < 1 ? 2 : 4);
    const properties = Array.from({ length: take(1) }, () => {
      const value = take(wide ? 2 : 1);
      const mark = wide ? 0x8000 : 0x80;
      return { essential: (value & mark) !== 0, index: value & (mark - 1) };
    });
    entries.push({ id, properties });
  }
  return { version, wide, entries };
}

export function encodeAssociations({ version, wide, entries }: Associations): Uint8Array {
  return encodeBox(
    "ipma",
    fullBox(version, wide ? 1 : 0),
    number(entries.length, 4),
    joined(
      entries.flatMap(({ id, properties }) => [
        number(id, version < 1 ? 2 : 4),
        number(properties.length, 1),
        ...properties.map(({ essential, index }) =>
          wide ? number((essential ? 0x8000 : 0) + index, 2) : number((essential ? 0x80 : 0) + index, 1),
        ),
      ]),
    ),
  );
}
