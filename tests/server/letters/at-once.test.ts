import { createHash } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { joinSlots, LETTERS_PATH, parseMailbag } from "../../../protocol/letters.ts";
import { putInForce, TestCourier } from "../../support/couriers.ts";
import { newSeed, testInstance } from "../../support/instance.ts";
import { startLocal, startWithStoreInProcess } from "../../support/local-server.ts";
import { fakeMailbag } from "../../support/mailbags.ts";
import { prepareData, removeData } from "../../support/server.ts";
import { DAY, TestClock } from "../../support/spool.ts";
import { codeOf } from "../../support/submit.ts";

const instance = testInstance();
const clock = new TestClock();
const seed: SigningSeed = newSeed();
const data = await prepareData({ instance });
await putInForce(data, instance, [seed]);

afterAll(() => removeData(data));

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const poolOf = (...bags: readonly Uint8Array[]) => joinSlots(bags.flatMap((bag) => [...parseMailbag(bag)]));

async function pool(url: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(`${url}${LETTERS_PATH}`)).arrayBuffer());
}

async function inSession(address: string): Promise<TestCourier> {
  const courier = new TestCourier(address, instance, seed);
  expect((await courier.begin()).status).toBe(201);
  return courier;
}

test("a demo's letters are there at once, as many bags as the pool holds, and go like others", async () => {
  const start = () => startWithStoreInProcess({ data, now: clock.now, lettersAtOnce: true });
  let server = await start();
  const courier = await inSession(server.couriers);
  const bags = Array.from({ length: 36 }, () => fakeMailbag());
  for (const bag of bags) {
    expect((await courier.deliver(bag)).status).toBe(204);
    if (bag === bags[1]) expect(hashOf(await pool(server.url))).toBe(hashOf(poolOf(...bags.slice(0, 2))));
  }
  const all = hashOf(poolOf(...bags));
  expect(hashOf(await pool(server.url))).toBe(all);
  expect(codeOf(await courier.deliver(fakeMailbag()))).toBe("mailbag-too-soon");
  await server.close();
  server = await start();
  expect(hashOf(await pool(server.url))).toBe(all);
  clock.advance(42 * DAY);
  await server.spool.tick();
  await server.look();
  expect(await pool(server.url)).toHaveLength(0);
  await server.close();
});

test("no real instance's are", async () => {
  const real = testInstance({ demo: false });
  await expect(startLocal({ instance: real, lettersAtOnce: true })).rejects.toThrow(/for demos only/);
});
