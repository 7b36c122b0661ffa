import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { fakeEnvelope } from "../support/envelopes.ts";
import { UNITS_FLAGS } from "../support/in-unit.ts";
import { GAUGED, type RunningServer, removeData, startServer } from "../support/server.ts";
import { compare, print, printMeasure, type Result } from "./measure.ts";
import { headOf, type Latencies, percentile, sendAll } from "./submitter.ts";

const SUBMISSIONS = 1024;
const ROUNDS = 5;

/** An envelope of 69 KB, a small sealed tip; those sent differ at the end, where a server looks at nothing. */
const PATTERN = fakeEnvelope();
const HEAD = headOf("POST", "/v1/envelopes", "application/octet-stream", PATTERN.length);

/**
 * Durable submissions of small sealed tips over HTTP to a server process with the unit's flags, at 1, 8 and 32
 * connections: against bare better-sqlite3 in this process, as many inserts in one transaction as there are
 * connections (WAL, synchronous=FULL); and against an Express handler in a process of its own, with one transaction
 * for each request. All on the file system of the temporary folder, in turn. Then what the server measured of itself,
 * and the same beside clients that send their envelopes byte by byte.
 */
export async function benchSubmissions(): Promise<void> {
  const server = await startServer({ flags: UNITS_FLAGS, env: GAUGED });
  const bare = new BareTable();
  const handler = await ExpressHandler.start();
  const results: Result[] = [];
  for (const connections of [1, 8, 32]) {
    const units = Math.max(128, (SUBMISSIONS * connections) / 32);
    const latencies: Latencies = [];
    const shared = { rounds: ROUNDS, units, unit: "submissions/s" };
    const submit = async (url: string) => sendAll(url, connections, requests(units));
    await server.gauge();
    results.push(
      await compare({
        what: `${connections} connections / bare grouped inserts`,
        ours: async () => void latencies.push(...(await submit(server.url))),
        theirs: () => bare.insertAll(envelopes(units), connections),
        ...shared,
      }),
      await compare({
        what: `${connections} connections / Express, one transaction a request`,
        ours: async () => void latencies.push(...(await submit(server.url))),
        theirs: async () => void (await submit(handler.url)),
        ...shared,
      }),
    );
    await printGauge(`${connections} connections`, server, latencies);
  }
  await benchByteByByte(server);
  print("Durable submissions of 69 KB", results);
  bare.remove();
  handler.stop();
  await server.stop();
  removeData(server.data);
}

const SLOW = 4;

async function benchByteByByte(server: RunningServer): Promise<void> {
  const latencies: Latencies = [];
  const stop = new AbortController();
  await server.gauge();
  const slow = Array.from({ length: SLOW }, () => sendByteByByte(server.url, stop.signal));
  for (let round = 0; round < ROUNDS; round++)
    latencies.push(...(await sendAll(server.url, 32, requests(SUBMISSIONS))));
  stop.abort();
  await Promise.all(slow);
  await printGauge(`32 connections beside ${SLOW} that send byte by byte`, server, latencies);
}

/** One envelope after the other, each byte a piece of its own, until it is told to stop. */
async function sendByteByByte(url: string, signal: AbortSignal): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  socket.resume();
  await once(socket, "connect");
  for (let at = 0; !signal.aborted; at = (at + 1) % PATTERN.length) {
    if (at === 0) socket.write(HEAD);
    if (!socket.write(PATTERN.subarray(at, at + 1))) await once(socket, "drain");
    await turn();
  }
  socket.destroy();
}

async function printGauge(what: string, server: RunningServer, latencies: Latencies): Promise<void> {
  const { delay, cpu, peak, memory } = await server.gauge();
  const each = (ms: number) => `${ms.toFixed(1)} ms`;
  const mib = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
  console.log(`\nThe server at ${what} (load of the machine ${loadavg()[0]?.toFixed(1)})`);
  const ways = [50, 95, 99].map((percent) => each(percentile(latencies, percent)));
  printMeasure("a submission: p50, p95, p99", ways.join(", "));
  printMeasure(
    "event loop late: p50, p99, most",
    [delay.p50, delay.p99, delay.most].map(each).join(", "),
    "p99 20 ms",
  );
  printMeasure("CPU a submission", `${((cpu * 1000) / latencies.length).toFixed(2)} ms`);
  printMeasure("memory at most, now", `${mib(peak)}, ${mib(memory)}`);
}

function envelopes(count: number): Uint8Array[] {
  return Array.from({ length: count }, () => {
    const envelope = PATTERN.slice();
    envelope.set(randomBytes(32), envelope.length - 32);
    return envelope;
  });
}

export function requests(count: number): () => readonly Uint8Array[] | undefined {
  let left = count;
  return () => (left-- > 0 ? [HEAD, PATTERN.subarray(0, PATTERN.length - 32), randomBytes(32)] : undefined);
}

class ExpressHandler {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(child: ChildProcess, url: string, folder: string) {
    this.#child = child;
    this.url = url;
    this.#folder = folder;
  }

  static async start(): Promise<ExpressHandler> {
    const folder = mkdtempSync(join(tmpdir(), "nightjar-express-"));
    const path = fileURLToPath(new URL("./express-handler.ts", import.meta.url));
    const child = spawn(process.execPath, [path, folder], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    const [{ url }] = (await once(child, "message")) as [{ url: string }];
    return new ExpressHandler(child, url, folder);
  }

  stop(): void {
    this.#child.kill();
    rmSync(this.#folder, { recursive: true });
  }
}

class BareTable {
  readonly #folder = mkdtempSync(join(tmpdir(), "nightjar-bare-"));
  readonly #database = new Database(join(this.#folder, "bare.db"));
  readonly #insert: Database.Statement<[Uint8Array, Uint8Array]>;

  constructor() {
    this.#database.pragma("journal_mode = WAL");
    this.#database.pragma("synchronous = FULL");
    this.#database.exec("CREATE TABLE envelopes (key BLOB PRIMARY KEY, bytes BLOB NOT NULL)");
    this.#insert = this.#database.prepare("INSERT INTO envelopes VALUES (?, ?)");
  }

  insertAll(envelopes: readonly Uint8Array[], group: number): void {
    for (let i = 0; i < envelopes.length; i += group) {
      const some = envelopes.slice(i, i + group);
      this.#database.transaction(() => {
        for (const bytes of some) this.#insert.run(randomBytes(16), bytes);
      })();
    }
  }

  remove(): void {
    this.#database.close();
    rmSync(this.#folder, { recursive: true });
  }
}
