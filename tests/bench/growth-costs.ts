import type { CourierId } from "../../server/store/pickup.ts";
import { FEW, fill, growthSpool, nextDay, PURGES, smallEnvelope } from "./growth-spool.ts";
import { median } from "./measure.ts";

// A process of its own, which begins with what is on the disk: prints, as JSON, what it costs there to submit, to list
// and to purge, in milliseconds, medians.

const TIMES = 1_000;

const [folder = ""] = process.argv.slice(2);
const place = growthSpool(folder);
place.clock.time = Date.now();
const courier = "1".repeat(64) as CourierId;
place.spool.pickup.serve([courier]);

await fill(place, TIMES);
const submission = await medianOf(TIMES, () => place.spool.put(smallEnvelope()));
const day = place.spool.pickup.days(courier).at(-1)?.day;
if (day === undefined) throw new Error("a day is missing");
const listing = await medianOf(TIMES, () => place.spool.pickup.page(courier, day, undefined, FEW));
const purge = await medianOf(
  PURGES - 1,
  () => nextDay(place),
  () => fill(place, FEW),
);
await place.spool.close();
console.log(JSON.stringify({ submission, listing, purge }));

async function medianOf(
  times: number,
  work: () => unknown,
  between: () => unknown = () => {},
): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < times; i++) {
    const begun = performance.now();
    await work();
    all.push(performance.now() - begun);
    await between();
  }
  return median(all);
}
