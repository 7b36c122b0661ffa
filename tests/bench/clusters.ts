import { NearIndex } from "../../client/casebook/near/near-index.ts";
import { foldHan } from "../../client/folding/fold-han.ts";
import { HANDS, judged, SCRIPTS, syntheticTips } from "../support/synthetic-tips.ts";
import { printMeasure } from "./measure.ts";

const SEEDS = [1, 2, 3];

/** How right the groups of near-duplicates are: 2,000 invented tips, of which 50 are near-duplicates of ten. */
export function benchClusters(): void {
  console.log("\nGroups of near-duplicates: 2,000 labelled tips, 50 of them near-duplicates of ten\n");
  for (const hand of HANDS) {
    for (const [script, seed] of SCRIPTS.flatMap((one) => SEEDS.map((seed) => [one, seed] as const))) {
      const { tips, groups } = syntheticTips(2000, 10, 50, seed, script, hand);
      const start = performance.now();
      const found = new NearIndex(tips, { fold: foldHan, grouped: 0.5 }).groups();
      const took = performance.now() - start;
      const { precision, recall } = judged(found, groups);
      printMeasure(
        `${script}, ${hand}, seed ${seed}`,
        `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, ${(took / 2000).toFixed(2)} ms a tip`,
      );
    }
  }
}
