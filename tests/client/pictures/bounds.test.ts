import { describe, expect, test } from "vitest";
import { cleanImage } from "../../../client/pictures/clean.ts";
import { CleanError } from "../../../client/pictures/errors.ts";
import { concat, utf8 } from "../../../crypto/bytes.ts";
import { reachableFrom } from "../../support/imports.ts";
import { inLong } from "../../support/seeded.ts";
import { exifSegment, flatJpeg, segment, withSegments } from "./pictures/jpegs.ts";
import { keyworded, png, chunk as pngChunk, withChunks } from "./pictures/pngs.ts";
import { number } from "./pictures/tiff.ts";
import { riff, chunk as webpChunk } from "./pictures/webps.ts";

const MB = 1024 * 1024;
const SIZE = inLong(5, 30) * MB;
/** Seconds on the busiest machine: a few when nothing else runs, and many minutes if a scan were quadratic. */
const LIMIT = 60;

const jpeg = flatJpeg(3);

/** As many copies of a piece as make that size. */
function filled(piece: Uint8Array, size = SIZE): Uint8Array {
  const whole = new Uint8Array(Math.ceil(size / piece.length) * piece.length);
  whole.set(piece);
  for (let done = piece.length; done < whole.length; done *= 2)
    whole.copyWithin(done, 0, Math.min(done, whole.length - done));
  return whole;
}

/** Pseudo-random bytes without 0xff, as compressed data mostly are. */
const noise = filled(Uint8Array.from({ length: 65_521 }, (_, i) => (i * i * 31 + i) % 255));
const inScan = (data: Uint8Array) => concat(jpeg.subarray(0, -2), data, jpeg.subarray(-2));

/** Frames of 1 x 1 with 2,000 bytes each. */
function animated(): Uint8Array {
  const image = webpChunk("VP8L", concat(Uint8Array.of(0x2f, 0, 0, 0, 0), noise.subarray(0, 2000)));
  const frame = webpChunk("ANMF", concat(new Uint8Array(16), image));
  const canvas = webpChunk("VP8X", Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  return riff(canvas, webpChunk("ANIM", new Uint8Array(6)), filled(frame));
}

function directory65535(): Uint8Array {
  const entry = Uint8Array.of(0x01, 0x0e, 0, 2, 0, 0, 0xff, 0xff, 0, 0, 0, 8);
  return concat(utf8("MM\0*"), number(8, 4, false), number(65_535, 2, false), filled(entry, 65_535 * 12));
}

describe(`${SIZE / MB} MB, in a time that grows with the size alone`, () => {
  test.each<[string, () => Uint8Array, string]>([
    ["a JPEG", () => inScan(noise), "jpeg"],
    ["a JPEG of stuffed bytes", () => inScan(filled(Uint8Array.of(0xff, 0))), "jpeg"],
    ["a JPEG of restart markers", () => inScan(filled(Uint8Array.of(0xff, 0xd0, 1))), "jpeg"],
    ["a JPEG of fill bytes", () => inScan(filled(Uint8Array.of(0xff))), "jpeg"],
    ["a JPEG without end", () => concat(jpeg.subarray(0, -2), noise), "jpeg"],
    [
      "a JPEG of tiny comments",
      () => withSegments(jpeg, filled(segment(0xfe, Uint8Array.of(1)))),
      "unsupported",
    ],
    [
      "a JPEG of large comments",
      () => withSegments(jpeg, filled(segment(0xfe, noise.subarray(0, 65_000)))),
      "jpeg",
    ],
    [
      "a JPEG of Exif",
      () => withSegments(jpeg, filled(exifSegment(directory65535().subarray(0, 60_000)))),
      "jpeg",
    ],
    ["a JPEG of XMP", () => withSegments(jpeg, filled(xmpSegment())), "jpeg"],
    [
      "a JPEG with a film behind",
      () => concat(jpeg, filled(Buffer.from("\xff\xff\xff\xffftyp", "latin1"))),
      "jpeg",
    ],
    ["a JPEG with f's behind", () => concat(jpeg, filled(utf8("f"))), "jpeg"],
    [
      "a PNG of one long piece",
      () => concat(png(2, 8).subarray(0, 33), pngChunk("IDAT", noise), pngChunk("IEND")),
      "png",
    ],
    [
      "a PNG of tiny chunks",
      () => withChunks(png(2, 8), filled(pngChunk("tEXt", utf8("a\0b")))),
      "unsupported",
    ],
    ["a PNG of a long text", () => withChunks(png(2, 8), pngChunk("iTXt", noise)), "png"],
    [
      "a PNG of a long XMP",
      () =>
        withChunks(
          png(2, 8),
          keyworded("iTXt", "XML:com.adobe.xmp", `\0\0\0\0${"<dc:creator".repeat(Math.ceil(SIZE / 11))}`),
        ),
      "png",
    ],
    [
      "a PNG of a long Exif",
      () => withChunks(png(2, 8), pngChunk("eXIf", concat(directory65535(), noise))),
      "png",
    ],
    ["a WebP", () => riff(webpChunk("VP8L", concat(Uint8Array.of(0x2f, 0, 0, 0, 0), noise))), "webp"],
    ["a WebP of many frames", animated, "webp"],
    [
      "a WebP of tiny chunks",
      () => concat(riff(filled(webpChunk("abcd", new Uint8Array(0))))),
      "unsupported",
    ],
  ])("%s", (_, make, expected) => {
    const picture = make();
    expect(picture.length).toBeGreaterThan(0.99 * SIZE);
    const { outcome, seconds, megabytes } = measured(picture);
    expect(outcome).toBe(expected);
    expect(seconds).toBeLessThan(LIMIT);
    expect(megabytes).toBeLessThan(2 * (picture.length / MB) + 64);
  });
});

function xmpSegment(): Uint8Array {
  return segment(0xe1, utf8(`http://ns.adobe.com/xap/1.0/\0${"<dc:creator ".repeat(5000)}`));
}

function measured(picture: Uint8Array) {
  const memory = () => process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
  const [before, start] = [memory(), performance.now()];
  const outcome = outcomeAndKind(picture);
  return { outcome, seconds: (performance.now() - start) / 1000, megabytes: (memory() - before) / MB };
}

function outcomeAndKind(picture: Uint8Array): string {
  try {
    return cleanImage(picture).kind;
  } catch (error) {
    if (error instanceof CleanError) return error.code;
    throw error;
  }
}

test("the cleaner is of its own folder and the ground floor's bytes: no Node, no package", () => {
  const foreign = [...reachableFrom("client/pictures/clean.ts")].filter(
    (file) =>
      !file.startsWith("client/pictures/") &&
      !/^crypto\/(bytes|coded-error|errors|sentences)\.ts$/.test(file),
  );
  expect(foreign).toEqual([]);
});
