import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { dayOf } from "../../../protocol/day.ts";
import {
  COURIER_LETTERS_PATH,
  DAYS_OF_A_BAG,
  joinSlots,
  LETTERS_PATH,
  MAILBAG_LENGTH,
  MOST_BAGS_OF_A_COURIER,
  parseMailbag,
  parsePool,
} from "../../../protocol/letters.ts";
import { SpoolFolder } from "../../../server/store/sqlite/folder.ts";
import { putInForce, TestCourier } from "../../support/couriers.ts";
import { newSeed, testInstance } from "../../support/instance.ts";
import { startWithStoreInProcess } from "../../support/local-server.ts";
import { fakeMailbag, fakeSlots } from "../../support/mailbags.ts";
import { prepareData, removeData } from "../../support/server.ts";
import { DAY, TestClock } from "../../support/spool.ts";
import { codeOf } from "../../support/submit.ts";

const instance = testInstance();
const seeds = Array.from({ length: 8 }, newSeed) as [SigningSeed, SigningSeed, ...SigningSeed[]];
let data: string;
let clock: TestClock;
let server: Awaited<ReturnType<typeof start>>;
let first: TestCourier;
let second: TestCourier;

const reports: string[] = [];

function start() {
  return startWithStoreInProcess({ data, now: clock.now, report: (sentence) => reports.push(sentence) });
}

async function inSession(seed: SigningSeed): Promise<TestCourier> {
  const courier = new TestCourier(server.couriers, instance, seed);
  expect((await courier.begin()).status).toBe(201);
  return courier;
}

beforeEach(async () => {
  data = await prepareData({ instance });
  await putInForce(data, instance, seeds);
  clock = new TestClock();
  server = await start();
  [first, second] = [await inSession(seeds[0]), await inSession(seeds[1])];
});
afterEach(async () => {
  await server.close();
  removeData(data);
  reports.length = 0;
});

/** The store's heartbeat, and the server's. */
async function tick(): Promise<void> {
  await server.spool.tick();
  await server.look();
}

async function daysPass(days: number): Promise<void> {
  clock.advance(days * DAY);
  await tick();
}

async function pool(): Promise<Buffer> {
  const response = await fetch(`${server.url}${LETTERS_PATH}`);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

const files = () => readdirSync(join(data, "letters")).sort();
/** What the pool is to be, if these bags are in it. */
const poolOf = (...bags: readonly Uint8Array[]) => joinSlots(bags.flatMap((bag) => [...parseMailbag(bag)]));
const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const expectPool = async (...bags: readonly Uint8Array[]) =>
  expect(hashOf(await pool())).toBe(hashOf(poolOf(...bags)));
const delivered = async (courier: TestCourier, bag = fakeMailbag()) => {
  expect(await courier.deliver(bag)).toEqual({ status: 204, body: "" });
  return bag;
};
/** It had come before, by whomever. */
const again = async (courier: TestCourier, bag: Uint8Array) =>
  expect(await courier.deliver(bag)).toEqual({ status: 200, body: "" });
const refusal = async (courier: TestCourier, bag: Uint8Array = fakeMailbag()) => {
  const answer = await courier.deliver(bag);
  return [answer.status, codeOf(answer)];
};

test("a bag is on the disk when it is taken, and in the pool when its day has closed", async () => {
  await expectPool();
  const bag = await delivered(first);
  expect(files()).toEqual(["2026-11-21-1.open.slots"]);
  await tick();
  await expectPool();
  await daysPass(1);
  expect(files()).toEqual(["2026-11-21-1.slots"]);
  await expectPool(bag);
});

test("all get the same bytes all day, whatever is delivered meanwhile; couriers too", async () => {
  const bag = await delivered(first);
  await daysPass(1);
  const other = await delivered(second);
  await tick();
  const response = await fetch(`${server.couriers}${COURIER_LETTERS_PATH}`, {
    headers: { authorization: `Bearer ${first.token}` },
  });
  expect(hashOf(Buffer.from(await response.arrayBuffer()))).toBe(hashOf(poolOf(bag)));
  await expectPool(bag);
  await daysPass(1);
  await expectPool(bag, other);
});

test("a bag is in the pool on its 42nd day, and gone on the 43rd, from the disk too", async () => {
  const bag = await delivered(first);
  await daysPass(DAYS_OF_A_BAG);
  await expectPool(bag);
  await daysPass(1);
  await expectPool();
  expect(files()).toEqual([]);
});

test("while the clock is in doubt nothing is published, goes, or is taken; what is there is still given", async () => {
  const bag = await delivered(first);
  await daysPass(1);
  const waiting = await delivered(second);
  await server.close();
  clock.advance(60 * DAY);
  server = await start();
  expect(server.spool.health.doubt).toBe("absence");
  await tick();
  await expectPool(bag);
  expect(files()).toEqual(["2026-11-21-1.slots", "2026-11-22-2.open.slots"]);
  [first, second] = [await inSession(seeds[0]), await inSession(seeds[1])];
  expect(await refusal(first)).toEqual([503, "clock-doubted"]);
  await again(first, waiting);
  await server.close();
  clock.advance(-60 * DAY);
  server = await start();
  new SpoolFolder(join(data, "spool")).confirmClock(dayOf(clock.time));
  await tick();
  await daysPass(1);
  await expectPool(bag, waiting);
});

test("what a wrong clock says of who is in force removes nobody's bags; what the right one says then, does", async () => {
  const [bag, other] = [await delivered(first), await delivered(second)];
  await daysPass(1);
  await server.close();
  clock.advance(60 * DAY);
  await putInForce(data, instance, [seeds[1]], [2]);
  server = await start();
  await tick();
  expect(server.spool.health.doubt).toBe("absence");
  second = await inSession(seeds[1]);
  expect(await refusal(second, bag)).toEqual([503, "clock-doubted"]);
  await again(second, other);
  await expectPool(bag, other);
  await server.close();
  clock.advance(-60 * DAY);
  await putInForce(data, instance, seeds);
  server = await start();
  new SpoolFolder(join(data, "spool")).confirmClock(dayOf(clock.time));
  await tick();
  expect(server.spool.health.doubt).toBe(null);
  await expectPool(bag, other);
  await putInForce(data, instance, [seeds[1]], [2]);
  await tick();
  await expectPool(other);
});

test("once a doubted clock is believed, what is over goes, what had waited too", async () => {
  await delivered(first);
  await daysPass(1);
  await delivered(second);
  await server.close();
  clock.advance(60 * DAY);
  server = await start();
  for (let hours = 0; hours <= 48; hours++) {
    clock.advance(DAY / 24);
    await tick();
  }
  expect(server.spool.health.doubt).toBe(null);
  expect(files()).toEqual([]);
  await expectPool();
});

test("the same bag again, by whomever, on any day on which it is kept, is taken again and kept once", async () => {
  const bag = await delivered(first);
  await again(first, bag);
  await again(second, bag);
  for (const days of [1, 20, DAYS_OF_A_BAG - 21]) {
    await daysPass(days);
    await again(first, bag);
    await again(second, bag);
    await expectPool(bag);
    expect(files()).toEqual(["2026-11-21-1.slots"]);
  }
});

test("that costs a courier nothing of the own week", async () => {
  const bag = await delivered(first);
  await again(second, bag);
  await delivered(second);
  expect(await refusal(first)).toEqual([409, "mailbag-too-soon"]);
});

test("who copies a slot of another's bag keeps it out no day: both are taken, and the slot is there once", async () => {
  const slots = fakeSlots(8);
  const copy = await delivered(second, fakeMailbag([...slots.slice(3, 4), ...fakeSlots(7)]));
  const bag = await delivered(first, fakeMailbag(slots));
  await daysPass(1);
  await expectPool(copy, bag);
  expect(parsePool(await pool())).toHaveLength(15);
  await daysPass(6);
  const whole = await delivered(second, fakeMailbag([...slots.slice(0, 7), ...fakeSlots(1)]));
  await daysPass(1);
  await expectPool(copy, bag, whole);
  // The copies go with their courier, and nothing else does.
  await putInForce(data, instance, seeds.slice(0, 1));
  await tick();
  await expectPool(bag);
});

test("no file tells when its bag came once that day is over, also of one that waits on", async () => {
  const traits = (name: string) => {
    const { ino, ctimeMs, birthtimeMs } = statSync(join(data, "letters", name));
    return [ino, ctimeMs, birthtimeMs];
  };
  const expectAnew = (now: readonly number[], before: readonly number[]) =>
    expect(now.filter((trait, i) => trait === before[i])).toEqual([]);
  await delivered(first);
  await tick();
  const came = traits("2026-11-21-1.open.slots");
  await daysPass(1);
  expectAnew(traits("2026-11-21-1.slots"), came);
  const early = await delivered(first);
  const waiting = traits("2026-11-28-1.open.slots");
  await tick();
  expect(traits("2026-11-28-1.open.slots")).toEqual(waiting);
  await daysPass(1);
  const later = traits("2026-11-28-1.open.slots");
  expectAnew(later, waiting);
  await again(second, early);
  await daysPass(6);
  expectAnew(traits("2026-11-28-1.slots"), later);
});

describe("the rhythm", () => {
  test("one bag a week; who comes early in a week is taken, and published when that week begins", async () => {
    await delivered(first);
    expect(await refusal(first)).toEqual([409, "mailbag-too-soon"]);
    await daysPass(5);
    const early = await delivered(first);
    expect(files()).toEqual(["2026-11-21-1.slots", "2026-11-28-1.open.slots"]);
    expect(await refusal(first)).toEqual([409, "mailbag-too-soon"]);
    await daysPass(2);
    expect(parsePool(await pool())).toHaveLength(8);
    await daysPass(1);
    expect(parsePool(await pool())).toHaveLength(16);
    expect((await pool()).includes(Buffer.from(early.subarray(0, 64)))).toBe(true);
  });

  test("weekly walks fit for ever, and six bags of a courier are the most", async () => {
    for (let week = 0; week < 14; week++) {
      await delivered(first);
      await daysPass(7);
      const expected = Math.min(week + 1, MOST_BAGS_OF_A_COURIER);
      expect(parsePool(await pool())).toHaveLength(8 * expected);
    }
  });

  test("only the six couriers with the lowest numbers deliver, and all carry the pool back", async () => {
    for (const seed of seeds.slice(0, 6)) await delivered(await inSession(seed));
    const seventh = await inSession(seeds[6] as SigningSeed);
    expect(await refusal(seventh)).toEqual([403, "courier-not-delivering"]);
    await daysPass(1);
    const response = await fetch(`${server.couriers}${COURIER_LETTERS_PATH}`, {
      headers: { authorization: `Bearer ${seventh.token}` },
    });
    expect(parsePool(Buffer.from(await response.arrayBuffer()))).toHaveLength(48);
  });

  test("who comes back with a lower number waits while six others' bags are kept: none is put out", async () => {
    const others = seeds.slice(1, 7);
    await putInForce(data, instance, others, [2, 3, 4, 5, 6, 7]);
    for (const seed of others) await delivered(await inSession(seed));
    await putInForce(data, instance, seeds.slice(0, 7));
    first = await inSession(seeds[0]);
    expect(await refusal(first)).toEqual([403, "courier-not-delivering"]);
    await daysPass(DAYS_OF_A_BAG);
    expect(parsePool(await pool())).toHaveLength(48);
    await daysPass(1);
    await delivered(first);
  });
});

test("whose courier is revoked, goes at once, from the pool and the disk; another can deliver the same", async () => {
  const [bag, other] = [await delivered(first), await delivered(second)];
  await daysPass(1);
  await putInForce(data, instance, [seeds[1]], [2]);
  await tick();
  await expectPool(other);
  expect(files()).toEqual(["2026-11-21-2.slots"]);
  expect(await refusal(first)).toEqual([401, "session-over"]);
  await daysPass(6);
  await delivered(second, bag);
  await daysPass(1);
  await expectPool(bag, other);
});

test("who brings the same as a courier who has just been revoked isn't told that it is there, and it stays", async () => {
  const bag = await delivered(first);
  await daysPass(1);
  await putInForce(data, instance, [seeds[1]], [2]);
  await delivered(second, bag);
  await tick();
  await expectPool();
  expect(files()).toEqual(["2026-11-22-2.open.slots"]);
  await again(second, bag);
  await daysPass(1);
  await expectPool(bag);
});

test("what a turned courier brings before an honest one goes with them; from the honest one it is taken again, at once", async () => {
  const bag = await delivered(first);
  await again(second, bag);
  await daysPass(1);
  await expectPool(bag);
  await putInForce(data, instance, [seeds[1]], [2]);
  await tick();
  await expectPool();
  await delivered(second, bag);
  await daysPass(1);
  await expectPool(bag);
  expect(files()).toEqual(["2026-11-22-2.slots"]);
});

test("a bag that still waits goes with its courier, too", async () => {
  await delivered(first);
  await putInForce(data, instance, [seeds[1]], [2]);
  await daysPass(1);
  expect(files()).toEqual([]);
  await expectPool();
});

test("while no courier is in force, nobody's bags go", async () => {
  const bag = await delivered(first);
  await putInForce(data, instance, []);
  await daysPass(1);
  await expectPool(bag);
});

test("a server that starts again gives the same, and knows what it took", async () => {
  const bag = await delivered(first);
  await daysPass(1);
  const early = await delivered(first);
  await server.close();
  server = await start();
  await expectPool(bag);
  [first, second] = [await inSession(seeds[0]), await inSession(seeds[1])];
  expect(await refusal(first)).toEqual([409, "mailbag-too-soon"]);
  await again(second, early);
  expect(files()).toEqual(["2026-11-21-1.slots", "2026-11-28-1.open.slots"]);
});

describe("what is no mailbag is refused, and nothing is kept", () => {
  const cases: [string, Uint8Array, number, string][] = [
    ["nothing", new Uint8Array(0), 422, "letters-malformed"],
    ["seven slots", joinSlots(fakeSlots(7)), 422, "letters-malformed"],
    ["nine slots", joinSlots(fakeSlots(9)), 413, "too-large"],
    ["a byte less", fakeMailbag().subarray(1), 422, "letters-malformed"],
    ["other bytes", new Uint8Array(MAILBAG_LENGTH), 422, "letters-malformed"],
    ["slots out of order", Buffer.concat(fakeSlotsDescending()), 422, "letters-malformed"],
  ];
  test.each(cases)("%s", async (_what, bytes, status, code) => {
    expect(await refusal(first, bytes)).toEqual([status, code]);
    expect(files()).toEqual([]);
  });

  test("another type, no session, other methods, other targets", async () => {
    expect((await first.deliver(fakeMailbag(), { "content-type": "application/json" })).status).toBe(415);
    const stranger = new TestCourier(server.couriers, instance, seeds[0]);
    expect((await stranger.deliver(fakeMailbag())).status).toBe(401);
    expect((await stranger.ask(COURIER_LETTERS_PATH)).status).toBe(401);
    const asked = async (url: string, method: string) => (await fetch(url, { method })).status;
    expect(await asked(`${server.couriers}${COURIER_LETTERS_PATH}`, "PUT")).toBe(405);
    expect(await asked(`${server.url}${COURIER_LETTERS_PATH}`, "POST")).toBe(404);
    expect(await asked(`${server.couriers}${LETTERS_PATH}`, "GET")).toBe(404);
    expect(await asked(`${server.url}${LETTERS_PATH}`, "POST")).toBe(405);
    for (const more of ["?", "?a=b", "/", "%20"])
      expect(await asked(`${server.url}${LETTERS_PATH}${more}`, "GET")).toBe(404);
    expect(files()).toEqual([]);
  });
});

test("file times tell the day a bag counts as come, and no more", async () => {
  await delivered(first);
  const times = () => files().map((name) => statSync(join(data, "letters", name)).mtimeMs);
  expect(times()).toEqual([Date.parse("2026-11-22")]);
  await daysPass(1);
  expect(times()).toEqual([Date.parse("2026-11-22")]);
});

function fakeSlotsDescending(): Uint8Array[] {
  return parsePool(fakeMailbag())
    .toReversed()
    .map(({ bytes }) => bytes);
}
