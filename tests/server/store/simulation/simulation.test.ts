import { expect, test } from "vitest";
import { seedOfRun, timesOfRun } from "../../../support/seeded.ts";
import { Simulation } from "./simulation.ts";

const SEEDS = timesOfRun("SEEDS", 500, 100_000);
const first = seedOfRun();

test(`a store lives through whatever comes, from seed ${first} on (SEED=… SEEDS=1 for one life)`, async () => {
  for (let seed = first; seed < first + SEEDS; seed++) {
    const { breaches, story } = await Simulation.run(seed);
    expect(breaches, [`SEED=${seed}`, ...story].join("\n")).toEqual([]);
  }
}, 36_000_000);
