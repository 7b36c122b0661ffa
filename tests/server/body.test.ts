import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MOST_BODIES } from "../../server/body-bounds.ts";
import { fakeEnvelope } from "../support/envelopes.ts";
import { type LocalServer, startLocal } from "../support/local-server.ts";
import { rawRequest } from "../support/raw-http.ts";
import { post } from "../support/submit.ts";

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
