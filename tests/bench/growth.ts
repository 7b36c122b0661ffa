import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { prepareData, removeData, startServer } from "../support/server.ts";
import { DAY } from "../support/spool.ts";
import { DAYS, FEW, fill, growthSpool, nextDay, PURGES } from "./growth-spool.ts";
import { median, printMeasure } from "./measure.ts";

const MANY = Number(process.env.ENVELOPES ?? 1_000_000);
const STARTS = 5;

/** Milliseconds, medians. */
interface Costs {
  readonly submission: number;
  readonly listing: number;
  readonly purge: number;
}

/**
 * A spool with 1,000 small envelopes (1.7 KB) on its last day and on each of some days to be purged, against one that has
 * 1,000,000 on twenty days between: the cost of a durable submission, of listing a day of 1,000 for a courier, and of the
 * tick in which a day of 1,000 is purged and one closed, each in a process that begins with what is there; and how long
 * a server takes to start on either.
 */
export async function benchGrowth(): Promise<void> {
  const few = await measure(0);
  const many = await measure(MANY);
  console.log(`\nGrowth: with ${MANY} envelopes more, against ${FEW} a day on ${PURGES + 1} days`);
  for (const name of ["submission", "listing", "purge"] as const) {
    const ratio = many.costs[name] / few.costs[name];
    const value = `${many.costs[name].toFixed(2)} ms / ${few.costs[name].toFixed(2)} ms = ${ratio.toFixed(2)}`;
    printMeasure(name, value, "1.2");
  }
  printMeasure("start", `${many.start.toFixed(2)} s / ${few.start.toFixed(2)} s`, "1 s");
  printMeasure("memory", `${many.memory.toFixed(0)} MiB / ${few.memory.toFixed(0)} MiB`);
}

async function measure(others: number): Promise<{ costs: Costs; start: number; memory: number }> {
  const data = await prepareData();
  await fillDays(`${data}/spool`, others);
  // What was filled in goes to the disk now, not while others wait for it.
  execFileSync("sync");
  const program = fileURLToPath(new URL("./growth-costs.ts", import.meta.url));
  const output = execFileSync(process.execPath, [program, `${data}/spool`], { encoding: "utf8" });
  const { start, memory } = await startOn(data);
  removeData(data);
  return { costs: JSON.parse(output) as Costs, start, memory };
}

/** Oldest first: days to be purged, many days, and today. */
async function fillDays(folder: string, others: number): Promise<void> {
  const place = growthSpool(folder);
  const counts = [
    ...Array<number>(PURGES).fill(FEW),
    ...Array<number>(DAYS).fill(Math.ceil(others / DAYS)),
    FEW,
  ];
  place.clock.time = Date.now() - (counts.length - 1) * DAY;
  for (const [i, count] of counts.entries()) {
    if (i > 0) await nextDay(place);
    await fill(place, count);
  }
  await place.spool.close();
}

/** Medians: seconds, and MiB. */
async function startOn(data: string): Promise<{ start: number; memory: number }> {
  const starts: number[] = [];
  const memory: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const begun = performance.now();
    const server = await startServer({ data, env: { NIGHTJAR_RETENTION_DAYS: "60" } });
    starts.push((performance.now() - begun) / 1000);
    const [, kilobytes] =
      /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${server.pid}/status`, "utf8")) ?? [];
    memory.push(Number(kilobytes) / 1024);
    await server.stop();
  }
  return { start: median(starts), memory: median(memory) };
}
