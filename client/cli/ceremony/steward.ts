import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import type { Vault } from "../../vault/vault.ts";
import { wipeVault } from "../../vault/vault.ts";
import { PASSPHRASE_OPTION, passphrasesFrom } from "../open/passphrases.ts";
import { readVault } from "../vault/read-vault.ts";

export const VAULT_OPTIONS = { "--vault FILE": "your vault", ...PASSPHRASE_OPTION } as const;

/** Does something with a steward's vault, and overwrites its secrets afterwards. @throws CliError file-…, vault-refused, passphrase */
export async function withStewardVault<T>(
  { path, descriptor }: { readonly path: string; readonly descriptor: string | undefined },
  primitives: Primitives,
  work: (vault: Vault) => Promise<T>,
): Promise<T> {
  const vault = await readVault(path, "steward", passphrasesFrom(descriptor), primitives);
  try {
    return await work(vault);
  } finally {
    wipeVault(vault);
  }
}
