/** Two ways of doing the same work, run in turn in one process: A B A B …, after one uncounted turn of each. */
export interface Comparison {
  readonly what: string;
  readonly ours: () => Promise<unknown> | unknown;
  readonly theirs: () => Promise<unknown> | unknown;
  readonly rounds: number;
  /** Units of work in one round, and their name, for the rate in the last column. */
  readonly units: number;
  readonly unit: string;
}

/** Seconds that either took in one round. */
export interface Pair {
  readonly ours: number;
  readonly theirs: number;
}

export interface Result {
  readonly what: string;
  /** How many times as fast as theirs, the median over the pairs of rounds; above 1 is faster. */
  readonly ratio: number;
  readonly least: number;
  readonly most: number;
  /** Median of our units a second. */
  readonly rate: number;
  readonly unit: string;
}

export async function compare({ what, ours, theirs, rounds, units, unit }: Comparison): Promise<Result> {
  await ours();
  await theirs();
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round++) {
    pairs.push({ ours: await seconds(ours), theirs: await seconds(theirs) });
  }
  return resultOf(what, pairs, units, unit);
}

/** What pairs of rounds show that were timed elsewhere. */
export function resultOf(what: string, pairs: readonly Pair[], units: number, unit: string): Result {
  const ratios = pairs.map(({ ours, theirs }) => theirs / ours).sort((a, b) => a - b);
  return {
    what,
    ratio: median(ratios),
    least: ratios.at(0) ?? Number.NaN,
    most: ratios.at(-1) ?? Number.NaN,
    rate: units / median(pairs.map((pair) => pair.ours)),
    unit,
  };
}

export function print(title: string, results: readonly Result[]): void {
  console.log(`\n${title}`);
  console.log(
    "ratio = their time / our time in the same run (above 1: we are faster), median [least–most] of pairs\n",
  );
  for (const { what, ratio, least, most, rate, unit } of results) {
    const spread = `[${least.toFixed(2)}–${most.toFixed(2)}]`;
    console.log(
      `${what.padEnd(58)} ${ratio.toFixed(2).padStart(7)}× ${spread.padEnd(16)} ${rate.toFixed(1)} ${unit}`,
    );
  }
}

/** A line of a table that is a measure by itself, and what it should stay below. */
export function printMeasure(what: string, value: string, goal?: string): void {
  console.log(`${what.padEnd(58)} ${value}${goal === undefined ? "" : `   (goal: ${goal})`}`);
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export async function seconds(work: () => Promise<unknown> | unknown): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}
