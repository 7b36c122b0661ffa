import { rm } from "node:fs/promises";
import { encodeSignedDocument, type SignedDocument } from "../../../crypto/documents/dsse.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { sealVault } from "../../vault/sealed-vault.ts";
import type { Vault } from "../../vault/vault.ts";
import { CliError } from "../errors.ts";
import { behindLinks, exists, replaceFile } from "../files.ts";

/** Refuses to write over what is there: it may be the only copy of a vault. @throws CliError output-refused */
export async function refuseIfThere(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    if (!(await exists(path))) continue;
    throw new CliError("output-refused", `${path} is there already: choose another name, or move it away.`);
  }
}

/**
 * Puts a vault in its place, 0600, whole or not at all; where that is a link, in the place that the link names, so that
 * no older one with its keys stays behind. Nothing but a test asks for less work than `sealVault` does.
 */
export async function writeVault(
  path: string,
  vault: Vault,
  passphrase: string,
  primitives: Primitives,
  work?: number,
): Promise<void> {
  const sealed = await sealVault(vault, passphrase, primitives, work);
  await replaceFile(await behindLinks(path), sealed, 0o600);
}

/** A new vault and its card; if the card can't be written, the vault isn't left behind. */
export async function writeVaultAndCard(
  files: { readonly vault: string; readonly card: string },
  vault: Vault,
  card: SignedDocument,
  passphrase: string,
  primitives: Primitives,
): Promise<void> {
  await writeVault(files.vault, vault, passphrase, primitives);
  try {
    await writeCard(files.card, card);
  } catch (error) {
    await rm(files.vault, { force: true });
    throw error;
  }
}

/** Puts a public card in its place. */
export async function writeCard(path: string, card: SignedDocument): Promise<void> {
  await replaceFile(path, encodeSignedDocument(card), 0o644);
}
