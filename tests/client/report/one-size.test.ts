import fc from "fast-check";
import { expect, test } from "vitest";
import { EMPTY_REPORT, type Report } from "../../../client/report/report.ts";
import { encodeTip, MAX_TIP_LENGTH, TIP_FILE_NAME } from "../../../client/report/tip.ts";
import { roomLeft } from "../../../client/report/tip-json.ts";
import { collect, utf8 } from "../../../crypto/bytes.ts";
import { envelopeLength, sealEnvelope } from "../../../crypto/envelope.ts";
import { testInstance } from "../../support/instance.ts";
import { providers } from "../../support/primitives.ts";
import { report as reports } from "./arbitrary.ts";

const SENTENCES = {
  English: "They call it a service centre. ",
  Chinese: "每星期四下午,餐馆后面的房间里有人办手续。",
  Tibetan: "བོད་ཡིག་གི་ཡི་གེ་འདི་རྒྱ་ནག་ནས་ཡིན། ",
  Uyghur: "ئۇلار مېنىڭ ئائىلەمنى تەھدىت قىلدى. ",
};

const instance = testInstance();

const written = (report: Report) => ({ language: "zh-Hant", report, attachments: [], reply: null });
const tipOf = (report: Report) =>
  encodeTip({ instance: instance.anchor.instance, roster: instance.roster.digest, ...written(report) });
const lengthOf = (report: Report) => envelopeLength([tipOf(report).length], instance.roster);

test("a text-only tip of any length up to the limit, in any script, makes an envelope of one size", async () => {
  const lengths = new Set<number>();
  for (const [name, sentence] of Object.entries(SENTENCES)) {
    const said = (times: number) => ({ ...EMPTY_REPORT, narrative: sentence.repeat(times) });
    const most = Math.floor(roomLeft(written(EMPTY_REPORT)) / (utf8(JSON.stringify(sentence)).length - 2));
    for (let times = 0; times <= most; times += Math.max(1, Math.floor(most / 40))) {
      lengths.add(lengthOf(said(times)));
    }
    const full = tipOf(said(most));
    expect(full.length, name).toBeGreaterThan(MAX_TIP_LENGTH - utf8(sentence).length - 10);
    for (const primitives of providers) {
      const files = [{ name: TIP_FILE_NAME, size: full.length, content: [full] }];
      lengths.add((await collect(sealEnvelope(files, instance.roster, primitives))).length);
    }
  }
  expect(lengths.size).toBe(1);
});

test("whatever was ticked and written beside it, the size is the same", () => {
  const plain = lengthOf(EMPTY_REPORT);
  fc.assert(
    fc.property(
      reports,
      fc.constantFrom(...Object.values(SENTENCES)),
      fc.nat(99),
      (report, sentence, percent) => {
        const room = roomLeft(written({ ...report, narrative: "x" }));
        const width = utf8(JSON.stringify(sentence)).length - 2;
        const narrative = `x${sentence.repeat(Math.floor((room * percent) / 100 / width))}`;
        expect(lengthOf({ ...report, narrative })).toBe(plain);
      },
    ),
    { numRuns: 500 },
  );
});
