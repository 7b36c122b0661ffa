import { createHmac, randomBytes } from "node:crypto";
import { concat, equalBytes } from "../../crypto/bytes.ts";
import type { InstanceId } from "../../crypto/documents/anchor.ts";
import { CHALLENGE_LENGTH } from "../../crypto/documents/courier-session.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import type { CourierId } from "../store/pickup.ts";

const NONCE_LENGTH = 16;
const TIME_LENGTH = 8;

/** Seconds for which a challenge can be answered. */
export const LIFE = 300;

/** Challenges that one courier may spend within that time. */
export const MOST_SPENT = 256;

/**
 * Challenges of 16 random bytes, 8 of time and 32 of HMAC, which say by themselves that this process made them for
 * this instance, and when: only those that a courier has answered are remembered, and only for as long as they live.
 * The time is masked, since anybody may ask, and a clock tells its machine.
 */
export class Challenges {
  readonly #instance: InstanceId;
  readonly #now: () => number;
  readonly #key = randomBytes(32);
  /** Who answered each. */
  readonly #spent = new Map<string, CourierId>();

  /** @param now milliseconds since some moment, at an even pace whatever the clock does */
  constructor(instance: InstanceId, now: () => number) {
    this.#instance = instance;
    this.#now = now;
  }

  /** How many are remembered. */
  get count(): number {
    return this.#spent.size;
  }

  /** 56 bytes. */
  issue(): Uint8Array {
    const nonce = randomBytes(NONCE_LENGTH);
    const stamped = concat(nonce, this.#masked(nonce, this.#seconds()));
    return concat(stamped, this.#code(stamped));
  }

  /** Whether it is one of ours, young enough, and not yet spent. */
  holds(challenge: Uint8Array): boolean {
    if (challenge.length !== CHALLENGE_LENGTH) return false;
    const stamped = challenge.subarray(0, NONCE_LENGTH + TIME_LENGTH);
    if (!equalBytes(this.#code(stamped), challenge.subarray(stamped.length))) return false;
    return this.#seconds() - this.#timeOf(challenge) < LIFE && !this.#spent.has(encodeHex(challenge));
  }

  /** Takes a challenge that holds out of use; false if this courier has spent too many of late. */
  spend(challenge: Uint8Array, courier: CourierId): boolean {
    const own = [...this.#spent.values()].filter((other) => other === courier);
    if (own.length >= MOST_SPENT) return false;
    const name = encodeHex(challenge);
    this.#spent.set(name, courier);
    // A second later than it could be answered, since times here are cut to seconds.
    setTimeout(() => this.#spent.delete(name), (LIFE + 1) * 1000).unref();
    return true;
  }

  #code(stamped: Uint8Array): Uint8Array {
    return createHmac("sha256", this.#key).update(this.#instance).update(stamped).digest();
  }

  #timeOf(challenge: Uint8Array): number {
    const [nonce, masked] = [challenge.subarray(0, NONCE_LENGTH), challenge.subarray(NONCE_LENGTH)];
    return Number(this.#mask(nonce) ^ Buffer.from(masked).readBigUInt64BE());
  }

  #masked(nonce: Uint8Array, time: number): Uint8Array {
    const masked = Buffer.alloc(TIME_LENGTH);
    masked.writeBigUInt64BE(this.#mask(nonce) ^ BigInt(time));
    return masked;
  }

  #mask(nonce: Uint8Array): bigint {
    return createHmac("sha256", this.#key).update("time").update(nonce).digest().readBigUInt64BE();
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }
}
