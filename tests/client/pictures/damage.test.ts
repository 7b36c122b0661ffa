import { describe, expect, test } from "vitest";
import { cleanImage, imageKind } from "../../../client/pictures/clean.ts";
import { CLEAN_ERROR_CODES, CleanError } from "../../../client/pictures/errors.ts";
import { concat, utf8 } from "../../../crypto/bytes.ts";
import { inspectImage } from "../../support/cleaned.ts";
import { exifSegment, flatJpeg, ppm, segment, withSegments } from "./pictures/jpegs.ts";
import { outcomeOf } from "./pictures/outcome.ts";
import {
  header,
  keyworded,
  palette,
  png,
  chunk as pngChunk,
  SIGNATURE,
  withChunks,
} from "./pictures/pngs.ts";
import { number, tiff } from "./pictures/tiff.ts";
import { pipe } from "./pictures/tools.ts";
import { animation, chunksIn, riff, chunk as webpChunk, webps } from "./pictures/webps.ts";

const bytes = (...numbers: number[]) => Uint8Array.from(numbers);
const jpeg = flatJpeg(3);
const lossy = webps().lossy ?? bytes();

describe("kinds", () => {
  test.each<[string, Uint8Array, string | null]>([
    ["nothing", bytes(), null],
    ["text", utf8("<html>"), null],
    ["GIF", utf8("GIF89a"), null],
    ["HEIC", utf8("\0\0\0\x18ftypheic"), null],
    ["a RIFF that isn't a WebP", utf8("RIFF\0\0\0\0WAVE"), null],
    ["JPEG", jpeg, "jpeg"],
    ["PNG", png(2, 8), "png"],
    ["WebP", lossy, "webp"],
  ])("%s", (_, picture, kind) => {
    expect(imageKind(picture)).toBe(kind);
    if (kind === null) expect(outcomeOf(picture)).toBe("unknown-kind");
  });
});

describe("cut short anywhere, a picture is refused; in its pixels, it gets an end, as viewers show it", () => {
  const exif = tiff({ image: { 274: [6], 271: "Example" }, place: { 2: [[1, 1]] } });
  test.each<[string, Uint8Array]>([
    ["JPEG", withSegments(jpeg, exifSegment(exif), segment(0xfe, utf8("a comment")))],
    ["progressive JPEG", pipe("cjpeg", ["-progressive", "-restart", "1"], ppm(33, 21))],
    ["PNG", withChunks(png(3, 8, palette(8)), pngChunk("eXIf", exif), keyworded("tEXt", "Title", "x"))],
    ["WebP", lossy],
    ["animated WebP", animation()],
  ])("%s", (name, picture) => {
    expect(outcomeOf(picture)).toBe("accepted");
    const accepted: number[] = [];
    for (let length = 0; length < picture.length; length++) {
      const cut = picture.subarray(0, length);
      const expected = imageKind(cut) === null ? "unknown-kind" : "cut-short";
      const outcome = outcomeOf(cut);
      if (outcome === "accepted" && /JPEG|PNG/.test(name)) {
        expect(inspectImage(cut).findings).toContainEqual({ code: "no-end" });
        accepted.push(length);
      } else expect(outcome, `${length} bytes`).toBe(expected);
    }
    // From some place on, and nowhere before it.
    if (/JPEG|PNG/.test(name)) expect(accepted).toEqual(accepted.map((_, i) => (accepted[0] ?? 0) + i));
    expect(accepted.length > 0).toBe(/JPEG|PNG/.test(name));
  });
});

describe("JPEG is refused, or taken as viewers show it", () => {
  const frame = (payload: Uint8Array, marker = 0xc0) => segment(marker, payload);
  const dirty = (piece: Uint8Array) => withSegments(jpeg, piece);
  const scanAt = Buffer.from(jpeg).indexOf(Buffer.from([0xff, 0xda]));
  const end = bytes(0xff, 0xd9);
  const lines = segment(0xdc, bytes(0, 32));
  const changed = (find: readonly number[], offset: number, value: number) => {
    const copy = jpeg.slice();
    copy[Buffer.from(jpeg).indexOf(Buffer.from(find)) + offset] = value;
    return copy;
  };

  test.each<[string, Uint8Array, string]>([
    ["nothing between start and end", concat(jpeg.subarray(0, 2), end), "structure"],
    ["tables without a scan", concat(jpeg.subarray(0, scanAt), end), "structure"],
    ["a scan without a frame", concat(jpeg.subarray(0, 2), jpeg.subarray(scanAt)), "structure"],
    ["a few bytes between segments", dirty(concat(segment(0xfe, bytes()), bytes(0, 5))), "accepted"],
    ["many bytes between segments", dirty(concat(segment(0xfe, bytes()), new Uint8Array(2000))), "structure"],
    ["a second start", dirty(bytes(0xff, 0xd8)), "structure"],
    ["a stray restart marker", dirty(bytes(0xff, 0xd0)), "accepted"],
    ["a reserved marker", dirty(bytes(0xff, 0x02, 0, 2)), "structure"],
    ["a JPEG extension", dirty(segment(0xf0, bytes(1))), "structure"],
    ["a segment shorter than its length", dirty(bytes(0xff, 0xfe, 0, 1)), "structure"],
    ["two frames", dirty(frame(bytes(8, 0, 32, 0, 40, 1, 1, 0x11, 0))), "structure"],
    ["no components", dirty(frame(bytes(8, 0, 32, 0, 40, 0))), "structure"],
    ["a component twice", dirty(frame(bytes(8, 0, 32, 0, 40, 2, 1, 0x11, 0, 1, 0x11, 0))), "structure"],
    ["no width", dirty(frame(bytes(8, 0, 32, 0, 0, 1, 1, 0x11, 0))), "structure"],
    ["a frame with bytes to spare", dirty(frame(bytes(8, 0, 32, 0, 40, 1, 1, 0x11, 0, 7))), "structure"],
    ["a sampling factor of 0", changed([0x11, 0], 0, 0x01), "structure"],
    ["a lossless frame", dirty(frame(bytes(8, 0, 32, 0, 40, 1, 1, 0x11, 0), 0xc3)), "unsupported"],
    ["an arithmetic frame", pipe("cjpeg", ["-arithmetic"], ppm(16, 16)), "unsupported"],
    ["a hierarchical one", dirty(segment(0xde, bytes(0))), "unsupported"],
    ["a quantization table with bytes to spare", dirty(segment(0xdb, new Uint8Array(66))), "structure"],
    ["a quantization table too many", dirty(segment(0xdb, bytes(4, ...new Uint8Array(64)))), "structure"],
    ["a Huffman table with bytes to spare", dirty(segment(0xc4, new Uint8Array(18))), "structure"],
    [
      "a Huffman table without end",
      dirty(segment(0xc4, bytes(0, ...new Uint8Array(16).fill(255)))),
      "structure",
    ],
    ["a long restart interval", dirty(segment(0xdd, bytes(0, 0, 0))), "structure"],
    ["a number of lines before the scan", dirty(lines), "structure"],
    ["another number of lines", concat(jpeg.subarray(0, -2), segment(0xdc, bytes(0, 31)), end), "accepted"],
    [
      "a reserved marker behind a scan",
      concat(jpeg.subarray(0, -2), bytes(0xff, 0x02, 0, 2), end),
      "accepted",
    ],
    ["a scan of an unknown component", changed([0xff, 0xda], 5, 9), "structure"],
    ["a scan of no components", changed([0xff, 0xda], 4, 0), "structure"],
    ["a scan beyond its coefficients", changed([63, 0], 0, 64), "structure"],
    ["an Adobe mark of an unknown kind", dirty(segment(0xee, utf8("Adobe\0d\0\0\0\0\x03"))), "structure"],
    ["no end, but zeros", concat(jpeg.subarray(0, -2), new Uint8Array(50)), "accepted"],
  ])("%s", (_, picture, code) => expect(outcomeOf(picture)).toBe(code));

  test("but a needless number of lines is dropped, and one that is needed stays", () => {
    const said = concat(jpeg.subarray(0, -2), lines, end);
    expect(outcomeOf(said)).toBe("accepted");
    const unsaid = changed([8, 0, 32], 2, 0);
    expect(outcomeOf(unsaid)).toBe("structure");
    expect(outcomeOf(concat(unsaid.subarray(0, -2), lines, end))).toBe("accepted");
  });

  test("but fill bytes before markers are left out", () => {
    const filled = concat(jpeg.subarray(0, -2), bytes(0xff, 0xff), end);
    expect(cleanImage(filled).clean).toEqual(jpeg);
    expect(cleanImage(withSegments(jpeg, bytes(0xff, 0xff))).clean).toEqual(jpeg);
  });
});

describe("PNG is refused, or taken as viewers show it", () => {
  const picture = png(2, 8);
  const end = pngChunk("IEND");
  const ihdr = (...numbers: Parameters<typeof header>) => pngChunk("IHDR", header(...numbers));
  const pixels = picture.subarray(33);
  const changed = picture.slice();
  changed[50] = 1 ^ (changed[50] ?? 0);
  const wrongHeader = picture.slice();
  wrongHeader[19] = 1 ^ (wrongHeader[19] ?? 0);
  const inText = withChunks(picture, keyworded("tEXt", "Title", "x"));
  inText[45] = 0x7a;

  test.each<[string, Uint8Array, string]>([
    ["a bit of a pixel is wrong", changed, "accepted"],
    ["a bit of the header is wrong", wrongHeader, "bad-checksum"],
    ["its pixels are cut short", picture.subarray(0, -20), "accepted"],
    ["a letter of a text is wrong", inText, "accepted"],
    [
      "line ends were converted",
      concat(Buffer.from("\x89PNG\n\x1a\n", "latin1"), picture.subarray(8)),
      "structure",
    ],
    [
      "the signature is mangled",
      concat(bytes(0x89), utf8("PNG\n\n\x1a\n"), picture.subarray(8)),
      "structure",
    ],
    ["no header", concat(SIGNATURE, pixels), "structure"],
    ["two headers", withChunks(picture, ihdr(23, 9, 8, 2)), "structure"],
    ["no pixels", concat(picture.subarray(0, 33), end), "structure"],
    [
      "something between pixels",
      concat(picture.subarray(0, -12), keyworded("tEXt", "a", "b"), pixels),
      "accepted",
    ],
    ["no width", concat(SIGNATURE, ihdr(0, 9, 8, 2), pixels), "structure"],
    ["a width beyond the limit", concat(SIGNATURE, ihdr(2 ** 31, 9, 8, 2), pixels), "structure"],
    ["an unknown colour type", concat(SIGNATURE, ihdr(23, 9, 8, 5), pixels), "structure"],
    ["a depth that the colour type lacks", concat(SIGNATURE, ihdr(23, 9, 4, 2), pixels), "structure"],
    ["a long header", concat(SIGNATURE, pngChunk("IHDR", new Uint8Array(14)), pixels), "structure"],
    ["no palette", png(3, 8), "structure"],
    ["two palettes", png(3, 8, palette(2), palette(2)), "structure"],
    ["a palette beyond its depth", png(3, 2, palette(5)), "accepted"],
    ["a palette of no whole colours", png(3, 8, pngChunk("PLTE", bytes(1, 2))), "structure"],
    ["an unknown critical chunk", withChunks(picture, pngChunk("CgBI", bytes(1))), "unsupported"],
    ["a chunk type that isn't letters", withChunks(picture, pngChunk("t\0Xt")), "structure"],
    ["an end with contents", concat(picture.subarray(0, -12), pngChunk("IEND", bytes(1))), "accepted"],
  ])("%s", (_, damaged, code) => expect(outcomeOf(damaged)).toBe(code));

  test("but it is told where pixels are broken, and the copy is a whole picture", () => {
    for (const damaged of [
      changed,
      picture.subarray(0, -20),
      concat(picture.subarray(0, -12), utf8("what else")),
    ]) {
      const { clean, removed } = cleanImage(damaged);
      expect(removed.at(-1)).toEqual({ code: "no-end" });
      expect(Buffer.from(clean).includes("what")).toBe(false);
      expect(cleanImage(clean)).toMatchObject({ clean, removed: [] });
    }
    expect(cleanImage(png(3, 2, palette(5))).clean).toEqual(cleanImage(png(3, 2, palette(4))).clean);
  });
});

describe("what stands behind pixels without a sure end doesn't go for pixels", () => {
  const secret = "Wang Xiaoming, Kantstrasse 1";
  const exif = tiff({ image: { 271: secret } });
  const picture = png(2, 8);
  const pixelsAt = Buffer.from(picture).lastIndexOf("IDAT") - 4;
  /** The length of its pixels is said to be so many bytes more. */
  const longer = (more: number, behind: Uint8Array) => {
    const whole = concat(picture.subarray(0, -12), behind);
    const view = new DataView(whole.buffer, whole.byteOffset);
    view.setUint32(pixelsAt, view.getUint32(pixelsAt) + more);
    return whole;
  };
  const blocks = {
    "an Exif block": pngChunk("eXIf", exif),
    "a text": keyworded("tEXt", "Author", "Wang"),
    "an end": concat(pngChunk("IEND"), utf8(secret)),
    words: utf8(secret),
  };
  test.each(Object.entries(blocks))("PNG: %s", (_, block) => {
    for (const more of [block.length, 1_000_000]) {
      const { clean, removed } = cleanImage(longer(more, block));
      expect(Buffer.from(clean).toString("latin1")).not.toMatch(/Wang|eXIf/);
      expect(removed).toContainEqual({ code: "no-end" });
      expect(removed).toContainEqual({ code: "trailing", bytes: expect.any(Number) });
    }
    const first = Buffer.from(picture).indexOf("IDAT") - 4;
    const alone = concat(picture.subarray(0, first), longer(1_000_000, block).subarray(pixelsAt));
    expect(outcomeOf(alone)).toBe("structure");
  });

  const open = jpeg.subarray(0, -2);
  test.each<[string, Uint8Array]>([
    ["words", utf8(secret)],
    ["a program's data", utf8("SEFT\u0001\u0002")],
    ["a film", concat(bytes(0, 0, 0, 24), utf8("ftypmp42"))],
    ["an Exif block", concat(utf8("Exif\0\0"), exif)],
  ])("JPEG: %s", (_, block) => expect(outcomeOf(concat(open, block))).toBe("structure"));

  test("behind a break it goes, and is told", () => {
    const behind = concat(bytes(0xff, 0x02), utf8(secret), bytes(0xff, 0xd9));
    const { clean, removed } = cleanImage(concat(open, behind));
    expect(Buffer.from(clean).includes("Wang")).toBe(false);
    expect(removed).toEqual([{ code: "trailing", bytes: behind.length }, { code: "no-end" }]);
  });
});

describe("WebP is refused", () => {
  const [image] = chunksIn(lossy.subarray(12));
  const still = image?.whole ?? bytes();
  const canvas = (flags: number, width = 64) =>
    webpChunk("VP8X", bytes(flags, 0, 0, 0, width - 1, 0, 0, 44, 0, 0));
  const [animated, anim, ...frames] = chunksIn(animation().subarray(12)).map(({ whole }) => whole);
  const strangers = Array.from({ length: 99 }, () => webpChunk("xyza", bytes()));
  const crowd = webpChunk("ANMF", concat(new Uint8Array(16), ...strangers));
  const inverted = (at: number) => {
    const copy = still.slice();
    copy[at] = 0xff ^ (copy[at] ?? 0);
    return copy;
  };

  test.each<[string, Uint8Array, string]>([
    ["no chunks", riff(), "structure"],
    ["a length below its own", concat(utf8("RIFF"), number(3, 4, true), utf8("WEBP"), still), "structure"],
    ["a chunk longer than the file", riff(concat(utf8("VP8 "), number(9999, 4, true))), "cut-short"],
    ["metadata first", riff(webpChunk("EXIF", bytes(1, 2)), still), "structure"],
    ["alpha without a canvas", riff(webpChunk("ALPH", bytes(1, 2)), still), "structure"],
    ["two images", riff(still, still), "structure"],
    ["two images on a canvas", riff(canvas(0), still, still), "structure"],
    ["alpha behind the image", riff(canvas(16), still, webpChunk("ALPH", bytes(1, 2))), "structure"],
    ["no image on the canvas", riff(canvas(0), webpChunk("EXIF", bytes(1, 2))), "structure"],
    ["a canvas of another size", riff(canvas(0, 65), still), "structure"],
    ["a long canvas", riff(webpChunk("VP8X", new Uint8Array(12)), still), "structure"],
    ["no key frame", riff(inverted(8)), "structure"],
    ["no start code", riff(inverted(11)), "structure"],
    ["a partition beyond the image", riff(inverted(10)), "cut-short"],
    ["a lossless image without its signature", riff(webpChunk("VP8L", new Uint8Array(6))), "structure"],
    ["an animation without frames", riff(animated ?? bytes(), anim ?? bytes()), "structure"],
    ["frames without a beginning", riff(animated ?? bytes(), ...frames), "structure"],
    [
      "an image beside an animation",
      riff(animated ?? bytes(), anim ?? bytes(), ...frames, still),
      "structure",
    ],
    ["a frame outside of the canvas", riff(canvas(2, 10), anim ?? bytes(), ...frames), "structure"],
    ["a crowd inside a frame", riff(canvas(2), anim ?? bytes(), crowd), "unsupported"],
  ])("%s", (_, picture, code) => expect(outcomeOf(picture)).toBe(code));

  test("but a missing last pad byte, or an image beside none, is not", () => {
    const odd = concat(utf8("xyza"), number(3, 4, true), utf8("abc"));
    expect(outcomeOf(riff(canvas(0), still, odd))).toBe("accepted");
  });
});

test("every code has a sentence, with what was wrong behind it", () => {
  for (const code of CLEAN_ERROR_CODES) {
    expect(new CleanError(code).message).toMatch(/^[A-Z].*\.$/);
    expect(new CleanError(code, "detail").message).toMatch(/\(detail\)$/);
  }
});
