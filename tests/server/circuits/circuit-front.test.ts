import { once } from "node:events";
import { createServer, type Server as HttpServer } from "node:http";
import { type AddressInfo, connect, type Server } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { circuitOf, createCircuitFront } from "../../../server/circuits/circuit-front.ts";
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
