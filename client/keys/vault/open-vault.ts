import { type Vault, type VaultKind, wipeVault } from "../../vault/vault.ts";
import { PageError } from "../page-error.ts";

/**
 * The vault that its owner works with, and its passphrase, which is asked for once: what is sealed again is sealed
 * under it. Neither leaves the worker.
 */
export class OpenVault {
  #held: { readonly vault: Vault; readonly passphrase: string } | undefined;

  take(vault: Vault, passphrase: string): void {
    this.#held = { vault, passphrase };
  }

  /** @throws PageError no-vault-open, vault-of-steward, vault-of-reviewer */
  of(kind?: VaultKind): { readonly vault: Vault; readonly passphrase: string } {
    if (!this.#held) throw new PageError("no-vault-open");
    const held = this.#held.vault.kind;
    if (kind !== undefined && held !== kind) throw new PageError(`vault-of-${held}`);
    return this.#held;
  }

  /** Overwrites the secrets. */
  close(): void {
    if (this.#held) wipeVault(this.#held.vault);
    this.#held = undefined;
  }
}
