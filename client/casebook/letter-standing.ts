import type { Day } from "../../protocol/day.ts";
import type { SeenPool } from "./letter-fate.ts";
import type { Place, WrittenLetter } from "./letters.ts";
import type { ReviewerKey } from "./names.ts";

/** Of a letter, what its reader relies on when a mailbag is made: others may say of a place what they like. */
export interface Standing {
  /** Whether the reader signed it. */
  readonly isMine: boolean;
  /** The days of the places that count, ascending: those that the reader gave it, and those that a pool has shown. */
  readonly placed: readonly Day[];
  /** Whether no pool has shown the last of these, though one of long after that day is here. */
  readonly isMissed: boolean;
  /** The day of the first pool that showed it, or of its place if a pool says one before that; null if none did. */
  readonly firstShown: Day | null;
}

/** From a bag's making to the day by which some pool should have had it: the way to the courier, and a week there. */
const SHOWN_AFTER = 8;

/** @param today no day that an act or a courier says is taken for a later one */
export function standingOf(
  { signers, slots }: Pick<WrittenLetter, "signers" | "slots">,
  pools: readonly SeenPool[],
  me: ReviewerKey,
  today: Day,
): Standing {
  const shown = pools.map((pool) => ({ ...pool, on: noLaterThan(today, pool.on) }));
  const showing = ({ slot }: Place) => shown.filter((pool) => pool.slots.has(slot));
  const dayOf = (place: Place) => {
    const [first = today] = place.by === me ? [] : ascending(showing(place).map(({ on }) => on));
    return noLaterThan(first, place.on);
  };
  const said = slots.map((place) => ({ ...place, on: dayOf(place) }));
  const counting = oncePerSlot(said, me).filter((place) => place.by === me || showing(place).length > 0);
  const last = counting.at(-1);
  const newest = ascending(shown.map(({ on }) => on)).at(-1);
  const isLate = last && newest && daysBetween(last.on, newest) > SHOWN_AFTER;
  const days = counting.flatMap((place) => showing(place).map(({ on }) => (on < place.on ? place.on : on)));
  return {
    isMine: signers.includes(me),
    placed: counting.map(({ on }) => on),
    isMissed: isLate === true && showing(last).length === 0,
    firstShown: ascending(days)[0] ?? null,
  };
}

export function noLaterThan(today: Day, on: Day): Day {
  return on > today ? today : on;
}

export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** Several may name the same slot: the reader knows best on which day it was given, then whoever says the earliest. */
function oncePerSlot(places: readonly Place[], me: ReviewerKey): Place[] {
  const bySlot = [...Map.groupBy(places, ({ slot }) => slot).values()];
  const once = bySlot.flatMap((some) => some.find(({ by }) => by === me) ?? some[0] ?? []);
  return once.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function ascending(days: readonly Day[]): Day[] {
  return [...days].sort();
}
