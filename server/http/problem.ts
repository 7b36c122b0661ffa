import type { IncomingMessage, ServerResponse } from "node:http";
import { utf8 } from "../../crypto/bytes.ts";
import { CryptoError, type CryptoErrorCode } from "../../crypto/errors.ts";
import {
  HTTP_STATUS,
  type HttpProblemCode,
  PROBLEM_TYPE,
  SEALED_FILE_STATUS,
  STORE_STATUS,
  type StoreProblemCode,
} from "../../protocol/http.ts";
import { describeError } from "../errors.ts";
import { tally } from "../status/tally.ts";
import { SpoolError } from "../store/spool.ts";

/** What the HTTP layer itself refuses: the sentence. */
const SENTENCES: Record<HttpProblemCode, string> = {
  "bad-request": "The request is not one that this server understands: check it, and send it again.",
  interrupted: "The request broke off before its end: send it again.",
  "courier-refused":
    "The server lets this courier in no session: ask for a new challenge, and the stewards if that fails.",
  "session-over": "This session is over, or was none: begin a new one.",
  "courier-not-delivering":
    "Mailbags are taken of six couriers, those with the lowest numbers: give this one to one of them.",
  "not-found": "There is nothing at this address.",
  "method-not-allowed": "This address does not take requests of this kind.",
  timeout: "The request took too long: send it again, on a new circuit if you can.",
  "mailbag-too-soon":
    "A mailbag has come by this courier's key in the last days: deliver this one on the next walk; if the other wasn't " +
    "yours, tell the operator and the stewards today.",
  "too-large": "This is larger than the server takes: send less, or in several tips.",
  "content-type":
    "The server takes sealed files as application/octet-stream and commits as application/json.",
  "expectation-failed": "The server can't meet what the request expects: send it without an Expect header.",
  misdirected: "A demo answers only to its own machine: open it as localhost or 127.0.0.1.",
  "too-many-requests": "Too many requests on one circuit: wait a minute, or take a new circuit, then go on.",
  "headers-too-large": "The headers of the request are too large: send fewer.",
  internal: "The server failed at this. Nothing was acknowledged: keep the sealed file and try again later.",
  "no-roster":
    "No list of reviewers is in force at present, so nothing can be sealed or handed in: try again in a day.",
  "clock-doubted":
    "The server's clock is in doubt, so it takes no mailbag: tell its operator, and deliver this one on the next walk.",
  busy: "The server is busy: keep the sealed file and try again in a minute.",
};

/** Seconds after which a client may try again, on every 429 and 503. */
const RETRY_AFTER = "30";

/** Milliseconds for which what a refused client still sends is thrown away, so that it can read the answer. */
const LINGER = 3_000;

export type ProblemCode = HttpProblemCode | StoreProblemCode | CryptoErrorCode;

/** A problem document (RFC 9457), ready to be sent. */
export interface Problem {
  readonly status: number;
  readonly code: ProblemCode;
  readonly body: Uint8Array;
}

/** What the HTTP layer itself refuses. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;

  constructor(code: HttpProblemCode) {
    super(SENTENCES[code]);
    this.problem = problemOf(code, HTTP_STATUS[code], this.message);
  }
}

/** The problem that tells a client of an error, counted; what nobody foresaw is `internal`, and said on stderr. */
export function problemFrom(error: unknown): Problem {
  const problem = problemOfError(error);
  tally.refused(problem.code);
  return problem;
}

function problemOfError(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof SpoolError) return problemOf(error.code, STORE_STATUS[error.code], error.message);
  if (error instanceof CryptoError) {
    return problemOf(error.code, SEALED_FILE_STATUS, new CryptoError(error.code).message);
  }
  console.error(`The server failed at a request: ${describeError(error)}`);
  return new ProblemError("internal").problem;
}

/** Sends a problem as the document that it is. */
export function sendProblem(request: IncomingMessage, response: ServerResponse, problem: Problem): void {
  sendRefusal(request, response, problem.status, PROBLEM_TYPE, problem.body);
}

/**
 * Sends a refusal. If the client is still sending, the connection closes after the answer; what comes until then
 * is thrown away unread.
 */
export function sendRefusal(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  type: string,
  body: Uint8Array,
): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const unread = hasBody(request) && !request.complete;
  response.statusCode = status;
  response.setHeader("Content-Type", type);
  response.setHeader("Content-Length", body.length);
  if (status === 401) response.setHeader("WWW-Authenticate", "Bearer");
  if (status === 429 || status === 503) response.setHeader("Retry-After", RETRY_AFTER);
  if (unread) response.setHeader("Connection", "close");
  if (!unread) {
    response.end(body);
    return;
  }
  response.write(body);
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER);
  request.once("end", end).once("close", end).once("error", end).resume();
}

function problemOf(code: ProblemCode, status: number, title: string): Problem {
  const document = { type: `urn:nightjar:problem:${code}`, title, status, code };
  return { status, code, body: utf8(JSON.stringify(document)) };
}

function hasBody(request: IncomingMessage): boolean {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  return encoding !== undefined || (length !== undefined && length !== "0");
}
