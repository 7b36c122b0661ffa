import { parseArgs } from "node:util";
import { Seeded, seedOfRun } from "../support/seeded.ts";
import { keepFound, readCorpus, writeCorpus } from "./corpus.ts";
import { Coverage, Reached } from "./coverage.ts";
import { mutate } from "./mutate.ts";
import { seedsOf } from "./seeds.ts";
import { bytesOf, TARGETS, type Target } from "./targets.ts";

const USAGE = `Usage: npm run fuzz -- TARGET… [--seconds N]
       (each target, a minute unless told otherwise; "all" for all of: ${Object.keys(TARGETS).join(", ")})`;

/** Inputs tried between two looks at what ran: a look costs milliseconds, as much as some dozens of small inputs. */
const BATCH = 64;

/** Milliseconds that an input may take: so many, and so many for each byte. Slow machines included; quadratic work not. */
const MOST_MS = 250;
const MS_A_BYTE = 0.05;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: "string", default: "60" } },
});
const seconds = Number(values.seconds);
const names = positionals.includes("all") ? Object.keys(TARGETS) : positionals;
if (names.length === 0 || !(seconds > 0) || names.some((name) => !Object.hasOwn(TARGETS, name))) {
  console.error(USAGE);
  process.exit(2);
}

const seed = seedOfRun();
console.log(`SEED=${seed}`);
const coverage = new Coverage();
let failed = false;
for (const name of names) if (!(await fuzz(name, TARGETS[name] as Target))) failed = true;
coverage.close();
process.exitCode = failed ? 1 : 0;

/** 1. Runs the corpus. 2. Changes it, and keeps what reaches new code. 3. Leaves a smaller one that reaches as much. */
async function fuzz(name: string, target: Target): Promise<boolean> {
  const chance = new Seeded(seed);
  const words = target.words.map(bytesOf);
  const reached = new Reached();
  const corpus: Uint8Array[] = [];
  const found = new Set<string>();
  let tried = 0;

  /** Halved as long as something new is in it: few looks for what one of many reaches. */
  const keepNew = async (batch: readonly Uint8Array[]): Promise<void> => {
    let isWell = true;
    for (const bytes of batch) if (!(await attempt(name, target, bytes, found))) isWell = false;
    const ran = coverage.take();
    if (!reached.lacks(ran)) return;
    const [only, ...others] = batch;
    if (others.length > 0) {
      const half = batch.length >> 1;
      for (const some of [batch.slice(0, half), batch.slice(half)]) await keepNew(some);
    } else if (only) {
      reached.add(ran);
      if (isWell) corpus.push(only);
    }
  };

  const inputs = [...(await seedsOf(name)), ...readCorpus(name).map(({ bytes }) => bytes)];
  coverage.take();
  for (const bytes of inputs.filter(({ length }) => length <= target.most)) await keepNew([bytes]);
  const start = performance.now();
  while (performance.now() - start < seconds * 1000) {
    const batch = Array.from({ length: BATCH }, () => mutate(corpus, words, target.most, chance));
    coverage.take();
    await keepNew(batch);
    tried += batch.length;
  }
  const kept = await smallest(target, corpus);
  writeCorpus(name, kept);
  const bytes = kept.reduce((sum, one) => sum + one.length, 0);
  console.log(
    `${name}: ${tried} inputs, ${reached.size} characters of code, corpus ${kept.length} (${bytes} bytes), ${found.size} found`,
  );
  return found.size === 0;
}

/** Whether an input breaks no promise; one that does is kept and told, each kind once. */
async function attempt(
  name: string,
  target: Target,
  bytes: Uint8Array,
  found: Set<string>,
): Promise<boolean> {
  const begun = performance.now();
  try {
    await target.run(bytes);
  } catch (error) {
    tell(name, bytes, error instanceof Error ? (error.stack ?? error.message) : String(error), found);
    return false;
  }
  const most = MOST_MS + MS_A_BYTE * bytes.length;
  if (performance.now() - begun <= most) return true;
  // Another process may have had the core: slow is what is slow three times more.
  let least = Number.POSITIVE_INFINITY;
  for (let again = 0; again < 3; again++) {
    const from = performance.now();
    await target.run(bytes);
    least = Math.min(least, performance.now() - from);
  }
  if (least <= most) return true;
  tell(name, bytes, `slow: ${Math.round(least)} ms for ${bytes.length} bytes`, found);
  return false;
}

function tell(name: string, bytes: Uint8Array, what: string, found: Set<string>): void {
  const kind = what.replace(/\d+/g, "").split("\n").slice(0, 3).join();
  if (found.has(kind)) return;
  found.add(kind);
  console.log(`${name}: ${what}\n  ${keepFound(name, bytes)}`);
}

/** A part of a corpus that reaches all that the whole does: the shortest that reach something first. */
async function smallest(target: Target, corpus: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const reached = new Reached();
  const kept: Uint8Array[] = [];
  for (const bytes of corpus.toSorted((a, b) => a.length - b.length)) {
    coverage.take();
    await target.run(bytes);
    if (reached.add(coverage.take())) kept.push(bytes);
  }
  return kept;
}
