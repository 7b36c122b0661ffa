import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { neutralName } from "../../../client/report/attachment-name.ts";
import { endingOf, MEDIA_TYPES, type MediaType } from "../../../client/report/media-types.ts";
import { recognise } from "../../../client/report/recognise.ts";
import { SNIFF_LENGTH, sniff } from "../../../client/report/sniff.ts";

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
  ["video/quicktime", latin("\x00\x00\x00\x14ftypqt  ")],
  ["video/webm", latin("\x1a\x45\xdf\xa3\x9fB\x82\x84webm")],
  ["video/x-matroska", latin("\x1a\x45\xdf\xa3\x9fB\x82\x88matroska")],
  ["audio/mpeg", latin("ID3\x04\x00\x00")],
  ["audio/mpeg", latin("\xff\xfb\x90\x64\x00")],
  ["application/pdf", latin("%PDF-1.7\n%\xe2\xe3")],
  ["application/zip", latin("PK\x03\x04\x14\x00")],
  ["text/plain", new TextEncoder().encode("每星期四\nབོད་ཡིག\tئۇيغۇرچە")],
  ["application/octet-stream", latin("MZ\x90\x00\x03")],
  ["application/octet-stream", new Uint8Array(0)],
  ["audio/wav", latin("RIFF\x10\x00\x00\x00WAVE")],
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

const caseOf = (path: string) =>
  new Uint8Array(readFileSync(new URL(`../pictures/cases/${path}`, import.meta.url)));

test.each<[string, MediaType]>([
  ["text/gbk.txt", "text/plain"],
  ["text/big5.txt", "text/plain"],
  ["text/utf16le-bom.txt", "text/plain"],
  ["text/utf16be-bom.txt", "text/plain"],
  ["text/mail.eml", "message/rfc822"],
  ["text/note.rtf", "application/rtf"],
  ["text/track.gpx", "application/gpx+xml"],
  ["text/drawing.svg", "image/svg+xml"],
  ["text/contact.vcf", "text/vcard"],
  ["media/docx-revisions.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["media/pdf-objstm.pdf", "application/pdf"],
  ["media/m4a-voice-memo.m4a", "audio/mp4"],
  ["media/mov-keys-timecode.mov", "video/quicktime"],
  ["media/heic-thumb.heic", "image/heic"],
  ["pictures/13-tiff-called-archive.tif", "image/tiff"],
  ["pictures/14-avif-called-video.avif", "image/avif"],
  ["pictures/15-jxl-called-archive.jxl", "image/jxl"],
])("%s is %s", (path, type) => {
  expect(sniff(caseOf(path))).toBe(type);
});

test.each<[string, string, MediaType]>([
  ["two lines of a header", "Account: ada\nAddress: somewhere\n\nwords", "application/octet-stream"],
  ["a tag among words", "words <a href='x'>and a link</a>", "application/octet-stream"],
  ["a program", "#!/bin/sh\necho", "application/octet-stream"],
  [
    "a saved page of one file",
    "From: <Saved>\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/related;\n",
    "multipart/related",
  ],
  [
    "KML behind a comment",
    '<?xml version="1.0"?>\n<!-- x -->\n<kml xmlns="x">',
    "application/vnd.google-earth.kml+xml",
  ],
  ["a page", "<!DOCTYPE html>\n<html>", "text/html"],
  ["JSON", '{"user": "ada"}', "application/json"],
  ["words with a colon", "Where it is: behind the market.\nTwo men are there every day.", "text/plain"],
  ["words with signs", "a < b, and 3 > 2 {so} [it] goes", "text/plain"],
])("%s", (_, text, type) => {
  expect(sniff(new TextEncoder().encode(text))).toBe(type);
});

test("a text in GBK is one although a character is cut where the sniffing ends", () => {
  const text = Uint8Array.of(0x41, ...new Uint8Array(SNIFF_LENGTH).fill(0xc4));
  expect(sniff(text)).toBe("text/plain");
});

const zip = (...names: readonly string[]) => latin(names.map(localFile).join(""));

/** A file of a ZIP, stored: its header, its name, and some bytes. */
function localFile(name: string): string {
  const length = String.fromCharCode(name.length);
  return `PK\x03\x04\x14${"\0".repeat(21)}${length}\0\0\0${name}${"x".repeat(SNIFF_LENGTH / 2)}`;
}

/** The files that a phone or an office writes and that tell no more at their beginning than in what they are packed. */
test.each<[string, Uint8Array]>([
  ["docx", zip("docProps/app.xml", "customXml/item1.xml", "word/document.xml")],
  ["docx", zip("word/media/image1.png", "[Content_Types].xml")],
  ["xlsx", zip("docProps/core.xml")],
  ["pptx", zip("docProps/core.xml")],
  ["odt", zip("Thumbnails/thumbnail.png")],
  ["ods", zip("content.xml")],
  ["odp", zip("content.xml")],
  ["doc", latin(`\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${"\0".repeat(SNIFF_LENGTH)}`)],
  ["xls", latin("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")],
  ["m4a", latin("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom")],
  ["m4a", latin("\x00\x00\x00\x1cftypM4A \x00\x00\x00\x00")],
  ["mov", latin("\x00\x00\x00\x14ftypqt  ")],
  ["mov", latin("\x00\x00\x00\x08wide\x00\x00\x00\x00mdat")],
  ["tif", latin("II*\0\x08\0\0\0")],
  ["tif", latin("MM\0*\0\0\0\x08")],
  ["wav", latin("RIFF\x10\x00\x00\x00WAVE")],
  ["ogg", latin("OggS\0\x02OpusHead")],
  ["amr", latin("#!AMR\n")],
  ["amr", latin("#!AMR-WB\n")],
  ["7z", latin("7z\xbc\xaf\x27\x1c")],
])("a .%s keeps an ending that opens, on the page and for the reviewer", (ending, start) => {
  const sent = neutralName(1, recognise(start, `Mine.${ending.toUpperCase()}`));
  expect(sent).toMatch(new RegExp(`^01-[a-z]+\\.${ending}$`));
  expect(endingOf(recognise(start, sent))).toBe(ending);
});

test("a name says nothing against the first bytes", () => {
  for (const name of ["a.docx", "a.exe", "docx", "a.m4a", "a.pdf"]) {
    expect(recognise(latin("%PDF-1.7"), name)).toBe("application/pdf");
    expect(recognise(latin("MZ\x90\x00\x03"), name)).toBe("application/octet-stream");
  }
  for (const name of ["a.exe", "docx", "a.m4a", "a.apk"])
    expect(recognise(zip("a.txt"), name)).toBe("application/zip");
});
