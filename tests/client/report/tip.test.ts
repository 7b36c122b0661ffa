import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ReportError } from "../../../client/report/errors.ts";
import { encodeTip, MAX_TIP_LENGTH, parseTip, TIP_FILE_NAME, type Tip } from "../../../client/report/tip.ts";
import { roomLeft } from "../../../client/report/tip-json.ts";
import { collect, equalBytes, utf8 } from "../../../crypto/bytes.ts";
import { parseInstanceId } from "../../../crypto/documents/anchor.ts";
import { parseRosterDigest } from "../../../crypto/documents/roster.ts";
import { envelopeLength, sealEnvelope } from "../../../crypto/envelope.ts";
import { testInstance } from "../../support/instance.ts";
import { providers } from "../../support/primitives.ts";

const hex32 = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString("hex"));
const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }));

const anyTip: fc.Arbitrary<Tip> = fc.record({
  instance: hex32.map(parseInstanceId),
  roster: hex32.map(parseRosterDigest),
  language: fc.constantFrom("en", "zh-Hans", "zh-Hant"),
  report: fc.record({ narrative: text }),
  attachments: fc.array(fc.record({ name: text, type: text, size: fc.maxSafeNat() }), { maxLength: 5 }),
});

test("parse undoes encode", () => {
  fc.assert(
    fc.property(anyTip, (tip) => {
      expect(parseTip(encodeTip(tip))).toEqual(tip);
    }),
  );
});

test("encode undoes parse, on whatever is accepted; whatever isn't is a ReportError", () => {
  const accepts = (bytes: Uint8Array): boolean => {
    try {
      return equalBytes(encodeTip(parseTip(bytes)), bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(ReportError);
      return true;
    }
  };
  const damage = fc.tuple(anyTip, fc.nat(), fc.nat(255)).map(([tip, where, value]) => {
    const bytes = encodeTip(tip).slice();
    bytes[where % bytes.length] = value;
    return bytes;
  });
  const odd = fc
    .constantFrom(
      "",
      "null",
      "[]",
      "{}",
      '{"type":"nightjar-tip/v1"}',
      '{"type":"nightjar-tip/v1","attachments":[null]}',
      '{"type":"nightjar-tip/v1","attachments":[{"name":"a","type":"b","size":-0}]}',
      `{"__proto__":{"type":"nightjar-tip/v1"}}`,
      "[".repeat(50_000),
      " ".repeat(MAX_TIP_LENGTH + 1),
    )
    .map(utf8);
  const input = fc.oneof(damage, odd, fc.json().map(utf8), fc.uint8Array());
  fc.assert(
    fc.property(input, (bytes) => accepts(bytes)),
    { numRuns: 1000 },
  );
});

test.each(["\ufeff", " "])("a byte more in front (%j) is refused", (extra) => {
  const tip = fc.sample(anyTip, 1)[0];
  if (!tip) throw new Error("no sample");
  expect(() => parseTip(Buffer.concat([utf8(extra), encodeTip(tip)]))).toThrow(ReportError);
});

const scripts = {
  English: "They call it a service centre. ",
  Chinese: "每星期四下午,餐馆后面的房间里有人办手续。",
  Tibetan: "བོད་ཡིག་གི་ཡི་གེ་འདི་རྒྱ་ནག་ནས་ཡིན། ",
  Uyghur: "ئۇلار مېنىڭ ئائىلەمنى تەھدىت قىلدى. ",
};

test("a text-only tip of any length up to the limit, in any script, makes an envelope of one size", async () => {
  const instance = testInstance();
  const lengths = new Set<number>();
  const report = (narrative: string) => ({ language: "zh-Hant", report: { narrative }, attachments: [] });
  for (const [name, sentence] of Object.entries(scripts)) {
    const most = Math.floor(roomLeft(report("")) / (utf8(JSON.stringify(sentence)).length - 2));
    for (let times = 0; times <= most; times += Math.max(1, Math.floor(most / 40))) {
      lengths.add(envelopeLength([tipOf(sentence.repeat(times)).length], instance.roster));
    }
    const full = tipOf(sentence.repeat(most));
    expect(full.length, name).toBeGreaterThan(MAX_TIP_LENGTH - utf8(sentence).length - 10);
    for (const primitives of providers) {
      const files = [{ name: TIP_FILE_NAME, size: full.length, content: [full] }];
      lengths.add((await collect(sealEnvelope(files, instance.roster, primitives))).length);
    }
  }
  expect(lengths.size).toBe(1);

  function tipOf(narrative: string): Uint8Array {
    const { anchor, roster } = instance;
    return encodeTip({ instance: anchor.instance, roster: roster.digest, ...report(narrative) });
  }
});

test("the limit is exact, and counts bytes", () => {
  const frame = { language: "en", attachments: [] };
  const left = roomLeft({ ...frame, report: { narrative: "" } });
  const digests = {
    instance: parseInstanceId(randomBytes(32).toString("hex")),
    roster: parseRosterDigest(randomBytes(32).toString("hex")),
  };
  const encode = (narrative: string) => encodeTip({ ...digests, ...frame, report: { narrative } });
  expect(encode("x".repeat(left))).toHaveLength(MAX_TIP_LENGTH);
  expect(() => encode("x".repeat(left + 1))).toThrow(ReportError);
  expect(() => encode("西".repeat(Math.ceil(left / 3) + 1))).toThrow(ReportError);
});
