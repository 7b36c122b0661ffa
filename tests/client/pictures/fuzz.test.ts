import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanImage, describeFile } from "../../../client/pictures/clean.ts";
import { CLEAN_ERROR_CODES } from "../../../client/pictures/errors.ts";
import { concat, equalBytes, utf8 } from "../../../crypto/bytes.ts";
import { inLong } from "../../support/seeded.ts";
import { changed } from "./pictures/changed.ts";
import { exifSegment, flatJpeg, ppm, segment, withSegments } from "./pictures/jpegs.ts";
import { outcomeOf } from "./pictures/outcome.ts";
import { expectOnlyAllowed } from "./pictures/outline.ts";
import { keyworded, palette, png, chunk as pngChunk, withChecksums, withChunks } from "./pictures/pngs.ts";
import { tiff } from "./pictures/tiff.ts";
import { pipe } from "./pictures/tools.ts";
import { animation, chunksIn, riff, chunk as webpChunk, webps } from "./pictures/webps.ts";

const exif = tiff({
  image: { 274: [6], 271: "Example" },
  place: { 1: "N", 2: [[1, 1]], 3: "E", 4: [[2, 1]] },
  thumbnail: { 514: [9] },
});
const xmp =
  '<x exif:GPSLatitude="1,2.5N" exif:GPSLongitude="3,4W"><dc:creator><rdf:li>me</rdf:li></dc:creator></x>';

const lossy = chunksIn((webps().lossy ?? new Uint8Array(0)).subarray(12));
const canvas = webpChunk("VP8X", Uint8Array.of(0x2c, 0, 0, 0, 63, 0, 0, 44, 0, 0));

/** How many changed files are tried of each; with LONG=yes, 200,000 of all. */
const TRIED = inLong(500, 40_000);

/** Small pictures with all that can stand in them, and a way to mend what a change at random breaks first. */
const SEEDS: readonly [string, Uint8Array, (bytes: Uint8Array) => Uint8Array][] = [
  [
    "JPEG",
    withSegments(
      flatJpeg(4, 2),
      segment(0xe0, utf8("JFIF\0\x01\x01\0\0\x01\0\x01\0\0")),
      exifSegment(exif),
      segment(0xe1, utf8(`http://ns.adobe.com/xap/1.0/\0${xmp}`)),
      segment(0xed, utf8("Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x08\x1c\x02\x5a\0\x03abc")),
    ),
    (bytes) => bytes,
  ],
  ["progressive JPEG", pipe("cjpeg", ["-progressive", "-restart", "1"], ppm(19, 11)), (bytes) => bytes],
  [
    "PNG",
    withChunks(
      png(3, 8, palette(8), pngChunk("tRNS", new Uint8Array(8)), pngChunk("eXIf", exif)),
      keyworded("iTXt", "XML:com.adobe.xmp", `\0\0\0\0${xmp}`),
      keyworded("tEXt", "Title", "x"),
      pngChunk("tIME", new Uint8Array(7)),
    ),
    withChecksums,
  ],
  [
    "WebP",
    riff(
      canvas,
      webpChunk("ICCP", new Uint8Array(140)),
      ...lossy.map(({ whole }) => whole),
      webpChunk("EXIF", exif),
    ),
    (bytes) => bytes,
  ],
  ["animated WebP", animation(), (bytes) => bytes],
];

/** Whatever the bytes: a code of the closed set, or a clean copy of which all holds that is promised. */
function expectSafe(bytes: Uint8Array): string {
  const before = bytes.slice();
  const outcome = outcomeOf(bytes);
  expect(["accepted", ...CLEAN_ERROR_CODES]).toContain(outcome);
  expect(equalBytes(bytes, before)).toBe(true);
  if (outcome !== "accepted") return outcome;
  const { clean, removed, orientation, kind } = cleanImage(bytes);
  expect(describeFile(bytes)).toEqual({ findings: removed, broken: null });
  expectOnlyAllowed(clean, bytes);
  const { clean: again, ...rest } = cleanImage(clean);
  expect(equalBytes(again, clean)).toBe(true);
  expect(rest).toEqual({ removed: [], orientation, kind });
  return outcome;
}

describe.each(SEEDS)("%s", (_, seed, mend) => {
  test("every byte changed, one at a time", () => {
    const outcomes = new Set<string>();
    for (let at = 0; at < Math.min(seed.length, 900); at++) {
      const values = [0, 0xff, 1 ^ (seed[at] ?? 0), 0x80 ^ (seed[at] ?? 0)];
      for (const value of inLong(values.slice(at % 4, (at % 4) + 1), values)) {
        const bytes = seed.slice();
        bytes[at] = value;
        outcomes.add(expectSafe(mend(bytes)));
      }
    }
    expect(outcomes).toContain("accepted");
    expect(outcomes).toContain("structure");
  });

  test(
    "bytes changed, cut out, doubled, moved",
    () => {
      fc.assert(
        fc.property(changed(seed, fc.nat(seed.length)), (bytes) => {
          expectSafe(mend(bytes));
        }),
        { numRuns: TRIED },
      );
    },
    inLong(60_000, 3_600_000),
  );

  test("any bytes behind a right beginning, or behind the end", () => {
    const beginning = fc.constantFrom(2, 8, 12, 20, 33, 60).map((length) => seed.subarray(0, length));
    fc.assert(
      fc.property(beginning, fc.uint8Array({ maxLength: 400 }), (start, noise) => {
        expectSafe(mend(concat(start, noise)));
        expect(expectSafe(concat(seed, noise))).toBe("accepted");
      }),
      { numRuns: 500 },
    );
  });
});

/** Segments, chunks and markers in any order: what a change at random seldom makes. */
test("well-formed pieces in any order", () => {
  const anyBytes = fc.uint8Array({ maxLength: 40 });
  const jpegPieces = jpegSegments(SEEDS[0]?.[1] ?? new Uint8Array(0));
  const jpegPiece = fc.oneof(
    fc.constantFrom(...jpegPieces),
    fc.tuple(fc.integer({ min: 0xc0, max: 0xfe }), anyBytes).map(([marker, data]) => segment(marker, data)),
  );
  const types = fc.constantFrom(
    "IHDR",
    "PLTE",
    "IDAT",
    "IEND",
    "tRNS",
    "gAMA",
    "sRGB",
    "eXIf",
    "tEXt",
    "iTXt",
    "fcTL",
  );
  const pngPiece = fc.tuple(types, anyBytes).map(([type, data]) => pngChunk(type, data));
  const ids = fc.constantFrom("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "EXIF", "XMP ", "abcd");
  const webpPiece = fc.oneof(
    fc.constantFrom(canvas, ...lossy.map(({ whole }) => whole)),
    fc.tuple(ids, anyBytes).map(([type, data]) => webpChunk(type, data)),
  );
  const start = png(2, 8).subarray(0, 33);
  fc.assert(
    fc.property(
      fc.array(jpegPiece, { maxLength: 12 }),
      fc.array(pngPiece, { maxLength: 8 }),
      fc.array(webpPiece, { maxLength: 6 }),
      (segments, chunks, riffChunks) => {
        const end = Uint8Array.of(0xff, 0xd9);
        expectSafe(concat(Uint8Array.of(0xff, 0xd8), ...segments, end));
        expectSafe(concat(start, ...chunks, pngChunk("IEND")));
        expectSafe(riff(...riffChunks));
      },
    ),
    { numRuns: 3000 },
  );
});

test("any bytes at all", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expectSafe(bytes);
    }),
    { numRuns: 2000 },
  );
});

/** The pieces of a JPEG between start and end; the last is the scan. */
function jpegSegments(picture: Uint8Array): Uint8Array[] {
  const view = Buffer.from(picture);
  const pieces: Uint8Array[] = [];
  for (let at = 2; at < view.length - 2; ) {
    const isScan = view[at + 1] === 0xda;
    const end = isScan ? view.length - 2 : at + 2 + view.readUInt16BE(at + 2);
    pieces.push(picture.subarray(at, end));
    at = end;
  }
  return pieces;
}
