import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { dayOf } from "../../protocol/day.ts";
import { COURIER_LETTERS_PATH, joinSlots, LETTERS_PATH, parseMailbag } from "../../protocol/letters.ts";
import { putInForce, TestCourier } from "../support/couriers.ts";
import { newSeed, testInstance } from "../support/instance.ts";
import { fakeMailbag } from "../support/mailbags.ts";
import { Seeded, seedOfRun, timesOfRun } from "../support/seeded.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";
import { ServerClock } from "../support/server-clock.ts";

// Letters on the server as it runs in production: killed, out of room, and asked by clients that break off or dawdle.

const KILLS = timesOfRun("KILLS", 2, 100);
const seed = seedOfRun();
const chance = new Seeded(seed);
const instance = testInstance();
const couriers = Array.from({ length: 6 }, newSeed) as [SigningSeed, ...SigningSeed[]];
const env = { NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0" };
let data: string;
beforeEach(async () => {
  data = await prepareData({ instance });
  await putInForce(data, instance, couriers);
});
afterEach(() => removeData(data));

const files = () => readdirSync(join(data, "letters")).sort();
const contentOf = (name: string) => readFileSync(join(data, "letters", name));
const poolAt = async (server: RunningServer) =>
  Buffer.from(await (await fetch(`${server.url}${LETTERS_PATH}`)).arrayBuffer());
const poolOf = (bags: readonly Uint8Array[]) =>
  Buffer.from(joinSlots(bags.flatMap((bag) => [...parseMailbag(bag)])));

async function inSession(server: RunningServer, courier: SigningSeed): Promise<TestCourier> {
  const client = new TestCourier(server.couriers ?? "", instance, courier);
  expect((await client.begin()).status).toBe(201);
  return client;
}

/** Its status, or undefined if the server went before it had answered. */
async function tryToDeliver(client: TestCourier, bag: Uint8Array): Promise<number | undefined> {
  try {
    return (await client.deliver(bag)).status;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Taken, whether or not it had come before. */
async function deliverAgain(
  server: RunningServer,
  courier = couriers[0],
  bag = new Uint8Array(0),
): Promise<void> {
  expect([200, 204]).toContain((await (await inSession(server, courier)).deliver(bag)).status);
}

test(
  `${KILLS} times killed while bags are delivered (seed ${seed}): what was answered is there, whole, and nothing is half`,
  async () => {
    for (let i = 0; i < KILLS; i++) {
      rmSync(join(data, "letters"), { recursive: true, force: true });
      const server = await startServer({ data, env });
      const clients = await Promise.all(couriers.map((courier) => inSession(server, courier)));
      const bags = couriers.map(() => fakeMailbag());
      const deliveries = clients.map((client, who) => tryToDeliver(client, bags[who] ?? new Uint8Array(0)));
      await new Promise((resolve) => setTimeout(resolve, chance.below(60)));
      await server.kill();
      const statuses = await Promise.all(deliveries);
      const again = await startServer({ data, env });
      expect(again.output()).toBe("");
      const kept = files().map((name) => readFileSync(join(data, "letters", name)));
      for (const [who, status] of statuses.entries())
        if (status !== undefined) expect(kept.some((bytes) => bytes.equals(bags[who] ?? bytes))).toBe(true);
      expect(kept.every((bytes) => bags.some((bag) => bytes.equals(bag)))).toBe(true);
      // Whoever had no answer delivers the same again, and it is kept once.
      for (const [who, courier] of couriers.entries()) await deliverAgain(again, courier, bags[who]);
      expect(files()).toHaveLength(couriers.length);
      expect(await again.stop()).toBe(0);
    }
  },
  60_000 + KILLS * 20_000,
);

test(
  `${KILLS} times killed as a day closes (seed ${seed}): each bag is in the pool in the end, once, and none is early`,
  async () => {
    const clock = new ServerClock();
    clock.isAhead(-SECONDS_PER_DAY);
    const before = await startServer({ data, env: { ...env, ...clock.environment } });
    const bags = couriers.map(() => fakeMailbag());
    for (const [who, courier] of couriers.entries())
      expect((await (await inSession(before, courier)).deliver(bags[who] ?? new Uint8Array(0))).status).toBe(
        204,
      );
    expect((await poolAt(before)).length).toBe(0);
    expect(await before.stop()).toBe(0);
    clock.remove();
    const waiting = files();
    const bytes = waiting.map((name) => readFileSync(join(data, "letters", name)));
    for (let i = 0; i < KILLS; i++) {
      for (const name of files()) rmSync(join(data, "letters", name));
      for (const [at, name] of waiting.entries())
        writeFileSync(join(data, "letters", name), bytes[at] ?? new Uint8Array(0));
      const server = startServer({ data, env });
      await expect.poll(() => files().some((name) => !name.includes("open")), { interval: 1 }).toBe(true);
      await (await server).kill();
      const again = await startServer({ data, env });
      expect(await poolAt(again)).toEqual(poolOf(bags));
      expect(files()).toEqual(waiting.map((name) => name.replace(".open", "")));
      expect(await again.stop()).toBe(0);
      expect(again.output()).toBe("");
    }
  },
  60_000 + KILLS * 20_000,
);

test("a full disk: 507, nothing is left, and the same bag is taken when there is room", async () => {
  mkdirSync(join(data, "letters"));
  const asRoot = process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"];
  const mount = 'mount -t tmpfs -o size=100k small "$0" && exec "$@"';
  const wrap = ["unshare", "--mount", ...asRoot, "sh", "-c", mount, join(data, "letters")];
  const server = await startServer({ data, env, wrap });
  const disk = join(`/proc/${server.pid}/root`, data, "letters");
  const on = () => readdirSync(disk).sort();
  const [first, second] = (await Promise.all(
    couriers.slice(0, 2).map((courier) => inSession(server, courier)),
  )) as [TestCourier, TestCourier];
  const [one, other] = [fakeMailbag(), fakeMailbag()];
  expect((await first.deliver(one)).status).toBe(204);
  writeFileSync(join(disk, "stone"), new Uint8Array(40_000));
  const refused = await second.deliver(other);
  expect([refused.status, JSON.parse(refused.body).code]).toEqual([507, "spool-full"]);
  expect(on()).toHaveLength(2);
  await deliverAgain(server, couriers[2], one);
  rmSync(join(disk, "stone"));
  expect((await second.deliver(other)).status).toBe(204);
  expect(on()).toHaveLength(2);
  expect(await server.stop()).toBe(0);
  expect(server.output()).toBe("");
});

test("who breaks off, dawdles or closes right behind a bag: a bag is taken whole or not at all", async () => {
  const server = await startServer({ data, env });
  const [first, second, third, fourth] = (await Promise.all(
    couriers.slice(0, 4).map((courier) => inSession(server, courier)),
  )) as [TestCourier, TestCourier, TestCourier, TestCourier];
  const requestOf = ({ token }: TestCourier, bag: Uint8Array) =>
    Buffer.concat([
      Buffer.from(
        `POST ${COURIER_LETTERS_PATH} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n` +
          `Content-Type: application/octet-stream\r\nContent-Length: ${bag.length}\r\n\r\n`,
      ),
      bag,
    ]);
  const port = Number(new URL(server.couriers ?? "").port);
  const today = () => dayOf(Date.now());
  const connection = () => connect(port, "127.0.0.1").on("error", () => {});

  const bag = fakeMailbag();
  const request = requestOf(first, bag);
  for (const part of [0.1, 0.5, 0.999]) {
    const broken = connection();
    broken.write(request.subarray(0, Math.floor(part * request.length)));
    await new Promise((resolve) => setTimeout(resolve, 100));
    broken.destroy();
  }
  const short = fakeMailbag();
  expect((await second.deliver(short.subarray(0, -1))).status).toBe(422);
  expect(files()).toEqual([]);

  const closed = fakeMailbag();
  const closing = connection();
  closing.end(requestOf(third, closed));
  await once(closing.resume(), "close");

  const slow = connection();
  const bytes = requestOf(fourth, fakeMailbag());
  let answered = "";
  slow.setNoDelay().on("data", (text: Buffer) => {
    answered += text.toString("latin1");
  });
  slow.write(bytes.subarray(0, -300));
  for (const byte of bytes.subarray(-300)) {
    slow.write(Uint8Array.of(byte));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await expect.poll(() => answered).toContain("HTTP/1.1 204");
  slow.destroy();
  expect((await first.deliver(bag)).status).toBe(204);
  expect(await server.stop()).toBe(0);
  // Node may give up a request whose sender closed behind it before its end was looked at.
  const [ofThird, ...others] = [3, 1, 4].map((number) => `${today()}-${number}.open.slots`);
  expect(files().filter((name) => name !== ofThird)).toEqual(others);
  for (const name of files()) if (name === ofThird) expect(contentOf(name)).toEqual(Buffer.from(closed));
  expect(server.output()).toBe("");
});
