import { crc32, deflateSync } from "node:zlib";
import { concat, utf8 } from "../../../../crypto/bytes.ts";
import { ppm } from "./jpegs.ts";
import { number } from "./tiff.ts";
import { pipe } from "./tools.ts";

export const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);

export function chunk(type: string, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const named = concat(Buffer.from(type, "latin1"), data);
  return concat(number(data.length, 4, false), named, number(crc32(named), 4, false));
}

/** A PNG of random-looking samples; `extra` stands before the pixels. */
export function png(colourType: number, bitDepth: number, ...extra: readonly Uint8Array[]): Uint8Array {
  const [width, height] = [23, 9];
  const samples = [1, 0, 3, 1, 2, 0, 4][colourType] ?? 1;
  const rowLength = 1 + Math.ceil((width * samples * bitDepth) / 8);
  const rows = Uint8Array.from({ length: height * rowLength }, (_, i) =>
    i % rowLength === 0 ? 0 : (i * 7919) % 251,
  );
  const pixels = deflateSync(rows);
  const half = pixels.length >> 1;
  return concat(
    SIGNATURE,
    chunk("IHDR", header(width, height, bitDepth, colourType)),
    ...extra,
    chunk("IDAT", pixels.subarray(0, half)),
    chunk("IDAT", pixels.subarray(half)),
    chunk("IEND"),
  );
}

export function header(width: number, height: number, bitDepth: number, colourType: number): Uint8Array {
  const rest = Uint8Array.of(bitDepth, colourType, 0, 0, 0);
  return concat(number(width, 4, false), number(height, 4, false), rest);
}

export const palette = (colours: number) =>
  chunk(
    "PLTE",
    Uint8Array.from({ length: 3 * colours }, (_, i) => (i * 31) % 256),
  );

/** PNGs of every kind of pixel. */
export function pngs(): Readonly<Record<string, Uint8Array>> {
  const colourSpace = [
    chunk("gAMA", number(45455, 4, false)),
    chunk(
      "cHRM",
      concat(
        ...[31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000].map((value) => number(value, 4, false)),
      ),
    ),
    chunk("sRGB", Uint8Array.of(0)),
  ];
  return {
    "1-bit grey": png(0, 1),
    "8-bit grey with a transparent shade": png(0, 8, chunk("tRNS", Uint8Array.of(0, 77))),
    "16-bit grey": png(0, 16),
    colour: png(2, 8),
    "colour with a colour space": png(2, 8, ...colourSpace),
    "16-bit colour with a transparent colour": png(2, 16, chunk("tRNS", Uint8Array.of(1, 2, 3, 4, 5, 6))),
    "a transparent colour before the colour space": png(
      2,
      8,
      chunk("tRNS", Uint8Array.of(0, 1, 0, 2, 0, 3)),
      ...colourSpace,
    ),
    "2-bit palette with transparency": png(3, 2, palette(4), chunk("tRNS", Uint8Array.of(0, 128))),
    "8-bit palette": png(3, 8, ...colourSpace, palette(256)),
    "grey with alpha": png(4, 8),
    "16-bit colour with alpha": png(6, 16),
    interlaced: pipe("pnmtopng", ["-interlace"], ppm(61, 43)),
  };
}

/** The picture with these chunks right behind its header. */
export function withChunks(picture: Uint8Array, ...chunks: readonly Uint8Array[]): Uint8Array {
  return concat(picture.subarray(0, 33), ...chunks, picture.subarray(33));
}

export const keyworded = (type: string, keyword: string, rest: string) =>
  chunk(type, utf8(`${keyword}\0${rest}`));

/** Puts the right checksum behind every chunk, as far as lengths lead to one: for pictures changed at random. */
export function withChecksums(picture: Uint8Array): Uint8Array {
  const mended = picture.slice();
  const view = new DataView(mended.buffer);
  for (let at = SIGNATURE.length; at + 12 <= mended.length; ) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > mended.length) break;
    view.setUint32(end, crc32(mended.subarray(at + 4, end)));
    at = end + 4;
  }
  return mended;
}
