import { createHash, randomBytes } from "node:crypto";
import type { CourierId } from "../store/pickup.ts";

/** Seconds that a session lasts. */
export const SESSION_SECONDS = 3600;

/** Sessions of one courier at once; the oldest goes. */
export const MOST_SESSIONS = 8;

interface Session {
  readonly courier: CourierId;
  /** By the same clock. */
  readonly end: number;
}

/** Who may go on without signing again; in memory only, and only as long: it tells when a courier came. */
export class Sessions {
  readonly #now: () => number;
  /** By the token's hash, so that a comparison's time tells nothing of a token; the oldest first. */
  readonly #sessions = new Map<string, Session>();

  /** @param now milliseconds since some moment, at an even pace whatever the clock does */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** How many are remembered. */
  get count(): number {
    return this.#sessions.size;
  }

  /** The token: 32 random bytes in hexadecimal. */
  open(courier: CourierId): string {
    const own = [...this.#sessions].filter(([, session]) => session.courier === courier);
    for (const [name] of own.slice(0, 1 - MOST_SESSIONS)) this.#sessions.delete(name);
    const token = randomBytes(32).toString("hex");
    const [name, life] = [hashOf(token), SESSION_SECONDS * 1000];
    this.#sessions.set(name, { courier, end: this.#now() + life });
    setTimeout(() => this.#sessions.delete(name), life).unref();
    return token;
  }

  /** Whose session it is, if it isn't over. */
  courierOf(token: string): CourierId | undefined {
    const session = this.#sessions.get(hashOf(token));
    return session && session.end > this.#now() ? session.courier : undefined;
  }
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
