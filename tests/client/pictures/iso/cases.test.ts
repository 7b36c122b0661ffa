import { describe, expect, test } from "vitest";
import { equalBytes } from "../../../../crypto/bytes.ts";
import { personalTags } from "../../../support/personal-tags.ts";
import { exiftoolReadAll } from "../pictures/tools.ts";
import { cleanIso, framesOf, media, outcomeOfIso, stillPixelsOf } from "./iso-files.ts";

const FILMS = [
  ["mov-keys-timecode.mov", ["place", "device", "serial", "time", "track", "software"]],
  ["m4a-voice-memo.m4a", ["time", "comment", "software"]],
  ["mp4-fragmented-prft.mp4", ["time", "comment", "software"]],
  ["mp4-hevc-sei.mp4", ["software"]],
  ["mp4-xmp-trailing.mp4", ["place", "author", "time", "trailing", "notes"]],
] as const;

const STILLS = [
  ["heic-thumb.heic", ["thumbnail"]],
  ["heic-exif-xmp-thumb.heic", ["place", "author", "device", "serial", "time", "notes", "thumbnail"]],
  ["heic-alpha.heic", ["author"]],
  ["avif-exif-xmp.avif", ["place", "author", "notes"]],
] as const;

/** What is made up in the cases, and the names of what encoded them. */
const TELLING = /Example|12\.34|98\.76|x264|x265|Lavf/;

const judged = [...FILMS, ...STILLS].map(([name, expected]) => {
  const original = media(name);
  return { name, expected, original, ...cleanIso(original) };
});
const seenInClean = exiftoolReadAll(judged.map(({ clean }) => clean));

describe.each(judged.map((one, i) => ({ ...one, tags: seenInClean[i] as (typeof seenInClean)[number] })))(
  "$name",
  ({ expected, original, clean, findings, tags }) => {
    test("is told of, and cleaned", () => {
      expect(findings.map(({ code }) => code)).toEqual(expect.arrayContaining([...expected]));
      expect(Buffer.from(original).toString("latin1")).toMatch(/Example|thmb|x265/);
      expect(Buffer.from(clean).toString("latin1")).not.toMatch(TELLING);
      expect(personalTags(tags)).toEqual([]);
    });

    test("keeps every byte that stays in its place", () => {
      expect(clean.length).toBeLessThanOrEqual(original.length);
      const moved = clean.filter((byte, i) => byte !== 0 && byte !== original[i] && byte !== 0xff);
      expect(moved.length).toBeLessThan(1200);
    });

    test("cleaned again is the same, and has nothing to tell", () => {
      const again = cleanIso(clean);
      expect(equalBytes(again.clean, clean)).toBe(true);
      expect(again.findings).toEqual([]);
    });
  },
);

test.each(FILMS)("%s has the same pictures and sound", (name) => {
  const original = media(name);
  const [before, after] = framesOf(original, cleanIso(original).clean);
  expect(before).toMatch(/^0, /m);
  expect(after).toBe(before);
});

test.each(STILLS)("%s has the same pixels", (name) => {
  const original = media(name);
  expect(equalBytes(stillPixelsOf(cleanIso(original).clean), stillPixelsOf(original))).toBe(true);
});

test.each([
  ["heic-cut-short.heic", "cut-short"],
  ["mp4-encrypted-name.mp4", "encrypted"],
  ["mp4-external-media.mp4", "elsewhere"],
])("%s is refused: %s", (name, code) => {
  expect(outcomeOfIso(media(name))).toBe(code);
});

test("the time code's track and the fragments' index are gone", () => {
  const text = (name: string) => Buffer.from(cleanIso(media(name)).clean).toString("latin1");
  expect(text("mov-keys-timecode.mov")).not.toMatch(/tmcd|udta|meta/);
  expect(text("mp4-fragmented-prft.mp4")).not.toMatch(/prft|mfra|udta/);
});
