import { identityOf, recentFirst, type Secret } from "../../../crypto/age/identities.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { isSystemError } from "../files.ts";
import { type SmallEnvelope, type Unpacked, type Unpacking, unpackNew } from "./open-envelope.ts";

/** How envelopes are unpacked, as one thread can tell another. */
export interface Beginning extends Pick<Unpacking, "whole" | "encoding"> {
  /** The thread's own from here on. */
  readonly secrets: readonly Secret[];
}

/** What a thread does that unpacks envelopes: it begins, unpacks them, and ends. */
export class Opener {
  readonly #primitives: Promise<Primitives>;
  #unpacking: Unpacking | undefined;

  constructor(primitives: Promise<Primitives>) {
    this.#primitives = primitives;
  }

  readonly begin = async ({ secrets, ...how }: Beginning): Promise<void> => {
    const identities = [recentFirst(secrets.map(identityOf))];
    this.#unpacking = { ...how, identities, primitives: await this.#primitives };
  };

  /** `system` is what an error of the system says besides its message: that would be lost on its way. */
  readonly unpack = async ({ folder, bytes }: SmallEnvelope) => {
    if (!this.#unpacking) throw new Error("envelopes before the keys");
    const unpacked: Unpacked = await unpackNew(folder, [bytes], this.#unpacking);
    const failure = unpacked.kind === "failed" ? unpacked.failure : undefined;
    const system = isSystemError(failure) ? { ...failure } : undefined;
    return { unpacked, system };
  };

  /** Overwrites the secrets. */
  readonly end = (_: null): void => {
    for (const identity of this.#unpacking?.identities ?? []) identity.wipe();
    this.#unpacking = undefined;
  };
}
