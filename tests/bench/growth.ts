import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import type { CourierId } from "../../server/store/pickup.ts";
import { fakeEnvelope } from "../support/envelopes.ts";
import { prepareData, removeData, startServer } from "../support/server.ts";
import { DAY, TestSpool } from "../support/spool.ts";
import { median, printMeasure } from "./measure.ts";

/** So many days before the measured one, of so many envelopes each. */
const DAYS = 20;
const FEW = 1_000;
const MANY = Number(process.env.ENVELOPES ?? 1_000_000);
const courier = "1".repeat(64) as CourierId;

/** Milliseconds, medians. */
interface Costs {
  readonly submission: number;
  readonly listing: number;
  readonly purge: number;
}

/**
 * A spool with 1,000 small envelopes (1.7 KB) against one with 1,000,000 on twenty days: the cost of a durable
 * submission, of listing a day of 1,000 for a courier, and of the beat in which a day of 1,000 is purged and one closed; and how long a server takes to
 * start on either.
 */
export async function benchGrowth(): Promise<void> {
  const few = await measure(0);
  const many = await measure(MANY - FEW);
  console.log(`\nGrowth: with ${MANY} envelopes, against ${FEW}`);
  for (const name of ["submission", "listing", "purge"] as const) {
    const ratio = many.costs[name] / few.costs[name];
    const value = `${many.costs[name].toFixed(2)} ms / ${few.costs[name].toFixed(2)} ms = ${ratio.toFixed(2)}`;
    printMeasure(name, value, "1.2");
  }
  printMeasure("start", `${many.start.toFixed(2)} s / ${few.start.toFixed(2)} s`, "1 s");
  printMeasure("memory", `${many.memory.toFixed(0)} MiB / ${few.memory.toFixed(0)} MiB`);
}

async function measure(others: number): Promise<{ costs: Costs; start: number; memory: number }> {
  const data = prepareData();
  const place = new TestSpool({
    folder: `${data}/spool`,
    retentionDays: DAYS + 1,
    room: 2 ** 33,
    report: console.error,
  });
  place.clock.time = Date.now() - (DAYS + 2) * DAY;
  place.spool.pickup.serve([courier]);
  const nextDay = async () => {
    place.clock.advance(DAY);
    await place.spool.beat();
  };
  // The first day is the one that will be purged, the last one that which is listed.
  await fill(place, FEW);
  for (let day = 0; day < DAYS; day++) {
    await nextDay();
    await fill(place, Math.ceil(others / DAYS));
  }
  await nextDay();
  await fill(place, FEW);
  const submission = await medianOf(300, () => place.spool.put(envelope()));
  const day = place.spool.pickup.days(courier).at(-1)?.day;
  if (day === undefined) throw new Error("a day is missing");
  const listing = await medianOf(300, () => place.spool.pickup.page(courier, day, undefined, FEW));
  const begun = performance.now();
  await nextDay();
  const purge = performance.now() - begun;
  await place.spool.close();
  const { start, memory } = await startOn(data);
  removeData(data);
  return { costs: { submission, listing, purge }, start, memory };
}

async function startOn(data: string): Promise<{ start: number; memory: number }> {
  const begun = performance.now();
  const server = await startServer({ data });
  const start = (performance.now() - begun) / 1000;
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${server.pid}/status`, "utf8")) ?? [];
  await server.stop();
  return { start, memory: Number(kilobytes) / 1024 };
}

const pattern = fakeEnvelope(0, 1);

function envelope(): Uint8Array {
  const bytes = pattern.slice();
  bytes.set(randomBytes(32), bytes.length - 32);
  return bytes;
}

async function fill({ spool }: TestSpool, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1_000)
    await Promise.all(Array.from({ length: Math.min(1_000, count - i) }, () => spool.put(envelope())));
}

async function medianOf(times: number, work: () => unknown): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < times; i++) {
    const begun = performance.now();
    await work();
    all.push(performance.now() - begun);
  }
  return median(all);
}
