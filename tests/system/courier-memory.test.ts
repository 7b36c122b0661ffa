import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { expect, test } from "vitest";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { ENVELOPE_PATH } from "../../protocol/addresses.ts";
import { putInForce, TestCourier } from "../support/couriers.ts";
import { fakeEnvelope } from "../support/envelopes.ts";
import { testInstance } from "../support/instance.ts";
import { inLong } from "../support/seeded.ts";
import { prepareData, removeData, startServer } from "../support/server.ts";
import { upload } from "../support/submit.ts";

const MIB = 2 ** 20;
/** Of 80 MiB each. */
const ROUNDS = inLong(1, 4);
const instance = testInstance();
const [first] = instance.couriers as [SigningSeed];

/** Bytes of resident memory. */
function residentOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024;
}

test("memory stays flat while much is streamed, also to those who don't read on", async () => {
  const data = await prepareData({ instance });
  await putInForce(data, instance, [first]);
  const server = await startServer({ data, env: { NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0" } });
  for (let i = 0; i < 4; i++) expect((await upload(server.url, fakeEnvelope(20 * MIB))).status).toBe(201);
  const courier = new TestCourier(server.couriers ?? "", instance, first);
  await courier.begin();
  const ids = (await courier.list()).map(({ id }) => id);
  const ask = async (id: string | undefined): Promise<IncomingMessage> => {
    const headers = { authorization: `Bearer ${courier.token}`, "content-type": "application/json" };
    const asking = request(`${server.couriers}${ENVELOPE_PATH}`, { method: "POST", headers });
    asking.end(JSON.stringify({ id, from: 0 }));
    const [answer] = await once(asking, "response");
    return answer;
  };
  const fetchAll = async () => {
    for (const id of ids) {
      let length = 0;
      for await (const piece of await ask(id)) length += piece.length;
      expect(length).toBeGreaterThan(20 * MIB);
    }
  };
  await fetchAll();
  const before = residentOf(server.pid);
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, residentOf(server.pid));
  }, 20);
  // 400 MiB that are asked for and not read: what is under way of each is a part or two.
  const stalled = await Promise.all(Array.from({ length: 20 }, (_, i) => ask(ids[i % ids.length])));
  for (let round = 0; round < ROUNDS; round++) await fetchAll();
  clearInterval(watch);
  expect(most - before).toBeLessThan(120 * MIB);
  for (const answer of stalled) answer.destroy();
  await server.stop();
  removeData(data);
});
