import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestOf, fakeEnvelope, partsOf } from "../support/envelopes.ts";
import { GAUGED, removeData, startServer } from "../support/server.ts";
import { newUploadId } from "../support/submit.ts";
import { compare, print, printMeasure } from "./measure.ts";
import { headOf, type Latencies, percentile, sendAll } from "./submitter.ts";

const LENGTH = 99 * 2 ** 20;
const LANES = 3;
const OCTETS = "application/octet-stream";

/**
 * An upload of nearly 100 MiB in parts, three at a time as the page sends them, and its commit; against writing the
 * same bytes to a file and syncing it once.
 */
export async function benchUpload(): Promise<void> {
  const server = await startServer({ env: GAUGED });
  const folder = mkdtempSync(join(tmpdir(), "nightjar-file-"));
  const pattern = fakeEnvelope(LENGTH);
  const parts: Latencies = [];
  const commits: Latencies = [];
  const fresh = () => {
    pattern.set(randomBytes(32), pattern.length - 32);
    return pattern;
  };
  const upload = async () => {
    const envelope = fresh();
    const path = `/v1/uploads/${newUploadId()}`;
    const [first, ...others] = partsOf(envelope).map((part, number) => [
      headOf("PUT", `${path}/parts/${number}`, OCTETS, part.length),
      part,
    ]);
    const body = Buffer.from(JSON.stringify({ parts: others.length + 1, digest: digestOf(envelope) }));
    const begin = [first].values();
    const rest = others.values();
    const end = [[headOf("POST", `${path}/commit`, "application/json", body.length), body]].values();
    await sendAll(server.url, 1, () => begin.next().value);
    parts.push(...(await sendAll(server.url, LANES, () => rest.next().value)));
    commits.push(...(await sendAll(server.url, 1, () => end.next().value)));
  };
  const write = () => {
    const path = join(folder, "file");
    const file = openSync(path, "w");
    for (const part of partsOf(fresh())) writeSync(file, part);
    fsyncSync(file);
    closeSync(file);
    rmSync(path);
  };
  await server.gauge();
  const result = await compare({
    what: "99 MiB in parts / written to a file and synced",
    ours: upload,
    theirs: write,
    rounds: 3,
    units: LENGTH / 2 ** 20,
    unit: "MiB/s",
  });
  print("A large upload", [result]);
  const { delay, peak } = await server.gauge();
  const each = (latencies: Latencies) =>
    [50, 95, 99].map((percent) => `${percentile(latencies, percent).toFixed(0)} ms`).join(", ");
  printMeasure("a part: p50, p95, p99", each(parts));
  printMeasure("a commit: p50, p95, p99", each(commits));
  printMeasure(
    "event loop late: p99, most",
    `${delay.p99.toFixed(1)} ms, ${delay.most.toFixed(1)} ms`,
    "p99 20 ms",
  );
  printMeasure("memory at most", `${(peak / 2 ** 20).toFixed(0)} MiB`);
  await server.stop();
  removeData(server.data);
  rmSync(folder, { recursive: true });
}
