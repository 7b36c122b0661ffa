import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  LETTERS_PATH,
  MOST_DELIVERING_COURIERS,
  MOST_POOL_LENGTH,
  parsePool,
} from "../../../protocol/letters.ts";
import { Looks, MOST_UNDER_WAY } from "../../../server/letters/look.ts";
import { CircuitConnection } from "../../support/behind-front.ts";
import { putInForce } from "../../support/couriers.ts";
import { newSeed, testInstance } from "../../support/instance.ts";
import { type LocalServer, startLocal } from "../../support/local-server.ts";
import { fillPool } from "../../support/mailbags.ts";
import { rawRequest } from "../../support/raw-http.ts";
import { prepareData, removeData } from "../../support/server.ts";

const instance = testInstance();
let data: string;
let direct: LocalServer;
let behind: LocalServer;

beforeAll(async () => {
  data = await prepareData({ instance });
  const couriers = Array.from({ length: MOST_DELIVERING_COURIERS }, newSeed);
  await putInForce(data, instance, couriers);
  fillPool(data);
  behind = await startLocal({ data, circuits: true });
  direct = await startLocal({ instance });
});
afterAll(async () => {
  await behind.close();
  await direct.close();
  removeData(data);
});

const head = (headers = "", method = "GET") =>
  `${method} ${LETTERS_PATH} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`;
let circuits = 1_000;

/** Asks so many times, one after the other, on a circuit: the statuses. */
async function asked(circuit: number, times: number, method = "GET"): Promise<number[]> {
  const statuses: number[] = [];
  for (let i = 0; i < times; i++) {
    const connection = new CircuitConnection(behind.port, circuit);
    connection.socket.write(head("Connection: close\r\n", method));
    await connection.closed;
    statuses.push(Number(connection.received.slice(9, 12)));
  }
  return statuses;
}

/** Connections that ask as often as they may, and read nothing: the kernel takes some of it, and the rest stays. */
function whoDontRead(count: number): CircuitConnection[] {
  return Array.from({ length: count }, () => {
    const connection = new CircuitConnection(behind.port, circuits++);
    connection.socket.pause();
    connection.socket.write(head().repeat(4));
    return connection;
  });
}

const ended = async (connections: readonly CircuitConnection[]) => {
  for (const connection of connections) connection.destroy();
  await Promise.all(connections.map(({ closed }) => closed));
};

test("the fullest pool is whole, to the byte, for whoever asks, on any circuit", async () => {
  const bodies = await Promise.all(
    [1, 2, 3].map(async (circuit) => {
      const connection = new CircuitConnection(behind.port, circuit);
      connection.socket.write(head("Connection: close\r\n"));
      await connection.closed;
      return Buffer.from(connection.received.slice(connection.received.indexOf("\r\n\r\n") + 4), "latin1");
    }),
  );
  expect(bodies.map(({ length }) => length)).toEqual(Array(3).fill(MOST_POOL_LENGTH));
  expect(parsePool(bodies[0] ?? Buffer.alloc(0))).toHaveLength(288);
  expect(bodies.every((body) => body.equals(bodies[0] ?? Buffer.alloc(0)))).toBe(true);
});

test("no part of it, no compression, nothing kept: whatever a client asks for, it is one answer", async () => {
  const plain = await rawRequest(direct.port, head("Connection: close\r\n"));
  expect(
    [...plain.headers.keys()].filter((name) => /range|encoding|etag|modified|vary|date/.test(name)),
  ).toEqual([]);
  expect(plain.headers.get("cache-control")).toBe("no-store");
  expect(plain.headers.get("content-type")).toBe("application/octet-stream");
  const asking =
    "Range: bytes=0-99\r\nAccept-Encoding: gzip, deflate, br\r\nIf-Modified-Since: x\r\nAccept: text/html\r\n";
  expect(await rawRequest(direct.port, head(`${asking}Connection: close\r\n`))).toEqual(plain);
});

describe("the bounds", () => {
  test("four looks a circuit in ten minutes, of which a HEAD is one; no other circuit has less for it", async () => {
    const circuit = circuits++;
    expect(await asked(circuit, 2)).toEqual([200, 200]);
    expect(await asked(circuit, 2, "HEAD")).toEqual([200, 200]);
    expect(await asked(circuit, 1)).toEqual([429]);
    expect(await asked(circuits++, 1)).toEqual([200]);
  });

  test("who asks too often for letters can write all the same", async () => {
    const circuit = circuits++;
    await asked(circuit, 5);
    const connection = new CircuitConnection(behind.port, circuit);
    connection.socket.write("GET /v1/roster HTTP/1.1\r\nHost: localhost\r\n\r\n");
    expect(await connection.statuses(1)).toEqual([200]);
    connection.destroy();
  });

  test("64 are under way at most, whoever doesn't read them; who breaks off makes room", async () => {
    const slow: CircuitConnection[] = [];
    await expect
      .poll(
        () => {
          slow.push(...whoDontRead(24));
          return asked(circuits++, 1);
        },
        { timeout: 90_000 },
      )
      .toEqual([503]);
    // That many connections alone would be let in.
    expect(slow.length).toBeLessThan(1_000);
    await ended(slow);
    await expect.poll(() => asked(circuits++, 3), { timeout: 90_000 }).toEqual([200, 200, 200]);
  });
});

describe("looks that aren't read", () => {
  const pool = new Uint8Array(32 * 1024 * 1024);
  let looks: Looks;
  let server: Server;
  let refused: number;

  async function serve(longest?: number): Promise<number> {
    looks = new Looks(longest);
    refused = 0;
    server = createServer((request, response) => {
      looks.send(request, response, pool).catch(() => refused++);
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    return (server.address() as AddressInfo).port;
  }
  afterEach(() => server.close());

  test("are 64 at most", async () => {
    const port = await serve();
    const slow = Array.from({ length: 13 }, () => connect(port, "127.0.0.1").pause());
    for (const connection of slow) connection.write(head().repeat(5));
    await expect.poll(() => looks.underWay + refused).toBe(65);
    expect([looks.underWay, refused]).toEqual([MOST_UNDER_WAY, 1]);
    for (const connection of slow) connection.destroy();
    await expect.poll(() => looks.underWay).toBe(0);
  });

  test("are cut off in the end", async () => {
    const port = await serve(1_000);
    const slow = connect(port, "127.0.0.1").pause();
    slow.write(head());
    await expect.poll(() => looks.underWay).toBe(1);
    await expect.poll(() => looks.underWay, { timeout: 90_000 }).toBe(0);
    let received = 0;
    for await (const piece of slow.resume()) received += piece.length;
    expect(received).toBeGreaterThan(0);
    expect(received).toBeLessThan(pool.length);
  });

  test("hold no place once who asked has hung up, also for those that it had asked for behind the first", async () => {
    const port = await serve();
    const slow = connect(port, "127.0.0.1").pause();
    slow.write(head().repeat(5));
    await expect.poll(() => looks.underWay).toBe(5);
    slow.destroy();
    await expect.poll(() => looks.underWay).toBe(0);
  });

  test("nor when they were read, one behind the other", async () => {
    const port = await serve();
    const connection = connect(port, "127.0.0.1");
    connection.write(head().repeat(3));
    let received = 0;
    connection.on("data", (piece) => {
      received += piece.length;
    });
    await expect.poll(() => received, { timeout: 90_000 }).toBeGreaterThan(3 * pool.length);
    await expect.poll(() => looks.underWay).toBe(0);
    connection.destroy();
  });
});
