import { readFileSync } from "node:fs";
import { prepareData, removeData, startServer } from "../support/server.ts";
import { median, printMeasure } from "./measure.ts";

const STARTS = 7;

/** Seconds from the command until a server listens on a data folder that it knows, and its memory while nothing happens. */
export async function benchStart(): Promise<void> {
  const data = prepareData();
  const seconds: number[] = [];
  const memory: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const begun = performance.now();
    const server = await startServer({ data });
    seconds.push((performance.now() - begun) / 1000);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const [, kilobytes] =
      /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${server.pid}/status`, "utf8")) ?? [];
    memory.push(Number(kilobytes) / 1024);
    await server.stop();
  }
  removeData(data);
  console.log(`\nStart, and rest (medians of ${STARTS})`);
  printMeasure("cold start", `${median(seconds).toFixed(2)} s`, "0.5 s");
  printMeasure("memory at rest", `${median(memory).toFixed(0)} MiB`, "130 MiB");
}
