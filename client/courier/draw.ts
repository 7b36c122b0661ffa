import type { EnvelopeId } from "../../protocol/addresses.ts";
import type { Day } from "../../protocol/day.ts";
import type { BundleList, LeftBehind, ListedEnvelope } from "../bundle/list.ts";
import { Candidates, choose } from "./choose.ts";
import type { CourierServer } from "./server.ts";

/** What is to be fetched. */
export interface Wanted {
  /** Bytes of envelopes, at most. */
  readonly budget: number;
  /** The one day that is fetched anew, acknowledged or not; null for what this courier hasn't acknowledged. */
  readonly again: Day | null;
}

/** Draws what is wanted from what the server lists now. @throws ServerError as CourierServer */
export async function draw(server: CourierServer, { budget, again }: Wanted): Promise<BundleList> {
  const days: Candidates[] = [];
  for (const { day } of again === null ? await server.days() : [{ day: again }]) {
    const candidates = new Candidates(day);
    const pageBehind = (id: EnvelopeId | undefined) => server.page(day, id, again !== null);
    let page = await pageBehind(undefined);
    for (;;) {
      for (const envelope of page.envelopes) candidates.add(envelope);
      if (!page.more) break;
      page = await pageBehind(page.envelopes.at(-1)?.id);
    }
    if (candidates.count > 0) days.push(candidates);
  }
  return choose(days, budget);
}

/** What became of one: whole in its place, gone from the server, or other bytes there than were listed. */
export type Fetched = "whole" | "gone" | "other";

/** What came of all that was drawn. */
export interface Outcome {
  /** What a bundle holds, and what stayed on the server. */
  readonly list: BundleList;
  readonly gone: number;
  /** Envelopes of which the server has other bytes than it lists. */
  readonly damaged: number;
}

/** @param became by id */
export function outcomeOf(drawn: BundleList, became: ReadonlyMap<string, Fetched>): Outcome {
  const those = (what: Fetched) => drawn.envelopes.filter(({ id }) => became.get(id) === what);
  const others = those("other");
  const list = { envelopes: those("whole"), left: leftWith(drawn.left, others) };
  return { list, gone: those("gone").length, damaged: others.length };
}

/** What stays on the server because other bytes are there than were listed is left, as what is over a budget is. */
function leftWith(left: readonly LeftBehind[], others: readonly ListedEnvelope[]): LeftBehind[] {
  const sums = new Map(left.map((one) => [one.day, one]));
  for (const { day, size } of others) {
    const { count, bytes } = sums.get(day) ?? { count: 0, bytes: 0 };
    sums.set(day, { day, count: count + 1, bytes: bytes + size });
  }
  return [...sums.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}
