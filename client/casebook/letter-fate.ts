import type { Day } from "../../protocol/day.ts";
import type { Place } from "./letters.ts";
import type { SlotName } from "./names.ts";

/** A pool of letters as a courier brought it. */
export interface SeenPool {
  /** On which it was fetched. */
  readonly on: Day;
  readonly slots: ReadonlySet<SlotName>;
}

/**
 * What became of a letter, as far as the pools tell that were brought here, by whatever clocks. *Seen* is where everybody can fetch it;
 * whether its reader did, nobody learns.
 */
export type Fate =
  | { readonly kind: "in-no-bag" }
  /** No pool has had the place that it was given last, on this day, and the newest has none of its places. */
  | { readonly kind: "not-seen"; readonly made: Day }
  | { readonly kind: "seen"; readonly since: Day }
  /** It was in pools up to this day, and is in the newest no more. */
  | { readonly kind: "expired"; readonly last: Day };

export function fateOf(
  { slots }: { readonly slots: readonly Pick<Place, "slot" | "on">[] },
  pools: readonly SeenPool[],
): Fate {
  const newest = slots.at(-1);
  if (!newest) return { kind: "in-no-bag" };
  const inTime = pools.toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const having = inTime.filter((pool) => slots.some(({ slot }) => pool.slots.has(slot)));
  const [first, last] = [having[0], having.at(-1)];
  if (first && last?.on === inTime.at(-1)?.on) return { kind: "seen", since: first.on };
  const wasSeen = last && having.some((pool) => pool.slots.has(newest.slot));
  return wasSeen ? { kind: "expired", last: last.on } : { kind: "not-seen", made: newest.on };
}
