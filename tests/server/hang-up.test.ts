import { afterEach, beforeEach, expect, test } from "vitest";
import { CircuitConnection } from "../support/behind-front.ts";
import { fakeEnvelope } from "../support/envelopes.ts";
import { type LocalServer, startLocal } from "../support/local-server.ts";
import { begunUploads, storedEnvelopes } from "../support/spool-files.ts";
import { newUploadId } from "../support/submit.ts";

const TIPS = 8;
let server: LocalServer;
beforeEach(async () => {
  server = await startLocal({ circuits: true, circuitTips: TIPS });
});
afterEach(() => server.close());

const requestOf = (method: string, path: string, body: Uint8Array) =>
  Buffer.concat([
    Buffer.from(
      `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n` +
        `Content-Length: ${body.length}\r\n\r\n`,
    ),
    body,
  ]);
const connect = (circuit: number) => new CircuitConnection(server.port, circuit);

/** Sends a whole request, and closes the connection right behind it. */
async function hangUp(circuit: number, method: string, path: string): Promise<void> {
  const connection = connect(circuit);
  connection.socket.end(requestOf(method, path, fakeEnvelope(0, 1)));
  await connection.closed;
}

async function answered(circuit: number, method: string, path: string): Promise<number | undefined> {
  const connection = connect(circuit);
  connection.socket.write(requestOf(method, path, fakeEnvelope(0, 1)));
  const [status] = await connection.statuses(1);
  connection.destroy();
  return status;
}

test("who closes the connection right behind the body brings no more tips than who waits for the answer", async () => {
  for (let i = 0; i < 60; i++) await hangUp(1, "POST", "/v1/envelopes");
  expect(await answered(1, "POST", "/v1/envelopes")).toBe(429);
  expect(await answered(2, "POST", "/v1/envelopes")).toBe(201);
  await expect.poll(() => storedEnvelopes(server.data).length).toBe(TIPS + 1);
});

test.each(["0", "%30"])("nor begins more uploads, however part 0 is written: %s", async (zero) => {
  for (let i = 0; i < 60; i++) await hangUp(1, "PUT", `/v1/uploads/${newUploadId()}/parts/${zero}`);
  const status = await answered(1, "PUT", `/v1/uploads/${newUploadId()}/parts/${zero}`);
  expect(status).toBe(zero === "0" ? 429 : 404);
  expect(await answered(2, "PUT", `/v1/uploads/${newUploadId()}/parts/0`)).toBe(204);
  await expect.poll(() => begunUploads(server.data).length).toBe(zero === "0" ? TIPS + 1 : 1);
});
