import { expect, test } from "vitest";
import { Findings } from "../../../../client/pictures/finding.ts";
import { mpeg4Cleaner, streamDescriptor } from "../../../../client/pictures/iso/codecs/mpeg4.ts";
import { AVC, cleanUnit, HEVC } from "../../../../client/pictures/iso/codecs/nal.ts";
import type { Patch } from "../../../../client/pictures/iso/plan.ts";
import { sourceOf } from "../../../../client/pictures/iso/source.ts";
import { concat, utf8 } from "../../../../crypto/bytes.ts";
import { applied } from "../../../support/cleaned.ts";

const bytes = (...numbers: number[]) => Uint8Array.from(numbers);
const START = bytes(0, 0, 1);
const VOP = concat(START, bytes(0xb6), new Uint8Array(5000).fill(0x5a));

/** A sample of MPEG-4 part 2 with this user data, before its picture and behind it. */
function withUserData(data: Uint8Array): Uint8Array {
  const user = concat(START, bytes(0xb2), data);
  return concat(user, VOP, user, VOP);
}

function cleanMpeg4(sample: Uint8Array) {
  const findings = new Findings();
  const patches: Patch[] = [];
  const patch = (one: Patch) => patches.push(one);
  mpeg4Cleaner()?.({ source: sourceOf(sample), at: 0, length: sample.length, findings, patch });
  return { clean: applied(sample, { length: sample.length, patches }), findings: findings.list() };
}

test.each(["Lavc58.134.100", "XviD0064", "DivX503b1393p", "DivX503b1393p\0"])(
  "MPEG-4 part 2 keeps what decoders go by: %j",
  (name) => {
    const sample = withUserData(utf8(name));
    expect(cleanMpeg4(sample)).toEqual({ clean: sample, findings: [] });
  },
);

test.each([
  ["words", "Ada Example"],
  ["behind a NUL", "Lavc58.134.100\0Ada Example"],
  ["behind a space", "XviD0064 Ada Example"],
  ["joined to a name", "DivX_Ada_Example"],
  ["behind what is shown", `Lavc58.134.${"1".repeat(400)}\nAda`],
])("other user data in MPEG-4 part 2 becomes spaces, wherever it stands, and is told: %s", (_, text) => {
  const { clean, findings } = cleanMpeg4(withUserData(utf8(text)));
  expect(clean).toEqual(withUserData(utf8(" ".repeat(text.length))));
  expect(findings).toEqual([{ code: "software", text: expect.stringContaining(text.slice(0, 4)) }]);
  expect(cleanMpeg4(clean)).toEqual({ clean, findings: [] });
});

test("user data in the description of MPEG-4 part 2 becomes spaces, too", () => {
  const headers = (data: string) => concat(START, bytes(0xb0, 3), START, bytes(0xb2), utf8(data));
  const esds = (data: string) => {
    const specific = headers(data);
    const decoder = concat(bytes(0x20), new Uint8Array(12), bytes(5, specific.length), specific);
    const stream = concat(bytes(0, 1, 0, 4, decoder.length), decoder);
    return concat(new Uint8Array(4), bytes(3, stream.length), stream);
  };
  const payload = esds("XviD0064\0Ada");
  const findings = new Findings();
  expect(streamDescriptor(payload, findings)).toBe(0x20);
  expect(payload).toEqual(esds(" ".repeat(12)));
  expect(findings.list()).toEqual([{ code: "software", text: "XviD0064 Ada" }]);
});

test.each([
  ["H.264", AVC, bytes(6)],
  ["H.265", HEVC, bytes(39 << 1, 1)],
] as const)("captions in the picture's stream become filler, and are told: %s", (_, family, header) => {
  const captions = concat(bytes(0xb5, 0, 0x31), utf8("GA94\x03HELLO ADA"));
  const unit = concat(header, bytes(4, captions.length), captions, bytes(0x80));
  const findings = new Findings();
  const filler = bytes(3, captions.length, ...captions.map(() => 0xff));
  expect(cleanUnit(unit, family, findings)).toEqual(concat(header, filler, bytes(0x80)));
  expect(findings.list()).toEqual([{ code: "track", name: "GA94", bytes: captions.length }]);
});
