import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { setImmediate as immediate } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { LEAF_LENGTH } from "../../../crypto/digest.ts";
import { BodyReader, PACE } from "../../../server/http/body.ts";
import { MOST_BODIES } from "../../../server/http/body-bounds.ts";
import { ProblemError } from "../../../server/http/problem.ts";
import { fakeEnvelope } from "../../support/envelopes.ts";
import { type LocalServer, startLocal } from "../../support/local-server.ts";
import { rawRequest } from "../../support/raw-http.ts";
import { post } from "../../support/submit.ts";

const HEAD =
  "POST /v1/envelopes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\nContent-Length: 70000\r\n\r\n";

let server: LocalServer;
beforeAll(async () => {
  server = await startLocal();
});
afterAll(() => server.close());

/** Begins to send, and doesn't go on. */
async function stall(): Promise<Socket> {
  const socket = connect(server.port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(`${HEAD}age-encryption.org/v1\n`);
  return socket;
}

test("as many bodies at once as there is memory for; then busy, and soon well again", async () => {
  const stalled = await Promise.all(Array.from({ length: MOST_BODIES }, stall));
  // Until all have arrived, one more is read, and refused for what it is.
  await expect.poll(async () => (await post(server.url, Buffer.from("x"))).status).toBe(503);
  const refused = await rawRequest(server.port, HEAD);
  expect(refused.headers.get("retry-after")).toBe("30");
  expect(JSON.parse(refused.body)).toMatchObject({ code: "busy", status: 503 });
  expect((await fetch(server.url)).status).toBe(200);
  for (const socket of stalled) socket.destroy();
  const envelope = fakeEnvelope();
  await expect.poll(async () => (await post(server.url, envelope)).status).toBe(201);
});

/** A reader's clock is the test's here, so that a body is as slow as it wants. */
describe("the pace of a body", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  /** Bytes that come in two at a time never idle; what counts is how long all of them take. */
  const DRIBBLES = 20;

  test("is that which SPEC.md says: a minute, and four more for each MiB", () => {
    expect(PACE).toEqual({ least: 60_000, leaf: 240_000 });
  });

  test.each([
    ["of a sixteenth of a leaf", LEAF_LENGTH / 16, PACE.least + PACE.leaf / 16],
    ["of half a leaf", LEAF_LENGTH / 2, PACE.least + PACE.leaf / 2],
    ["of a leaf", LEAF_LENGTH, PACE.least + PACE.leaf],
    ["of many leaves, until the first is whole", 5 * LEAF_LENGTH, PACE.least + PACE.leaf],
  ])("a body that dribbles is cut in its time: %s", async (_, length, pace) => {
    await using body = await begin(`Content-Length: ${length}`, 8 * LEAF_LENGTH);
    for (let i = 1; i < DRIBBLES; i++) {
      await body.send(2);
      vi.advanceTimersByTime(pace / DRIBBLES);
    }
    vi.advanceTimersByTime(pace / DRIBBLES - 1);
    await body.send(1);
    expect(body.cut).toBe(false);
    vi.advanceTimersByTime(1);
    await body.ended;
    expect([body.cut, body.leaves]).toEqual([true, []]);
  });

  test("one that doesn't say its length has the time of its limit", async () => {
    await using body = await begin("Transfer-Encoding: chunked", LEAF_LENGTH / 4);
    vi.advanceTimersByTime(PACE.least + PACE.leaf / 4 - 1);
    await body.send(1);
    expect(body.cut).toBe(false);
    vi.advanceTimersByTime(1);
    await body.ended;
    expect(body.cut).toBe(true);
  });

  test("a big one has its time for each leaf anew, and is cut if one of them is too slow", async () => {
    await using body = await begin(`Content-Length: ${4 * LEAF_LENGTH}`, 8 * LEAF_LENGTH);
    await body.send(1);
    for (let i = 1; i <= 3; i++) {
      vi.advanceTimersByTime(PACE.least + PACE.leaf - 1);
      await body.send(LEAF_LENGTH);
      while (body.leaves.length < i) await immediate();
    }
    expect([body.cut, body.leaves]).toEqual([false, [LEAF_LENGTH, LEAF_LENGTH, LEAF_LENGTH]]);
    vi.advanceTimersByTime(PACE.least + PACE.leaf);
    await body.ended;
    expect(body.cut).toBe(true);
  });

  test("a body that is over is not cut behind its end, and nothing of it counts any more", async () => {
    await using body = await begin("Content-Length: 3", LEAF_LENGTH);
    await body.send(3);
    await body.ended;
    vi.advanceTimersByTime(10 * (PACE.least + PACE.leaf));
    expect([body.cut, body.leaves, body.reader.bounds.bodies]).toEqual([false, [3], 0]);
  });
});

/** A request under way to a reader with the usual pace, with what comes of it. */
async function begin(framing: string, limit: number) {
  const reader = new BodyReader();
  let taken = 0;
  let connected = () => {};
  const begun = new Promise<void>((resolve) => {
    connected = resolve;
  });
  const body = {
    reader,
    cut: false,
    /** Lengths. */
    leaves: [] as number[],
    ended: Promise.resolve(),
    /** Sends bytes, and waits until the reader has them. */
    async send(bytes: number) {
      const due = taken + bytes;
      socket.write(
        framing.startsWith("Transfer")
          ? `${bytes.toString(16)}\r\n${"x".repeat(bytes)}\r\n`
          : "x".repeat(bytes),
      );
      // Vitest's poll has no clock of its own here.
      while (taken < due) await immediate();
    },
    async [Symbol.asyncDispose]() {
      socket.destroy();
      await body.ended;
      server.close();
    },
  };
  const server = createServer((request, response) => {
    const read = async () => {
      const all = reader.leaves(request, response, limit, ({ length }) => {
        taken += length;
      });
      connected();
      for await (const { bytes } of all) body.leaves.push(bytes.length);
      response.end();
    };
    body.ended = read().catch((error) => {
      if (!(error instanceof ProblemError && error.problem.code === "interrupted")) throw error;
      body.cut = true;
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1").on("error", () => {});
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\n${framing}\r\n\r\n`);
  await begun;
  return body;
}
