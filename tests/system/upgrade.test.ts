import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { digestOf, fakeEnvelope, partsOf } from "../support/envelopes.ts";
import { UNITS_FLAGS as flags } from "../support/in-unit.ts";
import { Seeded, seedOfRun, timesOfRun } from "../support/seeded.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";
import { type Answer, commit, newUploadId, post, putPart } from "../support/submit.ts";

const RESTARTS = timesOfRun("RESTARTS", 2, 30);
const seed = seedOfRun();
const chance = new Seeded(seed);

/** What sources did while the package was upgraded again and again. */
interface Load {
  readonly acknowledged: Set<string>;
  /** Uploads of which some parts were acknowledged by one process, and the rest and the commit by a later one. */
  resumed: number;
  answers: number;
  done: boolean;
}

/** As a page does: until it is answered, whatever breaks. */
async function persist(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    try {
      const answer = await ask();
      if (answer.status < 500) return answer;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await pause(50);
  }
}

async function handInWhole(url: string, load: Load): Promise<void> {
  while (!load.done) {
    const envelope = fakeEnvelope(chance.below(200_000));
    // One try: what isn't acknowledged may be there or not.
    const answer = await post(url, envelope).catch(() => undefined);
    if (answer?.status === 201) load.acknowledged.add(digestOf(envelope));
    if (answer) load.answers++;
    else await pause(50);
  }
}

async function handInParts(url: string, load: Load, processNow: () => number): Promise<void> {
  while (!load.done) {
    const envelope = fakeEnvelope(2_000_000 + chance.below(3_000_000));
    const [id, digest, parts] = [newUploadId(), digestOf(envelope), partsOf(envelope)];
    const by: number[] = [];
    for (const [number, part] of parts.entries()) {
      expect((await persist(() => putPart(url, id, number, part))).status).toBe(204);
      by.push(processNow());
      await pause(chance.below(100));
    }
    const answer = await persist(() => commit(url, id, parts.length, digest));
    expect(answer).toEqual({ status: 201, body: JSON.stringify({ digest }) });
    load.acknowledged.add(digest);
    load.answers++;
    if (by[0] !== processNow()) load.resumed++;
  }
}

function exportAll(data: string): Set<string> {
  const out = mkdtempSync(join(tmpdir(), "nightjar-out-"));
  execFileSync(process.execPath, ["server/upkeep/export.ts", data, out]);
  const digests = readdirSync(out).map((name) => digestOf(readFileSync(join(out, name))));
  rmSync(out, { recursive: true });
  return new Set(digests);
}

test(
  `${RESTARTS} upgrades under load (seed ${seed}): nothing acknowledged is lost, and uploads under way go on`,
  async () => {
    const data = await prepareData();
    expect(flags).toContain("--max-semi-space-size=4");
    let server: RunningServer = await startServer({ data, flags });
    const { url } = server;
    // As systemd does it: SIGTERM, an end within TimeoutStopSec, and the program anew, at the same place.
    const restart = async () => {
      const begun = Date.now();
      expect(await server.stop()).toBe(0);
      expect(Date.now() - begun).toBeLessThan(30_000);
      expect(server.output()).toBe("");
      server = await startServer({ data, flags, env: { NIGHTJAR_LISTEN: new URL(url).host } });
    };
    const load: Load = { acknowledged: new Set(), resumed: 0, answers: 0, done: false };
    const work = [
      ...Array.from({ length: 3 }, () => handInWhole(url, load)),
      ...Array.from({ length: 2 }, () => handInParts(url, load, () => server.pid)),
    ];
    for (let i = 0; i < RESTARTS; i++) {
      const enough = load.answers + 3 + chance.below(10);
      await expect.poll(() => load.answers, { interval: 5 }).toBeGreaterThanOrEqual(enough);
      await pause(chance.below(200));
      await restart();
    }
    load.done = true;
    await Promise.all(work);
    expect(load.resumed).toBeGreaterThan(0);
    expect(load.acknowledged.size).toBeGreaterThan(RESTARTS);
    const found = exportAll(data);
    expect([...load.acknowledged].filter((digest) => !found.has(digest))).toEqual([]);
    expect(await server.stop()).toBe(0);
    removeData(data);
  },
  120_000 + RESTARTS * 20_000,
);
