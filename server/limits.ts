import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Express, RequestHandler } from "express";
import { rateLimit } from "express-rate-limit";
import { circuitOf } from "./circuits/circuit-front.ts";
import { Refusal } from "./problem.ts";

/** Requests that one circuit may make in a minute: a tip of 100 MiB is about a hundred, with retries more. */
const MOST_REQUESTS_A_MINUTE = 1_200;

/** Minutes in which a circuit may bring so many tips; what is refused or fails doesn't count. */
const TIP_WINDOW = 10;

/** A random name for each connection without a circuit, in memory for as long as the connection: nobody's address. */
const names = new WeakMap<Socket, string>();

/**
 * Slows down a single circuit (or, without tor before the server, a single connection) that asks too much; what
 * bounds the whole is elsewhere.
 */
export function limitByCircuit(): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: MOST_REQUESTS_A_MINUTE,
    standardHeaders: false,
    legacyHeaders: false,
    validate: false,
    keyGenerator: (request) => nameOf(request),
    handler: (_request, _response, next) => next(new Refusal("too-many-requests")),
  });
}

/**
 * Few accepted tips a circuit. Stands before what begins one: a whole envelope, or an upload's first part. Without tor
 * before the server there are no circuits, and only the person at this machine.
 */
export function limitTips(tipsACircuit: number): RequestHandler {
  return rateLimit({
    windowMs: TIP_WINDOW * 60_000,
    limit: tipsACircuit,
    standardHeaders: false,
    legacyHeaders: false,
    validate: false,
    skipFailedRequests: true,
    skip: (request) => circuitOf(request) === undefined,
    keyGenerator: (request) => nameOf(request),
    handler: (_request, _response, next) => next(new Refusal("too-many-requests")),
  });
}

/**
 * Makes it impossible for anything behind this app to read a client's address by the usual names: the rate limiter
 * evaluates `request.ip` for its debug output with every request, whatever its key is.
 */
export function hideAddresses(app: Express): void {
  for (const name of ["ip", "ips"]) {
    Object.defineProperty(app.request, name, { configurable: true, get: () => undefined });
  }
}

function nameOf(request: IncomingMessage): string {
  const circuit = circuitOf(request);
  if (circuit !== undefined) return `circuit ${circuit}`;
  const name = names.get(request.socket) ?? randomBytes(16).toString("hex");
  names.set(request.socket, name);
  return name;
}
