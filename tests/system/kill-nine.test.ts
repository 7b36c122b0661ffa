import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { putInForce, TestCourier } from "../support/couriers.ts";
import { digestOf, fakeEnvelope } from "../support/envelopes.ts";
import { filesBelow } from "../support/files.ts";
import { testInstance } from "../support/instance.ts";
import { Seeded, seedOfRun, timesOfRun } from "../support/seeded.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";
import { post, upload } from "../support/submit.ts";

const KILLS = timesOfRun("KILLS", 2, 100);
const seed = seedOfRun();
const chance = new Seeded(seed);

const instance = testInstance();
const couriers = instance.couriers.slice(0, 2) as [SigningSeed, SigningSeed];

/** Digests of envelopes. */
interface Load {
  /** Handed in, acknowledged or not. */
  readonly sent: Set<string>;
  readonly acknowledged: Set<string>;
  /** For which each courier sent a receipt, answered or not. */
  readonly receipts: readonly [Set<string>, Set<string>];
  /** How often a server said that something was done. */
  answers: number;
}

/** Runs something again and again until the server is gone. */
async function untilGone(work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await work();
    } catch (error) {
      // fetch throws a TypeError when the connection breaks; a body that breaks off is no JSON.
      if (error instanceof TypeError || error instanceof SyntaxError) return;
      throw error;
    }
  }
}

async function handIn(server: RunningServer, load: Load, way: typeof post, length: number): Promise<void> {
  const envelope = fakeEnvelope(chance.below(length));
  const digest = digestOf(envelope);
  load.sent.add(digest);
  expect(await way(server.url, envelope)).toEqual({ status: 201, body: JSON.stringify({ digest }) });
  load.acknowledged.add(digest);
  load.answers++;
}

/** Fetches what waits, and acknowledges some of it; the first courier is the more eager one. */
async function pickUp(server: RunningServer, load: Load, who: 0 | 1): Promise<void> {
  const courier = new TestCourier(server.couriers ?? "", instance, couriers[who]);
  await courier.begin();
  for (;;) {
    const all = await courier.list();
    const listed = all.slice(0, 1 + chance.below(4 - 2 * who));
    for (const { id, size, digest } of listed) {
      const { response, bytes } = await courier.fetch(id);
      if (response.status === 404) continue;
      expect([bytes.length, digestOf(bytes)]).toEqual([size, digest]);
    }
    for (const { digest } of listed) load.receipts[who].add(digest);
    if (listed.length > 0) await courier.acknowledge(listed.map(({ id }) => id));
    load.answers++;
    await new Promise((resolve) => setTimeout(resolve, chance.below(100)));
  }
}

function exportAll(data: string): string[] {
  const out = mkdtempSync(join(tmpdir(), "nightjar-out-"));
  execFileSync(process.execPath, ["server/upkeep/export.ts", data, out], { encoding: "utf8" });
  const digests = readdirSync(out).map((name) => digestOf(readFileSync(join(out, name))));
  rmSync(out, { recursive: true });
  return digests;
}

/** What isn't there, though it was acknowledged and not both couriers could have said that they have it. */
function lost(load: Load, there: ReadonlySet<string>): string[] {
  const [ones, twos] = load.receipts;
  return [...load.acknowledged].filter(
    (digest) => !there.has(digest) && !(ones.has(digest) && twos.has(digest)),
  );
}

function expectSound(data: string): void {
  for (const path of filesBelow(join(data, "spool")).filter((name) => /\.db$/.test(name))) {
    const db = new Database(path);
    expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
    db.close();
  }
}

test(
  `${KILLS} times killed under mixed load (seed ${seed}): nothing acknowledged is lost, nothing is there half`,
  async () => {
    const data = await prepareData({ instance });
    await putInForce(data, instance, couriers);
    const load: Load = {
      sent: new Set(),
      acknowledged: new Set(),
      receipts: [new Set(), new Set()],
      answers: 0,
    };
    for (let i = 0; i < KILLS; i++) {
      const server = await startServer({ data, env: { NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0" } });
      const inParts: typeof post = (url, envelope) => upload(url, envelope);
      const work = [
        ...Array.from({ length: 4 }, () => untilGone(() => handIn(server, load, post, 100_000))),
        untilGone(() => handIn(server, load, post, 3_000_000)),
        untilGone(() => handIn(server, load, inParts, 4_000_000)),
        untilGone(() => pickUp(server, load, 0)),
        untilGone(() => pickUp(server, load, 1)),
      ];
      // However slow the machine is: after some answers, and each third time not before the second courier has spoken.
      const enough = load.answers + chance.below(30);
      const spoken = load.receipts[1].size + (i % 3 === 1 ? 1 : 0);
      await expect
        .poll(() => load.answers >= enough && load.receipts[1].size >= spoken, { interval: 5 })
        .toBe(true);
      await new Promise((resolve) => setTimeout(resolve, chance.below(30)));
      await server.kill();
      await Promise.all(work);
      expect(server.output()).toBe("");
      // The export reads what a killed server left, before any other has mended it.
      if (i % 3 === 0) expect(lost(load, new Set(exportAll(data)))).toEqual([]);
    }
    const last = await startServer({ data });
    const found = exportAll(data);
    expect(await last.stop()).toBe(0);
    expectSound(data);

    const there = new Set(found);
    expect(found.length).toBe(there.size);
    expect(lost(load, there)).toEqual([]);
    expect(found.filter((digest) => !load.sent.has(digest))).toEqual([]);
    expect(load.acknowledged.size).toBeGreaterThan(KILLS);
    expect(load.receipts[1].size).toBeGreaterThan(0);
    removeData(data);
  },
  120_000 + KILLS * 20_000,
);
