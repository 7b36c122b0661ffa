import fc from "fast-check";
import { expect, test } from "vitest";
import { neutralName } from "../../../client/report/attachment-name.ts";
import { MEDIA_TYPES, type MediaType, SNIFF_LENGTH, sniff } from "../../../client/report/sniff.ts";

const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const known: [MediaType, Uint8Array][] = [
  ["image/jpeg", latin("\xff\xd8\xff\xe1\x00\x10Exif")],
  ["image/png", latin("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")],
  ["image/webp", latin("RIFF\x10\x00\x00\x00WEBPVP8 ")],
  ["image/gif", latin("GIF89a\x01\x00")],
  ["image/gif", latin("GIF87a\x01\x00")],
  ["image/heic", latin("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1")],
  ["image/heic", latin("\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00")],
  ["video/mp4", latin("\x00\x00\x00\x18ftypisom\x00\x00\x02\x00")],
  ["video/mp4", latin("\x00\x00\x00\x14ftypqt  ")],
  ["video/webm", latin("\x1a\x45\xdf\xa3\x9fB\x86")],
  ["audio/mpeg", latin("ID3\x04\x00\x00")],
  ["audio/mpeg", latin("\xff\xfb\x90\x64\x00")],
  ["application/pdf", latin("%PDF-1.7\n%\xe2\xe3")],
  ["application/zip", latin("PK\x03\x04\x14\x00")],
  ["text/plain", new TextEncoder().encode("每星期四\nབོད་ཡིག\tئۇيغۇرچە")],
  ["application/octet-stream", latin("MZ\x90\x00\x03")],
  ["application/octet-stream", new Uint8Array(0)],
  ["application/octet-stream", latin("RIFF\x10\x00\x00\x00WAVE")],
  ["application/octet-stream", latin("\xff\xff\xff\xff")],
  ["application/octet-stream", latin("half a character: \xe6\xaf")],
];

test.each(known)("%s", (type, start) => {
  expect(sniff(start)).toBe(type);
});

test("a text is one although a character is cut where the sniffing ends", () => {
  for (const lead of ["", "a", "ab", "abc"]) {
    const text = new TextEncoder().encode(lead + "西😀".repeat(SNIFF_LENGTH));
    expect(sniff(text.subarray(0, SNIFF_LENGTH))).toBe("text/plain");
    expect(sniff(text)).toBe("text/plain");
  }
});

test("any bytes have a type, and under any type a name that is neutral and safe in a tar", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.integer({ min: 1, max: 900 }), (start, place) => {
      const type = sniff(start);
      expect(MEDIA_TYPES).toContain(type);
      expect(neutralName(place, type)).toMatch(/^\d{2,3}-[a-z]+\.[a-z0-9]+$/);
    }),
  );
});

test("every damaged beginning of a known file has a type too", () => {
  fc.assert(
    fc.property(fc.constantFrom(...known), fc.nat(), fc.nat(255), ([, start], where, value) => {
      const damaged = start.slice();
      if (damaged.length > 0) damaged[where % damaged.length] = value;
      for (let end = 0; end <= damaged.length; end++) {
        expect(MEDIA_TYPES).toContain(sniff(damaged.subarray(0, end)));
      }
    }),
  );
});
