import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EnvelopeInspector } from "../../crypto/age/intake.ts";
import { collect } from "../../crypto/bytes.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { CircuitLineReader } from "../../server/circuits/circuit-line.ts";
import { ProblemError } from "../../server/http/problem.ts";
import { contentOfPart, parseBoundary } from "../../server/no-script/form-part.ts";
import { sealedBytes } from "../../server/no-script/sealed-bytes.ts";
import { lineOf } from "../support/behind-front.ts";
import { inPieces } from "../support/chunks.ts";
import { fakeEnvelope } from "../support/envelopes.ts";
import { BOUNDARY, formOf } from "../support/forms.ts";
import { ask } from "../support/raw-http.ts";
import { Seeded, seedOfRun, timesOfRun } from "../support/seeded.ts";
import { removeData, startServer } from "../support/server.ts";
import { storedEnvelopes } from "../support/spool-files.ts";
import { hostileEnvelope, hostileRequest, mutated } from "./hostile-requests.ts";

const REQUESTS = timesOfRun("REQUESTS", 1_000, 100_000);
const ENVELOPES = timesOfRun("ENVELOPES", 2_000, 100_000);
const CONNECTIONS = 32;
const CIRCUITS = 500;
const GROWTH = 96 * 2 ** 20;
/** Milliseconds until a connection that is answered nothing is given up; and where each kind of answer must come. */
const BRIEF = 100;
const LONG = 3_000;
const KINDS = ["200", "201", "204", "400", "404", "405", "409", "415", "422"];
const seed = seedOfRun();
const PATIENCE = 60_000 + 30 * (REQUESTS + ENVELOPES);

/** Whether something takes these bytes; whatever it throws but its own refusals is a failure of the test. */
async function verdict(work: () => unknown): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof CryptoError || error instanceof ProblemError) return false;
    throw error;
  }
}

function inspect(pieces: Iterable<Uint8Array>): void {
  const inspector = new EnvelopeInspector();
  for (const piece of pieces) inspector.push(piece);
  inspector.finish();
}

async function* chunks(bytes: Uint8Array, size: number) {
  yield* inPieces(bytes, size);
}

async function unwrap(form: Uint8Array, size: number): Promise<Uint8Array> {
  const boundary = parseBoundary(`multipart/form-data; boundary=${BOUNDARY}`);
  return await collect(sealedBytes(contentOfPart(chunks(form, size), boundary)));
}

test(
  `${ENVELOPES} hostile envelopes, forms and lines (seed ${seed}) at the parsers: taken or refused, however they are cut`,
  async () => {
    let taken = 0;
    for (let i = 0; i < ENVELOPES; i++) {
      const chance = new Seeded(seed + i);
      const envelope = hostileEnvelope(chance);
      const size = 1 + chance.below(3_000);
      const whole = await verdict(() => inspect([envelope]));
      expect(await verdict(() => inspect(inPieces(envelope, size)))).toBe(whole);
      if (whole) taken++;
      const form = mutated(Buffer.from(formOf(envelope, { fileName: "x" })), chance);
      expect(await verdict(() => unwrap(form, size))).toBe(await verdict(() => unwrap(form, form.length)));
      const line = mutated(Buffer.from(lineOf(chance.below(2 ** 31))), chance);
      const read = new CircuitLineReader().push(line);
      if (read) expect(read.circuit).toBeLessThan(2 ** 32);
    }
    expect(taken).toBeGreaterThan(ENVELOPES / 20);
    expect(taken).toBeLessThan(ENVELOPES / 2);
  },
  PATIENCE,
);

test(
  `${REQUESTS} hostile connections (seed ${seed}) at the door: no failure, nothing stored that doesn't parse, memory as before`,
  async () => {
    const server = await startServer({ env: { NIGHTJAR_CIRCUITS: "1", NIGHTJAR_CIRCUIT_TIPS: "1000" } });
    const port = Number(new URL(server.url).port);
    const statuses = new Map<string, number>();
    let next = 0;
    const lane = async (end: number, patience: number) => {
      for (let i = next++; i < end; i = next++) {
        const chance = new Seeded(seed + 2 ** 20 + i);
        const line = Buffer.from(lineOf(chance.below(CIRCUITS)));
        const front = chance.below(50) === 0 ? mutated(line, chance) : line;
        const said = await ask(port, Buffer.concat([front, hostileRequest(chance)]), patience);
        for (const [, status = ""] of said.matchAll(/HTTP\/1\.1 (\d\d\d) /g)) {
          if (!/^[24]|^1/.test(status))
            throw new Error(`${status} to number ${i} of the seed ${seed}: ${said}`);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
      }
    };
    const memory = () =>
      Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))?.[1]) * 1024;
    const all = async (end: number, patience = BRIEF) => {
      next = Math.min(next, end);
      await Promise.all(Array.from({ length: CONNECTIONS }, () => lane(end, patience)));
      next = end;
    };
    await all(REQUESTS / 4);
    const before = memory();
    await all(REQUESTS);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(memory() - before).toBeLessThan(GROWTH);

    // A busy machine answers little so soon: then more are asked, and waited for.
    while (!KINDS.every((kind) => statuses.has(kind)) && next < 2 * REQUESTS)
      await all(next + 2 * CONNECTIONS, LONG);
    expect([...statuses.keys()].sort()).toEqual(expect.arrayContaining(KINDS));
    const stored = storedEnvelopes(server.data);
    expect(stored.length).toBeGreaterThan(REQUESTS / 100);
    for (const { bytes } of stored) inspect([bytes]);
    const good = fakeEnvelope();
    const request = `POST /v1/envelopes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\nContent-Length: ${good.length}\r\n\r\n`;
    const answer = await ask(port, Buffer.concat([Buffer.from(lineOf(9_999) + request), good]), 30_000);
    expect(answer).toMatch(/^HTTP\/1\.1 201/);
    expect(await server.stop()).toBe(0);
    expect(server.output()).toBe("");
    removeData(server.data);
  },
  PATIENCE,
);
