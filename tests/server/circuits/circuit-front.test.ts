import { once } from "node:events";
import { createServer, type Server as HttpServer } from "node:http";
import { type AddressInfo, connect, type Server } from "node:net";
import { setImmediate as immediate } from "node:timers/promises";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  circuitOf,
  createCircuitFront,
  LINE_DEADLINE,
  MOST_AWAITED,
} from "../../../server/circuits/circuit-front.ts";
import { CircuitConnection, lineOf } from "../../support/behind-front.ts";
import { exchange } from "../../support/raw-http.ts";

const fronts: Server[] = [];
afterEach(() => {
  for (const front of fronts.splice(0)) front.close();
});

/** A front before a server that answers each request with its circuit and its body. */
async function frontBefore(options: { headersTimeout?: number; connectionsCheckingInterval?: number } = {}) {
  const http: HttpServer = createServer(options, async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    response.end(`${circuitOf(request)} ${request.url} ${body};`);
  });
  const front = createCircuitFront(http);
  fronts.push(front);
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
  return (front.address() as AddressInfo).port;
}

const line = (circuit: string) => `PROXY TCP6 fc00:dead:beef:4dad::${circuit} ::1 35 80\r\n`;
const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
const bytes = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

describe("a front for tor's connections", () => {
  test("hands the connection on, with its circuit", async () => {
    const port = await frontBefore();
    const answers = await Promise.all(
      ["0:7", "1:7", "0:7"].map((circuit, i) => exchange(port, bytes(line(circuit) + get(`/${i}`)))),
    );
    expect(answers.map((answer) => /\d+ \/\d/.exec(answer)?.[0])).toEqual(["7 /0", "65543 /1", "7 /2"]);
  });

  test("loses no byte, wherever the stream is cut", async () => {
    const port = await frontBefore();
    const whole = bytes(
      `${line("0:9")}POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nConnection: close\r\n\r\nnacht!`,
    );
    for (const at of [
      1,
      20,
      line("0:9").length - 1,
      line("0:9").length,
      line("0:9").length + 1,
      whole.length - 1,
    ]) {
      const socket = connect(port, "127.0.0.1");
      let received = "";
      socket.setEncoding("latin1").on("data", (text) => {
        received += text;
      });
      socket.write(whole.subarray(0, at));
      await new Promise((resolve) => setTimeout(resolve, 20));
      socket.write(whole.subarray(at));
      await once(socket, "close");
      expect(received).toContain("9 /p nacht!;");
    }
  });

  test("answers nothing to a connection without the line", async () => {
    const port = await frontBefore();
    expect(await exchange(port, bytes(get("/")))).toBe("");
    expect(await exchange(port, bytes(`\r\n${line("0:1")}${get("/")}`))).toBe("");
  });

  test("a second line on the same connection is no header of HTTP's", async () => {
    const port = await frontBefore();
    expect(await exchange(port, bytes(line("0:1") + line("0:2") + get("/")))).toMatch(/^HTTP\/1\.1 400/);
  });

  test("the server behind still enforces its header timeout", async () => {
    const port = await frontBefore({ headersTimeout: 100, connectionsCheckingInterval: 50 });
    const socket = connect(port, "127.0.0.1");
    socket.write(`${line("0:1")}GET / HTTP/1.1\r\nHost:`);
    let received = "";
    socket.setEncoding("latin1").on("data", (text) => {
      received += text;
    });
    await once(socket, "close");
    expect(received).toMatch(/^HTTP\/1\.1 408/);
  });
});

describe("connections that don't say their circuit", () => {
  let port = 0;
  let silent: CircuitConnection[] = [];
  beforeEach(async () => {
    // The deadline comes when a test says so, however long its connections take to be made.
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    port = await frontBefore();
    silent = Array.from({ length: MOST_AWAITED }, () => new CircuitConnection(port, 0, false));
    await untilThere(MOST_AWAITED);
  });
  afterEach(() => {
    vi.useRealTimers();
    for (const connection of silent) connection.destroy();
  });

  const connections = async () => {
    const front = fronts.at(-1) as Server;
    return await promisify(front.getConnections.bind(front))();
  };
  // Neither Vitest's poll nor a pause works without a clock of its own.
  const untilThere = async (count: number) => {
    while ((await connections()) !== count) await immediate();
  };
  const newcomer = () => exchange(port, bytes(line("0:7") + get("/")));

  test("are so many at once at most: one more is closed unanswered, whatever it says", async () => {
    for (let i = 0; i < 3; i++) expect(await newcomer()).toBe("");
    expect(await connections()).toBe(MOST_AWAITED);
  });

  test("hold a place until they say it, or go: then the next is let in", async () => {
    const [first, second] = silent as [CircuitConnection, CircuitConnection];
    first.socket.write(`${lineOf(5)}GET / HTTP/1.1\r\nHost: x\r\n\r\n`);
    while (!first.received.includes("5 / ;")) await immediate();
    expect(await newcomer()).toContain("7 / ;");
    silent.push(new CircuitConnection(port, 0, false));
    await untilThere(MOST_AWAITED + 1);
    expect(await newcomer()).toBe("");
    second.destroy();
    await untilThere(MOST_AWAITED);
    expect(await newcomer()).toContain("7 / ;");
  });

  test("are closed unanswered after ten seconds, not before, and leave room", async () => {
    vi.advanceTimersByTime(LINE_DEADLINE - 1);
    expect(await newcomer()).toBe("");
    expect(await connections()).toBe(MOST_AWAITED);
    vi.advanceTimersByTime(1);
    await Promise.all(silent.map(({ closed }) => closed));
    expect(silent.filter(({ received }) => received !== "")).toEqual([]);
    expect(await newcomer()).toContain("7 / ;");
  });
});
