import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inUnit } from "../support/in-unit.ts";
import { prepareData, removeData, startServer } from "../support/server.ts";
import { median, printMeasure } from "./measure.ts";

const STARTS = 9;

/**
 * Seconds from the command until a server listens on a data folder that it knows, and its memory while nothing happens:
 * started as the unit starts it, with the code cache of an earlier start; and without any of that.
 */
export async function benchStart(): Promise<void> {
  const data = await prepareData();
  const cache = mkdtempSync(join(tmpdir(), "nightjar-cache-"));
  const unit = inUnit(cache);
  await measure(data, unit);
  console.log(`\nStart, and rest (medians of ${STARTS}, in turn)`);
  const [ours, plain] = [[], []] as [Measured[], Measured[]];
  for (let i = 0; i < STARTS; i++) {
    ours.push(await measure(data, unit));
    plain.push(await measure(data, {}));
  }
  for (const [name, all] of [
    ["as in deploy/nightjar.service", ours],
    ["with Node's usual settings", plain],
  ] as const) {
    printMeasure(`cold start, ${name}`, `${median(all.map(({ seconds }) => seconds)).toFixed(2)} s`, "0.5 s");
    printMeasure(
      `memory at rest, ${name}`,
      `${median(all.map(({ memory }) => memory)).toFixed(0)} MiB`,
      "130 MiB",
    );
  }
  rmSync(cache, { recursive: true });
  removeData(data);
}

interface Measured {
  readonly seconds: number;
  /** MiB. */
  readonly memory: number;
}

async function measure(data: string, how: Partial<ReturnType<typeof inUnit>>): Promise<Measured> {
  const begun = performance.now();
  const server = await startServer({ data, ...how });
  const seconds = (performance.now() - begun) / 1000;
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${server.pid}/status`, "utf8")) ?? [];
  await server.stop();
  return { seconds, memory: Number(kilobytes) / 1024 };
}
