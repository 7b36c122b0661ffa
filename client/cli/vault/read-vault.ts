import { wipe } from "../../../crypto/bytes.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { VaultError } from "../../vault/errors.ts";
import { type Vault, type VaultKind, wipeVault } from "../../vault/vault.ts";
import { parseVault } from "../../vault/vault-text.ts";
import { CliError } from "../errors.ts";
import { readSmallFile } from "../files.ts";
import type { Passphrases } from "../open/passphrases.ts";
import { isProtected, unprotect, warnIfOthersCanRead } from "../protected-file.ts";

/**
 * A vault from its file, of one kind or of any, opened with its passphrase.
 * @throws CliError file-…, vault-refused, passphrase
 */
export async function readVault(
  path: string,
  kind: VaultKind | undefined,
  passphrases: Passphrases,
  primitives: Primitives,
): Promise<Vault> {
  const bytes = await readSmallFile(path);
  try {
    if (!isProtected(bytes)) throw new VaultError("vault-malformed");
    const text = await unprotect(path, bytes, passphrases, primitives);
    const vault = parseVault(text);
    wipe(text);
    await warnIfOthersCanRead(path);
    return ofKind(vault, kind);
  } catch (error) {
    if (!(error instanceof VaultError || error instanceof CryptoError)) throw error;
    throw new CliError("vault-refused", `${path}: ${error.message}`);
  }
}

function ofKind(vault: Vault, kind: VaultKind | undefined): Vault {
  if (kind === undefined || vault.kind === kind) return vault;
  wipeVault(vault);
  throw new VaultError(vault.kind === "steward" ? "vault-of-steward" : "vault-of-reviewer");
}
