import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { cleanImage } from "../../../client/pictures/clean.ts";
import { concat, utf8 } from "../../../crypto/bytes.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { exifSegment, flatJpeg, segment, withSegments } from "./pictures/jpegs.ts";
import { expectOnlyAllowed } from "./pictures/outline.ts";
import { keyworded, palette, png, chunk as pngChunk, withChunks } from "./pictures/pngs.ts";
import { number, tiff } from "./pictures/tiff.ts";
import { animation, chunksIn, riff, chunk as webpChunk, webps } from "./pictures/webps.ts";

// A random marker is planted wherever a picture can carry something beside its pixels: it must be nowhere after.

const marker = encodeHex(randomBytes(16));
const planted = utf8(marker);
const bytes = (...numbers: number[]) => Uint8Array.from(numbers);

function expectMarkerGone(picture: Uint8Array): void {
  const holds = (image: Uint8Array) => Buffer.from(image).includes(marker);
  expect(holds(picture)).toBe(true);
  const { clean, removed } = cleanImage(picture);
  expect(holds(clean)).toBe(false);
  expect(removed.length).toBeGreaterThan(0);
  expectOnlyAllowed(clean, picture);
}

const fullExif = tiff({
  image: { 270: marker, 271: marker, 272: marker, 274: [6], 305: marker, 50341: planted },
  shot: { 36867: marker, 37500: planted, 37510: planted, 42016: marker, 42033: marker, 61166: marker },
  place: { 1: "N", 2: [[1, 1]], 3: "E", 4: [[2, 1]], 27: planted, 29: marker },
  thumbnail: { 513: planted, 514: [16] },
});

describe("JPEG", () => {
  const picture = flatJpeg(3);
  const text = (prefix: string) => concat(utf8(prefix), planted);
  const jfif = (thumbnail: Uint8Array) =>
    segment(0xe0, concat(utf8("JFIF\0"), bytes(1, 2, 1, 0, 72, 0, 72, 1, 1), thumbnail));
  const scanAt = Buffer.from(picture).indexOf(Buffer.from([0xff, 0xda]));
  const gpsText = '<rdf:Description exif:GPSLatitude="22,19.158N"';

  test.each([
    ["a comment", segment(0xfe, planted)],
    ["JFIF's thumbnail", jfif(planted)],
    ["JFXX", segment(0xe0, text("JFXX\0\x10"))],
    ["a stranger's APP0", segment(0xe0, text("AVI1\0"))],
    ["Exif, big-endian", exifSegment(fullExif)],
    ["Exif that isn't a TIFF", exifSegment(planted)],
    ["XMP", segment(0xe1, text(`http://ns.adobe.com/xap/1.0/\0${gpsText}`))],
    ["extended XMP", segment(0xe1, text(`http://ns.adobe.com/xmp/extension/\0${"A".repeat(40)}`))],
    ["ICC", segment(0xe2, text("ICC_PROFILE\0\x01\x01"))],
    ["an index of pictures", segment(0xe2, text("MPF\0MM\0*"))],
    ["FlashPix", segment(0xe2, text("FPXR\0"))],
    ["C2PA", segment(0xeb, text("JP\0\x01\0\0\0\x01\0\0\0\x20jumbc2pa"))],
    ["Ducky", segment(0xec, text("Ducky\0"))],
    [
      "IPTC",
      segment(
        0xed,
        concat(utf8("Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x25"), bytes(0x1c, 2, 90, 0, 32), planted),
      ),
    ],
    ["an APP13 of another kind", segment(0xed, text("Adobe_CM"))],
    ["an APP14 of another kind", segment(0xee, text("Adobf"))],
    ["behind what is needed of Adobe's mark", segment(0xee, text("Adobe\0d\0\0\0\0\x01"))],
    ["fill", concat(segment(0xfe, planted), bytes(0xff, 0xff, 0xff))],
    ...[3, 4, 5, 6, 7, 8, 9, 10, 15].map((n): [string, Uint8Array] => [
      `APP${n}`,
      segment(0xe0 + n, planted),
    ]),
  ])("%s", (_, piece) => expectMarkerGoneFromJpeg(piece));

  function expectMarkerGoneFromJpeg(piece: Uint8Array): void {
    expectMarkerGone(withSegments(picture, piece));
    expectMarkerGone(concat(picture.subarray(0, scanAt), piece, picture.subarray(scanAt)));
    expectMarkerGone(concat(picture.subarray(0, -2), piece, picture.subarray(-2)));
  }

  test("the versions, flags and densities of the colour marks", () => {
    const odd = withSegments(
      picture,
      segment(0xe0, concat(utf8("JFIF\0"), bytes(9, 9, 9, 0x6d, 0x61, 0x72, 0x6b, 0, 0))),
      segment(0xee, concat(utf8("Adobe"), utf8("marker"), bytes(1))),
    );
    const clean = Buffer.from(cleanImage(odd).clean).toString("latin1");
    expect(clean).not.toMatch(/mark/);
    expect(clean).toContain("JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    expect(clean).toContain("Adobe\0d\0\0\0\0\x01");
  });

  test("behind the end, as a second picture, a film, or anything", () => {
    const film = concat(number(24, 4, false), utf8("ftypmp42"), planted);
    for (const rest of [planted, withSegments(picture, segment(0xfe, planted)), film]) {
      expectMarkerGone(concat(picture, rest));
    }
  });
});

describe("PNG", () => {
  const picture = png(2, 8);
  const compressed = concat(deflateSync(planted), planted);

  test.each([
    ["tEXt", keyworded("tEXt", "Comment", marker)],
    ["a keyword", keyworded("tEXt", marker, "x")],
    ["zTXt", pngChunk("zTXt", concat(utf8("Comment\0\0"), compressed))],
    ["iTXt", keyworded("iTXt", "Title", `\0\0zh\0标题\0${marker}`)],
    ["XMP", keyworded("iTXt", "XML:com.adobe.xmp", `\0\0\0\0<dc:creator>${marker}</dc:creator>`)],
    ["compressed iTXt", pngChunk("iTXt", concat(utf8("Title\0\x01\0\0\0"), compressed))],
    ["a raw profile", keyworded("tEXt", "Raw profile type exif", `\nexif\n  33\n${marker}`)],
    ["eXIf", pngChunk("eXIf", fullExif)],
    ["eXIf that isn't a TIFF", pngChunk("eXIf", planted)],
    ["iCCP", pngChunk("iCCP", concat(utf8("Display\0\0"), compressed))],
    ["the time", pngChunk("tIME", planted)],
    ["sizes of pixels", pngChunk("pHYs", planted)],
    ["C2PA", pngChunk("caBX", planted)],
    ["an animation's frame", pngChunk("fdAT", planted)],
    ["a suggested palette", pngChunk("sPLT", planted)],
    ["a stranger", pngChunk("xyZa", planted)],
    ["tRNS of the wrong length", pngChunk("tRNS", planted)],
    ["gAMA of the wrong length", pngChunk("gAMA", planted)],
    ["cHRM beyond real colours", pngChunk("cHRM", planted)],
    ["sRGB of the wrong length", pngChunk("sRGB", planted)],
  ])("%s", (_, piece) => {
    expectMarkerGone(withChunks(picture, piece));
    expectMarkerGone(withChunks(png(3, 8, palette(9)), piece));
    expectMarkerGone(concat(picture.subarray(0, -12), piece, picture.subarray(-12)));
  });

  /** White, red, green and blue of one monitor, as tools write them that take its profile for the picture's. */
  const MONITOR = [31416, 33203, 65217, 33412, 31733, 60104, 15301, 5911];
  const SRGB = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000];
  const longs = (values: readonly number[]) => concat(...values.map((value) => number(value, 4, false)));

  test("colours and curve of a monitor go, and that is told; those that pictures share stay, in one spelling", () => {
    const of = (...chunks: Uint8Array[]) => cleanImage(withChunks(picture, ...chunks));
    const bare = of().clean;
    for (const chunk of [pngChunk("cHRM", longs(MONITOR)), pngChunk("gAMA", longs([48_211]))]) {
      expect(of(chunk).clean).toEqual(bare);
      expect(of(chunk).removed.map(({ code }) => code)).toEqual(["colours"]);
    }
    const spellings = [SRGB, [31269, 32899, 63999, 33001, 30000, 60000, 15000, 5999]].map((values) =>
      of(pngChunk("cHRM", longs(values)), pngChunk("gAMA", longs([45_450]))),
    );
    expect(spellings[0]).toEqual(spellings[1]);
    expect(spellings[0]?.removed).toEqual([]);
    const shared = concat(pngChunk("cHRM", longs(SRGB)), pngChunk("gAMA", longs([45_455])));
    expect(Buffer.from(spellings[0]?.clean ?? []).includes(Buffer.from(shared))).toBe(true);
  });

  test("a palette that is but a hint", () => {
    expectMarkerGone(withChunks(picture, pngChunk("PLTE", planted)));
  });

  test("behind the end, as the rest of an uncropped picture or anything", () => {
    for (const rest of [planted, concat(pngChunk("IDAT", planted), pngChunk("IEND"))]) {
      expectMarkerGone(concat(picture, rest));
    }
  });
});

describe("WebP", () => {
  const pictures: Readonly<Record<string, Uint8Array>> = { ...webps(), animated: animation() };
  const extended = (name: string) => {
    const chunks = chunksIn((pictures[name] ?? new Uint8Array(0)).subarray(12));
    const [first] = chunks;
    if (first?.type === "VP8X")
      return { canvas: first.data, rest: chunks.slice(1).map(({ whole }) => whole) };
    const canvas = bytes(0, 0, 0, 0, 63, 0, 0, 44, 0, 0);
    return { canvas, rest: chunks.map(({ whole }) => whole) };
  };

  describe.each(["lossy", "lossless", "lossy with alpha", "animated"])("%s", (name) => {
    const { canvas, rest } = extended(name);
    test.each([
      ["EXIF", webpChunk("EXIF", fullExif), 0x08],
      ["EXIF with JPEG's mark", webpChunk("EXIF", concat(utf8("Exif\0\0"), fullExif)), 0x08],
      ["XMP", webpChunk("XMP ", planted), 0x04],
      ["ICC", webpChunk("ICCP", planted), 0x20],
      ["C2PA", webpChunk("C2PA", planted), 0],
      ["a stranger", webpChunk("xyza", planted), 0],
    ])("%s", (_, piece, flag) => {
      const flagged = webpChunk(
        "VP8X",
        concat(bytes((canvas[0] ?? 0) | flag), utf8("mmm"), canvas.subarray(4)),
      );
      expectMarkerGone(riff(flagged, piece, ...rest));
      expectMarkerGone(riff(flagged, ...rest, piece));
      expectMarkerGone(concat(riff(flagged, ...rest), planted));
    });
  });

  test("behind an image without a canvas", () => {
    const { rest } = extended("lossy");
    expectMarkerGone(riff(...rest, webpChunk("EXIF", fullExif)));
    expectMarkerGone(concat(riff(...rest), planted));
  });

  test("inside an animation's frame, and in reserved bits", () => {
    const { canvas, rest } = extended("animated");
    const [anim, ...frames] = rest;
    if (!anim) throw new Error("an animation begins with ANIM");
    const marked = frames.map((frame) => {
      const [{ data } = { data: bytes() }] = chunksIn(frame);
      const header = concat(data.subarray(0, 15), bytes((data[15] ?? 0) | 0xfc));
      return webpChunk("ANMF", concat(header, data.subarray(16), webpChunk("xyza", planted)));
    });
    expectMarkerGone(riff(webpChunk("VP8X", canvas), anim, ...marked));
  });

  test("padding becomes zero", () => {
    const { rest } = extended("lossy");
    const odd = riff(...rest, concat(utf8("xyza"), number(33, 4, true), planted, utf8("mm")));
    expectMarkerGone(odd);
  });
});
