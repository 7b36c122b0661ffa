import { loadavg } from "node:os";
import { fakeEnvelope } from "../support/envelopes.ts";
import { removeData, startServer } from "../support/server.ts";
import { startOnOnions } from "../support/tor/instance-on-onions.ts";
import { Through } from "../support/tor/through.ts";
import { printMeasure } from "./measure.ts";
import { headOf, type Latencies, percentile, sendAll } from "./submitter.ts";

/** Milliseconds until each answer: to what came for the first time, and to what came before. */
interface Times {
  readonly first: Latencies;
  readonly again: Latencies;
}

/** Of each kind. */
const OVER_LOOPBACK = 400;
const OVER_ONION = 48;

/** Of a circuit, below its bound of tips. */
const TIPS_A_CIRCUIT = 8;

/** How well whoever measures the time of an answer can tell a repeated hand-in from a first one, beside the server. */
export async function benchRepeats(): Promise<void> {
  const server = await startServer();
  for (const [length, pairs] of [
    [69_000, OVER_LOOPBACK],
    [3 * 2 ** 20, OVER_LOOPBACK / 8],
  ] as const) {
    const order = handIns(length, pairs + WARM);
    const requests = order.map(({ envelope }) => [
      headOf("POST", "/v1/envelopes", "application/octet-stream", envelope.length),
      envelope,
    ]);
    const next = requests.values();
    const latencies = await sendAll(server.url, 1, () => next.next().value);
    printTimes(`${length} bytes over loopback`, timesOf(order, latencies));
  }
  await server.stop();
  removeData(server.data);
}

/** The same through an onion of a private Tor network, whose machines are all this one. */
export async function benchRepeatsOverOnion(): Promise<void> {
  await using here = await startOnOnions();
  const order = handIns(69_000, OVER_ONION + WARM);
  const latencies: Latencies = [];
  for (let i = 0; i < order.length; i += TIPS_A_CIRCUIT) {
    using circuit = new Through(here.network.socksPort("source"), here.sources, `repeats-${i}`);
    await circuit.ask("GET", "/");
    for (const { envelope } of order.slice(i, i + TIPS_A_CIRCUIT)) {
      const start = performance.now();
      const { status } = await circuit.ask("POST", "/v1/envelopes", envelope);
      if (status !== 201) throw new Error(`answered ${status}`);
      latencies.push(performance.now() - start);
    }
  }
  printTimes("69000 bytes through an onion", timesOf(order, latencies));
}

interface HandIn {
  readonly envelope: Uint8Array;
  readonly again: boolean;
}

/** Pairs at the beginning that don't count. */
const WARM = 8;

/** First ones and repeated ones in turn, the order in each pair turned round from one to the next. */
function handIns(length: number, pairs: number): HandIn[] {
  const known = fakeEnvelope(length);
  const all = Array.from({ length: pairs }, (_, i) => {
    const pair = [
      { envelope: fakeEnvelope(length), again: false },
      { envelope: known.slice(), again: true },
    ];
    return i % 2 === 0 ? pair : pair.reverse();
  });
  return all.flat();
}

function timesOf(order: readonly HandIn[], latencies: Latencies): Times {
  const of = (again: boolean) => latencies.filter((_, i) => i >= 2 * WARM && order[i]?.again === again);
  return { first: of(false), again: of(true) };
}

function printTimes(what: string, { first, again }: Times): void {
  console.log(
    `\nA first and a repeated hand-in of ${what}, ${first.length} each (load of the machine ${loadavg()[0]?.toFixed(1)})`,
  );
  const spread = (latencies: Latencies) =>
    [5, 25, 50, 75, 95].map((percent) => percentile(latencies, percent).toFixed(2)).join(", ");
  printMeasure("ms until the first is answered: p5, p25, p50, p75, p95", spread(first));
  printMeasure("ms until the repeated one is answered", spread(again));
  const chance = spreadByChance(first.length);
  printMeasure(
    "guesses that are right, by the best threshold",
    `${(100 * bestGuess(first, again)).toFixed(0)}%`,
    `${(100 * chance).toFixed(0)}%, as by chance`,
  );
}

/** The share of right guesses of who calls everything beyond some time, or all below it, a repeated one. */
function bestGuess(first: Latencies, again: Latencies): number {
  const all = [
    ...first.map((time) => ({ time, step: 1 })),
    ...again.map((time) => ({ time, step: -1 })),
  ].sort((one, other) => one.time - other.time);
  let [ahead, most] = [0, 0];
  for (const { step } of all) {
    ahead += step;
    most = Math.max(most, Math.abs(ahead));
  }
  return 0.5 + most / (2 * first.length);
}

/**
 * What `bestGuess` stays below for two samples of so many from one distribution, 95 times of 100 (Kolmogorov–Smirnov).
 */
function spreadByChance(count: number): number {
  return 0.5 + (1.36 * Math.sqrt(2 / count)) / 2;
}
