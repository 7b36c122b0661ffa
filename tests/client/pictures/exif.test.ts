import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Directory, readExif } from "../../../client/pictures/metadata/exif.ts";
import { isOrientationExif, orientationExif } from "../../../client/pictures/metadata/orientation.ts";
import { concat, utf8 } from "../../../crypto/bytes.ts";
import { number, tiff } from "./pictures/tiff.ts";

const entry = (tag: number, type: number, count: number, value: number) =>
  concat(number(tag, 2, false), number(type, 2, false), number(count, 4, false), number(value, 4, false));

/** A big-endian TIFF whose first directory, at 8, has these entries. */
const withEntries = (entries: readonly Uint8Array[], next = 0) =>
  concat(
    utf8("MM\0*"),
    number(8, 4, false),
    number(entries.length, 2, false),
    ...entries,
    number(next, 4, false),
  );

const sizes = (bytes: Uint8Array) => {
  const { directories, whole } = readExif(bytes);
  const count = (name: Directory) => directories[name].size;
  return { whole, counts: [count("image"), count("shot"), count("place"), count("thumbnail")] };
};

test.each([false, true])("reads all four directories (little-endian %s)", (littleEndian) => {
  const bytes = tiff(
    {
      image: { 1: "a", 2: [3, 4] },
      shot: { 1: "longer text" },
      place: { 1: [[1, 2]] },
      thumbnail: { 1: [1] },
    },
    littleEndian,
  );
  const { directories, whole } = readExif(bytes);
  expect(whole).toBe(true);
  expect(sizes(bytes).counts).toEqual([4, 1, 1, 1]);
  expect([0, 1, 2].map((i) => directories.image.get(2)?.number(i))).toEqual([3, 4, undefined]);
  expect(directories.place.get(1)?.number(0)).toBe(0.5);
});

describe("what breaks the rules is left out, and told", () => {
  test.each<[string, Uint8Array, number[]]>([
    ["nothing", new Uint8Array(0), [0, 0, 0, 0]],
    ["another byte order", utf8("XX\0*\0\0\0\x08\0\0"), [0, 0, 0, 0]],
    ["a directory beyond the end", utf8("MM\0*\0\0\x08\x08\0\0"), [0, 0, 0, 0]],
    ["a directory in the header", utf8("MM\0*\0\0\0\x04\0\0\0\0"), [0, 0, 0, 0]],
    ["more entries than bytes", utf8("MM\0*\0\0\0\x08\xff\xff"), [0, 0, 0, 0]],
    ["a value beyond the end", withEntries([entry(1, 2, 99, 26), entry(2, 3, 1, 0)]), [1, 0, 0, 0]],
    ["a value of absurd size", withEntries([entry(1, 12, 0xffffffff, 26)]), [0, 0, 0, 0]],
    ["a value at an absurd place", withEntries([entry(1, 2, 5, 0xffffffff)]), [0, 0, 0, 0]],
    ["an unknown type", withEntries([entry(1, 77, 1, 0)]), [0, 0, 0, 0]],
    ["a tag twice", withEntries([entry(1, 3, 1, 0), entry(1, 3, 1, 0)]), [1, 0, 0, 0]],
    ["a directory that is its own successor", withEntries([entry(1, 3, 1, 0)], 8), [1, 0, 0, 0]],
    ["a directory that is its own shot", withEntries([entry(0x8769, 4, 1, 8)]), [1, 0, 0, 0]],
    ["shot and place in one", withEntries([entry(0x8769, 4, 1, 38), entry(0x8825, 4, 1, 38)]), [2, 0, 0, 0]],
  ])("%s", (_, bytes, counts) => {
    expect(sizes(concat(bytes, new Uint8Array(bytes.length > 30 ? 2 : 0)))).toEqual({ whole: false, counts });
  });
});

test("a rational without a divisor is no number", () => {
  const { directories } = readExif(tiff({ image: { 1: [[1, 0]] } }));
  expect(directories.image.get(1)?.number(0)).toBeUndefined();
});

test("our own block is 26 bytes, whole, of one tag, and recognized to the byte", () => {
  for (const orientation of [2, 3, 4, 5, 6, 7, 8] as const) {
    const bytes = orientationExif(orientation);
    expect(bytes).toHaveLength(26);
    expect(sizes(bytes)).toEqual({ whole: true, counts: [1, 0, 0, 0] });
    expect(isOrientationExif(bytes)).toBe(true);
    expect(isOrientationExif(concat(bytes, Uint8Array.of(0)))).toBe(false);
  }
  expect(isOrientationExif(orientationExif(1))).toBe(false);
});

test("any bytes: never an error, values never outside of the block", () => {
  const good = tiff({ image: { 1: "a", 2: [3] }, shot: { 1: "x".repeat(9) }, place: { 2: [[1, 2]] } });
  const changes = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 });
  const noise = fc.uint8Array({ maxLength: 200 }).map((bytes) => concat(utf8("II*\0\x08\0\0\0"), bytes));
  const mutated = changes.map((list) => {
    const bytes = good.slice();
    for (const [at, value] of list) bytes[at] = value;
    return bytes;
  });
  fc.assert(
    fc.property(fc.oneof(noise, mutated), (bytes) => {
      for (const directory of Object.values(readExif(bytes).directories)) {
        for (const value of directory.values()) {
          expect(value.bytes.length).toBeLessThanOrEqual(bytes.length);
          for (const index of [0, value.count - 1, value.count]) value.number(Math.max(0, index));
        }
      }
    }),
    { numRuns: 5000 },
  );
});
