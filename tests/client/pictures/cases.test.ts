import { readFileSync } from "node:fs";
import { constants, deflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanImage } from "../../../client/pictures/clean.ts";
import { ExifValue, readExif, TYPES } from "../../../client/pictures/metadata/exif.ts";
import { ownProfile } from "../../../client/pictures/metadata/own-profile.ts";
import { inflated } from "../../../client/pictures/png/inflate.ts";
import { concat, equalBytes, utf8 } from "../../../crypto/bytes.ts";
import { flatJpeg, segment, withSegments } from "./pictures/jpegs.ts";
import { revealed } from "./pictures/outcome.ts";
import { keyworded, png, chunk as pngChunk, withChunks } from "./pictures/pngs.ts";
import { tiff } from "./pictures/tiff.ts";
import { exiftoolReadAll, pixelsOf } from "./pictures/tools.ts";

const caseOf = (name: string) =>
  new Uint8Array(readFileSync(new URL(`cases/pictures/${name}`, import.meta.url)));

/** djpeg wants to be told of what viewers forgive. */
function mended(name: string, picture: Uint8Array): Uint8Array {
  if (name.startsWith("08")) return concat(picture, Uint8Array.of(0xff, 0xd9));
  if (!name.startsWith("07")) return picture;
  const tables = Buffer.from(picture).indexOf(Buffer.from([0xff, 0xdb]));
  return concat(picture.subarray(0, tables - 2), picture.subarray(tables));
}

const CASES: readonly [string, RegExp[]][] = [
  ["01-gps-signed-rational.jpg", [/^place 12\.34/]],
  ["03-png-raw-profile-exif-gps.png", [/^place 12\.34/]],
  ["05-make-model-undefined-type.jpg", [/^device ./]],
  ["06-iptc-split-over-two-app13.jpg", [/^author .*Example/, /^place Example/]],
  ["07-junk-2-bytes-before-dqt.jpg", [/^unknown/]],
  ["08-only-eoi-missing.jpg", [/^no-end/]],
  ["09-png-bad-crc-in-text-chunk.png", []],
  ["10-makernote-owner-name-serial.jpg", [/^maker-note/]],
  ["11-apng-still-is-another-picture.png", [/^animation/, /^other-still/]],
];

const judged = CASES.map(([name, expected]) => {
  const picture = caseOf(name);
  return { name, expected, picture, clean: cleanImage(picture).clean };
});
const seenInClean = exiftoolReadAll(judged.map(({ clean }) => clean));

test.each(judged.map((one, i) => ({ ...one, tags: [...(seenInClean[i]?.keys() ?? [])] })))(
  "$name: what is in it is told, and the copy has nothing of it, and every pixel",
  ({ name, expected, picture, clean, tags }) => {
    const found = revealed(picture);
    for (const pattern of expected) expect(found).toContainEqual(expect.stringMatching(pattern));
    expect(Buffer.from(clean).toString("latin1")).not.toMatch(/Example|12\.34|98\.76/);
    expect(tags).toContain("File:MIMEType");
    expect(tags.filter((tag) => /GPS|IPTC|XMP|IFD0|MakerNotes/.test(tag))).toEqual([]);
    expect(equalBytes(pixelsOf(clean), pixelsOf(mended(name, picture)))).toBe(true);
  },
);

test("numbers of every type of TIFF are read, in both orders", () => {
  const values: [number, number, (view: DataView, little: boolean) => void, number][] = [
    [1, 1, (view) => view.setUint8(0, 200), 200],
    [6, 1, (view) => view.setInt8(0, -5), -5],
    [3, 2, (view, little) => view.setUint16(0, 40_000, little), 40_000],
    [8, 2, (view, little) => view.setInt16(0, -7, little), -7],
    [4, 4, (view, little) => view.setUint32(0, 3e9, little), 3e9],
    [9, 4, (view, little) => view.setInt32(0, -9, little), -9],
    [11, 4, (view, little) => view.setFloat32(0, 0.5, little), 0.5],
    [12, 8, (view, little) => view.setFloat64(0, -0.1, little), -0.1],
    [7, 1, (view) => view.setUint8(0, 3), 3],
  ];
  const typeOf = (code: number) => TYPES.get(code) ?? expect.fail();
  for (const little of [true, false]) {
    const order = little ? "little" : "big";
    for (const [type, length, write, expected] of values) {
      const bytes = new Uint8Array(length);
      write(new DataView(bytes.buffer), little);
      expect(new ExifValue(typeOf(type), 1, bytes, order).number(0)).toBe(expected);
    }
    const ratio = new Uint8Array(8);
    new DataView(ratio.buffer).setInt32(0, -7, little);
    new DataView(ratio.buffer).setInt32(4, 2, little);
    expect(new ExifValue(typeOf(10), 1, ratio, order).number(0)).toBe(-3.5);
    expect(new ExifValue(typeOf(5), 1, new Uint8Array(8), order).number(0)).toBeUndefined();
  }
  expect(
    readExif(tiff({ image: { 274: [6] } }))
      .directories.image.get(274)
      ?.number(1),
  ).toBeUndefined();
});

const jpeg = flatJpeg(3);
const xmp = '<x:xmpmeta><x photoshop:City="Exampletown"/></x:xmpmeta>';
const wide = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
const exif = tiff({ image: { 315: "Ada" } });
const iptc = utf8("\x1c\x02\x5a\0\x03abc");

test.each<[string, Uint8Array, string]>([
  [
    "XMP in UTF-16",
    segment(0xe1, concat(utf8("http://ns.adobe.com/xap/1.0/\0"), wide(xmp))),
    "place Exampletown",
  ],
  ["what a heat camera notes", segment(0xe1, utf8("FLIR\0\x01\0\0")), "maker-note"],
  ["XMP in another segment", segment(0xe9, utf8(`Other ${xmp}`)), "place Exampletown"],
  [
    "no place at 0°, 0°",
    segment(0xe1, concat(utf8("Exif\0\0"), tiff({ place: { 1: "N", 2: [[0, 1]], 3: "E", 4: [[0, 1]] } }))),
    "settings",
  ],
])("%s", (_, piece, expected) => {
  const found = revealed(withSegments(jpeg, piece));
  expect(found).toContain(expected);
  if (expected === "settings") expect(found.filter((said) => said.startsWith("place"))).toEqual([]);
});

test("captions behind the end are told (AFCP)", () => {
  const behind = concat(iptc, utf8("AXS!"), new Uint8Array(8));
  expect(revealed(concat(jpeg, behind))).toContain("place abc");
});

const raw = (bytes: Uint8Array) => utf8(`\nexif\n ${bytes.length}\n${Buffer.from(bytes).toString("hex")}\n`);

test.each<[string, Uint8Array]>([
  ["as text", pngChunk("tEXt", concat(utf8("Raw profile type exif\0"), raw(exif)))],
  ["compressed", pngChunk("zTXt", concat(utf8("Raw profile type APP1\0\0"), deflateSync(raw(exif))))],
  [
    "international",
    pngChunk("iTXt", concat(utf8("Raw profile type exif\0\x01\0\0\0"), deflateSync(raw(exif)))),
  ],
])("Exif that stands in a PNG as a profile is told (%s)", (_, chunk) => {
  expect(revealed(withChunks(png(2, 8), chunk))).toContain("author Ada");
});

test("what zlib compressed is read again, as far as it is asked for or goes; whatever the bytes, nothing is thrown", () => {
  const contents = fc.oneof(
    fc.uint8Array({ maxLength: 3000 }),
    fc.string({ maxLength: 300 }).map((text) => utf8(text.repeat(9))),
  );
  const { Z_FIXED, Z_HUFFMAN_ONLY, Z_DEFAULT_STRATEGY } = constants;
  const strategy = fc.constantFrom(Z_FIXED, Z_HUFFMAN_ONLY, Z_DEFAULT_STRATEGY);
  fc.assert(
    fc.property(
      contents,
      fc.integer({ min: 0, max: 9 }),
      strategy,
      fc.nat(4000),
      (bytes, level, how, cut) => {
        const packed = new Uint8Array(deflateSync(bytes, { level, strategy: how }));
        expect(equalBytes(inflated(packed, 10_000), bytes)).toBe(true);
        expect(equalBytes(inflated(packed, cut), bytes.subarray(0, cut))).toBe(true);
        const broken = inflated(packed.subarray(0, cut), 10_000);
        expect(broken.length).toBeLessThanOrEqual(10_000);
        inflated(bytes, 10_000);
      },
    ),
    { numRuns: 200 },
  );
});

test.each(["Display P3", "Adobe RGB"] as const)(
  "a picture in %s keeps its look by a profile of our own",
  (gamut) => {
    const foreign = concat(ownProfile(gamut), new Uint8Array(40));
    const sources = {
      jpeg: withSegments(jpeg, segment(0xe2, concat(utf8("ICC_PROFILE\0\x01\x01"), foreign))),
      png: withChunks(png(2, 8), keyworded("iCCP", "x", "\0"), pngChunk("sRGB", Uint8Array.of(0))),
    };
    const { clean, removed } = cleanImage(sources.jpeg);
    expect(removed.map(({ code }) => code)).toEqual(["notes"]);
    const packed = pngChunk("iCCP", concat(utf8("any\0\0"), deflateSync(foreign)));
    const copy = cleanImage(withChunks(png(2, 8), packed, pngChunk("gAMA", Uint8Array.of(0, 1, 0, 0))));
    const [inJpeg, inPng] = exiftoolReadAll([clean, copy.clean]);
    expect(inJpeg?.get("ICC_Profile:ProfileDescription")).toBe(gamut);
    const red = gamut === "Display P3" ? /^0\.515\d* 0\.241\d* -0\.001/ : /^0\.609\d* 0\.311\d* 0\.019/;
    expect(String(inJpeg?.get("ICC_Profile:RedMatrixColumn"))).toMatch(red);
    expect(Number(inPng?.get("PNG:RedX"))).toBe(gamut === "Display P3" ? 0.68 : 0.64);
    expect(cleanImage(copy.clean)).toEqual({ ...copy, removed: [] });
    expect(revealed(sources.png)).toContain("colours x");
  },
);
