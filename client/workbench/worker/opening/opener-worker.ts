import { recentFirst } from "../../../../crypto/age/identities.ts";
import type { Primitives } from "../../../../crypto/primitives/primitives.ts";
import { choosePrimitives } from "../../../browser/choose-primitives.ts";
import type { Keys } from "../../../opening/open-tip.ts";
import { type VaultPeriod, vaultIdentities } from "../../../vault/vault.ts";
import { serve } from "../../../workers/calls.ts";
import { type Outcome, openSmall, type SmallEnvelope } from "./open-small.ts";

/** A worker that opens envelopes for the one that holds the vault, and ends with it. */
export function serveOpening(): void {
  serve(new Opener(choosePrimitives()), (error) => {
    console.error(error);
    return "worker-broken";
  });
}

/** First the keys, then envelopes. */
export class Opener {
  readonly #primitives: Promise<Primitives>;
  #keys: Keys | undefined;

  constructor(primitives: Promise<Primitives>) {
    this.#primitives = primitives;
  }

  readonly keys = async (periods: readonly VaultPeriod[]): Promise<void> => {
    const identities = [recentFirst(vaultIdentities({ periods }))];
    this.#keys = { identities, primitives: await this.#primitives };
  };

  readonly open = async (envelope: SmallEnvelope): Promise<Outcome> => {
    if (!this.#keys) throw new Error("envelopes before the keys");
    return await openSmall(envelope, this.#keys);
  };
}
