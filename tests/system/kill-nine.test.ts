import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { randomBelow } from "../../crypto/random.ts";
import { digestOf, fakeEnvelope } from "../support/envelopes.ts";
import { prepareData, type RunningServer, removeData, startServer } from "../support/server.ts";
import { post, upload } from "../support/submit.ts";

const KILLS = 20;

interface Load {
  /** Digests of what was sent, acknowledged or not. */
  readonly sent: Set<string>;
  readonly acknowledged: Set<string>;
}

/** Sends envelopes, small in one shot, large in one shot, large in parts, until the server is gone. */
async function sendUntilGone(
  server: RunningServer,
  load: Load,
  way: typeof post,
  length: number,
): Promise<void> {
  for (;;) {
    const envelope = fakeEnvelope(randomBelow(length));
    load.sent.add(digestOf(envelope));
    try {
      const answer = await way(server.url, envelope);
      expect(answer).toEqual({ status: 201, body: JSON.stringify({ digest: digestOf(envelope) }) });
      load.acknowledged.add(digestOf(envelope));
    } catch (error) {
      // fetch throws a TypeError when the connection breaks, and there is no other way out of this loop.
      if (!(error instanceof TypeError)) throw error;
      return;
    }
  }
}

function exportAll(data: string, out: string): void {
  execFileSync(process.execPath, ["server/export.ts", data, out], { encoding: "utf8" });
}

test(`${KILLS} times killed under load: what was acknowledged is there and intact, the rest whole or absent`, async () => {
  const data = prepareData();
  const out = mkdtempSync(join(tmpdir(), "nightjar-out-"));
  const load: Load = { sent: new Set(), acknowledged: new Set() };
  for (let i = 0; i < KILLS; i++) {
    const server = await startServer({ data });
    const senders = [
      ...Array.from({ length: 6 }, () => sendUntilGone(server, load, post, 100_000)),
      sendUntilGone(server, load, post, 3_000_000),
      sendUntilGone(server, load, (url, envelope) => upload(url, envelope), 4_000_000),
    ];
    await new Promise((resolve) => setTimeout(resolve, 50 + randomBelow(500)));
    await server.kill();
    await Promise.all(senders);
    expect(server.output()).toBe("");
    // The export reads what a killed server left, before any other has mended it, and after.
    if (i % 4 === 0) exportAll(data, out);
  }
  const last = await startServer({ data });
  exportAll(data, out);
  expect(await last.stop()).toBe(0);

  const found = readdirSync(out).map((name) => digestOf(readFileSync(join(out, name))));
  const there = new Set(found);
  expect(found.length).toBe(there.size);
  expect([...load.acknowledged].filter((digest) => !there.has(digest))).toEqual([]);
  expect(found.filter((digest) => !load.sent.has(digest))).toEqual([]);
  expect(load.acknowledged.size).toBeGreaterThan(KILLS);
  removeData(data);
  rmSync(out, { recursive: true });
});
