import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Lived } from "./shard.ts";

const USAGE = `Usage: npm run simulate -- [--seeds N] [--from S] [--processes P]
       (1,000 lives of the store, from seed 1 on, in a process for each core)`;

/** Lives between two lines that say how far it is. */
const TOLD = 1_000;

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    from: { type: "string", default: "1" },
    processes: { type: "string", default: String(availableParallelism()) },
  },
});
const [seeds, from, processes] = [values.seeds, values.from, values.processes].map(Number) as [
  number,
  number,
  number,
];
if (![seeds, from + 1, processes].every((number) => Number.isSafeInteger(number) && number > 0)) {
  console.error(USAGE);
  process.exit(2);
}

const all: Lived = { lives: 0, failed: 0, seconds: 0 };
const begun = performance.now();
const codes = await Promise.all(
  Array.from({ length: Math.min(processes, seeds) }, (_, i) => liveThrough(from + i)),
);
console.log(
  `${all.lives} lives from seed ${from} on, ${all.failed} with something that didn't hold; ${spent()}`,
);
process.exitCode = codes.every((code) => code === 0) && all.lives === seeds && all.failed === 0 ? 0 : 1;

/** Every so-many-th seed from this one on, in a process of its own, which prints those that fail. */
function liveThrough(first: number): Promise<number | null> {
  const life = [first, from + seeds, processes].map(String);
  const child = fork(join(import.meta.dirname, "shard.ts"), life, { execArgv: ["--initial-heap-size=64"] });
  child.on("message", (lived) => add(lived as Lived));
  return new Promise((resolve) => child.on("exit", resolve));
}

function add({ lives, failed, seconds }: Lived): void {
  const before = all.lives;
  all.lives += lives;
  all.failed += failed;
  all.seconds += seconds;
  if (Math.floor(all.lives / TOLD) > Math.floor(before / TOLD)) console.log(`${all.lives} lives; ${spent()}`);
}

function spent(): string {
  const minutes = (performance.now() - begun) / 60_000;
  return `${all.seconds.toFixed(1)} s of processor, ${Math.round(all.lives / minutes)} lives a minute`;
}
