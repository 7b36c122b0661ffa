import { concat } from "../../crypto/bytes.ts";
import { exifSegment, flatJpeg, segment, withSegments } from "../client/pictures/pictures/jpegs.ts";
import { tiff } from "../client/pictures/pictures/tiff.ts";

/** A JPEG of some 3 MB that has nothing to clean: its scan goes on behind the picture. */
export function largeJpeg(): Uint8Array {
  const jpeg = flatJpeg(3);
  const noise = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * i * 31 + i * 7 + (i >> 9)) % 255);
  return concat(jpeg.subarray(0, -2), noise, jpeg.subarray(-2));
}

/** What a phone writes into a photo: place, time, device, a number, a name, a comment; and something at its end. */
export function tellingJpeg(): Uint8Array {
  const exif = tiff({
    image: { 271: "Telltale", 272: "Phone 9", 305: "Editor 3", 315: "Wang Xiaoming" },
    shot: { 36867: "2026:03:14 18:15:02", 42033: "SN-12345" },
    place: {
      1: "N",
      2: [
        [52, 1],
        [31, 1],
        [12, 1],
      ],
      3: "E",
      4: [
        [13, 1],
        [24, 1],
        [36, 1],
      ],
    },
  });
  const comment = segment(0xfe, new TextEncoder().encode("taken secretly"));
  return concat(
    withSegments(flatJpeg(3), exifSegment(exif), comment),
    new TextEncoder().encode("behind the end"),
  );
}
