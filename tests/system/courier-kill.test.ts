import { join } from "node:path";
import { expect, test } from "vitest";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { randomBelow } from "../../crypto/random.ts";
import { putInForce, TestCourier } from "../support/couriers.ts";
import { digestOf, fakeEnvelope } from "../support/envelopes.ts";
import { filesWith, samplesOf } from "../support/files.ts";
import { testInstance } from "../support/instance.ts";
import { timesOfRun } from "../support/seeded.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";
import { TestSpool, testClock } from "../support/spool.ts";
import { storedEnvelopes } from "../support/spool-files.ts";
import { post, upload } from "../support/submit.ts";

const KILLS = timesOfRun("KILLS", 2, 50);
const instance = testInstance();
const [first, second] = instance.couriers as [SigningSeed, SigningSeed];

/** Digests that a courier sent receipts for, and those for which it was told that they are durable. */
interface Receipts {
  readonly sent: Set<string>;
  readonly acknowledged: Set<string>;
}

/** Acknowledges what waits, a few at a time, until the server is gone. */
async function acknowledgeUntilGone(courier: TestCourier, receipts: Receipts): Promise<void> {
  try {
    for (let listed = await courier.list(); listed.length > 0; listed = await courier.list()) {
      const some = listed.slice(0, 1 + randomBelow(6));
      for (const { digest } of some) receipts.sent.add(digest);
      const answer = await courier.acknowledge(some.map(({ id }) => id));
      if (answer.status === 204) for (const { digest } of some) receipts.acknowledged.add(digest);
    }
  } catch (error) {
    // fetch throws a TypeError when the connection breaks; a body that breaks off is no JSON.
    if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
  }
}

function inBoth(a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> {
  return new Set([...a].filter((digest) => b.has(digest)));
}

async function handIn(server: RunningServer, count: number): Promise<Uint8Array[]> {
  const envelopes = Array.from({ length: count }, (_, i) => fakeEnvelope(i % 6 === 5 ? 2_500_000 : 20_000));
  for (const envelope of envelopes) {
    const answer = await (envelope.length > 1_000_000
      ? upload(server.url, envelope)
      : post(server.url, envelope));
    expect(answer.status).toBe(201);
  }
  return envelopes;
}

/** A spool whose only day is over, so that removals are from a closed file. */
async function closedDays(data: string): Promise<Uint8Array[]> {
  const place = new TestSpool({
    folder: join(data, "spool"),
    clock: testClock(() => Date.now() - 2 * 86_400_000),
  });
  const envelopes = Array.from({ length: 60 }, () => fakeEnvelope(20_000));
  for (const envelope of envelopes) await place.spool.put(envelope);
  await place.remove();
  return envelopes;
}

test(`${KILLS} times killed amid receipts and removals: no receipt lost, nothing half gone, nothing left of what went`, async () => {
  const data = await prepareData({ instance });
  await putInForce(data, instance, [first, second]);
  const envelopes = await closedDays(data);
  const receipts = [first, second].map((): Receipts => ({ sent: new Set(), acknowledged: new Set() }));
  const [ones, twos] = receipts as [Receipts, Receipts];
  const env = { NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0", NIGHTJAR_ERASE_AFTER: "0" };
  for (let i = 0; i < KILLS; i++) {
    const server = await startServer({ data, env });
    envelopes.push(...(await handIn(server, 6)));
    const before = receipts.map(({ acknowledged }) => acknowledged.size);
    const runs = [];
    for (const [n, seed] of [first, second].entries()) {
      const courier = new TestCourier(server.couriers ?? "", instance, seed);
      expect((await courier.begin()).status).toBe(201);
      runs.push(acknowledgeUntilGone(courier, receipts[n] as Receipts));
    }
    // However slow the machine is: after each of them has acknowledged something.
    await expect
      .poll(() => receipts.every(({ acknowledged }, n) => acknowledged.size > (before[n] ?? 0)), {
        interval: 5,
      })
      .toBe(true);
    await new Promise((resolve) => setTimeout(resolve, randomBelow(100)));
    await server.kill();
    await Promise.all(runs);
    expect(server.output()).toBe("");
  }
  const byBoth = inBoth(ones.acknowledged, twos.acknowledged);
  expect(byBoth.size).toBeGreaterThan(0);
  const last = await startServer({ data, env });
  const digests = () => storedEnvelopes(data).map(({ digest }) => digest);
  await expect.poll(() => digests().filter((digest) => byBoth.has(digest))).toEqual([]);
  for (const [n, seed] of [first, second].entries()) {
    const courier = new TestCourier(last.couriers ?? "", instance, seed);
    await courier.begin();
    const waiting = (await courier.list()).map(({ digest }) => digest);
    expect(waiting.filter((digest) => receipts[n]?.acknowledged.has(digest))).toEqual([]);
  }
  expect(await last.stop()).toBe(0);

  const stored = storedEnvelopes(data);
  for (const { digest, bytes } of stored) expect(digestOf(bytes)).toBe(digest);
  const there = new Set(stored.map(({ digest }) => digest));
  const gone = envelopes.filter((envelope) => !there.has(digestOf(envelope)));
  const asked = inBoth(ones.sent, twos.sent);
  expect(gone.filter((envelope) => !asked.has(digestOf(envelope)))).toEqual([]);
  expect(
    filesWith(
      join(data, "spool"),
      gone.flatMap((envelope) => samplesOf(envelope).slice(0, 4)),
    ),
  ).toEqual([]);
  removeData(data);
});
