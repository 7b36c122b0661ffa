import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { digestOf, fakeEnvelope, partsOf } from "../support/envelopes.ts";
import { startWithStoreInProcess } from "../support/local-server.ts";
import { type RunningServer, removeData, startServer } from "../support/server.ts";
import { storedEnvelopes } from "../support/spool-files.ts";
import { commit, newUploadId, putPart } from "../support/submit.ts";

/** Milliseconds: requests under way have five seconds to end, and systemd gives thirty; the machine may be busy. */
const BOUND = 25_000;

/** A request whose body is sent in two halves, and what came back. */
class Halved {
  readonly #socket: Socket;
  readonly #rest: Uint8Array;
  /** When the server has begun to read the body. */
  readonly begun: Promise<void>;
  readonly closed: Promise<string>;

  constructor(
    where: { path: string } | { port: number; host: string },
    before: string,
    head: string,
    body: Uint8Array,
  ) {
    this.#socket = connect(where);
    let said = "";
    this.begun = new Promise((resolve) => {
      this.#socket.on("data", (piece) => {
        said += piece.toString("latin1");
        if (said.startsWith("HTTP/1.1 100 ")) resolve();
      });
    });
    this.closed = new Promise((resolve) => {
      this.#socket.on("error", () => this.#socket.destroy()).on("close", () => resolve(said));
    });
    const half = body.length >> 1;
    this.#rest = body.subarray(half);
    const type = "Content-Type: application/octet-stream\r\nExpect: 100-continue";
    this.#socket.write(
      `${before}${head} HTTP/1.1\r\nHost: localhost\r\n${type}\r\nContent-Length: ${body.length}\r\n\r\n`,
    );
    this.#socket.write(body.subarray(0, half));
  }

  finish(): void {
    this.#socket.write(this.#rest);
  }
}

async function timed<T>(work: Promise<T>): Promise<{ result: T; took: number }> {
  const start = performance.now();
  const result = await work;
  return { result, took: performance.now() - start };
}

/** Whether somebody listens there. */
async function isOpen(where: { path: string } | { port: number; host: string }): Promise<boolean> {
  const socket = connect(where);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

const portOf = (server: RunningServer) => ({ port: Number(new URL(server.url).port), host: "127.0.0.1" });

test("SIGTERM: what is nearly there is taken, what lingers is cut and can be gone on with, nobody new is let in", async () => {
  const server = await startServer();
  const [quick, slow] = [fakeEnvelope(), fakeEnvelope(2_500_000)];
  const id = newUploadId();
  const parts = partsOf(slow);
  const [first = slow, second = slow, third = slow] = parts;
  expect((await putPart(server.url, id, 0, first)).status).toBe(204);
  const ends = new Halved(portOf(server), "", "POST /v1/envelopes", quick);
  const lingers = new Halved(portOf(server), "", `PUT /v1/uploads/${id}/parts/1`, second);
  await Promise.all([ends.begun, lingers.begun]);
  const stopping = timed(server.stop());
  await expect.poll(() => isOpen(portOf(server)), { interval: 20 }).toBe(false);
  ends.finish();
  expect(await ends.closed).toMatch(/HTTP\/1\.1 201 [\s\S]*"digest"/);
  const { result, took } = await stopping;
  expect(result).toBe(0);
  expect(took).toBeLessThan(BOUND);
  expect(await lingers.closed).not.toContain("204");
  expect(server.output()).toBe("");

  const again = await startServer({ data: server.data });
  expect(storedEnvelopes(server.data).map(({ digest }) => digest)).toEqual([digestOf(quick)]);
  expect((await putPart(again.url, id, 1, second)).status).toBe(204);
  expect((await putPart(again.url, id, 2, third)).status).toBe(204);
  expect((await commit(again.url, id, parts.length, digestOf(slow))).status).toBe(201);
  expect(await again.stop()).toBe(0);
  removeData(server.data);
});

test("a commit that the disk holds up is answered before the end, and its connection's last; all others are cut", async () => {
  const server = await startWithStoreInProcess({ now: Date.now });
  const envelope = fakeEnvelope(1_500_000);
  const [id, digest] = [newUploadId(), digestOf(envelope)];
  const [first = envelope, second = envelope] = partsOf(envelope);
  for (const [number, part] of [first, second].entries())
    expect((await putPart(server.url, id, number, part)).status).toBe(204);
  const [reached, disk] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const commitNow = server.spool.commit.bind(server.spool);
  server.spool.commit = async (...committed) => {
    reached.resolve();
    await disk.promise;
    return await commitNow(...committed);
  };
  const where = { port: server.port, host: "127.0.0.1" };
  const [lingers, silent] = [
    new Halved(where, "", `PUT /v1/uploads/${newUploadId()}/parts/0`, first),
    connect(where).on("error", () => {}),
  ];
  silent.write("POST /v1/envelopes HTTP/1.1\r\n");
  const answer = fetch(`${server.url}/v1/uploads/${id}/commit`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ parts: 2, digest }),
  });
  await Promise.all([reached.promise, lingers.begun]);
  const closing = server.close();
  expect(await lingers.closed).not.toContain("204");
  if (!silent.closed) await once(silent, "close");
  disk.resolve();
  const { status, headers } = await answer;
  expect([status, headers.get("connection")]).toEqual([201, "close"]);
  await closing;
});

test("a commit that the disk holds up for ever holds up no stop: it is waited for, and cut unanswered", async () => {
  const server = await startWithStoreInProcess({ now: Date.now });
  const envelope = fakeEnvelope(2_000);
  const [id, reached] = [newUploadId(), Promise.withResolvers<void>()];
  expect((await putPart(server.url, id, 0, envelope)).status).toBe(204);
  server.spool.commit = () => {
    reached.resolve();
    return new Promise(() => {});
  };
  const answer = commit(server.url, id, 1, digestOf(envelope)).catch((error: unknown) => error);
  await reached.promise;
  // Timers go by when their turn of the loop began: one that is set before, for less, is over before.
  let isOver = false;
  setTimeout(() => {
    isOver = true;
  }, 190);
  await server.close(200);
  expect(isOver).toBe(true);
  expect(await answer).toBeInstanceOf(TypeError);
});

test("behind tor: nobody new is let in, an idle circuit's connection is cut at once, and one under way may end", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nightjar-stop-"));
  const path = join(folder, "sources.sock");
  const server = await startServer({ env: { NIGHTJAR_LISTEN: `unix:${path}`, NIGHTJAR_CIRCUITS: "1" } });
  const line = "PROXY TCP6 fc00:dead:beef:4dad::0:7 ::1 35 80\r\n";
  const idle = connect({ path });
  idle.on("error", () => idle.destroy()).write(`${line}GET /v1/anchor HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  const ends = new Halved({ path }, line, "POST /v1/envelopes", fakeEnvelope());
  await Promise.all([once(idle, "data"), ends.begun]);
  const stopping = timed(server.stop());
  await expect.poll(() => isOpen({ path }), { interval: 20 }).toBe(false);
  if (!idle.closed) await once(idle, "close");
  ends.finish();
  expect(await ends.closed).toMatch(/HTTP\/1\.1 201 /);
  const { result, took } = await stopping;
  expect(result).toBe(0);
  expect(took).toBeLessThan(BOUND);
  expect(storedEnvelopes(server.data)).toHaveLength(1);
  expect(server.output()).toBe("");
  rmSync(folder, { recursive: true });
  removeData(server.data);
});
