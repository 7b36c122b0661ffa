import { expect, test } from "vitest";
import { seedOfRun, timesOfRun } from "../../../support/seeded.ts";
import { storyOf } from "./story.ts";

const SEEDS = timesOfRun("SEEDS", 60, 10_000);
const REPEATED = timesOfRun("SEEDS", 5, 300);
const first = seedOfRun();

test(`a store lives through whatever comes, from seed ${first} on (SEED=… SEEDS=1 for one life)`, async () => {
  for (let seed = first; seed < first + SEEDS; seed++) {
    const { breaches, text } = await storyOf(seed);
    expect(breaches, text).toEqual([]);
  }
}, 36_000_000);

test(`a seed is a life: the same story each time, from seed ${first} on`, async () => {
  for (let seed = first; seed < first + REPEATED; seed++)
    expect(await storyOf(seed)).toEqual(await storyOf(seed));
}, 36_000_000);
