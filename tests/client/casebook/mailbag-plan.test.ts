import fc from "fast-check";
import { expect, test } from "vitest";
import { type Fate, fateOf, type SeenPool } from "../../../client/casebook/letter-fate.ts";
import { daysBetween, standingOf } from "../../../client/casebook/letter-standing.ts";
import { MOST_RECEIVED, MOST_SLOTS_OF_A_LETTER, planMailbag } from "../../../client/casebook/mailbag-plan.ts";
import type { LetterDigest, ReviewerKey, SlotName } from "../../../client/casebook/names.ts";
import { LETTER_CODES, type LetterCode } from "../../../client/letters/letter.ts";
import { type Day, dayOf } from "../../../protocol/day.ts";
import { DAYS_OF_A_BAG, SLOTS_OF_A_BAG } from "../../../protocol/letters.ts";

const TODAY = Date.UTC(2026, 10, 30);
const ago = (days: number): Day => dayOf(TODAY - days * 86_400_000);
const hex = (number: number) => number.toString(16).padStart(64, "0");
const slot = (number: number) => hex(number) as SlotName;
const reply = { recipient: "age1pq1x", mailbox: hex(1) };
const [me, colleague, liar] = [1, 2, 3].map((number) => hex(number) as ReviewerKey) as [
  ReviewerKey,
  ReviewerKey,
  ReviewerKey,
];
const WHO = [me, colleague, liar];

interface Wanted {
  readonly by?: ReviewerKey;
  readonly code?: LetterCode;
  readonly isSound?: boolean;
  readonly address?: number;
  readonly written?: number;
  /** Slot, days ago, and who says so. */
  readonly places?: readonly (readonly [number, number, ReviewerKey])[];
}

let names = 0;
function letterBy(
  { by = me, code = "more", isSound = true, address = 0, written = 60, places = [] }: Wanted,
  pools: readonly SeenPool[],
) {
  const slots = places
    .map(([number, days, who]) => ({ slot: slot(number), on: ago(days), by: who }))
    .sort((a, b) => (a.on < b.on ? -1 : 1));
  const signers = [by];
  return {
    ...{ name: hex(names++) as LetterDigest, address: hex(address), isSound, signers, on: ago(written) },
    ...{ letter: { number: 1, on: ago(written), language: "en", code, text: "" }, slots },
    ...standingOf({ signers, slots }, pools, me, ago(0)),
  };
}

const pool = (days: number, ...numbers: readonly number[]): SeenPool => ({
  on: ago(days),
  slots: new Set(numbers.map(slot)),
});
const reachedAt = (lastHeard: number | null) =>
  new Map([[hex(0), { reply, lastHeard: lastHeard === null ? null : ago(lastHeard) }]]);

const letters = fc.array(
  fc.record({
    by: fc.constantFrom(...WHO),
    code: fc.constantFrom(...LETTER_CODES),
    isSound: fc.boolean(),
    address: fc.nat(4),
    written: fc.integer({ min: 43, max: 200 }),
    /** Who says so, when, and the pool that showed it, if one did. */
    said: fc.array(
      fc.tuple(
        fc.constantFrom(...WHO),
        fc.integer({ min: -400, max: 42 }),
        fc.option(fc.integer({ min: 0, max: 42 })),
      ),
      { maxLength: 5 },
    ),
  }),
  { maxLength: 30 },
);
/** By address: whether it can be reached, and how many days ago it was heard of last. */
const known = fc.uniqueArray(fc.tuple(fc.nat(4), fc.option(fc.integer({ min: 0, max: 60 }))), {
  selector: ([address]) => address,
});

test("whatever waits: eight places at most, four of them 'received', all sound, reached, due, and none read", () => {
  fc.assert(
    fc.property(letters, known, (all, correspondents) => {
      const to = new Map(
        correspondents.map(([address, heard]) => [
          hex(address),
          { reply, lastHeard: heard === null ? null : ago(heard) },
        ]),
      );
      const pools = all.flatMap(({ said }, i) =>
        said.flatMap(([, , shown], j) => (shown === null ? [] : [pool(shown, 100 * i + j)])),
      );
      const written = all.map(({ said, ...rest }, i) =>
        letterBy({ ...rest, places: said.map(([who, days], j) => [100 * i + j, days, who] as const) }, pools),
      );
      const plan = planMailbag(written, ago(0), to);
      const going = [...plan.letters, ...plan.renewals];
      expect(going.length).toBeLessThanOrEqual(SLOTS_OF_A_BAG);
      expect(new Set(going).size).toBe(going.length);
      expect(going.filter(({ letter }) => letter.code === "received").length).toBeLessThanOrEqual(
        MOST_RECEIVED,
      );
      expect(going.every((one) => one.isSound && to.has(one.address))).toBe(true);
      const isShown = (name: SlotName) => pools.some(({ slots }) => slots.has(name));
      const counting = (one: (typeof written)[number]) =>
        one.slots.filter(({ by, slot: name }) => by === me || isShown(name));
      for (const one of plan.letters) expect(counting(one)).toEqual([]);
      for (const one of plan.renewals) {
        expect(counting(one).length).toBeLessThan(MOST_SLOTS_OF_A_LETTER);
        const last = one.placed.at(-1) ?? ago(0);
        expect(one.isMissed || daysBetween(last, ago(0)) >= DAYS_OF_A_BAG / 2).toBe(true);
        expect((to.get(one.address)?.lastHeard ?? "") > (one.firstShown ?? "9999")).toBe(false);
      }
      const unsent = written.filter((one) => one.isSound && to.has(one.address) && one.slots.length === 0);
      expect(plan.waiting).toBe(unsent.filter((one) => !going.includes(one)).length);
      // The reader's own new letters are passed over for nothing, but `received` where four go already.
      const mine = written.filter(
        (one) => one.isSound && one.isMine && to.has(one.address) && counting(one).length === 0,
      );
      const passed = mine.filter((one) => !going.includes(one));
      const others = going.filter((one) => !mine.includes(one));
      if (others.length > 0) expect(passed.every(({ letter }) => letter.code === "received")).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test.each<readonly [string, Wanted, readonly SeenPool[], number | null, "letter" | "renewal" | "stays"]>([
  ["in no bag", {}, [], null, "letter"],
  [
    "of which only a liar says four times that it is in one",
    { by: colleague, places: four(liar) },
    [],
    1,
    "letter",
  ],
  ["of one's own, of which a liar says so", { places: four(liar) }, [], 1, "letter"],
  [
    "that a liar placed in the year 9999, and a pool shows",
    { places: [[1, -2_900_000, liar]] },
    [pool(0, 1)],
    null,
    "stays",
  ],
  ["that one placed oneself four times", { places: four(me) }, [], null, "stays"],
  [
    "placed today, and said to be in two bags of long ago",
    {
      places: [
        [1, 0, me],
        [2, 90, liar],
        [3, 80, liar],
      ],
    },
    [],
    null,
    "stays",
  ],
  ["placed 21 days ago", { places: [[1, 21, me]] }, [], null, "renewal"],
  ["placed 20 days ago", { places: [[1, 20, me]] }, [], null, "stays"],
  ["in a lost bag, whose source wrote the day after", { places: [[1, 21, me]] }, [], 20, "renewal"],
  ["that isn't in a pool of nine days later", { places: [[1, 9, me]] }, [pool(0, 7)], null, "renewal"],
  ["that isn't in a pool of eight days later", { places: [[1, 9, me]] }, [pool(1, 7)], null, "stays"],
  [
    "placed yesterday, that isn't in a pool by a clock a year ahead",
    { places: [[1, 1, me]] },
    [pool(-365, 7)],
    null,
    "stays",
  ],
  [
    "that a pool had, and the newest has no more",
    { places: [[1, 12, me]] },
    [pool(3, 1), pool(0, 7)],
    null,
    "stays",
  ],
  ["shown before its source wrote again", { places: [[1, 30, me]] }, [pool(20, 1)], 19, "stays"],
  ["shown on the day on which its source wrote", { places: [[1, 30, me]] }, [pool(20, 1)], 20, "renewal"],
  [
    "that a pool shows by a clock years behind, before its source wrote",
    { places: [[1, 30, me]] },
    [pool(3000, 1)],
    40,
    "renewal",
  ],
  [
    "of one's own slot, which a liar says to be older",
    {
      places: [
        [1, 5, me],
        [1, 90, liar],
      ],
    },
    [pool(0, 1)],
    null,
    "stays",
  ],
  [
    "that a liar placed in the year 9999, and a pool of 22 days ago shows",
    { places: [[1, -2_900_000, liar]] },
    [pool(22, 1)],
    null,
    "renewal",
  ],
  ["that a colleague placed, and a pool shows", { places: [[1, 5, colleague]] }, [pool(0, 1)], null, "stays"],
])("a letter %s", (_, wanted, pools, lastHeard, expected) => {
  const { letters: going, renewals } = planMailbag([letterBy(wanted, pools)], ago(0), reachedAt(lastHeard));
  expect([going.length, renewals.length]).toEqual([
    expected === "letter" ? 1 : 0,
    expected === "renewal" ? 1 : 0,
  ]);
});

function four(who: ReviewerKey) {
  return [1, 2, 3, 4].map((number) => [number, 40 + number, who] as const);
}

test("a liar's thirty letters of long ago take no place of one's own, and one place for each of a colleague's", () => {
  const many = (count: number, wanted: Wanted) => Array.from({ length: count }, () => letterBy(wanted, []));
  const lies = many(30, { by: liar, written: 900 });
  const [mine, theirs] = [many(2, { written: 1 }), many(3, { by: colleague, written: 1 })];
  const renewed = many(3, { places: [[1, 25, me]] });
  const plan = planMailbag([...lies, ...theirs, ...renewed, ...mine], ago(0), reachedAt(null));
  const count = (signer: ReviewerKey) => plan.letters.filter(({ signers }) => signers[0] === signer).length;
  expect([count(me), count(colleague), count(liar), plan.renewals.length]).toEqual([2, 2, 2, 2]);
  expect(plan.letters.slice(0, 2).every(({ isMine }) => isMine)).toBe(true);
  expect(plan.waiting).toBe(29);
});

test("of each signer the oldest goes first, those that are said to be in a bag behind those that aren't", () => {
  const [young, old] = [9, 10].map((written) => letterBy({ by: colleague, written }, []));
  const said = letterBy({ by: colleague, written: 30, places: [[1, 29, liar]] }, []);
  const { letters: going } = planMailbag(
    [said, young, old].flatMap((one) => one ?? []),
    ago(0),
    reachedAt(null),
  );
  expect(going).toEqual([old, young, said]);
});

test("whoever waits for an envelope to be opened is counted, new or due, and nobody else", () => {
  const waiting = [
    letterBy({ address: 1 }, []),
    letterBy({ address: 1, places: [[1, 30, me]] }, []),
    letterBy({ address: 1, places: [[2, 3, me]] }, []),
    letterBy({ address: 1, isSound: false }, []),
    letterBy({}, []),
  ];
  expect(planMailbag(waiting, ago(0), reachedAt(null)).unreached).toBe(2);
});

const slots = [
  { slot: slot(1), on: ago(20) },
  { slot: slot(2), on: ago(10) },
];

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
    Array.from({ length: code === "received" ? 10 : 2 }, () => letterBy({ code, written: 20 - i }, [])),
  );
  const plan = planMailbag(written, ago(0), reachedAt(null));
  expect(plan.letters.map(({ letter }) => letter.code).sort()).toEqual([
    ...["more", "more"],
    ...["received", "received", "received", "received"],
  ]);
  expect(plan.waiting).toBe(6);
});
