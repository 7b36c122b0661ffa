import fc from "fast-check";
import { expect, test } from "vitest";
import { CLEAN_ERROR_CODES } from "../../../../client/pictures/errors.ts";
import { concat, equalBytes } from "../../../../crypto/bytes.ts";
import { changed } from "../pictures/changed.ts";
import { cleanIso, media, outcomeOfIso } from "./iso-files.ts";

const SEEDS = [
  "heic-exif-xmp-thumb.heic",
  "heic-alpha.heic",
  "avif-exif-xmp.avif",
  "mov-keys-timecode.mov",
  "m4a-voice-memo.m4a",
  "mp4-fragmented-prft.mp4",
  "mp4-hevc-sei.mp4",
  "mp4-xmp-trailing.mp4",
].map(media);

/** How many changed files are tried of each; with LONG=yes, 200,000 of all. */
const TRIED = process.env.LONG === "yes" ? 200_000 / SEEDS.length : 400;

/** Types that may stand in a clean copy. */
const ALLOWED =
  /^(?:ftyp|styp|moov|mvhd|trak|tkhd|edts|elst|tapt|clef|prof|enof|tref|auxl|mdia|mdhd|hdlr|minf|[vs]mhd|dinf|dref|stbl|st[stscoz]\w|stps|[cs]tts|cslg|co64|sdtp|s[bg][gp][pd]|mvex|mehd|trex|moof|mfhd|traf|tf[dh][td]|trun|sidx|mdat|meta|pitm|iinf|iref|iprp|iloc|idat|free)$/;
const CONTAINERS = /^(?:moov|trak|edts|tapt|mdia|minf|dinf|stbl|mvex|moof|traf)$/;

/** Fails unless a file consists of boxes on the list, and the free ones of zeros. */
function expectOnlyAllowed(bytes: Uint8Array): void {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  while (at + 8 <= view.length) {
    const short = view.readUInt32BE(at);
    const head = short === 1 ? 16 : 8;
    const length = short === 1 ? Number(view.readBigUInt64BE(at + 8)) : short || view.length - at;
    const type = view.toString("latin1", at + 4, at + 8);
    if (type === "\0\0\0\0") break;
    expect(type).toMatch(ALLOWED);
    const payload = view.subarray(at + head, at + length);
    if (type === "free") expect(payload.every((byte) => byte === 0)).toBe(true);
    if (CONTAINERS.test(type)) expectOnlyAllowed(payload);
    at += length;
  }
  expect(view.subarray(at).every((byte) => byte === 0)).toBe(true);
}

/** Whatever the bytes: a code of the closed set, or a clean copy of which all holds that is promised. */
function expectSafe(bytes: Uint8Array): boolean {
  const before = bytes.slice();
  const outcome = outcomeOfIso(bytes);
  expect(equalBytes(bytes, before)).toBe(true);
  if (typeof outcome === "string") {
    expect(CLEAN_ERROR_CODES).toContain(outcome);
    return false;
  }
  expect(outcome.length).toBeLessThanOrEqual(bytes.length);
  expectOnlyAllowed(outcome);
  const again = cleanIso(outcome);
  expect(equalBytes(again.clean, outcome)).toBe(true);
  return true;
}

test.each(SEEDS.map((seed, i) => [i, seed] as const))(
  "bytes changed, cut out, doubled, moved: %i",
  (_, seed) => {
    expect(expectSafe(seed)).toBe(true);
    // Most of a file is samples; what matters stands in its boxes.
    const text = Buffer.from(seed).toString("latin1");
    const header = Math.max(
      0,
      Math.min(...["moov", "meta"].map((type) => text.indexOf(type)).filter((at) => at > 0)),
    );
    const place = fc.oneof(
      fc.nat(seed.length - 1),
      fc.integer({ min: header, max: Math.min(seed.length - 1, header + 1500) }),
    );
    let accepted = 0;
    fc.assert(
      fc.property(changed(seed, place, fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 255))), (bytes) => {
        if (expectSafe(bytes)) accepted++;
      }),
      { numRuns: TRIED },
    );
    expect(accepted).toBeGreaterThan(0);
  },
);

test("what looks like a start code until it is cleaned, and like a length then, is refused", () => {
  const [, , , film = new Uint8Array(0)] = SEEDS;
  // The size of a sample, from where on the next ones begin in the middle of units (found by fuzzing).
  const at = 7724;
  expect(film[at]).toBe(53);
  expect(expectSafe(film.with(at, 12))).toBe(false);
});

test("any bytes at all, and any behind a right beginning", () => {
  const start = fc
    .constantFrom(...SEEDS)
    .chain((seed) => fc.nat(600).map((length) => seed.subarray(0, length)));
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 400 }), (beginning, noise) => {
      expectSafe(noise);
      expectSafe(concat(beginning, noise));
    }),
    { numRuns: 1000 },
  );
});
