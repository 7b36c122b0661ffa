import { describe, expect, test } from "vitest";
import { cleanImage } from "../../../client/pictures/clean.ts";
import { equalBytes } from "../../../crypto/bytes.ts";
import { personalTags } from "../../support/personal-tags.ts";
import { jpegs } from "./pictures/jpegs.ts";
import { expectOnlyAllowed } from "./pictures/outline.ts";
import { pngs } from "./pictures/pngs.ts";
import {
  exiftoolRead,
  exiftoolReadAll,
  exiftoolWrite,
  exiftoolWriteAll,
  framesOf,
  pixelsOf,
} from "./pictures/tools.ts";
import { animation, webps } from "./pictures/webps.ts";

const TAGS = [
  ...["-GPSLatitude=22.3193", "-GPSLatitudeRef=N", "-GPSLongitude=114.1694", "-GPSLongitudeRef=E"],
  ...["-Make=Example", "-Model=P 40", "-SerialNumber=S123", "-Orientation#=8", "-Artist=somebody"],
  ...["-DateTimeOriginal=2024:05:01 12:33:10", "-XMP:Creator=me", "-XMP:GPSLatitude=22.1"],
  ...["-IPTC:City=Prague", "-Comment=hello", "-XMP:HistorySoftwareAgent=Editor 7"],
];

const pictures = Object.entries({ ...jpegs(), ...pngs(), ...webps() });
const tagged = exiftoolWriteAll(
  pictures.map(([, picture]) => picture),
  TAGS,
);
const stills = pictures.map(([name, picture], i) => {
  const original = tagged[i] as Uint8Array;
  return { name, picture, original, ...cleanImage(original) };
});
const seenInClean = exiftoolReadAll(stills.map(({ clean }) => clean));

describe.each(stills.map((still, i) => ({ ...still, seen: seenInClean[i] as (typeof seenInClean)[number] })))(
  "$name",
  ({ picture, original, clean, removed, orientation, kind, seen }) => {
    test("the pixels are the same, with and without tags", () => {
      expect(equalBytes(original, picture)).toBe(false);
      const pixels = pixelsOf(picture);
      for (const copy of [clean, cleanImage(picture).clean])
        expect(equalBytes(pixelsOf(copy), pixels)).toBe(true);
    });

    test("exiftool sees structure and orientation, and no warning", () => {
      expect(personalTags(seen)).toEqual([]);
      expect(seen.has("ExifTool:Warning")).toBe(false);
      expect(seen.get("File:MIMEType")).toBe(`image/${kind}`);
      expect(orientation).toBe(8);
      expect(seen.get("IFD0:Orientation")).toBe(8);
    });

    test("the clean copy is of allowed parts, and cleaning it changes nothing", () => {
      expect(removed.length).toBeGreaterThan(4);
      expectOnlyAllowed(clean, original);
      const again = cleanImage(clean);
      expect(again.removed).toEqual([]);
      expect(again.orientation).toBe(8);
      expect(equalBytes(again.clean, clean)).toBe(true);
    });
  },
);

test("an animated WebP keeps every frame", () => {
  const original = exiftoolWrite(animation(), ["-XMP:Creator=me", "-Artist=somebody"]);
  const { clean, removed } = cleanImage(original);
  expect(removed.map(({ code }) => code)).toEqual(["author", "author", "notes", "settings"]);
  expectOnlyAllowed(clean, original);
  expect(framesOf(clean, 3)).toEqual(framesOf(original, 3));
  expect(exiftoolRead(clean).get("RIFF:AnimationLoopCount")).toBe(3);
  expect(cleanImage(clean).clean).toEqual(clean);
});

test("a picture that needs no turning keeps no Exif; a buffer of its own", () => {
  const three = pictures.filter(([name]) => ["baseline", "colour", "lossy"].includes(name));
  const turned = exiftoolWriteAll(
    three.map(([, picture]) => picture),
    ["-Orientation#=1"],
  );
  const copies = turned.map((picture) => cleanImage(picture));
  expect(copies.map(({ orientation }) => orientation)).toEqual([1, 1, 1]);
  for (const { clean } of copies) expect(clean.buffer.byteLength).toBe(clean.length);
  const seen = exiftoolReadAll(copies.map(({ clean }) => clean));
  expect(seen.map((tags) => tags.has("IFD0:Orientation"))).toEqual([false, false, false]);
});
