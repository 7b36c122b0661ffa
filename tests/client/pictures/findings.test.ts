import { describe, expect, test } from "vitest";
import { cleanImage } from "../../../client/pictures/clean.ts";
import { displayText, MAX_TEXT_LENGTH } from "../../../client/pictures/display-text.ts";
import {
  FINDING_CODES,
  type Finding,
  Findings,
  MAX_FINDINGS_PER_CODE,
} from "../../../client/pictures/finding.ts";
import { concat, utf8 } from "../../../crypto/bytes.ts";
import { exifSegment, flatJpeg, segment, withSegments } from "./pictures/jpegs.ts";
import { revealed } from "./pictures/outcome.ts";
import { keyworded, png, chunk as pngChunk, withChunks } from "./pictures/pngs.ts";
import { number, tiff } from "./pictures/tiff.ts";
import { exiftoolWrite } from "./pictures/tools.ts";

const jpeg = flatJpeg(3);

describe("Exif reveals", () => {
  const contents = {
    image: {
      270: "Restaurant 大四川, back door",
      271: "Example",
      272: "Example P40 Pro",
      305: "Editor 9.1",
      306: "2024:05:02 08:00:00",
      315: "张三",
      33432: "© me",
      40092: Uint8Array.from(Buffer.from("Notiz\0", "utf16le")),
    },
    shot: {
      36867: "2024:05:01 12:33:10",
      36881: "+08:00",
      37500: new Uint8Array(99),
      37510: utf8("ASCII\0\0\0from the car"),
      42016: "0123456789abcdef",
      42033: "SN-4711",
    },
    place: {
      1: "S",
      2: [
        [22, 1],
        [19, 1],
        [948, 100],
      ] as const,
      3: "W",
      4: [
        [114, 1],
        [101640, 10000],
        [0, 1],
      ] as const,
      7: [
        [4, 1],
        [33, 1],
        [101, 10],
      ] as const,
      28: utf8("ASCII\0\0\0Old Town"),
      29: "2024:05:01",
    },
    thumbnail: { 514: [77] },
  };
  test.each([false, true])("all that people should know (little-endian %s)", (littleEndian) => {
    expect(revealed(withSegments(jpeg, exifSegment(tiff(contents, littleEndian))))).toEqual([
      "place 22.31930° S, 114.16940° W",
      "place Old Town",
      "author 张三",
      "author © me",
      "serial 0123456789abcdef",
      "serial SN-4711",
      "maker-note",
      "device Example P40 Pro",
      "time 2024-05-01 04:33:10 UTC",
      "time 2024-05-01 12:33:10 +08:00",
      "time 2024-05-02 08:00:00",
      "comment Restaurant 大四川, back door",
      "comment Notiz",
      "comment from the car",
      "thumbnail",
      "software Editor 9.1",
      "settings",
    ]);
  });
});

test("a description too long for one segment, as exiftool writes it", () => {
  const description = `begin ${"很长 ".repeat(15_000)} end`;
  const written = exiftoolWrite(jpeg, [`-XMP-dc:Description=${description}`, "-XMP-tiff:Make=Example"]);
  expect(Buffer.from(written).includes("http://ns.adobe.com/xmp/extension/")).toBe(true);
  const lines = revealed(written);
  expect(lines).toContain("device Example");
  expect(lines.filter((line) => line.startsWith("comment begin"))).toHaveLength(1);
  expect(cleanImage(written).clean.length).toBeLessThanOrEqual(jpeg.length);
});

test("what exiftool writes is found again", () => {
  const flags = [
    ...["-GPSLatitude=50.0875", "-GPSLatitudeRef=N", "-GPSLongitude=14.4213", "-GPSLongitudeRef=E"],
    ...["-XMP-dc:Creator=Creator A", "-XMP-photoshop:City=Praha", "-XMP-xmp:CreatorTool=Tool 3"],
    ...["-XMP-exif:GPSLatitude=-33.5", "-XMP-exif:GPSLongitude=18.25", "-XMP-xmpMM:DocumentID=uuid:77"],
    ...["-IPTC:By-line=Writer B", "-IPTC:Sub-location=Old Town", "-IPTC:Keywords=station", "-Comment=a note"],
    ...[
      "-XMP-mwg-rs:RegionName=Somebody C",
      "-XMP-GCamera:MicroVideo=1",
      "-XMP-GDepth:Format=RangeLinear",
      "-OffsetTimeOriginal=+02:00",
    ],
    ...["-ExifIFD:DateTimeOriginal=2024:01:02 03:04:05", "-ExifIFD:LensModel=Lens X", "-UserComment=später"],
    ...["-Ducky:Quality=60%", "-Ducky:Comment=给家人", "-Ducky:Copyright=Owner D"],
  ];
  const found = revealed(exiftoolWrite(jpeg, flags));
  for (const line of [
    ...["place 50.08750° N, 14.42130° E", "place 33.50000° S, 18.25000° E", "place Praha", "place Old Town"],
    ...[
      "author Creator A",
      "author Writer B",
      "author Somebody C",
      "faces",
      "motion",
      "depth",
      "serial uuid:77",
    ],
    ...["software Tool 3", "comment station", "comment a note", "comment später", "device Lens X"],
    ...["comment 给家人", "author Owner D", "notes Ducky"],
    ...["time 2024-01-02 03:04:05 +02:00", "notes XMP", "notes IPTC", "settings"],
  ]) {
    expect(found).toContain(line);
  }
});

describe("segments of a JPEG reveal", () => {
  const film = concat(number(20, 4, false), utf8("ftypmp42\0\0\0\0mp42"));
  const profile = (description: Uint8Array) =>
    concat(
      new Uint8Array(128),
      number(1, 4, false),
      utf8("desc"),
      number(144, 4, false),
      number(description.length, 4, false),
      description,
    );
  const latin = concat(utf8("desc\0\0\0\0\0\0\0\x0bDisplay P3\0"), new Uint8Array(9));
  const name = Uint8Array.from(Buffer.from("DELL U2412M", "utf16le")).map((_, i, all) => all[i ^ 1] ?? 0);
  const localized = concat(
    utf8("mluc\0\0\0\0\0\0\0\x01\0\0\0\x0cenUS"),
    number(name.length, 4, false),
    number(28, 4, false),
    name,
  );
  const icc = (description: Uint8Array) =>
    segment(0xe2, concat(utf8("ICC_PROFILE\0\x01\x01"), profile(description)));

  test.each<[string, Uint8Array, string[]]>([
    ["a comment in GBK", segment(0xfe, Uint8Array.of(0xc4, 0xe3, 0x41)), ["comment A"]],
    ["an empty comment", segment(0xfe, new Uint8Array(0)), ["notes COM"]],
    ["a profile", icc(latin), ["notes Display P3"]],
    ["a profile of a monitor", icc(localized), ["colours DELL U2412M"]],
    ["a profile's second piece", segment(0xe2, utf8("ICC_PROFILE\0\x02\x02abc")), ["notes"]],
    ["further pictures", segment(0xe2, utf8("MPF\0MM")), ["second-image"]],
    ["a gain map", segment(0xe2, utf8("urn:iso:std:iso:ts:21496:-1\0\0")), ["second-image"]],
    ["C2PA", segment(0xeb, utf8("JP\0\x01\0\0\0\x01\0\0\0\x20jumb")), ["provenance"]],
    ["a stranger", segment(0xe4, utf8("SCALADO\0x")), ["unknown APP4 SCALADO"]],
    ["a stranger without letters", segment(0xe9, Uint8Array.of(0, 1, 2)), ["unknown APP9"]],
    ["Exif that breaks off", exifSegment(utf8("MM\0*\0\0\0\x08\0\x09")), ["settings", "unreadable"]],
    [
      "a thumbnail of Photoshop",
      segment(0xed, utf8("Photoshop 3.0\x008BIM\x04\x0c\0\0\0\0\0\x02ab")),
      ["thumbnail"],
    ],
    [
      "other things of Photoshop",
      segment(0xed, utf8("Photoshop 3.0\x008BIM\x04\x25\0\0\0\0\0\x02ab")),
      ["notes Photoshop"],
    ],
  ])("%s", (_, piece, expected) => {
    expect(revealed(withSegments(jpeg, piece))).toEqual(expected);
  });

  test("bytes behind the end", () => {
    expect(revealed(concat(jpeg, Uint8Array.of(0)))).toEqual(["trailing"]);
    expect(revealed(concat(jpeg, jpeg))).toEqual(["second-image", "trailing"]);
    expect(revealed(concat(jpeg, utf8("MotionPhoto_Data"), film))).toEqual(["motion", "trailing"]);
    expect(revealed(concat(jpeg, utf8("....ftyp")))).toEqual(["trailing"]);
  });
});

test("chunks of a PNG reveal", () => {
  const picture = withChunks(
    png(2, 8),
    keyworded("tEXt", "Author", "José"),
    pngChunk("tEXt", Buffer.from("Copyright\0René", "latin1")),
    keyworded("tEXt", "parameters", "a street"),
    keyworded("tEXt", "Raw profile type xmp", "\nxmp\n1\n00"),
    keyworded("iTXt", "Title", "\0\0zh\0标题\0后门"),
    keyworded("iTXt", "Broken", "\0\0zh"),
    keyworded("iTXt", "XML:com.adobe.xmp", '\0\0\0\0<x xmp:CreatorTool="Tool &amp; Co"/>'),
    keyworded("zTXt", "Comment", "\0x"),
    keyworded("iCCP", "DELL U2412M", "\0x"),
    pngChunk("tIME", Uint8Array.of(7, 232, 5, 1, 12, 33, 10)),
    pngChunk("caBX", new Uint8Array(4)),
    pngChunk("acTL", new Uint8Array(8)),
    pngChunk("pHYs", new Uint8Array(9)),
  );
  expect(revealed(picture)).toEqual([
    "author José",
    "author René",
    "time 2024-05-01 12:33:10 UTC",
    "comment parameters: a street",
    "comment Title: 后门",
    "provenance",
    "software Tool & Co",
    "notes Raw profile type xmp",
    "notes Broken",
    "notes XMP",
    "notes Comment",
    "animation",
    "colours DELL U2412M",
    "unknown pHYs",
  ]);
});

test("findings come in the order of danger, each once, bytes added up, few of each", () => {
  const findings = new Findings();
  for (let i = 0; i < 100; i++) findings.named("unknown", `block ${i}`, 1);
  for (let i = 0; i < 100; i++) findings.size("trailing", 2);
  expect(findings.text("place", "\u0000")).toBe(false);
  findings.text("place", "x");
  findings.text("place", " x ");
  const list = findings.list();
  expect(list.slice(0, 2)).toEqual<Finding[]>([
    { code: "place", text: "x" },
    { code: "trailing", bytes: 200 },
  ]);
  expect(list).toHaveLength(2 + MAX_FINDINGS_PER_CODE);
  expect(new Set(FINDING_CODES).size).toBe(FINDING_CODES.length);
});

describe("texts are safe to show", () => {
  test.each([
    ["bidi", "a\u202egpj.exe\u2066b", "agpj.exeb"],
    ["control", "a\u0000b\u001b[31mc\u0085d", "ab[31mcd"],
    ["lines", "a\r\nb\u2028c\u00a0\td", "a b c d"],
    ["zero width", "a\u200bb\ufeffc\u00add", "abcd"],
    ["unpaired and private", "a\ud800b\ue000c\ufffdd", "abcd"],
    ["scripts", "བོད་ ئۇيغۇر 大四川", "བོད་ ئۇيغۇر 大四川"],
  ])("%s", (_, text, shown) => expect(displayText(text)).toBe(shown));

  test("cut at 80, never within a character", () => {
    expect(displayText("x".repeat(80))).toBe("x".repeat(80));
    expect(displayText("x".repeat(81))).toBe(`${"x".repeat(79)}…`);
    const emoji = displayText("😀".repeat(60));
    expect(emoji).toBe(`${"😀".repeat(39)}…`);
    expect(emoji.length).toBeLessThanOrEqual(MAX_TEXT_LENGTH);
    expect(displayText(`a${" ".repeat(1000)}b`)).toBe("a…");
  });
});
