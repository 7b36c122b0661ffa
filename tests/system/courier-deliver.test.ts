import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { COURIER_LETTERS_PATH, LETTERS_PATH } from "../../protocol/letters.ts";
import { cleanEnvironment, DOOR } from "../client/cli/support/cli.ts";
import { type CourierOnDisk, courierOnDisk } from "../client/cli/support/courier.ts";
import { commandLine } from "../support/command-line.ts";
import { putInForce } from "../support/couriers.ts";
import { testInstance } from "../support/instance.ts";
import { fakeMailbag } from "../support/mailbags.ts";
import { startProxy, type TestProxy } from "../support/proxy.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";
import { ServerClock } from "../support/server-clock.ts";

// Two couriers' commands and the server, each the real one, on days that pass.

const SECONDS_OF_A_DAY = 86_400;
const instance = testInstance();
let folder: string;
let data: string;
let clock: ServerClock;
let network: TestProxy;
let server: RunningServer;
let one: CourierOnDisk;
let two: CourierOnDisk;
let days: number;

async function start(): Promise<void> {
  const env = { ...clock.environment, NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0" };
  const names = { NIGHTJAR_COURIER_NAMES: new URL(network.url).host };
  server = await startServer({ data, env: { ...env, ...names } });
  network.target = server.couriers ?? "";
}

/** The server is started again on a later day. */
async function dayPasses(): Promise<void> {
  await server.stop();
  clock.isAhead(++days * SECONDS_OF_A_DAY);
  await start();
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "nightjar-deliver-"));
  [one, two] = ["one", "two"].map((name) => courierOnDisk(join(folder, name), instance)) as [
    CourierOnDisk,
    CourierOnDisk,
  ];
  data = await prepareData({ instance });
  await putInForce(data, instance, [one.seed, two.seed]);
  clock = new ServerClock();
  days = 0;
  network = await startProxy("");
  await start();
});
afterEach(async () => {
  await server.kill();
  await network[Symbol.asyncDispose]();
  clock.remove();
  removeData(data);
  rmSync(folder, { recursive: true });
});

function bagNamed(name: string): { path: string; bytes: Uint8Array } {
  const bag = { path: join(folder, name), bytes: fakeMailbag() };
  writeFileSync(bag.path, bag.bytes);
  return bag;
}

function wordsFor({ keyPath, anchorPath }: CourierOnDisk, ...bags: { readonly path: string }[]): string[] {
  const paths = bags.map(({ path }) => path);
  return ["courier", "deliver", ...paths, "--url", network.url, "--key", keyPath, "--anchor", anchorPath];
}

const files = () => readdirSync(join(data, "letters")).map((name) => name.slice("2026-11-30-".length));

async function pool(): Promise<Buffer> {
  return Buffer.from(await (await fetch(`${server.url}${LETTERS_PATH}`)).arrayBuffer());
}

test("the same mailbag by two couriers, a day apart: there once, in the pool from the next day on, and it costs nobody a week; one that the rhythm refused is taken a walk later", async () => {
  const [bag, next] = [bagNamed("mailbag"), bagNamed("next")];
  expect(await commandLine(wordsFor(one, bag, next))).toMatchObject({
    code: 3,
    stdout: expect.stringMatching(/mailbag: \S+ has taken it\.\n$/),
    stderr: expect.stringContaining("deliver it on your next walk"),
  });
  expect((await pool()).length).toBe(0);
  await dayPasses();
  await expect.poll(pool).toEqual(Buffer.from(bag.bytes));
  expect(await commandLine(wordsFor(one, next))).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("has taken it"),
  });
  const own = bagNamed("own");
  const second = await commandLine(wordsFor(two, bag, own));
  expect(second).toMatchObject({ code: 0, stderr: "" });
  expect(second.stdout).toMatch(/mailbag: \S+ had taken it before\.\n\S+own: \S+ has taken it\.\n$/);
  expect(files().sort()).toEqual(["1.open.slots", "1.slots", "2.open.slots"]);
  expect(server.output()).toBe("");
});

/** A run of the command that is killed, as by kill -9, when `amid` is reached. */
async function killedAmid(words: readonly string[], amid: (reached: () => void) => void): Promise<void> {
  const reached = new Promise<void>((resolve) => amid(resolve));
  const child: ChildProcess = spawn(process.execPath, [DOOR, ...words], {
    env: cleanEnvironment(),
    stdio: "ignore",
  });
  const ended = once(child, "exit");
  await reached;
  child.kill("SIGKILL");
  expect(await ended).toEqual([null, "SIGKILL"]);
}

test("killed before the server has it, and before its answer is there: the same again goes on, and it is there once", async () => {
  const bag = bagNamed("mailbag");
  const words = wordsFor(one, bag);
  const isDelivery = ({ method, path }: { method: string; path: string }) =>
    method === "POST" && path === COURIER_LETTERS_PATH;
  // 1. The request is on its way, and never arrives.
  await killedAmid(words, (reached) => {
    network.decide = (request) => {
      if (!isDelivery(request)) return "pass";
      reached();
      return "hold";
    };
  });
  expect(files()).toEqual([]);
  // 2. The server has it on its disk; its answer never arrives.
  let delivered = false;
  await killedAmid(words, (reached) => {
    network.decide = (request) => {
      if (!isDelivery(request)) return "pass";
      if (delivered) return "hold";
      delivered = true;
      setTimeout(async () => {
        await expect.poll(files, { timeout: 60_000 }).toEqual(["1.open.slots"]);
        reached();
      });
      return "lose";
    };
  });
  // 3. The server too, right then.
  await server.kill();
  await start();
  network.decide = () => "pass";
  expect(await commandLine(words)).toMatchObject({
    code: 0,
    stderr: "",
    stdout: expect.stringContaining("had taken it before"),
  });
  expect(files()).toEqual(["1.open.slots"]);
  await dayPasses();
  await expect.poll(pool).toEqual(Buffer.from(bag.bytes));
});
