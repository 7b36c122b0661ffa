import fc from "fast-check";
import { expect, test } from "vitest";
import type { Day } from "../../../server/store/day.ts";
import type { EnvelopeId, StoredEnvelope } from "../../../server/store/pickup.ts";
import { Waiting } from "../../../server/store/sqlite/waiting.ts";

const DAYS = ["2026-11-20", "2026-11-21"] as Day[];
const POOL: StoredEnvelope[] = Array.from({ length: 30 }, (_, i) => ({
  id: ((i * 7_919) % 1_000).toString(16).padStart(32, "0") as EnvelopeId,
  day: DAYS[i % 2] as Day,
  size: i + 1,
  digest: "",
  parts: 1,
}));

const step = fc.record({
  act: fc.constantFrom("add", "add", "remove", "page"),
  which: fc.integer({ min: 0, max: POOL.length - 1 }),
  most: fc.integer({ min: 1, max: 12 }),
  first: fc.boolean(),
});

test("whatever comes and goes, a listing is what a plain set would list", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const waiting = new Waiting();
      const model = new Set<StoredEnvelope>();
      for (const { act, which, most, first } of steps) {
        const envelope = POOL[which] as StoredEnvelope;
        if (act === "add") {
          waiting.add(envelope);
          model.add(envelope);
        } else if (act === "remove") {
          waiting.remove(envelope);
          model.delete(envelope);
        } else {
          const after = first ? undefined : envelope.id;
          const rest = [...model]
            .filter(({ day, id }) => day === envelope.day && (after === undefined || id > after))
            .sort((a, b) => (a.id < b.id ? -1 : 1));
          expect(waiting.page(envelope.day, after, most)).toEqual({
            envelopes: rest.slice(0, most),
            more: rest.length > most,
          });
        }
        expect(waiting.has(envelope)).toBe(model.has(envelope));
      }
      const byDay = DAYS.map((day) => ({ day, all: [...model].filter((envelope) => envelope.day === day) }))
        .filter(({ all }) => all.length > 0)
        .map(({ day, all }) => ({
          day,
          count: all.length,
          bytes: all.reduce((sum, { size }) => sum + size, 0),
        }));
      expect(waiting.days()).toEqual(byDay);
    }),
    { numRuns: 300 },
  );
});
