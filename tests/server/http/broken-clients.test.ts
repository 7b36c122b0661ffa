import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CircuitConnection, lineOf } from "../../support/behind-front.ts";
import { fakeEnvelope } from "../../support/envelopes.ts";
import { type LocalServer, startLocal } from "../../support/local-server.ts";
import { ask, exchange } from "../../support/raw-http.ts";
import { begunUploads } from "../../support/spool-files.ts";
import { post } from "../../support/submit.ts";

let direct: LocalServer;
let behind: LocalServer;
beforeAll(async () => {
  direct = await startLocal();
  behind = await startLocal({ circuits: true, circuitTips: 1000 });
});
afterAll(async () => {
  await direct.close();
  await behind.close();
});

const HOST = "Host: localhost\r\n";
const get = (headers: string, path = "/v1/anchor") => `GET ${path} HTTP/1.1\r\n${headers}\r\n`;
const postWith = (headers: string, body = "hello") =>
  `POST /v1/envelopes HTTP/1.1\r\n${HOST}Content-Type: application/octet-stream\r\n${headers}\r\n${body}`;
const chunked = (body: string) => postWith("Transfer-Encoding: chunked\r\n", body);

/** What is sent, and the one status that is answered; 100 where it comes before. */
const CASES: readonly [string, string, readonly number[]][] = [
  ["an absolute address", get(HOST, "http://evil.example/v1/anchor"), [400]],
  ["an absolute address of our own", get(HOST, "http://localhost/v1/anchor"), [400]],
  ["an asterisk", `OPTIONS * HTTP/1.1\r\n${HOST}\r\n`, [400]],
  ["two slashes", get(HOST, "//v1/anchor"), [404]],
  ["no host", get(""), [400]],
  ["two hosts", get(`${HOST}Host: evil.example\r\n`), [400]],
  ["HTTP/1.0", `GET /v1/anchor HTTP/1.0\r\n${HOST}\r\n`, [200]],
  ["HTTP/9.9", `GET / HTTP/9.9\r\n${HOST}\r\n`, [400]],
  ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]],
  ["TLS", "\x16\x03\x01\x02\x00\x01\x00", [400]],
  ["line feeds alone", "GET / HTTP/1.1\nHost: localhost\n\n", [400]],
  ...["TRACE", "PROPFIND", "PATCH", "DELETE", "QUERY"].map((method): [string, string, readonly number[]] => [
    `the method ${method}`,
    `${method} /v1/envelopes HTTP/1.1\r\n${HOST}\r\n`,
    [405],
  ]),
  ["the method BREW", `BREW / HTTP/1.1\r\n${HOST}\r\n`, [400]],
  ["the method get", `get / HTTP/1.1\r\n${HOST}\r\n`, [400]],
  ["CONNECT", `CONNECT localhost:1 HTTP/1.1\r\n${HOST}\r\n`, [405]],
  ["a websocket", get(`${HOST}Connection: Upgrade\r\nUpgrade: websocket\r\n`), [200]],
  [
    "an upgrade to HTTP/2",
    get(`${HOST}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n`),
    [200],
  ],
  ["an upgrade with a body", postWith("Connection: Upgrade\r\nUpgrade: x\r\nContent-Length: 5\r\n"), [422]],
  ["two lengths", postWith("Content-Length: 5\r\nContent-Length: 6\r\n"), [400]],
  ["the same length twice", postWith("Content-Length: 5\r\nContent-Length: 5\r\n"), [400]],
  ["a list of lengths", postWith("Content-Length: 5, 5\r\n"), [400]],
  ["a length below zero", postWith("Content-Length: -5\r\n"), [400]],
  ["a length with a plus", postWith("Content-Length: +5\r\n"), [400]],
  ["a length beyond all numbers", postWith("Content-Length: 99999999999999999999\r\n"), [400]],
  ["a length and chunks", postWith("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), [400]],
  ["chunks that aren't last", postWith("Transfer-Encoding: chunked, identity\r\n"), [400]],
  ["no length, until the end", postWith("Transfer-Encoding: identity\r\n"), [400]],
  ["a chunk without a size", chunked("zz\r\n"), [400]],
  ["a chunk beyond all sizes", chunked("ffffffffffffffffff\r\n"), [400]],
  ["a chunk with endless extensions", chunked(`5;${"x".repeat(20_000)}\r\nhello\r\n0\r\n\r\n`), [413]],
  ["endless trailers", chunked(`0\r\n${"A: b\r\n".repeat(5_000)}`), [431]],
  ["a body for who wants none", `${get(`${HOST}Content-Length: 3\r\n`)}abc`, [200]],
  ["a folded header", get(`${HOST} folded: y\r\n`), [400]],
  ["a blank before a colon", get(`${HOST}A : b\r\n`), [400]],
  ["a zero in a header", get(`${HOST}A: \0\r\n`), [400]],
  ["an endless address", get(HOST, `/${"x".repeat(20_000)}`), [431]],
  ["endless headers", get(`${HOST}${"A: b\r\n".repeat(10_000)}`), [431]],
  ["one endless header", get(`${HOST}A: ${"b".repeat(100_000)}\r\n`), [431]],
  ["another expectation", postWith("Expect: 200-ok\r\nContent-Length: 5\r\n"), [417]],
  [
    "an expectation, and the body at once",
    postWith("Expect: 100-continue\r\nContent-Length: 5\r\n"),
    [100, 422],
  ],
  [
    "an expectation twice",
    postWith("Expect: 100-continue, 100-continue\r\nContent-Length: 5\r\n"),
    [100, 422],
  ],
  ["an expectation without a body", get(`${HOST}Expect: 100-continue\r\n`), [200]],
  ["three requests in one, the second broken", get(HOST) + get(`${HOST}A : b\r\n`) + get(HOST), [200]],
  ["a body that is a request", postWith("Content-Length: 60\r\n", get(HOST)), [422]],
];

const statuses = (text: string) =>
  (text.match(/HTTP\/1\.1 \d\d\d/g) ?? []).map((line) => Number(line.slice(9)));

describe.each(CASES)("%s", (_what, request, expected) => {
  test("directly", async () => {
    expect(statuses(await exchange(direct.port, Buffer.from(request, "latin1")))).toEqual(expected);
  });

  test("through the front", async () => {
    const bytes = Buffer.from(lineOf(77) + request, "latin1");
    expect(statuses(await exchange(behind.port, bytes))).toEqual(expected);
  });
});

describe("what is well formed, though seldom seen, is taken", () => {
  const envelope = fakeEnvelope();
  const stored = /HTTP\/1\.1 201/;

  test("chunks of one byte, with extensions and trailers", async () => {
    const head = Buffer.from(postWith("Transfer-Encoding: chunked\r\nTrailer: A\r\n", ""));
    const pieces = [...envelope.subarray(0, 500)].map((byte) =>
      Buffer.concat([Buffer.from("1;a=b\r\n"), Buffer.of(byte), Buffer.from("\r\n")]),
    );
    const rest = envelope.subarray(500);
    const end = Buffer.concat([
      Buffer.from(`${rest.length.toString(16)}\r\n`),
      rest,
      Buffer.from("\r\n0\r\nA: b\r\n\r\n"),
    ]);
    expect(await ask(direct.port, Buffer.concat([head, ...pieces, end]), 30_000)).toMatch(stored);
  });

  test("tips one behind the other on one connection, each whole", async () => {
    const requests = Array.from({ length: 5 }, () => {
      const one = fakeEnvelope(0, 1);
      return Buffer.concat([Buffer.from(postWith(`Content-Length: ${one.length}\r\n`, "")), one]);
    });
    const connection = new CircuitConnection(direct.port, 0, false);
    connection.socket.write(Buffer.concat(requests));
    expect(await connection.statuses(5)).toEqual(Array(5).fill(201));
    connection.destroy();
  });
});

describe("slowness has an end", () => {
  const times = {
    headersTimeout: 300,
    requestTimeout: 1_500,
    keepAliveTimeout: 300,
    idle: 600,
    connectionsCheckingInterval: 50,
  };
  /** A connection that sends a byte now and then, for as long as it may. */
  async function drip(server: LocalServer, beginning: string, circuit?: number): Promise<string> {
    const connection = new CircuitConnection(server.port, circuit ?? 0, circuit !== undefined);
    connection.socket.write(beginning);
    const timer = setInterval(() => connection.socket.write("A"), 40);
    await connection.closed;
    clearInterval(timer);
    return connection.received;
  }

  test.each([undefined, 5])(
    "of headers, of bodies, of one who only connects (circuit %s)",
    async (circuit) => {
      const server = await startLocal({ times, circuits: circuit !== undefined });
      const [headers, body, silence] = await Promise.all([
        drip(server, `GET / HTTP/1.1\r\n${HOST}A: `, circuit),
        drip(server, postWith("Content-Length: 100000\r\n", "age-encryption.org/v1\n-> "), circuit),
        (async () => {
          const connection = new CircuitConnection(server.port, circuit ?? 0, circuit !== undefined);
          await connection.closed;
          return connection.received;
        })(),
      ]);
      expect(statuses(headers)).toEqual([408]);
      // What was stored half goes without an answer, or with the one that it took too long.
      expect([[], [408]]).toContainEqual(statuses(body));
      expect([[], [408]]).toContainEqual(statuses(silence));
      expect(begunUploads(server.data)).toEqual([]);
      await server.close();
    },
  );

  test("of one who asks and never reads: no more is answered than the connection takes", async () => {
    const server = await startLocal({ times });
    const connection = new CircuitConnection(server.port, 0, false);
    connection.socket.pause();
    const before = process.memoryUsage().external;
    const asked = get(HOST, "/no-script").repeat(200);
    let written = 0;
    while (written < 100 && !connection.socket.writableNeedDrain) {
      connection.socket.write(asked);
      written++;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(process.memoryUsage().external - before).toBeLessThan(64 * 2 ** 20);
    // Nothing is read here, so nothing here would notice the end; the server has let go of it.
    await expect.poll(() => server.connections()).toBe(0);
    connection.destroy();
    await server.close();
  });
});

test("after all that, a tip goes in", async () => {
  expect((await post(direct.url, fakeEnvelope())).status).toBe(201);
});
