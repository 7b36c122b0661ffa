import { describe, expect, test } from "vitest";
import { cleanImage } from "../../../client/pictures/clean.ts";
import { equalBytes } from "../../../crypto/bytes.ts";
import { personalTags } from "../../support/personal-tags.ts";
import { jpegs } from "./pictures/jpegs.ts";
import { expectOnlyAllowed } from "./pictures/outline.ts";
import { pngs } from "./pictures/pngs.ts";
import { exiftoolRead, exiftoolWrite, framesOf, pixelsOf } from "./pictures/tools.ts";
import { animation, webps } from "./pictures/webps.ts";

const TAGS = [
  ...["-GPSLatitude=22.3193", "-GPSLatitudeRef=N", "-GPSLongitude=114.1694", "-GPSLongitudeRef=E"],
  ...["-Make=Example", "-Model=P 40", "-SerialNumber=S123", "-Orientation#=8", "-Artist=somebody"],
  ...["-DateTimeOriginal=2024:05:01 12:33:10", "-XMP:Creator=me", "-XMP:GPSLatitude=22.1"],
  ...["-IPTC:City=Prague", "-Comment=hello", "-XMP:HistorySoftwareAgent=Editor 7"],
];

const stills = Object.entries({ ...jpegs(), ...pngs(), ...webps() });

describe.each(stills)("%s", (_, picture) => {
  const tagged = exiftoolWrite(picture, TAGS);

  test("the pixels are the same, with and without tags", () => {
    expect(tagged).not.toEqual(picture);
    for (const original of [picture, tagged]) {
      const { clean } = cleanImage(original);
      expect(equalBytes(pixelsOf(clean), pixelsOf(original))).toBe(true);
    }
  });

  test("exiftool sees structure and orientation, and no warning", () => {
    const { clean, orientation, kind } = cleanImage(tagged);
    const seen = exiftoolRead(clean);
    expect(personalTags(seen)).toEqual([]);
    expect(seen.has("ExifTool:Warning")).toBe(false);
    expect(seen.get("File:MIMEType")).toBe(`image/${kind}`);
    expect(orientation).toBe(8);
    expect(seen.get("IFD0:Orientation")).toBe(8);
  });

  test("the clean copy is of allowed parts, and cleaning it changes nothing", () => {
    const { clean, removed } = cleanImage(tagged);
    expect(removed.length).toBeGreaterThan(4);
    expectOnlyAllowed(clean, tagged);
    const again = cleanImage(clean);
    expect(again.removed).toEqual([]);
    expect(again.orientation).toBe(8);
    expect(again.clean).toEqual(clean);
  });
});

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
  const { baseline, colour, lossy } = Object.fromEntries(stills);
  for (const picture of [baseline, colour, lossy]) {
    if (!picture) throw new Error("there is one of each kind");
    const turned = exiftoolWrite(picture, ["-Orientation#=1"]);
    const { clean, orientation } = cleanImage(turned);
    expect(orientation).toBe(1);
    expect(exiftoolRead(clean).has("IFD0:Orientation")).toBe(false);
    expect(clean.buffer.byteLength).toBe(clean.length);
  }
});
