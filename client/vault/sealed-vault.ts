import { scryptIdentity } from "../../crypto/age/identities.ts";
import { open } from "../../crypto/age/open.ts";
import { type Progress, scryptRecipient } from "../../crypto/age/recipients.ts";
import { seal } from "../../crypto/age/seal.ts";
import { collect, wipe } from "../../crypto/bytes.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import type { Vault } from "./vault.ts";
import { encodeVault, parseVault } from "./vault-text.ts";

/** log₂ of scrypt's N: 0.8 s and 128 MiB with noble in Node on a small server of 2026. */
export const VAULT_WORK = 17;

/** Most work that a vault may ask for: about ten seconds and 1 GiB. */
export const MOST_VAULT_WORK = 20;

/**
 * The vault as a binary age file under a passphrase, composed (NFC), which stock age opens. Nothing but a test asks for
 * less work.
 */
export async function sealVault(
  vault: Vault,
  passphrase: string,
  primitives: Primitives,
  work = VAULT_WORK,
  progress?: Progress,
): Promise<Uint8Array> {
  const text = encodeVault(vault);
  try {
    const recipient = scryptRecipient(passphrase.normalize("NFC"), work, progress);
    return await collect(seal([text], [recipient], primitives));
  } finally {
    wipe(text);
  }
}

/** @throws CryptoError no-match for a wrong passphrase, and what `open` throws; VaultError vault-malformed */
export async function openVault(
  file: Uint8Array,
  passphrase: string,
  primitives: Primitives,
  progress?: Progress,
): Promise<Vault> {
  const identity = scryptIdentity(passphrase, MOST_VAULT_WORK, progress);
  try {
    const { plaintext } = await open([file], [identity], primitives);
    const text = await collect(plaintext);
    try {
      return parseVault(text);
    } finally {
      wipe(text);
    }
  } finally {
    identity.wipe();
  }
}
