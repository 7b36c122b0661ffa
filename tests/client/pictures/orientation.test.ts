import { describe, expect, test } from "vitest";
import { cleanImage } from "../../../client/pictures/clean.ts";
import { concat, utf8 } from "../../../crypto/bytes.ts";
import { inspectImage } from "../../support/cleaned.ts";
import { exifSegment, flatJpeg, segment, withSegments } from "./pictures/jpegs.ts";
import { png, chunk as pngChunk, withChunks } from "./pictures/pngs.ts";
import { type Tags, tiff } from "./pictures/tiff.ts";
import { chunksIn, riff, chunk as webpChunk, webps } from "./pictures/webps.ts";

const jpeg = flatJpeg(3);
const [image] = chunksIn((webps().lossy ?? new Uint8Array(0)).subarray(12));

function webp(exif: Uint8Array, flags: number): Uint8Array {
  const canvas = webpChunk("VP8X", Uint8Array.of(flags, 0, 0, 0, 63, 0, 0, 44, 0, 0));
  return riff(canvas, image?.whole ?? new Uint8Array(0), webpChunk("EXIF", exif));
}

const oriented = (orientation: number, littleEndian = false, more: Tags = {}) =>
  tiff({ image: { 274: [orientation], ...more } }, littleEndian);

const KINDS: readonly [string, (exif: Uint8Array) => Uint8Array][] = [
  ["JPEG", (exif) => withSegments(jpeg, exifSegment(exif))],
  ["PNG", (exif) => withChunks(png(2, 8), pngChunk("eXIf", exif))],
  ["WebP", (exif) => webp(exif, 0x08)],
];

describe.each(KINDS)("%s", (_, picture) => {
  test.each([false, true])(
    "each orientation is kept, in a fresh Exif, or none (little-endian %s)",
    (little) => {
      for (const orientation of [2, 3, 4, 5, 6, 7, 8] as const) {
        const dirty = picture(oriented(orientation, little, { 271: "Example" }));
        const { clean, removed } = cleanImage(dirty);
        expect(removed.map(({ code }) => code)).toEqual(["device", "settings"]);
        expect(inspectImage(clean)).toMatchObject({ orientation, findings: [] });
        expect(clean.length).toBeLessThan(dirty.length);
      }
      const upright = cleanImage(picture(oriented(1, little)));
      expect(upright.orientation).toBe(1);
      expect(Buffer.from(upright.clean).includes("MM\0*")).toBe(false);
    },
  );

  test.each([
    ["0", oriented(0)],
    ["9", oriented(9)],
    ["a text", tiff({ image: { 274: "6" } })],
    ["two numbers", tiff({ image: { 274: [6, 6] } })],
    ["in the thumbnail's directory", tiff({ image: {}, thumbnail: { 274: [6] } })],
    ["in the shot's directory", tiff({ image: {}, shot: { 274: [6] } })],
  ])("no orientation: %s", (__, exif) => {
    expect(inspectImage(picture(exif)).orientation).toBe(1);
  });
});

test("viewers heed the first Exif before the first scan", () => {
  const [six, eight] = [exifSegment(oriented(6)), exifSegment(oriented(8))];
  expect(inspectImage(withSegments(jpeg, six, eight)).orientation).toBe(6);
  const late = concat(jpeg.subarray(0, -2), eight, jpeg.subarray(-2));
  expect(inspectImage(late).orientation).toBe(1);
  expect(inspectImage(withSegments(jpeg, segment(0xe1, utf8("Exif\0\xff"))))).toMatchObject({
    orientation: 1,
  });
});

test("a WebP without the flag, or without a canvas, is not turned", () => {
  expect(inspectImage(webp(oriented(6), 0)).orientation).toBe(1);
  const simple = riff(image?.whole ?? new Uint8Array(0), webpChunk("EXIF", oriented(6)));
  expect(inspectImage(simple).orientation).toBe(1);
});
