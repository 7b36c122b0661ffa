import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Express } from "express";
import { MemoryStore, type Options } from "express-rate-limit";
import { circuitOf } from "../circuits/circuit-front.ts";
import { ProblemError } from "./problem.ts";

/** Requests that one circuit may make in a minute: a tip of 100 MiB is about a hundred, with retries more. */
export const MOST_REQUESTS_A_MINUTE = 1_200;

/** Milliseconds of that minute, and of the time in which a circuit may bring so many tips. */
const REQUEST_WINDOW = 60_000;
const TIP_WINDOW = 10 * 60_000;

/** Looks at the letters that one circuit has, and the milliseconds in which. */
export const MOST_LOOKS = 4;
const LOOK_WINDOW = 10 * 60_000;

/** A random name for each connection without a circuit, in memory for as long as the connection: nobody's address. */
const names = new WeakMap<Socket, string>();

/** So many at most for each circuit (or connection without one) in a time that begins with its first. */
class Counter {
  readonly #store = new MemoryStore();
  readonly #most: number;

  constructor(most: number, windowMs: number) {
    this.#most = most;
    this.#store.init({ windowMs } as Options);
  }

  /** Counts one; the result takes it back, as long as its time isn't over. @throws ProblemError too-many-requests */
  async count(request: IncomingMessage): Promise<() => Promise<void>> {
    const name = nameOf(request);
    const { totalHits, resetTime } = await this.#store.increment(name);
    const end = resetTime?.getTime();
    const takeBack = async () => {
      const now = await this.#store.get(name);
      if (now?.resetTime?.getTime() === end) await this.#store.decrement(name);
    };
    if (totalHits <= this.#most) return takeBack;
    await takeBack();
    throw new ProblemError("too-many-requests");
  }
}

/**
 * Slows down a single circuit (or, without tor before the server, a single connection) that asks too much; what
 * bounds the whole is elsewhere.
 */
export class RequestLimit extends Counter {
  constructor() {
    super(MOST_REQUESTS_A_MINUTE, REQUEST_WINDOW);
  }
}

/** Few tips a circuit. Without tor before the server there are no circuits, and only the person at this machine. */
export class TipQuota {
  readonly #counter: Counter;

  constructor(tipsACircuit: number) {
    this.#counter = new Counter(tipsACircuit, TIP_WINDOW);
  }

  /**
   * Takes a slot for the work that keeps a tip, or begins an upload; given back only if the work fails, which keeps
   * nothing then. What becomes of the connection meanwhile has no part in it. @throws ProblemError too-many-requests
   */
  async during<Result>(request: IncomingMessage, work: () => Promise<Result>): Promise<Result> {
    if (circuitOf(request) === undefined) return await work();
    const giveBack = await this.#counter.count(request);
    try {
      return await work();
    } catch (error) {
      await giveBack();
      throw error;
    }
  }
}

/** Few looks at the letters a circuit; without tor before the server there are no circuits. */
export class LookQuota {
  readonly #counter = new Counter(MOST_LOOKS, LOOK_WINDOW);

  /** @throws ProblemError too-many-requests */
  async count(request: IncomingMessage): Promise<void> {
    if (circuitOf(request) !== undefined) await this.#counter.count(request);
  }
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
