import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { addSeconds, instantOf, SECONDS_PER_DAY } from "../../../crypto/documents/instant.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { putInForce, TestCourier } from "../../support/couriers.ts";
import { fakeEnvelope } from "../../support/envelopes.ts";
import { testInstance } from "../../support/instance.ts";
import { startLocal } from "../../support/local-server.ts";
import { prepareData, refusedStart, removeData, startServer } from "../../support/server.ts";
import { storedEnvelopes } from "../../support/spool-files.ts";
import { post } from "../../support/submit.ts";

const instance = testInstance();
const [first] = instance.couriers as [SigningSeed];
let data: string;
let folder: string;
beforeEach(async () => {
  data = await prepareData({ instance });
  folder = mkdtempSync(join(tmpdir(), "nightjar-socket-"));
});
afterEach(() => {
  removeData(data);
  rmSync(folder, { recursive: true });
});

function statusAt(socketPath: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path: "/v1/courier/challenge" }, (answer) => {
      answer.resume().once("end", () => resolve(answer.statusCode));
    })
      .once("error", reject)
      .end();
  });
}

test("a server with the listener: a tip is fetched and acknowledged, and goes; without it there is none", async () => {
  await putInForce(data, instance, [first]);
  const server = await startLocal({ data, eraseAfterDays: 0 });
  await post(server.url, fakeEnvelope());
  const courier = new TestCourier(server.couriers ?? "", instance, first);
  expect((await courier.begin()).status).toBe(201);
  const listed = await courier.list();
  expect(listed.length).toBe(1);
  expect((await courier.acknowledge(listed.map(({ id }) => id))).status).toBe(204);
  await expect.poll(() => storedEnvelopes(data).length).toBe(0);
  await server.close();
  const without = await startLocal({ data, courierListen: undefined });
  expect(without.couriers).toBe("");
  await without.close();
});

test("what couriers acknowledged before a restart goes after it, without a courier's coming", async () => {
  await putInForce(data, instance, instance.couriers.slice(0, 2));
  const server = await startServer({ data, env: { NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0" } });
  await post(server.url, fakeEnvelope());
  const courier = new TestCourier(server.couriers ?? "", instance, first);
  await courier.begin();
  await courier.acknowledge((await courier.list()).map(({ id }) => id));
  await server.kill();
  await putInForce(data, instance, [first]);
  const again = await startLocal({ data, eraseAfterDays: 0 });
  await expect.poll(() => storedEnvelopes(data).length).toBe(0);
  await again.close();
});

test("a server that starts when nobody calls its roster current any more serves couriers all the same", async () => {
  const lapsed = testInstance({ now: addSeconds(instantOf(Date.now()), -20 * SECONDS_PER_DAY) });
  removeData(data);
  data = await prepareData({ instance: lapsed });
  const server = await startLocal({ data });
  await post(server.url, fakeEnvelope());
  const roster = await fetch(new URL("/v1/roster", server.url));
  expect(roster.status).toBe(503);
  const [one] = lapsed.couriers as [SigningSeed];
  const courier = new TestCourier(server.couriers ?? "", lapsed, one);
  expect((await courier.begin()).status).toBe(201);
  const listed = await courier.list();
  expect(listed.length).toBe(1);
  expect((await courier.acknowledge(listed.map(({ id }) => id))).status).toBe(204);
  await server.close();
});

describe("a Unix socket", () => {
  test("is for its owner and group; one that a killed server left is replaced; at the end it is gone", async () => {
    const path = join(folder, "couriers.sock");
    const env = { NIGHTJAR_COURIER_LISTEN: `unix:${path}` };
    const server = await startServer({ data, env });
    expect(server.couriers).toBe(`unix:${path}`);
    expect(statSync(path).mode & 0o777).toBe(0o660);
    expect(await statusAt(path)).toBe(200);
    await server.kill();
    expect(existsSync(path)).toBe(true);
    const again = await startServer({ data, env });
    expect(await statusAt(path)).toBe(200);
    const rival = await prepareData();
    const refused = await refusedStart(rival, env);
    expect(refused).toEqual({
      code: 1,
      output: expect.stringMatching(/^[^\n]*NIGHTJAR_COURIER_LISTEN\.\n$/),
    });
    removeData(rival);
    expect(await statusAt(path)).toBe(200);
    expect(await again.stop()).toBe(0);
    expect(existsSync(path)).toBe(false);
  });

  test("never takes the place of a file", async () => {
    const path = join(folder, "notes.txt");
    writeFileSync(path, "mine");
    const refused = await refusedStart(data, { NIGHTJAR_COURIER_LISTEN: `unix:${path}` });
    expect(refused).toEqual({ code: 1, output: expect.stringContaining("NIGHTJAR_COURIER_LISTEN") });
    expect(statSync(path).size).toBe(4);
  });
});

test("a demo serves couriers on its own machine only", async () => {
  const refused = await refusedStart(data, { NIGHTJAR_COURIER_LISTEN: "0.0.0.0:0" });
  expect(refused).toEqual({ code: 1, output: expect.stringMatching(/demo.*NIGHTJAR_COURIER_LISTEN/) });
});
