import { recentFirst } from "../../../../crypto/age/identities.ts";
import type { Primitives } from "../../../../crypto/primitives/primitives.ts";
import { choosePrimitives } from "../../../browser/choose-primitives.ts";
import type { Keys } from "../../../opening/open-tip.ts";
import { vaultIdentities } from "../../../vault/vault.ts";
import { openSmall } from "./open-small.ts";
import type { FromOpener, ToOpener } from "./start-opener.ts";

/** A worker that opens envelopes for the one that holds the vault, and ends with it. */
export function serveOpening(): void {
  const opener = new Opener(choosePrimitives(), (message) => self.postMessage(message));
  self.addEventListener("message", ({ data }: MessageEvent<ToOpener>) => opener.hear(data));
}

/** One message after the other, each answered to its end. */
export class Opener {
  readonly #primitives: Promise<Primitives>;
  readonly #post: (message: FromOpener) => void;
  #keys: Keys | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(primitives: Promise<Primitives>, post: (message: FromOpener) => void) {
    this.#primitives = primitives;
    this.#post = post;
  }

  hear(message: ToOpener): void {
    this.#last = this.#last.then(() => this.#answer(message));
  }

  async #answer(message: ToOpener): Promise<void> {
    if (message.kind === "keys") {
      const identities = [recentFirst(vaultIdentities(message))];
      this.#keys = { identities, primitives: await this.#primitives };
      this.#post({ kind: "ready" });
    } else if (this.#keys) {
      this.#post({ kind: "outcome", outcome: await openSmall(message.envelope, this.#keys) });
    } else throw new Error("envelopes before the keys");
  }
}
