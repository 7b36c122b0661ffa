import type { Seeded } from "../support/seeded.ts";
import { keepFound, readCorpus, writeCorpus } from "./corpus.ts";
import { type Coverage, Reached } from "./coverage.ts";
import { mutate } from "./mutate.ts";
import { seedsOf } from "./seeds.ts";
import { bytesOf, type Target } from "./targets.ts";

/** Inputs tried between two looks at what ran: a look costs milliseconds, as much as some dozens of small inputs. */
const BATCH = 64;

/** Milliseconds that an input may take: so many, and so many for each byte. Slow machines included; quadratic work not. */
const MOST_MS = 250;
const MS_A_BYTE = 0.05;

/** How long a target is fuzzed, by which chance, and whether what comes of it is kept or it ends with the first find. */
export interface Fuzzing {
  readonly seconds: number;
  readonly chance: Seeded;
  readonly coverage: Coverage;
  readonly first: boolean;
}

/** What came of it. */
export interface Outcome {
  /** Inputs, beside those of the corpus. */
  readonly tried: number;
  /** Kinds of broken promises. */
  readonly found: number;
}

/** 1. Runs the corpus. 2. Changes it, and keeps what reaches new code. 3. Leaves a smaller one that reaches as much. */
export async function fuzz(
  name: string,
  target: Target,
  { seconds, chance, coverage, first }: Fuzzing,
): Promise<Outcome> {
  const words = target.words.map(bytesOf);
  const mend = target.mend ?? ((bytes: Uint8Array) => bytes);
  const reached = new Reached();
  const corpus: Uint8Array[] = [];
  const found = new Set<string>();
  let tried = 0;
  const told = (bytes: Uint8Array, what: string) => {
    const kind = what.replace(/\d+/g, "").split("\n").slice(0, 3).join();
    if (found.has(kind)) return;
    found.add(kind);
    console.log(`${name}: ${what}${first ? "" : `\n  ${keepFound(name, bytes)}`}`);
  };
  const next = () => {
    const bytes = mutate(corpus, { words, most: target.most, layout: target.layout }, chance);
    return chance.below(4) === 0 ? bytes : mend(bytes);
  };

  /** Halved as long as something new is in it: few looks for what one of many reaches. */
  const keepNew = async (batch: readonly Uint8Array[]): Promise<void> => {
    let isWell = true;
    for (const bytes of batch) if (!(await attempt(target, bytes, told))) isWell = false;
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
  while (performance.now() - start < seconds * 1000 && !(first && found.size > 0)) {
    const batch = Array.from({ length: BATCH }, next);
    coverage.take();
    await keepNew(batch);
    tried += batch.length;
  }
  if (first) return { tried, found: found.size };
  const kept = await smallest(target, corpus, coverage);
  writeCorpus(name, kept);
  const bytes = kept.reduce((sum, one) => sum + one.length, 0);
  console.log(
    `${name}: ${tried} inputs, ${reached.size} characters of code, corpus ${kept.length} (${bytes} bytes), ${found.size} found`,
  );
  return { tried, found: found.size };
}

/** Whether an input breaks no promise; one that does is told. */
async function attempt(
  target: Target,
  bytes: Uint8Array,
  told: (bytes: Uint8Array, what: string) => void,
): Promise<boolean> {
  const begun = performance.now();
  try {
    await target.run(bytes);
  } catch (error) {
    told(bytes, error instanceof Error ? (error.stack ?? error.message) : String(error));
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
  told(bytes, `slow: ${Math.round(least)} ms for ${bytes.length} bytes`);
  return false;
}

/** A part of a corpus that reaches all that the whole does: the shortest that reach something first. */
async function smallest(
  target: Target,
  corpus: readonly Uint8Array[],
  coverage: Coverage,
): Promise<Uint8Array[]> {
  const reached = new Reached();
  const kept: Uint8Array[] = [];
  for (const bytes of corpus.toSorted((a, b) => a.length - b.length)) {
    coverage.take();
    await target.run(bytes);
    if (reached.add(coverage.take())) kept.push(bytes);
  }
  return kept;
}
