import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { seedOfRun, timesOfRun } from "../../../support/seeded.ts";
import { storyOf } from "./story.ts";

const SEEDS = timesOfRun("SEEDS", 1_000, 10_000);
const REPEATED = timesOfRun("SEEDS", 5, 300);
const first = seedOfRun();

test(`a store lives through whatever comes, from seed ${first} on (SEED=… SEEDS=1 for one life)`, async () => {
  const { code, text } = await simulate(["--seeds", SEEDS, "--from", first].map(String));
  expect(code, text).toBe(0);
  expect(text).toContain(`${SEEDS} lives from seed ${first} on, 0 with something that didn't hold;`);
}, 36_000_000);

test(`a seed is a life: the same story each time, from seed ${first} on`, async () => {
  for (let seed = first; seed < first + REPEATED; seed++)
    expect(await storyOf(seed)).toEqual(await storyOf(seed));
}, 36_000_000);

/** What `npm run simulate` says: lives in a process for each core. */
function simulate(options: readonly string[]): Promise<{ code: unknown; text: string }> {
  const program = [join(import.meta.dirname, "main.ts"), ...options];
  return new Promise((resolve) =>
    execFile(process.execPath, program, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, text: stdout + stderr }),
    ),
  );
}
