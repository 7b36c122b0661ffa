import { flood } from "../support/tor/flood.ts";
import { startOnOnions } from "../support/tor/instance-on-onions.ts";
import { printMeasure } from "./measure.ts";

/** Flooding circuits, doubled until others are hurt. */
const MOST = 64;

/** What a flood from more and more circuits leaves to twenty others, through a real onion of a private Tor network. */
export async function benchOnion(): Promise<void> {
  await using here = await startOnOnions();
  console.log(
    "\nA flood through an onion, 30 s each: submissions of 20 other circuits that succeed at the first try\n",
  );
  for (let flooding = 1; flooding <= MOST; flooding *= 2) {
    const outcome = await flood(here, { seconds: 30, flooding, connections: 4, others: 20, tipsEach: 5 });
    const accepted = outcome.others.filter((status) => status === 201).length;
    const share = `${accepted} of ${outcome.others.length}`;
    const refused = outcome.flooding.filter((status) => status !== 201).length;
    printMeasure(
      `${flooding} flooding circuits`,
      `${share.padEnd(12)} (the flood: ${outcome.flooding.length} tried, ${refused} refused)`,
      "99%",
    );
    if (accepted < 0.99 * outcome.others.length) return;
  }
}
