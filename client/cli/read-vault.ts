import { CryptoError } from "../../crypto/errors.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { VaultError } from "../vault/errors.ts";
import { type Vault, wipeVault } from "../vault/vault.ts";
import { parseVault } from "../vault/vault-text.ts";
import { CliError } from "./errors.ts";
import { readSmallFile } from "./files.ts";
import type { Passphrases } from "./open/passphrases.ts";
import { isProtected, parsedSecret, unprotect } from "./protected-file.ts";

/** A reviewer's vault from its file, opened with its passphrase. @throws CliError file-…, vault-refused, passphrase */
export async function readVault(
  path: string,
  passphrases: Passphrases,
  primitives: Primitives,
): Promise<Vault> {
  const bytes = await readSmallFile(path);
  try {
    if (!isProtected(bytes)) throw new VaultError("vault-malformed");
    const text = await unprotect(path, bytes, passphrases, primitives);
    const vault = await parsedSecret(path, text, parseVault);
    if (vault.kind === "reviewer") return vault;
    wipeVault(vault);
    throw new VaultError("vault-of-steward");
  } catch (error) {
    if (!(error instanceof VaultError || error instanceof CryptoError)) throw error;
    throw new CliError("vault-refused", `${path}: ${error.message}`);
  }
}
