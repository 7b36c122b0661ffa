import { afterAll, beforeAll, expect, test } from "vitest";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { putInForce, TestCourier } from "../support/couriers.ts";
import { fakeEnvelope } from "../support/envelopes.ts";
import { filesWith } from "../support/files.ts";
import { testInstance } from "../support/instance.ts";
import { formsOf } from "../support/memory.ts";
import { sodium } from "../support/primitives.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";
import { post } from "../support/submit.ts";

// What a courier does is written nowhere but as receipts, and those go with the envelopes they are for.

const instance = testInstance();
const [first, second] = instance.couriers as [SigningSeed, SigningSeed];
const keyOf = (seed: SigningSeed) => Buffer.from(sodium.ed25519PublicKey(seed));
let server: RunningServer;
let courier: TestCourier;

beforeAll(async () => {
  const data = await prepareData({ instance });
  await putInForce(data, instance, [first, second]);
  server = await startServer({
    data,
    env: { NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0", NIGHTJAR_ERASE_AFTER: "0" },
  });
  courier = new TestCourier(server.couriers ?? "", instance, first);
});
afterAll(async () => {
  await server.kill();
  removeData(server.data);
});

const traces = (text: string) => {
  const needles = Object.values(formsOf(text));
  const said = needles.some((needle) => Buffer.from(server.output()).includes(needle));
  return [...filesWith(server.data, needles), ...(said ? ["output"] : [])];
};

test("challenge, token, user agent and paths of a courier's visit are in no file and no output", async () => {
  for (let i = 0; i < 3; i++) await post(server.url, fakeEnvelope());
  const challenge = await courier.challenge();
  await courier.begin(challenge);
  const agent = `Courier-${"x1y2".repeat(5)}`;
  const [listed] = await courier.list();
  await courier.askEnvelope(listed?.id ?? "", 0, { "user-agent": agent });
  await courier.acknowledge([listed?.id ?? ""]);
  for (const text of [courier.token, encodeHex(challenge), agent, "/v1/courier"])
    expect(traces(text)).toEqual([]);
  for (const bytes of [Buffer.from(challenge), Buffer.from(courier.token, "hex")])
    expect(filesWith(server.data, [bytes])).toEqual([]);
});

test("the one thing kept is the receipt, under the courier's key; it goes when the other courier has it too", async () => {
  const receipts = () =>
    filesWith(server.data, [keyOf(first), keyOf(second)])
      .map((path) => path.slice(server.data.length + 1))
      .filter((path) => path.startsWith("spool"));
  expect([...new Set(receipts().map((path) => path.replace(/-wal$/, "")))]).toEqual(["spool/receipts.db"]);
  const other = new TestCourier(server.couriers ?? "", instance, second);
  await other.begin();
  const ids = (await other.list()).map(({ id }) => id);
  await courier.acknowledge(ids);
  await other.acknowledge(ids);
  await expect.poll(receipts).toEqual([]);
});
