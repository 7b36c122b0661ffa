import { concat, utf8 } from "../../../../crypto/bytes.ts";
import { number } from "./tiff.ts";
import { convert, pipe } from "./tools.ts";

/** A picture with edges, slopes and noise, as a binary PPM; the same for the same size. */
export function ppm(width: number, height: number): Uint8Array {
  let state = 12345;
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return ((i % (width * 3)) + (i >> 7) * 3 + (state >> 26)) % 256;
  });
  return concat(utf8(`P6\n${width} ${height}\n255\n`), pixels);
}

/** JPEGs of every form that a phone or a program writes, made by libjpeg-turbo. */
export function jpegs(width = 131, height = 77): Readonly<Record<string, Uint8Array>> {
  const source = ppm(width, height);
  const baseline = pipe("cjpeg", ["-quality", "85"], source);
  return {
    baseline,
    "4:4:4": pipe("cjpeg", ["-sample", "1x1"], source),
    optimized: pipe("cjpeg", ["-optimize"], source),
    progressive: pipe("cjpeg", ["-progressive"], source),
    "restart markers": pipe("cjpeg", ["-restart", "1"], source),
    grey: pipe("cjpeg", ["-grayscale"], source),
    "progressive grey": pipe("cjpeg", ["-grayscale", "-progressive", "-restart", "2"], source),
    "RGB with Adobe's mark": pipe("cjpeg", ["-rgb"], source),
    "16-bit tables": pipe("cjpeg", ["-quality", "1"], source),
    "a scan for each component": convert(
      "jpegtran",
      ["-copy", "none", "-scans", "IN1", "-outfile", "OUT", "IN0"],
      baseline,
      utf8("0;\n1;\n2;\n"),
    ),
    "CMYK with Adobe's mark": flatJpeg(4, 0),
    "YCCK with Adobe's mark": flatJpeg(4, 2),
    "YCbCr with Adobe's mark alone": flatJpeg(3, 1),
  };
}

/**
 * A JPEG of 5 x 4 blocks of one shade each, of any number of components: written here, since no tool at hand
 * writes CMYK. One table each, DC codes of 4 bits, AC's end-of-block a single bit.
 */
export function flatJpeg(components: number, adobeTransform?: 0 | 1 | 2): Uint8Array {
  const ids = Array.from({ length: components }, (_, i) => i + 1);
  const adobe =
    adobeTransform === undefined
      ? []
      : [segment(0xee, concat(utf8("Adobe"), Uint8Array.of(0, 100, 0, 0, 0, 0, adobeTransform)))];
  return concat(
    Uint8Array.of(0xff, 0xd8),
    ...adobe,
    segment(0xdb, Uint8Array.of(0, ...new Uint8Array(64).fill(4))),
    segment(0xc0, Uint8Array.of(8, 0, 32, 0, 40, components, ...ids.flatMap((id) => [id, 0x11, 0]))),
    segment(0xc4, Uint8Array.of(0x00, ...lengths({ 4: 12 }), ...Array.from({ length: 12 }, (_, i) => i))),
    segment(0xc4, Uint8Array.of(0x10, ...lengths({ 1: 1 }), 0)),
    segment(0xda, Uint8Array.of(components, ...ids.flatMap((id) => [id, 0]), 0, 63, 0)),
    flatScan(20 * components),
    Uint8Array.of(0xff, 0xd9),
  );
}

/** Each block a DC difference of 7 bits and an end of block. */
function flatScan(blocks: number): Uint8Array {
  let bits = "";
  for (let i = 0; i < blocks; i++) {
    const magnitude = 64 + ((i * 37) % 64);
    const difference = i % 2 === 0 ? magnitude : 127 - magnitude;
    bits += `0111${difference.toString(2).padStart(7, "0")}0`;
  }
  const bytes = bits.match(/.{1,8}/g)?.map((byte) => Number.parseInt(byte.padEnd(8, "1"), 2)) ?? [];
  return Uint8Array.from(bytes.flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])));
}

function lengths(counts: Readonly<Record<number, number>>): number[] {
  return Array.from({ length: 16 }, (_, i) => counts[i + 1] ?? 0);
}

/** A segment with its marker and length. */
export function segment(marker: number, payload: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(0xff, marker), number(2 + payload.length, 2, false), payload);
}

/** The picture with these pieces right behind its start. */
export function withSegments(jpeg: Uint8Array, ...segments: readonly Uint8Array[]): Uint8Array {
  return concat(jpeg.subarray(0, 2), ...segments, jpeg.subarray(2));
}

/** APP1 with Exif. */
export function exifSegment(tiff: Uint8Array): Uint8Array {
  return segment(0xe1, concat(utf8("Exif\0\0"), tiff));
}
