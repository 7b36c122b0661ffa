import { recentFirst } from "../../../crypto/age/identities.ts";
import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { anchorFingerprint } from "../../../crypto/documents/fingerprint.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import type { Keys } from "../../opening/open-tip.ts";
import { VaultError } from "../../vault/errors.ts";
import { openVault } from "../../vault/sealed-vault.ts";
import { type Vault, vaultIdentities, wipeVault } from "../../vault/vault.ts";
import type { Reviewer } from "./messages.ts";

/** A reviewer's vault while its owner works with it. It never leaves the worker. */
export class Unlocked {
  readonly vault: Vault;
  readonly anchor: Anchor;
  readonly keys: Keys;

  private constructor(vault: Vault, anchor: Anchor, primitives: Primitives) {
    this.vault = vault;
    this.anchor = anchor;
    this.keys = { identities: [recentFirst(vaultIdentities(vault))], primitives };
  }

  /** @throws what `openVault` throws; VaultError vault-of-steward, vault-malformed (one without an instance) */
  static async open(file: Uint8Array, passphrase: string, primitives: Primitives): Promise<Unlocked> {
    const vault = await openVault(file, passphrase, primitives);
    if (vault.kind === "reviewer" && vault.anchor) return new Unlocked(vault, vault.anchor, primitives);
    wipeVault(vault);
    throw new VaultError(vault.kind === "steward" ? "vault-of-steward" : "vault-malformed");
  }

  describe(): Reviewer {
    const { vault, anchor, keys } = this;
    return {
      handle: vault.handle,
      instance: anchor.instance,
      instanceName: anchor.name,
      fingerprint: anchorFingerprint(anchor),
      demo: anchor.demo,
      key: encodeHex(keys.primitives.ed25519PublicKey(vault.signing)),
      periods: vault.periods.map(({ notBefore, notAfter, identities }) => ({
        notBefore,
        notAfter,
        destroyed: identities === null,
      })),
      primitives: keys.primitives.name,
    };
  }
}
