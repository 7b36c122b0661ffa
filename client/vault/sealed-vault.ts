import type { Progress } from "../../crypto/age/recipients.ts";
import { openUnderPassphrase, sealUnderPassphrase } from "../../crypto/age/under-passphrase.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import type { Vault } from "./vault.ts";
import { encodeVault, parseVault } from "./vault-text.ts";

/** log₂ of scrypt's N: 0.8 s and 128 MiB with noble in Node on a small server of 2026. */
export const VAULT_WORK = 17;

/** Most work that a vault may ask for: about ten seconds and 1 GiB. */
export const MOST_VAULT_WORK = 20;

/**
 * The vault as a binary age file under a passphrase, composed (NFC), which stock age opens. Nothing but a demo, whose
 * passphrase everybody knows, and a test ask for less work.
 */
export async function sealVault(
  vault: Vault,
  passphrase: string,
  primitives: Primitives,
  work = VAULT_WORK,
  progress?: Progress,
): Promise<Uint8Array> {
  return await sealUnderPassphrase(encodeVault(vault), passphrase, work, primitives, progress);
}

/** @throws CryptoError no-match for a wrong passphrase, and what `open` throws; VaultError vault-malformed */
export async function openVault(
  file: Uint8Array,
  passphrase: string,
  primitives: Primitives,
  progress?: Progress,
): Promise<Vault> {
  return await openUnderPassphrase(file, passphrase, MOST_VAULT_WORK, primitives, parseVault, progress);
}
