import { afterEach, expect, test, vi } from "vitest";
import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { Challenges } from "../../../server/couriers/challenges.ts";
import { Sessions } from "../../../server/couriers/sessions.ts";
import type { CourierId } from "../../../server/store/pickup.ts";
import { TestClock } from "../../support/spool.ts";

const instance = randomBytes(32) as Uint8Array as InstanceId;
const [one, two] = ["a".repeat(64), "b".repeat(64)] as CourierId[] as [CourierId, CourierId];

afterEach(() => void vi.useRealTimers());

test("a challenge is 56 bytes, holds for five minutes less nothing, and never after", () => {
  const clock = new TestClock();
  const challenges = new Challenges(instance, clock.now);
  const challenge = challenges.issue();
  expect(challenge.length).toBe(56);
  expect(challenges.holds(challenge)).toBe(true);
  clock.advance(299_000);
  expect(challenges.holds(challenge)).toBe(true);
  clock.advance(1_000);
  expect(challenges.holds(challenge)).toBe(false);
});

test("changed in any bit, cut, prolonged, another instance's or another process's: it does not hold", () => {
  const clock = new TestClock();
  const challenges = new Challenges(instance, clock.now);
  const challenge = challenges.issue();
  for (let bit = 0; bit < 8 * challenge.length; bit++) {
    const changed = challenge.slice();
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(challenges.holds(changed)).toBe(false);
  }
  for (const other of [
    challenge.slice(1),
    challenge.slice(0, -1),
    Buffer.concat([challenge, Buffer.alloc(1)]),
  ])
    expect(challenges.holds(other)).toBe(false);
  expect(challenges.holds(new Challenges(instance, clock.now).issue())).toBe(false);
  expect(challenges.holds(challenge)).toBe(true);
});

test("it is spent once, whoever spends it, for as long as it could be answered", () => {
  const clock = new TestClock();
  const challenges = new Challenges(instance, clock.now);
  const challenge = challenges.issue();
  expect(challenges.spend(challenge, one)).toBe(true);
  expect(challenges.holds(challenge)).toBe(false);
  clock.advance(299_000);
  expect(challenges.spend(challenges.issue(), two)).toBe(true);
  expect(challenges.holds(challenge)).toBe(false);
});

test("whoever asks for challenges learns nothing of the clock", () => {
  const clock = new TestClock();
  const challenges = new Challenges(instance, clock.now);
  const times = Array.from({ length: 100 }, () => challenges.issue().slice(16, 24));
  const differ = times.map((time) => Buffer.from(time).readBigUInt64BE());
  expect(new Set(differ).size).toBe(100);
  for (let bit = 0n; bit < 64n; bit++) {
    const set = differ.filter((time) => (time >> bit) & 1n).length;
    expect(set, `bit ${bit}`).toBeGreaterThan(5);
    expect(set, `bit ${bit}`).toBeLessThan(95);
  }
});

test("what is remembered is bounded for each courier, and one doesn't take another's share", () => {
  vi.useFakeTimers();
  const challenges = new Challenges(instance, () => performance.now());
  const spend = (courier: CourierId) => challenges.spend(challenges.issue(), courier);
  for (let i = 0; i < 256; i++) expect(spend(one)).toBe(true);
  expect(spend(one)).toBe(false);
  expect(spend(two)).toBe(true);
  vi.advanceTimersByTime(301_000);
  expect(spend(one)).toBe(true);
});

test("a session lasts an hour; of more than eight of one courier the oldest goes", () => {
  const clock = new TestClock();
  const sessions = new Sessions(clock.now);
  const other = sessions.open(two);
  const tokens = Array.from({ length: 9 }, () => sessions.open(one));
  for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{64}$/);
  expect(tokens.map((token) => sessions.courierOf(token))).toEqual([undefined, ...Array(8).fill(one)]);
  expect(sessions.courierOf(other)).toBe(two);
  clock.advance(3_599_999);
  expect(sessions.courierOf(other)).toBe(two);
  clock.advance(1);
  expect(sessions.courierOf(other)).toBe(undefined);
  expect(sessions.courierOf("")).toBe(undefined);
});

test("who came is forgotten when that is over, also if nobody comes any more", () => {
  vi.useFakeTimers();
  const passed = () => performance.now();
  const [challenges, sessions] = [new Challenges(instance, passed), new Sessions(passed)];
  expect(challenges.spend(challenges.issue(), one)).toBe(true);
  const token = sessions.open(one);
  vi.advanceTimersByTime(3_599_999);
  expect([challenges.count, sessions.courierOf(token)]).toEqual([0, one]);
  vi.advanceTimersByTime(1);
  expect(sessions.count).toBe(0);
});
