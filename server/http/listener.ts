import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { PROBLEM_TYPE } from "../../protocol/http.ts";
import { Connections } from "./connections.ts";
import { createServer } from "./node-http.ts";
import { applyPolicy, type Policy } from "./policy.ts";
import { type Problem, ProblemError, problemFrom, sendProblem } from "./problem.ts";
import { UnderWay } from "./under-way.ts";

/** Milliseconds. Tor circuits are slow: a header may take a minute, 100 MiB an hour, a pause two minutes. */
export const TIMES = {
  headersTimeout: 60_000,
  requestTimeout: 2 * 3_600_000,
  keepAliveTimeout: 60_000,
  idle: 120_000,
};

/** How long what may take; how often it is looked at. */
export type Times = typeof TIMES & { readonly connectionsCheckingInterval?: number };

/** Why Node's parser gave up on a connection, as a problem. */
const PARSER_PROBLEMS: Record<string, ProblemError> = {
  ERR_HTTP_REQUEST_TIMEOUT: new ProblemError("timeout"),
  HPE_HEADER_OVERFLOW: new ProblemError("headers-too-large"),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: new ProblemError("too-large"),
};

/** An HTTP server, and what is under way on it. */
export interface Listener {
  readonly http: Server;
  readonly underWay: UnderWay;
}

/** An HTTP server that lets no answer out, of whatever kind, without the policy's headers. */
export function createListener(
  app: (request: IncomingMessage, response: ServerResponse) => void,
  policy: Policy,
  { idle, ...times }: Times = TIMES,
): Listener {
  /** The last answer that was begun on a connection. */
  const answers = new WeakMap<Duplex, ServerResponse>();
  const note = (request: IncomingMessage, response: ServerResponse) => {
    applyPolicy(policy, response);
    answers.set(request.socket, response);
    underWay.note(response);
  };
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    note(request, response);
    const refusal = connections.refusalOf(request.socket);
    if (refusal) sendProblem(request, response.setHeader("Connection", "close"), problemFrom(refusal));
    else app(request, response);
  };
  const server = createServer({ ...times, requireHostHeader: false, maxHeaderSize: 16 * 1024 }, handle);
  const underWay = new UnderWay(server);
  server.setTimeout(idle);
  server.on("checkContinue", handle);
  server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => {
    note(request, response);
    sendProblem(request, response, problemFrom(new ProblemError("expectation-failed")));
  });
  server.on("connect", (_request, socket: Duplex) => {
    socket.end(rawProblem(policy, problemFrom(new ProblemError("method-not-allowed"))));
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    const refusal = PARSER_PROBLEMS[error.code ?? ""] ?? new ProblemError("bad-request");
    if (!socket.writable || error.code === "ECONNRESET") socket.destroy();
    else if (owesAnswer(answers.get(socket))) answers.get(socket)?.once("finish", () => socket.end());
    else if (isAnswered(answers.get(socket))) socket.end();
    else socket.end(rawProblem(policy, problemFrom(refusal)));
  });
  const connections = new Connections(server);
  return { http: server, underWay };
}

/** Whether a request before the broken one still waits for its answer: it must not get the broken one's. */
function owesAnswer(response: ServerResponse | undefined): boolean {
  return response?.req.complete === true && !response.writableFinished;
}

/** Whether the request that broke has its answer already: a second one would be taken for another request's. */
function isAnswered(response: ServerResponse | undefined): boolean {
  return response?.headersSent === true && !response.req.complete;
}

/** A whole answer for a connection that Node's HTTP has given up. */
function rawProblem(policy: Policy, problem: Problem): string {
  const headers = [
    ...policy,
    ["content-type", PROBLEM_TYPE],
    ["content-length", String(problem.body.length)],
    ["connection", "close"],
  ];
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${problem.status} Refused\r\n${lines.join("")}\r\n${Buffer.from(problem.body).toString("utf8")}`;
}
