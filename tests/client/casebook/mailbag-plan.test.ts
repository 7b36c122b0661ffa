import fc from "fast-check";
import { expect, test } from "vitest";
import { type Fate, fateOf } from "../../../client/casebook/letter-fate.ts";
import { MOST_RECEIVED, MOST_SLOTS_OF_A_LETTER, planMailbag } from "../../../client/casebook/mailbag-plan.ts";
import type { LetterDigest, SlotName } from "../../../client/casebook/names.ts";
import { LETTER_CODES } from "../../../client/letters/letter.ts";
import { type Day, dayOf } from "../../../protocol/day.ts";
import { DAYS_OF_A_BAG, SLOTS_OF_A_BAG } from "../../../protocol/letters.ts";

const TODAY = Date.UTC(2026, 10, 30);
const ago = (days: number): Day => dayOf(TODAY - days * 86_400_000);
const hex = (number: number) => number.toString(16).padStart(64, "0");
const reply = { recipient: "age1pq1x", mailbox: hex(1) };

const fate = fc.constantFrom<Fate>(
  { kind: "not-seen", made: ago(30) },
  { kind: "seen", since: ago(30) },
  { kind: "expired", last: ago(3) },
);
const letters = fc.array(
  fc.record({
    code: fc.constantFrom(...LETTER_CODES),
    isSound: fc.boolean(),
    address: fc.nat(4).map(hex),
    written: fc.integer({ min: 43, max: 200 }),
    slots: fc.array(fc.integer({ min: 0, max: 42 }), { maxLength: 5 }),
    fate,
  }),
  { maxLength: 30 },
);
/** By address: whether it can be reached, and how many days ago it was heard of last. */
const known = fc.uniqueArray(fc.tuple(fc.nat(4), fc.option(fc.integer({ min: 0, max: 60 }))), {
  selector: ([address]) => address,
});

test("whatever waits: eight places at most, four of them 'received', all sound, reached, none read, oldest first", () => {
  fc.assert(
    fc.property(letters, known, (all, correspondents) => {
      const to = new Map(
        correspondents.map(([address, heard]) => [
          hex(address),
          { reply, lastHeard: heard === null ? null : ago(heard) },
        ]),
      );
      const written = all.map(({ code, isSound, address, written: days, slots, fate: became }, i) => ({
        ...{ name: hex(i) as LetterDigest, address, isSound, on: ago(days) },
        letter: { number: 1, on: ago(days), language: "en", code, text: "" },
        slots: slots
          .toSorted((a, b) => b - a)
          .map((day, j) => ({ slot: hex(100 * i + j) as SlotName, on: ago(day) })),
        fate: slots.length === 0 ? ({ kind: "in-no-bag" } as const) : became,
      }));
      const plan = planMailbag(written, ago(0), to);
      const going = [...plan.letters, ...plan.renewals];
      expect(going.length).toBeLessThanOrEqual(SLOTS_OF_A_BAG);
      expect(new Set(going).size).toBe(going.length);
      expect(going.filter(({ letter }) => letter.code === "received").length).toBeLessThanOrEqual(
        MOST_RECEIVED,
      );
      for (const one of going) {
        expect(one.isSound && to.has(one.address)).toBe(true);
        expect(one.slots.length).toBeLessThan(MOST_SLOTS_OF_A_LETTER);
      }
      for (const { slots, fate: became, address } of plan.renewals) {
        const last = slots.at(-1)?.on ?? "";
        expect(became.kind === "expired" || last <= ago(DAYS_OF_A_BAG / 2)).toBe(true);
        expect((to.get(address)?.lastHeard ?? "") > (slots[0]?.on ?? "")).toBe(false);
      }
      const unsent = written.filter((one) => one.isSound && to.has(one.address) && one.slots.length === 0);
      expect(plan.letters.length + plan.waiting).toBe(unsent.length);
      // No letter is passed over for a younger one, but `received` where four go already.
      const youngest = plan.letters.at(-1)?.on ?? "";
      const passed = unsent.filter((one) => !plan.letters.includes(one) && one.on < youngest);
      expect(passed.every(({ letter }) => letter.code === "received")).toBe(true);
    }),
    { numRuns: 300 },
  );
});

const slots = [
  { slot: hex(1) as SlotName, on: ago(20) },
  { slot: hex(2) as SlotName, on: ago(10) },
];
const pool = (days: number, ...numbers: readonly number[]) => ({
  on: ago(days),
  slots: new Set(numbers.map((number) => hex(number) as SlotName)),
});

test.each<readonly [string, Parameters<typeof fateOf>, Fate]>([
  ["no place was given", [{ slots: [] }, [pool(1, 1)]], { kind: "in-no-bag" }],
  ["no pool was brought", [{ slots }, []], { kind: "not-seen", made: ago(10) }],
  ["no pool had it", [{ slots }, [pool(1, 3)]], { kind: "not-seen", made: ago(10) }],
  ["the newest has it", [{ slots }, [pool(1, 2), pool(5, 1), pool(9, 3)]], { kind: "seen", since: ago(5) }],
  ["an older place still stands", [{ slots }, [pool(1, 1)]], { kind: "seen", since: ago(1) }],
  ["the last place is gone", [{ slots }, [pool(1, 3), pool(5, 2)]], { kind: "expired", last: ago(5) }],
  [
    "renewed, and not seen since",
    [{ slots }, [pool(1, 3), pool(12, 1)]],
    { kind: "not-seen", made: ago(10) },
  ],
  ["whatever the clocks say", [{ slots }, [pool(300, 2)]], { kind: "seen", since: ago(300) }],
])("what became of a letter, if %s", (_, [letter, pools], expected) => {
  expect(fateOf(letter, pools)).toEqual(expected);
  expect(fateOf(letter, pools.toReversed())).toEqual(expected);
});

test("of ten letters that say 'received' four go, and others take the places that are left", () => {
  const written = (["received", "more"] as const).flatMap((code, i) =>
    Array.from({ length: code === "received" ? 10 : 2 }, (_, j) => ({
      ...{ name: hex(100 * i + j) as LetterDigest, address: hex(0), isSound: true, on: ago(20 - i) },
      letter: { number: 1, on: ago(20 - i), language: "en", code, text: "" },
      slots: [],
      fate: { kind: "in-no-bag" } as const,
    })),
  );
  const plan = planMailbag(written, ago(0), new Map([[hex(0), { reply, lastHeard: null }]]));
  expect(plan.letters.map(({ letter }) => letter.code).sort()).toEqual([
    ...["more", "more"],
    ...["received", "received", "received", "received"],
  ]);
  expect(plan.waiting).toBe(6);
});
