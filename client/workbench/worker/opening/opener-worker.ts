import { recentFirst } from "../../../../crypto/age/identities.ts";
import type { Primitives } from "../../../../crypto/primitives/primitives.ts";
import { choosePrimitives } from "../../../browser/choose-primitives.ts";
import type { Keys } from "../../../opening/open-tip.ts";
import { type VaultPeriod, vaultIdentities } from "../../../vault/vault.ts";
import { serve } from "../../../workers/calls.ts";
import { type Outcome, openSmall, type SmallEnvelope } from "./open-small.ts";

/** A worker that opens envelopes for the one that holds the vault, which it hears through the port that comes first. */
export function serveOpening(): void {
  const opener = new Opener(choosePrimitives());
  const failed = (error: unknown) => {
    console.error(error);
    return "worker-broken";
  };
  const begin = ({ ports: [port] }: MessageEvent) => {
    serve(opener, failed, { at: port });
    port?.start();
  };
  self.addEventListener("message", begin, { once: true });
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
