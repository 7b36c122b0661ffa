import { expect, test } from "vitest";
import { Findings } from "../../../../client/pictures/finding.ts";
import { readIso } from "../../../../client/pictures/iso/iso.ts";
import { windowed } from "../../../../client/pictures/iso/source.ts";
import { concat, equalBytes, utf8 } from "../../../../crypto/bytes.ts";
import { personalTags } from "../../../support/personal-tags.ts";
import { exiftoolReadAll } from "../pictures/tools.ts";
import { cleanIso, film, framesOf, media, outcomeOfIso } from "./iso-files.ts";

const PICTURE = ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=10:duration=1"];
const SOUND = ["-f", "lavfi", "-i", "sine=duration=1"];
const TAGS = [
  "-metadata",
  "title=Ada Example",
  "-metadata",
  "location=+12.3456+098.7654/",
  "-movflags",
  "use_metadata_tags",
];

/** What phones and programs make, by coding and by how the file is laid out. */
const KINDS: readonly [string, string, readonly string[]][] = [
  ["H.264 and AAC", "mp4", [...PICTURE, ...SOUND, "-pix_fmt", "yuv420p", ...TAGS]],
  ["H.264, its header in front", "mov", [...PICTURE, "-pix_fmt", "yuv420p", "-movflags", "+faststart"]],
  [
    "H.265",
    "mov",
    [...PICTURE, "-c:v", "libx265", "-x265-params", "log-level=none", "-tag:v", "hvc1", ...TAGS],
  ],
  ["AV1", "mp4", [...PICTURE, "-c:v", "libaom-av1", "-cpu-used", "8"]],
  ["VP9 and Opus", "mp4", [...PICTURE, ...SOUND, "-c:v", "libvpx-vp9", "-c:a", "libopus"]],
  ["MPEG-4 part 2", "mp4", [...PICTURE, "-c:v", "mpeg4", "-bitexact"]],
  ["H.263 and AAC", "3gp", [...PICTURE, ...SOUND, "-s", "176x144", "-c:v", "h263", "-c:a", "aac"]],
  ["ProRes and PCM", "mov", [...PICTURE, ...SOUND, "-c:v", "prores_ks", "-c:a", "pcm_s16le"]],
  ["ALAC", "m4a", [...SOUND, "-c:a", "alac", ...TAGS]],
  ["FLAC", "mp4", [...SOUND, "-c:a", "flac", "-strict", "-2", ...TAGS]],
  ["AC-3", "mp4", [...SOUND, "-c:a", "ac3"]],
  [
    "fragments",
    "mp4",
    [...PICTURE, ...SOUND, "-pix_fmt", "yuv420p", "-g", "5", "-movflags", "frag_keyframe+empty_moov"],
  ],
  [
    "fragments that count from themselves",
    "mp4",
    [
      ...PICTURE,
      ...SOUND,
      "-pix_fmt",
      "yuv420p",
      "-movflags",
      "frag_keyframe+empty_moov+default_base_moof+global_sidx",
    ],
  ],
];

const films = KINDS.map(([kind, ending, flags]) => {
  const original = film(ending, ...flags);
  return { kind, original, ...cleanIso(original) };
});
const seenInClean = exiftoolReadAll(films.map(({ clean }) => clean));

test.each(films.map((one, i) => ({ ...one, tags: seenInClean[i] as (typeof seenInClean)[number] })))(
  "$kind: the same pictures and sound, and nothing personal",
  ({ original, clean, tags }) => {
    const [before, after] = framesOf(original, clean);
    expect(before).toMatch(/^\d, /m);
    expect(after).toBe(before);
    expect(personalTags(tags)).toEqual([]);
    expect(Buffer.from(clean).toString("latin1")).not.toMatch(/Example|x26[45] |Lav[cf]\d/);
    expect(equalBytes(cleanIso(clean).clean, clean)).toBe(true);
  },
);

test("of a long film no more is read at a time than its header, a sample, or a window", () => {
  const original = film("mp4", ...PICTURE, ...SOUND, "-pix_fmt", "yuv420p", "-movflags", "+faststart");
  const moov = Buffer.from(original).indexOf("moov") - 4;
  const size = Buffer.from(original).readUInt32BE(moov);
  let most = 0;
  // A megabyte of noise in front makes a file that is longer than the window.
  const free = concat(Uint8Array.of(0, 16, 0, 8), utf8("free"), new Uint8Array(1_048_576));
  const long = concat(original, free);
  const source = windowed(long.length, (at, end) => {
    most = Math.max(most, end - at);
    return long.subarray(at, end);
  });
  const { plan } = readIso(source, new Findings());
  expect(plan.length).toBeLessThanOrEqual(original.length);
  expect(most).toBeLessThanOrEqual(Math.max(256 * 1024, size));
});

const mp4 = film("mp4", ...PICTURE, "-pix_fmt", "yuv420p");

test.each<[string, (bytes: Buffer) => Uint8Array, string]>([
  ["two headers", (bytes) => concat(bytes, bytes.subarray(bytes.indexOf("moov") - 4)), "structure"],
  ["a coding that nobody knows", (bytes) => withText(bytes, "avc1\0\0\0\0", "zzz1\0\0\0\0"), "unknown-codec"],
  ["a compressed header", (bytes) => withText(bytes, "mvhd", "cmov"), "unsupported"],
  ["samples that aren't there", (bytes) => bytes.subarray(0, bytes.indexOf("mdat") + 100), "cut-short"],
  ["no header", (bytes) => bytes.subarray(0, bytes.indexOf("moov") - 4), "structure"],
])("%s: %s", (_, change, code) => {
  expect(outcomeOfIso(change(Buffer.from(mp4)))).toBe(code);
});

function withText(bytes: Buffer, from: string, to: string): Uint8Array {
  const at = bytes.indexOf(from, bytes.indexOf("moov"));
  expect(at).toBeGreaterThan(0);
  const changed = Buffer.from(bytes);
  changed.write(to, at, "latin1");
  return changed;
}

test("a film that calls itself a picture keeps no list of items that is no picture's", () => {
  const handler = concat(Uint8Array.of(0, 0, 0, 40), utf8("hdlr"), new Uint8Array(24), utf8("WHO I AM"));
  const list = concat(Uint8Array.of(0, 0, 0, 52), utf8("meta"), new Uint8Array(4), handler);
  const changed = Buffer.from(concat(mp4, list));
  changed.write("avis", 8, "latin1");
  expect(changed.includes("WHO I AM")).toBe(true);
  expect(Buffer.from(cleanIso(changed).clean).includes("WHO I AM")).toBe(false);
});

test("what a camera writes beside each frame goes, and where it was is told as if it had been read", () => {
  const captions = `data:text/srt;base64,${Buffer.from("1\n00:00:00,100 --> 00:00:00,900\n48.858370, 2.294481\n").toString("base64")}`;
  const withCaptions = film(
    "mp4",
    ...PICTURE,
    "-f",
    "srt",
    "-i",
    captions,
    "-pix_fmt",
    "yuv420p",
    "-c:s",
    "mov_text",
  );
  expect(Buffer.from(withCaptions).includes("48.858370")).toBe(true);
  for (const format of ["gpmd", "camm"]) {
    const original = Buffer.from(withCaptions.map((byte) => byte));
    for (const [from, to] of [
      ["sbtl", "meta"],
      ["tx3g", format],
    ] as const)
      original.write(to, original.lastIndexOf(from), "latin1");
    const { clean, findings } = cleanIso(original);
    expect(findings[0]).toEqual({ code: "place", text: "?" });
    expect(findings).toContainEqual(expect.objectContaining({ code: "track", name: format }));
    const copy = Buffer.from(clean);
    for (const gone of ["48.858370", "gpmd", "camm"]) expect(copy.includes(gone)).toBe(false);
    const [before, after] = framesOf(original, clean);
    expect(before).toMatch(/^0, /m);
    expect(after).toBe(before);
  }
});

test("what stands between, behind and beside the samples becomes zero", () => {
  const original = media("mp4-xmp-trailing.mp4");
  const marker = utf8("WHO I AM");
  const free = concat(Uint8Array.of(0, 0, 0, 16), utf8("free"), marker);
  const { clean } = cleanIso(concat(original.subarray(0, original.indexOf(0)), original, free, marker));
  expect(Buffer.from(clean).includes("WHO I AM")).toBe(false);
});
