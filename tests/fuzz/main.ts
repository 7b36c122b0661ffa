import { parseArgs } from "node:util";
import { Seeded, seedOfRun } from "../support/seeded.ts";
import { Coverage } from "./coverage.ts";
import { findPlanted } from "./find-planted.ts";
import { fuzz } from "./fuzz.ts";
import { TARGETS, type Target } from "./targets.ts";

const USAGE = `Usage: npm run fuzz -- TARGET… [--seconds N]
       (each target, a minute unless told otherwise; "all" for all of: ${Object.keys(TARGETS).join(", ")})
       npm run fuzz -- TARGET… --planted [--seconds N]
       (how many inputs it takes until the faults of tests/fuzz/planted.ts are found, one after the other)`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "60" },
    planted: { type: "boolean", default: false },
    first: { type: "boolean", default: false },
  },
});
const { planted, first } = values;
const seconds = Number(values.seconds);
const names = positionals.includes("all") ? Object.keys(TARGETS) : positionals;
if (names.length === 0 || !(seconds > 0) || names.some((name) => !Object.hasOwn(TARGETS, name))) {
  console.error(USAGE);
  process.exit(2);
}

process.exitCode = (planted ? await findPlanted(names, seconds) : await fuzzAll()) ? 0 : 1;

/** Whether nothing was found. */
async function fuzzAll(): Promise<boolean> {
  const seed = seedOfRun();
  console.log(`SEED=${seed}`);
  const coverage = new Coverage();
  let all = 0;
  for (const name of names) {
    const chance = new Seeded(seed);
    const { tried, found } = await fuzz(name, TARGETS[name] as Target, { seconds, chance, coverage, first });
    process.send?.({ tried, found });
    all += found;
  }
  coverage.close();
  process.disconnect?.();
  return all === 0;
}
