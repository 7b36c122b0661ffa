import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { encodeSignedDocument, type SignedDocument } from "../../../crypto/documents/dsse.ts";
import type { Instant } from "../../../crypto/documents/instant.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { type Cards, parseCard, sortCards } from "../../ceremony/cards.ts";
import { CeremonyError } from "../../ceremony/errors.ts";
import { courierKeyText } from "../../courier/key-text.ts";
import { courierCard } from "../../vault/enrol.ts";
import { VaultError } from "../../vault/errors.ts";
import { openVault, sealVault } from "../../vault/sealed-vault.ts";
import type { Vault } from "../../vault/vault.ts";
import { readDocument } from "../documents.ts";
import { CliError } from "../errors.ts";
import { readSmallFile, replaceFile } from "../files.ts";
import { cardFor, type Founded } from "./found.ts";

/** The one passphrase of all vaults of a demo. It is printed, and keeps nothing secret. */
export const DEMO_PASSPHRASE = "demo demo demo";

/** So it is no use to make guesses dear, and everybody who tries wait. */
const WORK = 4;

export const STEWARDS = ["Crane", "Heron", "Ibis"];
export const REVIEWERS = ["Lark", "Wren"];

/** The demo itself carries as the first; the others are for whoever tries a courier's work. */
export const CARRIER = "Swift";
export const TRYING_COURIER = "Martin";
export const COURIERS = [CARRIER, TRYING_COURIER];

export const stewardFile = (handle: string) => join("stewards", `${handle.toLowerCase()}.vault`);
export const reviewerFile = (handle: string) => join("reviewers", `${handle.toLowerCase()}.vault`);
export const courierFile = (handle: string) => join("couriers", `${handle.toLowerCase()}.key`);

export const TRYING_PACK = courierFile(TRYING_COURIER).replace(/key$/, "pack");

/** Everybody's vault or key, from a data folder on. */
export const SECRETS = [
  ...STEWARDS.map(stewardFile),
  ...REVIEWERS.map(reviewerFile),
  ...COURIERS.map(courierFile),
];

/** A demo's data folder, the time at which something is done there, and what its files are written with. */
export interface Place {
  readonly data: string;
  readonly now: Instant;
  readonly primitives: Primitives;
}

/** Everybody's vault, key and card: 0600 in folders of 0700. */
export async function writePeople(place: Place, { anchor, ...people }: Founded): Promise<void> {
  const { data, primitives } = place;
  for (const below of ["stewards", "reviewers", "couriers"])
    await mkdir(join(data, below), { recursive: true, mode: 0o700 });
  for (const vault of [...people.stewards, ...people.reviewers]) await writePerson(place, vault);
  for (const { handle, seed } of people.couriers) {
    const path = join(data, courierFile(handle));
    await replaceFile(path, courierKeyText(seed), 0o600);
    await writeCard(path, courierCard(anchor, handle, seed, primitives));
  }
}

/** Somebody's vault, and the card of all that it holds. */
export async function writePerson({ data, primitives }: Place, vault: Vault): Promise<void> {
  const path = join(data, (vault.kind === "steward" ? stewardFile : reviewerFile)(vault.handle));
  await replaceFile(path, await sealVault(vault, DEMO_PASSPHRASE, primitives, WORK), 0o600);
  await writeCard(path, cardFor(vault, primitives));
}

/** The card of whose vault or key that is, beside it. */
async function writeCard(path: string, card: SignedDocument): Promise<void> {
  await replaceFile(cardFile(path), encodeSignedDocument(card), 0o644);
}

/** `wren.card` beside `wren.vault`. */
function cardFile(path: string): string {
  return path.replace(/\.(vault|key)$/, ".card");
}

/** @throws CliError data-refused if one is missing, or is not as the demo wrote it */
export async function readCardsIn({ data, primitives }: Place): Promise<Cards> {
  const read = (name: string) =>
    readDocument(cardFile(join(data, name)), (bytes) => parseCard(bytes, primitives));
  return await ownFile(data, async () => sortCards(await Promise.all(SECRETS.map(read))));
}

/** @throws CliError data-refused */
export async function readVaultOf({ data, primitives }: Place, name: string): Promise<Vault> {
  const open = async () => openVault(await readSmallFile(join(data, name)), DEMO_PASSPHRASE, primitives);
  return await ownFile(data, open);
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
