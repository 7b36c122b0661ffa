import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { equalBytes } from "../../../crypto/bytes.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { type Day, dayOf } from "../../../protocol/day.ts";
import { DAYS_OF_A_BAG, joinSlots, MOST_SLOTS, parseMailbag, parsePool } from "../../../protocol/letters.ts";
import { ProblemError } from "../../../server/http/problem.ts";
import { LetterPool, type StoreClock } from "../../../server/letters/letter-pool.ts";
import { dayAfter } from "../../../server/store/day.ts";
import { fakeMailbag, fakeSlots } from "../../support/mailbags.ts";
import { timesOfRun } from "../../support/seeded.ts";

const RUNS = timesOfRun("POOLS", 60, 1_000);
const BEGINNING = dayOf(Date.parse("2026-11-21"));

let folder: string;
let clock: { today: Day; doubt: StoreClock["doubt"] };
let reports: string[];
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "nightjar-letters-")), "letters");
  clock = { today: BEGINNING, doubt: null };
  reports = [];
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true }));

const open = () =>
  LetterPool.open(
    folder,
    () => clock,
    (sentence) => reports.push(sentence),
  );

/** What became of a delivery: taken, or a code. */
async function outcomeOf(delivery: Promise<unknown>): Promise<string> {
  try {
    await delivery;
    return "taken";
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    if (error instanceof CryptoError) return error.code;
    throw error;
  }
}

const shared = fakeSlots(4);
/** Bags of which three share slots with each other, and one is none. */
const BAGS = [
  ...Array.from({ length: 6 }, () => fakeMailbag()),
  fakeMailbag([...shared, ...fakeSlots(4)]),
  fakeMailbag([...shared.slice(2), ...fakeSlots(6)]),
  fakeMailbag([...shared.slice(3), ...fakeSlots(7)]),
  fakeMailbag().subarray(1),
];
const NO_BAG = BAGS.length - 1;

type Step =
  | { readonly kind: "deliver"; readonly bag: number; readonly courier: number }
  | { readonly kind: "days"; readonly count: number }
  | { readonly kind: "doubt"; readonly doubt: StoreClock["doubt"] }
  | { readonly kind: "force"; readonly couriers: readonly number[] }
  | { readonly kind: "restart" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("deliver" as const),
      bag: fc.nat(BAGS.length - 1),
      courier: fc.integer({ min: 1, max: 9 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("days" as const),
      count: fc.constantFrom(0, 1, 1, 3, 6, 7, 8, 42),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("doubt" as const),
      doubt: fc.constantFrom(null, "leap", "absence"),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("force" as const),
      couriers: fc.subarray([1, 2, 3, 4, 5, 6, 7, 8, 9]),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "restart" as const }) },
);

/** What a server does with bags, in the plainest words: by number of days, and a list. */
class Model {
  today = 0;
  doubted = false;
  couriers: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  kept: { bag: number; courier: number; day: number; shown: boolean }[] = [];

  deliver(bag: number, courier: number): string {
    if (bag === NO_BAG) return "letters-malformed";
    const kept = this.kept.filter((one) => this.couriers.includes(one.courier));
    if (kept.some((one) => one.bag === bag)) return "taken";
    if (this.doubted) return "clock-doubted";
    const rank = [...this.couriers].sort().indexOf(courier);
    const owners = new Set([...kept.map((one) => one.courier), courier]);
    if (rank < 0 || rank >= 6 || owners.size > 6) return "courier-not-delivering";
    const next = Math.max(
      this.today,
      ...kept.filter((one) => one.courier === courier).map(({ day }) => day + 7),
    );
    if (next > this.today + 6) return "mailbag-too-soon";
    this.kept.push({ bag, courier, day: next, shown: false });
    return "taken";
  }

  tick(): void {
    if (this.doubted) return;
    if (this.couriers.length > 0)
      this.kept = this.kept.filter(({ courier }) => this.couriers.includes(courier));
    this.kept = this.kept.filter(({ day }) => this.today - day <= 42);
    for (const one of this.kept) if (one.day < this.today) one.shown = true;
  }

  pool(): Uint8Array {
    return joinSlots(
      this.kept
        .filter(({ shown }) => shown)
        .flatMap(({ bag }) => [...parseMailbag(BAGS[bag] ?? shared[0]?.bytes ?? new Uint8Array(0))]),
    );
  }

  files(): string[] {
    return this.kept
      .map(({ courier, day, shown }) => `${dayAfter(BEGINNING, day)}-${courier}${shown ? "" : ".open"}.slots`)
      .sort();
  }
}

test("whatever is delivered, and whatever comes, the pool and its files are the model's", async () => {
  const outcomes = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      rmSync(folder, { recursive: true, force: true });
      const model = new Model();
      clock = { today: BEGINNING, doubt: null };
      let pool = await open();
      for (const one of steps) {
        if (one.kind === "deliver") {
          const bytes = BAGS[one.bag] ?? new Uint8Array(0);
          const outcome = await outcomeOf(pool.deliver(bytes, one.courier, model.couriers));
          expect(outcome).toBe(model.deliver(one.bag, one.courier));
          outcomes.add(outcome);
          continue;
        }
        if (one.kind === "days") model.today += one.count;
        if (one.kind === "doubt") model.doubted = one.doubt !== null;
        if (one.kind === "doubt") clock.doubt = one.doubt;
        if (one.kind === "force") {
          // Whether the next to come is a courier or a look.
          model.couriers = one.couriers;
          continue;
        }
        if (one.kind === "restart") pool = await open();
        clock.today = dayAfter(BEGINNING, model.today);
        await pool.keepUp(model.couriers);
        model.tick();
        expect(equalBytes(pool.bytes, model.pool())).toBe(true);
        expect(readdirSync(folder).sort()).toEqual(model.files());
        parsePool(pool.bytes);
        expect(pool.count).toBe(model.kept.filter(({ shown }) => shown).length);
      }
    }),
    { numRuns: RUNS },
  );
  expect([...outcomes].sort()).toEqual([
    "clock-doubted",
    "courier-not-delivering",
    "letters-malformed",
    "mailbag-too-soon",
    "taken",
  ]);
}, 300_000);

const all = [1, 2, 3];

test("bags that come at one moment are looked at one behind the other", async () => {
  const pool = await open();
  const bag = fakeMailbag();
  const outcomes = await Promise.all([
    ...Array.from({ length: 5 }, () => outcomeOf(pool.deliver(bag, 1, all))),
    ...Array.from({ length: 5 }, () => outcomeOf(pool.deliver(fakeMailbag(), 1, all))),
    ...Array.from({ length: 5 }, () => outcomeOf(pool.deliver(bag, 2, all))),
  ]);
  expect(outcomes).toEqual([
    ...Array(5).fill("taken"),
    ...Array(5).fill("mailbag-too-soon"),
    ...Array(5).fill("taken"),
  ]);
  expect(readdirSync(folder)).toEqual(["2026-11-21-1.open.slots"]);
});

test("what a crash left half-way is put right at a start: unfinished files, and a bag that is there in both states", async () => {
  const pool = await open();
  await pool.deliver(fakeMailbag(), 1, all);
  await pool.deliver(fakeMailbag(), 2, all);
  const path = (name: string) => join(folder, name);
  const bytes = readFileSync(path("2026-11-21-1.open.slots"));
  writeFileSync(path("2026-11-21-1.slots"), bytes);
  writeFileSync(path("2026-11-21-2.slots.new"), bytes.subarray(0, 1000));
  writeFileSync(path("2026-11-22-3.open.slots.new"), "");
  await open();
  expect(readdirSync(folder).sort()).toEqual(["2026-11-21-1.slots", "2026-11-21-2.open.slots"]);
  expect(reports).toEqual([]);
});

test("a bag whose public file isn't whole waits on, and is published anew", async () => {
  const before = await open();
  const bag = fakeMailbag();
  await before.deliver(bag, 1, all);
  writeFileSync(join(folder, "2026-11-21-1.slots"), bag.subarray(0, -1));
  const after = await open();
  expect(readdirSync(folder)).toEqual(["2026-11-21-1.open.slots"]);
  expect(reports).toEqual([]);
  clock.today = dayAfter(BEGINNING, 1);
  await after.keepUp(all);
  expect(readdirSync(folder)).toEqual(["2026-11-21-1.slots"]);
  expect(equalBytes(after.bytes, bag)).toBe(true);
  expect(equalBytes((await open()).bytes, bag)).toBe(true);
});

test("slots that many bags share take one place of the pool each, and no other's", async () => {
  const before = await open();
  const copied = fakeSlots(8);
  const bags = Array.from({ length: 39 }, (_, i) => (i < 36 ? fakeMailbag(copied) : fakeMailbag()));
  for (const [i, bag] of bags.entries())
    writeFileSync(join(folder, `${dayAfter(BEGINNING, -1 - i)}-${1 + (i % 6)}.slots`), bag);
  expect(parsePool(before.bytes)).toHaveLength(0);
  const { bytes } = await open();
  expect(equalBytes(bytes, joinSlots(bags.flatMap((bag) => [...parseMailbag(bag)])))).toBe(true);
  expect(parsePool(bytes)).toHaveLength(8 * 4);
  expect(reports).toEqual([]);
});

test("more files than a pool holds: it stays a pool", async () => {
  await open();
  for (let i = 0; i < 37; i++)
    writeFileSync(join(folder, `${dayAfter(BEGINNING, -1 - i)}-1.slots`), fakeMailbag());
  expect(parsePool((await open()).bytes)).toHaveLength(MOST_SLOTS);
});

test("a file that is no mailbag is told, and not given; others are", async () => {
  const before = await open();
  await before.deliver(fakeMailbag(), 1, all);
  await before.deliver(fakeMailbag([...shared, ...fakeSlots(4)]), 2, all);
  clock.today = dayAfter(BEGINNING, 1);
  await before.keepUp(all);
  const path = (name: string) => join(folder, name);
  writeFileSync(path("2026-11-21-1.slots"), readFileSync(path("2026-11-21-1.slots")).subarray(0, -1));
  writeFileSync(path("notes.txt"), "");
  const after = await open();
  expect(parsePool(after.bytes)).toHaveLength(8);
  expect(reports.map((sentence) => sentence.split(" ")[0])).toEqual(["letters/2026-11-21-1.slots"]);
});

/** A file of which no read succeeds: EIO, as from a bad sector. */
function breakSector(path: string): void {
  rmSync(path);
  symlinkSync("/proc/self/mem", path);
}

test("a mailbag that the disk doesn't give is told, stays, and keeps no other from being given", async () => {
  const before = await open();
  const bag = fakeMailbag();
  await before.deliver(fakeMailbag(), 1, all);
  await before.deliver(bag, 2, all);
  await before.deliver(fakeMailbag(), 3, all);
  clock.today = dayAfter(BEGINNING, 1);
  await before.keepUp(all);
  const names = readdirSync(folder).sort();
  breakSector(join(folder, names[0] ?? ""));
  breakSector(join(folder, names[2] ?? ""));
  const after = await open();
  expect(equalBytes(after.bytes, bag)).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(names);
  expect(reports.map((sentence) => sentence.split(":")[0])).toEqual(
    [names[0], names[2]].map((name) => `letters/${name} can't be read (EIO), and isn't used`),
  );
});

test.each([
  ["its time is over", all, DAYS_OF_A_BAG + 2],
  ["its courier is revoked", [2], 2],
])("what is no mailbag, or the disk doesn't give, goes once %s", async (_, inForce, days) => {
  const before = await open();
  for (const courier of [1, 3]) await before.deliver(fakeMailbag(), courier, all);
  clock.today = dayAfter(BEGINNING, 1);
  await before.keepUp(all);
  const [first = "", second = ""] = readdirSync(folder).sort();
  writeFileSync(join(folder, first), "cut short");
  breakSector(join(folder, second));
  const after = await open();
  await after.keepUp(all);
  expect(readdirSync(folder).sort()).toEqual([first, second]);
  clock.today = dayAfter(BEGINNING, days);
  await after.keepUp(inForce);
  expect([readdirSync(folder), after.bags]).toEqual([[], 0]);
});

test("a public mailbag that the disk doesn't give, while it is there as it waited, is published anew", async () => {
  const before = await open();
  const bag = fakeMailbag();
  await before.deliver(bag, 1, all);
  symlinkSync("/proc/self/mem", join(folder, "2026-11-21-1.slots"));
  const after = await open();
  expect(reports).toEqual([]);
  clock.today = dayAfter(BEGINNING, 1);
  await after.keepUp(all);
  expect(equalBytes(after.bytes, bag)).toBe(true);
});

test("a mailbag that can't be removed, or published, keeps no other from it", async () => {
  const pool = await open();
  for (const courier of all) await pool.deliver(fakeMailbag(), courier, all);
  clock.today = dayAfter(BEGINNING, 1);
  mkdirSync(join(folder, "2026-11-21-1.slots.new"));
  await expect(pool.keepUp(all)).rejects.toThrow("EISDIR");
  expect(pool.count).toBe(2);
  // Two couriers are revoked, and a file of the first can't be removed.
  rmSync(join(folder, "2026-11-21-2.slots"));
  mkdirSync(join(folder, "2026-11-21-2.slots"));
  rmSync(join(folder, "2026-11-21-1.slots.new"), { recursive: true });
  await expect(pool.keepUp([1])).rejects.toThrow();
  expect(readdirSync(folder).sort()).toEqual(["2026-11-21-1.slots", "2026-11-21-2.slots"]);
});

test("a revoked courier's mailbag that can't be removed isn't published", async () => {
  const pool = await open();
  for (const courier of [1, 2]) await pool.deliver(fakeMailbag(), courier, all);
  clock.today = dayAfter(BEGINNING, 1);
  rmSync(join(folder, "2026-11-21-2.open.slots"));
  mkdirSync(join(folder, "2026-11-21-2.open.slots"));
  await expect(pool.keepUp([1])).rejects.toThrow();
  expect(pool.count).toBe(1);
  expect(readdirSync(folder)).not.toContain("2026-11-21-2.slots");
  await expect(pool.deliver(fakeMailbag(), 1, [1])).resolves.toBe(true);
  expect(pool.count).toBe(1);
});

test("the day of a mailbag that the disk doesn't give stays taken, and the file what it is", async () => {
  const before = await open();
  await before.deliver(fakeMailbag(), 1, all);
  clock.today = dayAfter(BEGINNING, 1);
  await before.deliver(fakeMailbag(), 1, all);
  const path = join(folder, "2026-11-28-1.open.slots");
  const bytes = readFileSync(path);
  breakSector(path);
  clock.today = dayAfter(BEGINNING, 2);
  const after = await open();
  expect(await outcomeOf(after.deliver(fakeMailbag(), 1, all))).toBe("mailbag-too-soon");
  expect(await outcomeOf(after.deliver(fakeMailbag(), 2, all))).toBe("taken");
  rmSync(path);
  writeFileSync(path, bytes);
  clock.today = dayAfter(BEGINNING, 8);
  const mended = await open();
  await mended.keepUp(all);
  expect(mended.count).toBe(3);
});

test("what a crash left and can't be removed is told, and keeps nobody from starting", async () => {
  const before = await open();
  await before.deliver(fakeMailbag(), 1, all);
  mkdirSync(join(folder, "2026-11-21-2.slots.new"));
  writeFileSync(join(folder, "2026-11-21-3.slots.new"), "");
  expect((await open()).bags).toBe(1);
  expect(readdirSync(folder).sort()).toEqual(["2026-11-21-1.open.slots", "2026-11-21-2.slots.new"]);
  expect(reports).toEqual([expect.stringMatching(/^letters\/2026-11-21-2\.slots\.new is left of a crash/)]);
});
