import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { Connections } from "./connections.ts";
import { applyPolicy, type Policy } from "./policy.ts";
import { PROBLEM_TYPE, type Problem, problemFrom, Refusal, sendProblem } from "./problem.ts";

/** Milliseconds. Tor circuits are slow: a header may take a minute, 100 MiB an hour, a pause two minutes. */
const TIMES = { headersTimeout: 60_000, requestTimeout: 2 * 3_600_000, keepAliveTimeout: 60_000 };
const IDLE = 120_000;

/** Why Node's parser gave up on a connection, as a problem. */
const PARSER_PROBLEMS: Record<string, Refusal> = {
  ERR_HTTP_REQUEST_TIMEOUT: new Refusal("timeout"),
  HPE_HEADER_OVERFLOW: new Refusal("headers-too-large"),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: new Refusal("too-large"),
};

/** An HTTP server that lets no answer out, of whatever kind, without the policy's headers. */
export function createListener(
  app: (request: IncomingMessage, response: ServerResponse) => void,
  policy: Policy,
): Server {
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    applyPolicy(policy, response);
    const refusal = connections.refusalOf(request.socket);
    if (refusal) sendProblem(request, response.setHeader("Connection", "close"), refusal.problem);
    else app(request, response);
  };
  const server = createServer({ ...TIMES, requireHostHeader: false, maxHeaderSize: 16 * 1024 }, handle);
  server.setTimeout(IDLE);
  server.on("checkContinue", handle);
  server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) => {
    applyPolicy(policy, response);
    sendProblem(request, response, problemFrom(new Refusal("expectation-failed")));
  });
  server.on("connect", (_request, socket: Duplex) => {
    socket.end(rawProblem(policy, problemFrom(new Refusal("method-not-allowed"))));
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    const refusal = PARSER_PROBLEMS[error.code ?? ""] ?? new Refusal("bad-request");
    if (socket.writable && error.code !== "ECONNRESET") socket.end(rawProblem(policy, problemFrom(refusal)));
    else socket.destroy();
  });
  const connections = new Connections(server);
  return server;
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
