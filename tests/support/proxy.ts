import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type RequestOptions,
  type ServerResponse,
  request as sendRequest,
} from "node:http";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import { ENVELOPE_PATH, parseAskedEnvelope } from "../../protocol/addresses.ts";

/**
 * What becomes of one request: it goes through; it breaks off before it is through; no answer ever comes; it is
 * answered as by a server that has no room left, or not what is asked for, or too many visitors; the server gets it, but its answer is lost,
 * or all of its body behind so many bytes; it has a rough way.
 */
export type Fate = "pass" | "cut" | "hold" | keyof typeof REFUSALS | "lose" | { cutAfter: number } | RoughWay;

const REFUSALS = {
  full: [507, '{"code":"spool-full"}'],
  gone: [404, '{"code":"not-found"}'],
  busy: [429, '{"code":"too-many-requests"}'],
} as const;

/** A way on which a request stands still half-way, is overtaken by others, and arrives once more after its answer. */
export interface RoughWay {
  /** Milliseconds for which nothing is read of a body that has begun. */
  readonly stall: number;
  /** Awaited with the whole request in hand, before it goes on. */
  readonly late: () => Promise<unknown>;
}

export interface PassedRequest {
  readonly method: string;
  /** The path; behind that of a courier's envelope, which is in the body, a slash and its id. */
  readonly path: string;
  /** The byte from which on an envelope is asked for. */
  readonly from: number;
}

/** What a server answered to one request that came to it twice: status and body, as text. */
export interface Repeated extends PassedRequest {
  readonly answers: readonly [string, string];
}

/** A network between a browser and a server, on loopback, that does as a test says. */
export interface TestProxy extends AsyncDisposable {
  readonly url: string;
  /** Everything that was asked for, in the order in which it came. */
  readonly requests: readonly PassedRequest[];
  /** What went a rough way to its end, in the order in which the server answered. */
  readonly repeated: readonly Repeated[];
  /** Asked for every request, once its headers are there. */
  decide: (request: PassedRequest) => Fate;
  /** Bodies that are given, with status 200, in place of the server's own; by path. */
  readonly replaced: Map<string, Uint8Array>;
  /** Where requests go on to; may change while it runs. */
  target: string;
}

export async function startProxy(target: string): Promise<TestProxy> {
  const requests: PassedRequest[] = [];
  const repeated: Repeated[] = [];
  const server = createServer(async (request, response) => {
    const passed = await whatIsAsked(request);
    requests.push(passed);
    const fate = proxy.decide(passed);
    const body = proxy.replaced.get(passed.path);
    const breakOff = () => response.destroy();
    if (fate === "cut") request.once("data", breakOff).once("end", breakOff).resume();
    else if (fate === "hold") request.resume();
    else if (fate === "full" || fate === "gone" || fate === "busy") {
      const [status, problem] = REFUSALS[fate];
      request.resume().once("end", () => response.writeHead(status).end(problem));
    } else if (fate === "lose") cut(request, response, proxy.target).catch(breakOff);
    else if (fate !== "pass" && "cutAfter" in fate)
      cut(request, response, proxy.target, fate.cutAfter, body).catch(breakOff);
    else if (fate !== "pass")
      goRoughly(request, response, proxy.target, fate)
        .then((answers) => repeated.push({ ...passed, answers }))
        .catch(breakOff);
    else if (body) replace(passed, response, body);
    else forward(request, response, proxy.target);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  const proxy: TestProxy = {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    repeated,
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

function whatIsAsked(request: IncomingMessage): Promise<PassedRequest> {
  const { method = "", url: path = "" } = request;
  if (method !== "POST" || path !== ENVELOPE_PATH) return Promise.resolve({ method, path, from: 0 });
  return new Promise((resolve, reject) => {
    request.once("error", reject).once("data", (body: Buffer) => {
      request.pause();
      request.unshift(body);
      const asked = parseAskedEnvelope(body.toString("latin1"));
      if (asked) resolve({ method, path: placeOf(asked.id), from: asked.from });
      else reject(new Error("an envelope is asked for in another form"));
    });
  });
}

/** What a courier's envelope is called here. */
export function placeOf(id: string): string {
  return `${ENVELOPE_PATH}/${id}`;
}

function replace({ path, from: start }: PassedRequest, response: ServerResponse, body: Uint8Array): void {
  if (start > 0) response.setHeader("content-range", `bytes ${start}-${body.length - 1}/${body.length}`);
  response.setHeader("content-type", path === "/" ? "text/html" : "application/json");
  response.setHeader("content-length", body.length - start);
  response.writeHead(start > 0 ? 206 : 200).end(body.subarray(start));
}

function forward(request: IncomingMessage, response: ServerResponse, target: string): void {
  const onward = sendRequest(new URL(request.url ?? "/", target), optionsOf(request), (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    pipeline(answer, response).catch(() => response.destroy());
  });
  onward.on("error", () => response.destroy());
  pipeline(request, onward).catch(() => response.destroy());
}

/** The server gets it all; of its answer, or `given`, the head comes and so many bytes of the body, or nothing of either. */
async function cut(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
  most?: number,
  given?: Uint8Array,
) {
  const asked = await bodyOf(request, 0);
  const { status, headers, body } = given
    ? { status: 200, headers: { "content-length": given.length }, body: given }
    : await exchange(request, asked, target);
  if (most === undefined) response.destroy();
  else response.writeHead(status, headers).write(body.subarray(0, most), () => response.destroy());
}

async function goRoughly(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
  { stall, late }: RoughWay,
): Promise<[string, string]> {
  const body = await bodyOf(request, stall);
  await late();
  const first = await exchange(request, body, target);
  const second = await exchange(request, body, target);
  response.writeHead(first.status, first.headers).end(first.body);
  return [textOf(first), textOf(second)];
}

async function bodyOf(request: IncomingMessage, stall: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) {
    if (pieces.length === 0) await pause(stall);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

type WholeAnswer = Pick<IncomingMessage, "headers"> & { status: number; body: Buffer };

function exchange(request: IncomingMessage, body: Buffer, target: string): Promise<WholeAnswer> {
  return new Promise((resolve, reject) => {
    const onward = sendRequest(new URL(request.url ?? "/", target), optionsOf(request), (answer) => {
      bodyOf(answer, 0).then(
        (whole) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: whole }),
        reject,
      );
    });
    onward.on("error", reject).end(body);
  });
}

function optionsOf({ method, headers }: IncomingMessage): RequestOptions {
  return { headers, agent: false, ...(method === undefined ? {} : { method }) };
}

function textOf({ status, body }: WholeAnswer): string {
  return `${status} ${body.toString("utf8")}`;
}
