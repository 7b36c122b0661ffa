import fc from "fast-check";
import { expect, test } from "vitest";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import type { Day } from "../../../protocol/day.ts";
import type { StoredEnvelope } from "../../../server/store/pickup.ts";
import { sortedIds } from "../../../server/store/sqlite/sorted-ids.ts";
import { type DayStock, Waiting } from "../../../server/store/sqlite/waiting.ts";

const DAYS = ["2026-11-20", "2026-11-21"] as Day[];
const POOL: StoredEnvelope[] = Array.from({ length: 30 }, (_, i) => ({
  id: ((i * 7_919) % 1_000).toString(16).padStart(32, "0") as EnvelopeId,
  day: DAYS[i % 2] as Day,
  size: i + 1,
  digest: "",
  parts: 1,
}));

/** A spool of which somebody has acknowledged this and that before. */
function stockOf(stored: Set<StoredEnvelope>, acknowledged: ReadonlySet<StoredEnvelope>): DayStock {
  const of = (day: Day, some: Iterable<StoredEnvelope>) =>
    [...some].filter((envelope) => envelope.day === day).sort((a, b) => (a.id < b.id ? -1 : 1));
  const ids = (some: readonly StoredEnvelope[]) => sortedIds(some.map(({ id }) => id));
  return {
    days: () => DAYS.filter((day) => of(day, stored).length > 0),
    sums: (day) => sumsOf(of(day, stored)),
    contents: (day) => {
      const here = of(day, stored);
      return { ids: ids(here), sizes: Float64Array.from(here, ({ size }) => size) };
    },
    acknowledged: (day) => ids(of(day, acknowledged)),
  };
}

function sumsOf(some: readonly StoredEnvelope[]) {
  return { count: some.length, bytes: some.reduce((sum, { size }) => sum + size, 0) };
}

const step = fc.record({
  act: fc.constantFrom("add", "add", "remove", "page", "sums"),
  which: fc.integer({ min: 0, max: POOL.length - 1 }),
  most: fc.integer({ min: 1, max: 12 }),
  first: fc.boolean(),
});

const before = fc.subarray(POOL);

test("whatever comes and goes, a listing is what a plain set would list", () => {
  fc.assert(
    fc.property(before, before, fc.array(step, { maxLength: 120 }), (some, known, steps) => {
      const stored = new Set(some);
      const acknowledged = new Set(known);
      const waiting = new Waiting(stockOf(stored, acknowledged));
      const model = new Set(some.filter((envelope) => !acknowledged.has(envelope)));
      for (const { act, which, most, first } of steps) {
        const envelope = POOL[which] as StoredEnvelope;
        if (act === "add") {
          if (stored.has(envelope) || acknowledged.has(envelope)) continue;
          stored.add(envelope);
          waiting.add(envelope);
          model.add(envelope);
        } else if (act === "remove") {
          if (!stored.has(envelope)) continue;
          waiting.remove(envelope);
          acknowledged.add(envelope);
          model.delete(envelope);
        } else if (act === "sums") {
          const byDay = DAYS.map((day) => ({ day, ...sumsOf([...model].filter((one) => one.day === day)) }));
          expect(waiting.days()).toEqual(byDay.filter(({ count }) => count > 0));
        } else {
          const after = first ? undefined : envelope.id;
          const rest = [...model]
            .filter(({ day, id }) => day === envelope.day && (after === undefined || id > after))
            .sort((a, b) => (a.id < b.id ? -1 : 1));
          expect(waiting.page(envelope.day, after, most)).toEqual({
            ids: rest.slice(0, most).map(({ id }) => id),
            more: rest.length > most,
          });
        }
        expect(waiting.has(envelope)).toBe(model.has(envelope));
      }
    }),
    { numRuns: 300 },
  );
});
