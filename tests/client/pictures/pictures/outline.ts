import { expect } from "vitest";
import { ascii } from "../../../../client/pictures/fields.ts";
import { ownProfile } from "../../../../client/pictures/metadata/own-profile.ts";
import { gamutChunks } from "../../../../client/pictures/png/colours.ts";
import { concat } from "../../../../crypto/bytes.ts";
import { chunksIn } from "./webps.ts";

// Readers of clean copies, apart from the cleaner's: they accept nothing but the allow-list, and demand that every
// piece stands in the original, in the same order, but for a PNG's tRNS, which comes behind what says how its colours
// are meant. Findings of a format's own reader are not consulted.

const EXIF = /^4d4d002a0000000800010112000300000001000[2-8]000000000000$/;
const JFIF = "4a46494600010100000100010000";
const PROFILES = (["Display P3", "Adobe RGB"] as const).map((gamut) =>
  Buffer.from(ownProfile(gamut)).toString("hex"),
);
const GAMUTS = (["Display P3", "Adobe RGB"] as const).map((gamut) =>
  gamutChunks(gamut).map((chunk) => Buffer.from(chunk).toString("hex")),
);
/** All that a cHRM and a gAMA may say, white first: sRGB, Display P3, Adobe RGB, BT.2020; 1/2.2, and no curve. */
const SHARED = [
  [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000],
  [31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000],
  [31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000],
  [31270, 32900, 70800, 29200, 17000, 79700, 13100, 4600],
  [45455],
  [100_000],
].map((values) => values.map((value) => value.toString(16).padStart(8, "0")).join(""));
const END = "0000000049454e44ae426082";
const ADOBE = /^41646f62650064000000000[0-2]$/;

/** Fails unless `clean` is made of parts of `original` and the constants that a clean copy may hold. */
export function expectOnlyAllowed(clean: Uint8Array, original: Uint8Array): void {
  const [first] = clean;
  const pieces = first === 0xff ? jpegPieces(clean) : first === 0x89 ? pngPieces(clean) : webpPieces(clean);
  const haystack = Buffer.from(original.buffer, original.byteOffset, original.length);
  let from = 0;
  for (const piece of pieces) {
    const least = isTransparency(piece) ? 0 : from;
    const at = haystack.indexOf(piece, least);
    expect(at, `a piece of ${piece.length} bytes stands in the original`).toBeGreaterThanOrEqual(least);
    if (!isTransparency(piece)) from = at + piece.length;
  }
}

/** The pieces that must come from the original: everything but the constants. */
function jpegPieces(clean: Uint8Array): Uint8Array[] {
  const bytes = Buffer.from(clean);
  const pieces: Uint8Array[] = [];
  expect(bytes.subarray(0, 2).toString("hex")).toBe("ffd8");
  let at = 2;
  while (bytes.readUInt16BE(at) !== 0xffd9) {
    const marker = bytes.readUInt16BE(at);
    let end = at + 2 + bytes.readUInt16BE(at + 2);
    const payload = bytes.toString("hex", at + 4, end);
    if (marker === 0xffda) while (!isMarkerAt(bytes, end)) end++;
    if (marker === 0xffe0) expect(payload).toBe(JFIF);
    else if (marker === 0xffe2) expect(PROFILES).toContain(payload.slice(28));
    else if (marker === 0xffe1) expect(payload).toMatch(new RegExp(`^457869660000${EXIF.source.slice(1)}`));
    else if (marker === 0xffee) expect(payload).toMatch(ADOBE);
    else {
      expect([0xffc0, 0xffc1, 0xffc2, 0xffc4, 0xffda, 0xffdb, 0xffdc, 0xffdd]).toContain(marker);
      pieces.push(bytes.subarray(at, end));
    }
    at = end;
  }
  expect(at + 2).toBe(bytes.length);
  return pieces;
}

function isMarkerAt(bytes: Uint8Array, at: number): boolean {
  const next = bytes[at + 1] ?? 0xd9;
  return bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7);
}

const isTransparency = (piece: Uint8Array) => Buffer.from(piece.subarray(4, 8)).toString("latin1") === "tRNS";

function pngPieces(clean: Uint8Array): Uint8Array[] {
  const bytes = Buffer.from(clean);
  const pieces: Uint8Array[] = [bytes.subarray(0, 8)];
  let at = 8;
  for (let type = ""; type !== "IEND"; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    type = bytes.toString("latin1", at + 4, at + 8);
    if (type === "eXIf") expect(bytes.toString("hex", at + 8, end - 4)).toMatch(EXIF);
    else if (type === "IEND") expect(bytes.toString("hex", at, end)).toBe(END);
    else if (type === "cHRM" || type === "gAMA")
      expect(SHARED).toContain(bytes.toString("hex", at + 8, end - 4));
    else if (!GAMUTS.flat().includes(bytes.toString("hex", at, end))) {
      expect(["IHDR", "PLTE", "tRNS", "sRGB", "cICP", "IDAT"]).toContain(type);
      // What is broken gets a new frame: its length and its checksum.
      const isMended = type === "IDAT" || type === "PLTE";
      pieces.push(isMended ? bytes.subarray(at + 8, end - 4) : bytes.subarray(at, end));
    }
    at = end;
  }
  expect(at).toBe(bytes.length);
  return pieces;
}

function webpPieces(clean: Uint8Array): Uint8Array[] {
  const bytes = Buffer.from(clean);
  expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
  return chunksIn(clean.subarray(12)).flatMap(({ type, data, whole }) => {
    expect(whole.length % 2).toBe(0);
    if (data.length % 2 === 1) expect(whole.at(-1)).toBe(0);
    if (type === "ICCP") expect(PROFILES).toContain(Buffer.from(data).toString("hex"));
    else if (type === "EXIF") expect(Buffer.from(data).toString("hex")).toMatch(EXIF);
    else if (type === "VP8X") {
      expect((data[0] ?? 0) & ~0x3a).toBe(0);
      expect([...data.subarray(1, 4)]).toEqual([0, 0, 0]);
      return [data.subarray(4)];
    } else if (type === "ANMF") {
      expect((data[15] ?? 0) & ~3).toBe(0);
      return [data.subarray(0, 15), ...framePieces(data.subarray(16))];
    } else {
      expect(["VP8 ", "VP8L", "ALPH", "ANIM"]).toContain(type);
      return [concat(ascii(type), whole.subarray(4, 8)), data];
    }
    return [];
  });
}

function framePieces(contents: Uint8Array): Uint8Array[] {
  return chunksIn(contents).map(({ type, data }) => {
    expect(["VP8 ", "VP8L", "ALPH"]).toContain(type);
    return data;
  });
}
