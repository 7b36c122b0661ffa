import type { EnvelopeId } from "../../protocol/addresses.ts";
import type { Day } from "../../protocol/day.ts";
import { type BundleList, inListOrder, type LeftBehind } from "../bundle/list.ts";
import { MOST_ENVELOPES } from "../bundle/manifest.ts";
import { bytesOf, Candidates, choose } from "./choose.ts";
import type { CourierServer } from "./server.ts";
import type { CourierServers, FailedServer } from "./servers.ts";

/** What is to be fetched. */
export interface Wanted {
  /** Bytes of envelopes, at most. */
  readonly budget: number;
  /** The one day that is fetched anew, acknowledged or not; null for what this courier hasn't acknowledged. */
  readonly again: Day | null;
}

/** What is to be fetched from one server. */
export interface Share {
  readonly server: CourierServer;
  readonly list: BundleList;
}

/**
 * Draws what is wanted from what the servers list now. Each gets an equal share of the budget, and what one doesn't need
 * goes to those with more: whatever one lists, it takes no room that the others need. If no share has room for anything,
 * the first with something that has room in the whole budget gets all of it.
 * @throws ServerError as CourierServers
 */
export async function draw(servers: CourierServers, { budget, again }: Wanted): Promise<readonly Share[]> {
  const listed = await servers.each((server) => candidatesOf(server, again));
  const smallestFirst = listed.toSorted(([, a], [, b]) => bytesOf(a) - bytesOf(b));
  const shares: Share[] = [];
  const drawn = new Set<EnvelopeId>();
  let [room, places] = [budget, MOST_ENVELOPES];
  for (const [i, [server, days]] of smallestFirst.entries()) {
    const sharing = listed.length - i;
    const { envelopes, left } = choose(days, room / sharing, Math.ceil(places / sharing));
    // One server may have been made from another's backup.
    const own = envelopes.filter(({ id }) => !drawn.has(id));
    for (const { id } of own) drawn.add(id);
    room -= bytesOf(own);
    places -= own.length;
    shares.push({ server, list: { envelopes: own, left } });
  }
  if (drawn.size > 0) return shares;
  for (const [i, [server, days]] of smallestFirst.entries()) {
    const list = choose(days, budget);
    if (list.envelopes.length > 0) return shares.with(i, { server, list });
  }
  return shares;
}

/** What is kept of shares: each list by its server's address. */
export type Lists = ReadonlyMap<string, BundleList>;

export function listsOf(shares: readonly Share[]): Lists {
  return new Map(shares.map(({ server, list }) => [server.address, list]));
}

/** Shares that were kept; undefined if they aren't of exactly the servers that are left. */
export function sharesAgain(lists: Lists, { left }: CourierServers): readonly Share[] | undefined {
  const shares = left.flatMap((server) => {
    const list = lists.get(server.address);
    return list ? [{ server, list }] : [];
  });
  return shares.length === left.length && shares.length === lists.size ? shares : undefined;
}

async function candidatesOf(server: CourierServer, again: Day | null): Promise<readonly Candidates[]> {
  const days: Candidates[] = [];
  for (const { day } of again === null ? await server.days() : [{ day: again }]) {
    const candidates = new Candidates(day);
    for await (const envelope of server.listed(day, again !== null)) candidates.add(envelope);
    if (candidates.count > 0) days.push(candidates);
  }
  return days;
}

/** What became of one: whole in its place, gone from the server, or other bytes there than were listed. */
export type Fetched = "whole" | "gone" | "other";

/** What came of all that was drawn. */
export interface Outcome {
  /** What a bundle holds, and what stayed on the servers. */
  readonly list: BundleList;
  readonly gone: number;
  /** Envelopes of which a server has other bytes than it lists. */
  readonly damaged: number;
}

/** @param became by id; what a server kept because it failed isn't there */
export function outcomeOf(shares: readonly Share[], became: ReadonlyMap<string, Fetched>): Outcome {
  const drawn = drawnFrom(shares);
  const those = (what: Fetched | undefined) => drawn.envelopes.filter(({ id }) => became.get(id) === what);
  const others = those("other");
  const stayed = [...others, ...those(undefined)].map(({ day, size }) => ({ day, count: 1, bytes: size }));
  const list = { envelopes: those("whole"), left: byDay([...drawn.left, ...stayed]) };
  return { list, gone: those("gone").length, damaged: others.length };
}

/** Whether every server was asked, and has nothing of what was wanted, nor anything that it couldn't give. */
export function isNothingThere(came: {
  readonly list: BundleList;
  readonly failed: readonly FailedServer[];
}): boolean {
  const { envelopes, left } = came.list;
  return envelopes.length === 0 && left.length === 0 && came.failed.length === 0;
}

/** All shares as one list. */
export function drawnFrom(shares: readonly Share[]): BundleList {
  return {
    envelopes: shares.flatMap(({ list }) => list.envelopes).sort(inListOrder),
    left: byDay(shares.flatMap(({ list }) => list.left)),
  };
}

function byDay(left: readonly LeftBehind[]): LeftBehind[] {
  const sums = new Map<Day, LeftBehind>();
  for (const { day, count, bytes } of left) {
    const sum = sums.get(day) ?? { count: 0, bytes: 0 };
    sums.set(day, { day, count: sum.count + count, bytes: sum.bytes + bytes });
  }
  return [...sums.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}
