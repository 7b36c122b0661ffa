import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type RequestOptions,
  type ServerResponse,
  request as sendRequest,
} from "node:http";
import { pipeline } from "node:stream/promises";

/**
 * What becomes of one request: it goes through; it breaks off before it is through; no answer ever comes; it is
 * answered as by a server that has no room left.
 */
export type Fate = "pass" | "cut" | "hold" | "full";

export interface PassedRequest {
  readonly method: string;
  readonly path: string;
}

/** A network between a browser and a server, on loopback, that does as a test says. */
export interface TestProxy extends AsyncDisposable {
  readonly url: string;
  /** Everything that was asked for, in the order in which it came. */
  readonly requests: readonly PassedRequest[];
  /** Asked for every request, once its headers are there. */
  decide: (request: PassedRequest) => Fate;
  /** Bodies that are given, with status 200, in place of the server's own; by path. */
  readonly replaced: Map<string, Uint8Array>;
  /** Where requests go on to; may change while it runs. */
  target: string;
}

export async function startProxy(target: string): Promise<TestProxy> {
  const requests: PassedRequest[] = [];
  const server = createServer((request, response) => {
    const passed = { method: request.method ?? "", path: request.url ?? "" };
    requests.push(passed);
    const fate = proxy.decide(passed);
    if (fate === "cut") request.once("data", () => request.destroy()).once("end", () => request.destroy());
    if (fate === "hold") request.resume();
    if (fate === "full")
      request.resume().once("end", () => response.writeHead(507).end('{"code":"spool-full"}'));
    const body = proxy.replaced.get(passed.path);
    if (fate === "pass" && body) response.writeHead(200, { "content-type": typeOf(passed.path) }).end(body);
    if (fate === "pass" && !body) forward(request, response, proxy.target);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  const proxy: TestProxy = {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    decide: () => "pass",
    replaced: new Map(),
    target,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
  return proxy;
}

function typeOf(path: string): string {
  return path === "/" ? "text/html" : "application/json";
}

function forward(request: IncomingMessage, response: ServerResponse, target: string): void {
  const { method, headers } = request;
  const options: RequestOptions = { headers, agent: false, ...(method === undefined ? {} : { method }) };
  const onward = sendRequest(new URL(request.url ?? "/", target), options, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    pipeline(answer, response).catch(() => response.destroy());
  });
  onward.on("error", () => response.destroy());
  pipeline(request, onward).catch(() => response.destroy());
}
