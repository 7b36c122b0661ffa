import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { CryptoError } from "../../../crypto/errors.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { type Cards, parseCard, sortCards } from "../../ceremony/cards.ts";
import { CeremonyError } from "../../ceremony/errors.ts";
import { courierCard, reviewerCard, stewardCard } from "../../vault/enrol.ts";
import { VaultError } from "../../vault/errors.ts";
import { openVault } from "../../vault/sealed-vault.ts";
import type { Vault } from "../../vault/vault.ts";
import { courierKeyText } from "../courier/key-file.ts";
import { CliError } from "../errors.ts";
import { readSmallFile, replaceFile } from "../files.ts";
import { writeCard, writeVault } from "../vault/write-vault.ts";
import type { Founded } from "./found.ts";

/** The one passphrase of all vaults of a demo. It is printed, and keeps nothing secret. */
export const DEMO_PASSPHRASE = "only for trying";

export const STEWARDS = ["Crane", "Heron", "Ibis"];
export const REVIEWERS = ["Lark", "Wren"];
export const COURIER = "Swift";

export const COURIER_KEY = join("courier", "courier.key");

export function stewardFile(handle: string): string {
  return join("stewards", `${handle.toLowerCase()}.vault`);
}

export function reviewerFile(handle: string): string {
  return join("reviewers", `${handle.toLowerCase()}.vault`);
}

/** Everybody's vault or key, from a data folder on. */
export const SECRETS = [...STEWARDS.map(stewardFile), ...REVIEWERS.map(reviewerFile), COURIER_KEY];

/** Everybody's vault, key and card: 0600 in folders of 0700. */
export async function writePeople(
  folder: string,
  { anchor, stewards, reviewers, couriers }: Founded,
  primitives: Primitives,
  work?: number,
): Promise<void> {
  for (const below of ["stewards", "reviewers", "courier"])
    await mkdir(join(folder, below), { recursive: true, mode: 0o700 });
  for (const vault of stewards) {
    const path = join(folder, stewardFile(vault.handle));
    await writeVault(path, vault, DEMO_PASSPHRASE, primitives, work);
    await writeCard(cardOf(path), stewardCard(vault, primitives));
  }
  for (const vault of reviewers) await writeReviewer(folder, vault, primitives, work);
  for (const { handle, seed } of couriers) {
    const path = join(folder, COURIER_KEY);
    await replaceFile(path, courierKeyText(seed), 0o600);
    await writeCard(cardOf(path), courierCard(anchor, handle, seed, primitives));
  }
}

/** A reviewer's vault, and the card of all periods that it holds. */
export async function writeReviewer(
  folder: string,
  vault: Vault,
  primitives: Primitives,
  work?: number,
): Promise<void> {
  const path = join(folder, reviewerFile(vault.handle));
  await writeVault(path, vault, DEMO_PASSPHRASE, primitives, work);
  await writeCard(cardOf(path), reviewerCard(vault, primitives));
}

/** `wren.card` beside `wren.vault`. */
function cardOf(path: string): string {
  return path.replace(/\.(vault|key)$/, ".card");
}

/** @throws CliError data-refused if one is missing, or is not as the demo wrote it */
export async function readCards(data: string, primitives: Primitives): Promise<Cards> {
  return await ownFile(data, async () => {
    const cards = await Promise.all(SECRETS.map((name) => readSmallFile(cardOf(join(data, name)))));
    return sortCards(cards.map((bytes) => parseCard(bytes, primitives)));
  });
}

/** @throws CliError data-refused */
export async function readVaultOf(data: string, name: string, primitives: Primitives): Promise<Vault> {
  return await ownFile(data, async () =>
    openVault(await readSmallFile(join(data, name)), DEMO_PASSPHRASE, primitives),
  );
}

/** Whatever is wrong with what the demo itself wrote, as a sentence about the folder. @throws CliError data-refused */
export async function ownFile<T>(data: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const ours =
      error instanceof CryptoError ||
      error instanceof VaultError ||
      error instanceof CeremonyError ||
      (error instanceof CliError && ["file-missing", "document-refused", "file-kind"].includes(error.code));
    if (!ours) throw error;
    const why = error.message.replace(/\.$/, "");
    throw refused(data, `can't be used as it is (${why}): ${RESTORE}`);
  }
}

export const RESTORE = "put the right file back, or move the folder away and start anew";

export function refused(data: string, why: string): CliError {
  return new CliError("data-refused", `The data folder ${data} ${why}.`);
}
