import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { describeFile } from "../../../client/pictures/clean.ts";
import { MAX_TEXT_LENGTH } from "../../../client/pictures/display-text.ts";
import { CLEAN_ERROR_CODES } from "../../../client/pictures/errors.ts";
import { MAX_FINDINGS_PER_CODE } from "../../../client/pictures/finding.ts";
import { utf8 } from "../../../crypto/bytes.ts";
import { inspectImage } from "../../support/cleaned.ts";
import { media } from "./iso/iso-files.ts";
import { exifSegment, flatJpeg, segment, withSegments } from "./pictures/jpegs.ts";
import { keyworded, png, withChunks } from "./pictures/pngs.ts";
import { tiff } from "./pictures/tiff.ts";

const exif = tiff({
  image: { 271: "Example" },
  shot: { 36867: "2024:05:01 12:33:10", 36881: "+08:00" },
  place: {
    1: "N",
    2: [
      [22, 1],
      [19, 1],
      [9, 1],
    ],
    3: "E",
    4: [
      [114, 1],
      [10, 1],
      [10, 1],
    ],
  },
});
const photo = withSegments(flatJpeg(4, 2), exifSegment(exif), segment(0xfe, utf8("from the car\u202e")));

describe("a picture that has to stay as it is", () => {
  test("tells where and when, in degrees, as cleaning would", () => {
    const said = describeFile(photo);
    expect(said).toEqual({ findings: inspectImage(photo).findings, broken: null });
    const texts = said.findings.flatMap((finding) => ("text" in finding ? finding.text : []));
    expect(texts).toEqual([
      "22.31917° N, 114.16944° E",
      "Example",
      "2024-05-01 12:33:10 +08:00",
      "from the car",
    ]);
  });

  test("tells what it can where it is cut short, and says that it is", () => {
    expect(describeFile(photo.subarray(0, photo.length - 4)).findings).toContainEqual({ code: "no-end" });
    const said = describeFile(photo.subarray(0, Buffer.from(photo).indexOf(Buffer.from([0xff, 0xda])) + 5));
    expect(said.broken).toBe("cut-short");
    expect(said.findings.map(({ code }) => code)).toContain("place");
  });

  test("a film and a HEIC tell it too, also where their ends are missing", () => {
    const codes = (bytes: Uint8Array) => describeFile(bytes).findings.map(({ code }) => code);
    expect(codes(media("mov-keys-timecode.mov"))).toEqual(
      expect.arrayContaining(["place", "device", "time"]),
    );
    const photo = media("heic-exif-xmp-thumb.heic");
    expect(codes(photo)).toEqual(expect.arrayContaining(["place", "author", "serial", "time"]));
    expect(describeFile(photo.subarray(0, -4)).broken).toBe("cut-short");
  });

  test("is nothing, and broken, where it is no picture, no film and no document", () => {
    expect(describeFile(utf8("{\\rtf1"))).toEqual({ findings: [], broken: "structure" });
    expect(describeFile(new Uint8Array(0))).toEqual({ findings: [], broken: "structure" });
  });

  test("whatever is changed in it: nothing is thrown, and what is told is short and can do nothing", () => {
    const seeds = [photo, withChunks(png(3, 8), keyworded("tEXt", "Title", "x"))];
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(4000), fc.uint8Array({ minLength: 1, maxLength: 8 })), { maxLength: 6 }),
        (seed, changes) => {
          const changed = seed.slice();
          for (const [at, bytes] of changes)
            changed.set(bytes.subarray(0, changed.length - (at % changed.length)), at % changed.length);
          const said = describeFile(changed);
          if (said.broken) expect(CLEAN_ERROR_CODES).toContain(said.broken);
          const counts = new Map<string, number>();
          for (const finding of said.findings) {
            counts.set(finding.code, (counts.get(finding.code) ?? 0) + 1);
            const text = "text" in finding ? finding.text : "name" in finding ? finding.name : "";
            expect(text.length).toBeLessThanOrEqual(MAX_TEXT_LENGTH);
            expect(text).not.toMatch(/\p{C}/u);
          }
          expect(Math.max(0, ...counts.values())).toBeLessThanOrEqual(MAX_FINDINGS_PER_CODE);
        },
      ),
      { numRuns: 400 },
    );
  });

  test("of fifty thousand comments some are told", () => {
    const comments = Array.from({ length: 50_000 }, (_, i) => segment(0xfe, utf8(`comment ${i}`)));
    const said = describeFile(withSegments(flatJpeg(4, 2), ...comments));
    expect(said.findings.filter(({ code }) => code === "comment")).toHaveLength(MAX_FINDINGS_PER_CODE);
  });
});
