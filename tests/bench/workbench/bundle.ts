import { EMPTY_REPORT, type Report } from "../../../client/report/report.ts";
import { encodeTip } from "../../../client/report/tip.ts";
import { collect } from "../../../crypto/bytes.ts";
import { sealEnvelope } from "../../../crypto/envelope.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import type { TestInstance } from "../../support/instance.ts";
import { SAMPLE_REPORTS } from "../../support/sample-tips.ts";
import { syntheticTips } from "../../support/synthetic-tips.ts";

const SEED = 20261122;

/** Invented reports in Chinese and English with the samples' answers, the same for the same number. */
export function syntheticReports(count: number): readonly (readonly [language: string, report: Report])[] {
  const { tips } = syntheticTips(count, Math.ceil(count / 100), Math.floor(count / 20), SEED);
  return tips.map(({ text }, i) => {
    const [language, report] = SAMPLE_REPORTS[i % SAMPLE_REPORTS.length] ?? ["en", EMPTY_REPORT];
    return [language, { ...report, narrative: text }];
  });
}

/** The envelopes of such reports, as the source's page makes them: 64 KiB padded each. */
export async function syntheticEnvelopes(
  { anchor, roster }: Pick<TestInstance, "anchor" | "roster">,
  count: number,
  primitives: Primitives,
): Promise<Uint8Array[]> {
  const envelopes: Uint8Array[] = [];
  for (const [language, report] of syntheticReports(count)) {
    const tip = encodeTip({
      instance: anchor.instance,
      roster: roster.digest,
      language,
      report,
      attachments: [],
      reply: null,
    });
    const file = { name: "tip.json", size: tip.length, content: [tip] };
    envelopes.push(await collect(sealEnvelope([file], roster, primitives)));
  }
  return envelopes;
}
