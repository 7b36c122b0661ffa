import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request as sendRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { fakeEnvelope } from "../support/envelopes.ts";
import { type RunningServer, removeData, startServer } from "../support/server.ts";
import { compare, type Result } from "./measure.ts";

const SUBMISSIONS = 1000;
const CONNECTIONS = 16;

/**
 * Durable submissions of small sealed tips (69 KB) over HTTP to a server process, through keep-alive connections in
 * parallel, against inserts of as many bytes into a bare SQLite table in this process: WAL, synchronous=FULL, each
 * a transaction of its own. Both on the file system of the temporary folder.
 */
export async function benchSubmissions(): Promise<Result> {
  const server = await startServer();
  const bare = new BareTable();
  const result = await compare({
    what: `${SUBMISSIONS} durable submissions by HTTP / bare SQLite inserts`,
    ours: () => submitAll(server, envelopes()),
    theirs: () => {
      for (const envelope of envelopes()) bare.insert(envelope);
    },
    rounds: 5,
    units: SUBMISSIONS,
    unit: "submissions/s",
  });
  bare.remove();
  await server.stop();
  removeData(server.data);
  return result;
}

const PATTERN = fakeEnvelope();

/** Envelopes that differ at the end, where a server looks at nothing. */
function envelopes(): Uint8Array[] {
  return Array.from({ length: SUBMISSIONS }, () => {
    const envelope = PATTERN.slice();
    envelope.set(randomBytes(32), envelope.length - 32);
    return envelope;
  });
}

async function submitAll(server: RunningServer, bodies: Uint8Array[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const lane = async () => {
    for (let body = bodies.pop(); body; body = bodies.pop()) await submit(server.url, body, agent);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  agent.destroy();
}

async function submit(url: string, body: Uint8Array, agent: Agent): Promise<void> {
  const headers = { "content-type": "application/octet-stream", "content-length": body.length };
  const request = sendRequest(`${url}/v1/envelopes`, { method: "POST", headers, agent });
  request.end(body);
  const [response] = await once(request, "response");
  response.resume();
  await once(response, "end");
  if (response.statusCode !== 201) throw new Error(`a submission was answered with ${response.statusCode}`);
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

  insert(bytes: Uint8Array): void {
    this.#insert.run(randomBytes(16), bytes);
  }

  remove(): void {
    this.#database.close();
    rmSync(this.#folder, { recursive: true });
  }
}
