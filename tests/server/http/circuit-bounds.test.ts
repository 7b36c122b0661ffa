import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { MOST_BODIES_A_CIRCUIT } from "../../../server/http/body-bounds.ts";
import { MOST_CONNECTIONS, MOST_CONNECTIONS_A_CIRCUIT } from "../../../server/http/connections.ts";
import { CircuitConnection } from "../../support/behind-front.ts";
import { fakeEnvelope } from "../../support/envelopes.ts";
import { FORM_TYPE, formOf } from "../../support/forms.ts";
import { type LocalServer, startLocal, startWithStoreInProcess } from "../../support/local-server.ts";
import { storedEnvelopes } from "../../support/spool-files.ts";
import { newUploadId } from "../../support/submit.ts";

const TIPS = 3;
let server: LocalServer;
let open: CircuitConnection[];
beforeAll(async () => {
  server = await startLocal({ circuits: true, circuitTips: TIPS });
});
beforeEach(() => {
  open = [];
});
afterEach(() => {
  for (const connection of open) connection.destroy();
});
afterAll(() => server.close());

const by = (circuit: number) => {
  const connection = new CircuitConnection(server.port, circuit);
  open.push(connection);
  return connection;
};
const GET = "GET /v1/anchor HTTP/1.1\r\nHost: localhost\r\n\r\n";
const head = (method: string, path: string, length: number, type = "application/octet-stream") =>
  `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;
const POST = head("POST", "/v1/envelopes", 70_000);

/** One request on a connection of its own: the status, and what else was said. */
async function ask(circuit: number, request: string, body: Uint8Array = new Uint8Array(0)) {
  const connection = by(circuit);
  connection.socket.write(Buffer.concat([Buffer.from(request), body]));
  const [status] = await connection.statuses(1);
  await expect.poll(() => connection.received).toMatch(/\r\n\r\n/);
  connection.destroy();
  return { status, text: connection.received };
}

const submit = (circuit: number, envelope = fakeEnvelope(0, 1)) =>
  ask(circuit, head("POST", "/v1/envelopes", envelope.length), envelope);

describe("connections", () => {
  test("of one circuit: so many, and the next is told; others have their door open", async () => {
    const held = Array.from({ length: MOST_CONNECTIONS_A_CIRCUIT }, () => by(1));
    for (const connection of held) connection.socket.write(GET);
    for (const connection of held) expect(await connection.statuses(1)).toEqual([200]);
    const { status, text } = await ask(1, GET);
    expect(status).toBe(429);
    expect(text).toMatch(/\r\nretry-after: \d+\r\n/i);
    expect(text).toMatch(/\r\nconnection: close\r\n/i);
    expect((await ask(2, GET)).status).toBe(200);
    held[0]?.destroy();
    await expect.poll(async () => (await ask(1, GET)).status).toBe(200);
  });

  test("of all: the next is told that the server is busy, and those far over are closed; then it is well again", async () => {
    for (let i = 0; i < MOST_CONNECTIONS; i += 256) {
      const more = Array.from({ length: 256 }, (_, j) => by(1_000 + ((i + j) >> 5)));
      for (const connection of more) connection.socket.write(GET);
      for (const connection of more) expect(await connection.statuses(1)).toEqual([200]);
    }
    const { status, text } = await ask(5_000, GET);
    expect([status, text.includes('"code":"busy"')]).toEqual([503, true]);
    for (const connection of open.splice(0)) connection.destroy();
    await expect.poll(async () => (await ask(5_000, GET)).status).toBe(200);
  });
});

test("bodies under way of one circuit are bounded; a whole tip of another goes in meanwhile", async () => {
  for (let i = 0; i < MOST_BODIES_A_CIRCUIT; i++) by(7).socket.write(`${POST}age-encryption.org/v1\n`);
  await expect.poll(async () => (await ask(7, POST)).status).toBe(429);
  expect((await submit(8)).status).toBe(201);
});

describe("accepted tips of one circuit are few", () => {
  test("by whichever way; what was refused doesn't count, nor does another circuit", async () => {
    const before = storedEnvelopes(server.data).length;
    for (let i = 0; i < 10; i++) expect((await submit(3, Buffer.from("no sealed file"))).status).toBe(422);
    expect((await submit(3)).status).toBe(201);
    const envelope = fakeEnvelope(0, 1);
    const part = (number: number) =>
      ask(3, head("PUT", `/v1/uploads/${newUploadId()}/parts/${number}`, envelope.length), envelope);
    expect((await part(0)).status).toBe(204);
    const form = formOf(fakeEnvelope(0, 1), { fileName: "sealed.age" });
    expect((await ask(3, head("POST", "/no-script", form.length, FORM_TYPE), form)).status).toBe(201);
    for (const { status, text } of [await submit(3), await part(0)]) {
      expect(status).toBe(429);
      expect(text).toContain('"code":"too-many-requests"');
      expect(text).toMatch(/\r\nretry-after: \d+\r\n/i);
    }
    const page = await ask(3, head("POST", "/no-script", form.length, FORM_TYPE), form);
    expect([page.status, /text\/html/.test(page.text)]).toEqual([429, true]);
    expect((await part(1)).status).toBe(409);
    expect((await submit(4)).status).toBe(201);
    expect(storedEnvelopes(server.data).length - before).toBe(3);
  });

  test("forty at once on one circuit are no more", async () => {
    const before = storedEnvelopes(server.data).length;
    const statuses = await Promise.all(Array.from({ length: 40 }, async () => (await submit(9)).status));
    expect(statuses.filter((status) => status === 201).length).toBeLessThanOrEqual(TIPS);
    expect(storedEnvelopes(server.data).length - before).toBeLessThanOrEqual(TIPS);
  });
});

test("what comes whole and is large is its circuit's too, before it is a tip", async () => {
  const most = 2 ** 21;
  const bounds = { room: 20 * most, maxEnvelope: most };
  const small = await startWithStoreInProcess({ ...bounds, circuits: true, now: Date.now });
  const large = fakeEnvelope(1_500_000);
  const request = (circuit: number, bytes: Uint8Array) => {
    const connection = new CircuitConnection(small.port, circuit);
    open.push(connection);
    connection.socket.write(head("POST", "/v1/envelopes", large.length));
    connection.socket.write(bytes);
    return connection;
  };
  for (let i = 0; i < 2; i++) request(7, large.subarray(0, -1));
  await expect.poll(() => small.spool.stagedBytes()).toBe(most);
  expect(await request(7, large).statuses(1)).toEqual([429]);
  expect(await request(8, large).statuses(1)).toEqual([201]);
  for (const connection of open.splice(0)) connection.destroy();
  await expect.poll(() => small.spool.stagedBytes()).toBe(0);
  await small.close();
});
