import { setTimeout as pause } from "node:timers/promises";
import { fakeEnvelope } from "../envelopes.ts";
import type { InstanceOnOnions } from "./instance-on-onions.ts";
import { Through } from "./through.ts";

export interface FloodOptions {
  readonly seconds: number;
  /** Circuits that hand in as fast as they can, each by so many connections. */
  readonly flooding: number;
  readonly connections: number;
  /** Circuits of others, and the tips that each hands in meanwhile, evenly. */
  readonly others: number;
  readonly tipsEach: number;
}

/** Statuses that were answered; 0 for a request that wasn't. */
export interface FloodOutcome {
  readonly flooding: readonly number[];
  readonly others: readonly number[];
}

/** Floods the sources' onion by some circuits, while others hand in what they have; each tries once. */
export async function flood(
  { network, sources }: InstanceOnOnions,
  { seconds, flooding, connections, others, tipsEach }: FloodOptions,
): Promise<FloodOutcome> {
  const begun = Date.now();
  const length = seconds * 1000;
  const run = `${begun}`;
  const floods = Array.from({ length: flooding }, async (_, i) => {
    using circuit = new Through(network.socksPort("source"), sources, `${run}-flooding-${i}`, connections);
    const hands = Array.from({ length: connections }, async () => {
      const statuses: number[] = [];
      while (Date.now() < begun + length) statuses.push(await handIn(circuit));
      return statuses;
    });
    return (await Promise.all(hands)).flat();
  });
  const handed = Array.from({ length: others }, async (_, i) => {
    using circuit = new Through(network.socksPort("others"), sources, `${run}-other-${i}`);
    const statuses: number[] = [];
    for (let tip = 0; tip < tipsEach; tip++) {
      await pause(Math.max(0, begun + ((tip + i / others) * length) / tipsEach - Date.now()));
      statuses.push(await handIn(circuit));
    }
    return statuses;
  });
  return { flooding: (await Promise.all(floods)).flat(), others: (await Promise.all(handed)).flat() };
}

async function handIn(circuit: Through): Promise<number> {
  try {
    return (await circuit.ask("POST", "/v1/envelopes", fakeEnvelope())).status;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return 0;
  }
}
