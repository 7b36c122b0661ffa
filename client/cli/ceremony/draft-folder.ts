import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseSignedDocument, type SignedDocument } from "../../../crypto/documents/dsse.ts";
import type { Signatures } from "../../../crypto/primitives/primitives.ts";
import type { Cards } from "../../ceremony/cards.ts";
import {
  CARDS_FOLDER,
  cardName,
  isPayloadName,
  payloadOfSignature,
  SUMMARY_NAME,
} from "../../ceremony/draft-names.ts";
import { CeremonyError } from "../../ceremony/errors.ts";
import { type Payload, parsePayload } from "../../ceremony/payload.ts";
import type { Draft } from "../../ceremony/review-draft.ts";
import { readDocument } from "../documents.ts";
import { CliError } from "../errors.ts";
import { exists, replaceFile, requireFolder } from "../files.ts";
import { readCards } from "./cards.ts";

/** The folder of a draft must be new: two drafts in one place could be signed for each other. @throws CliError file-…, output-refused */
export async function requireNewFolder(folder: string): Promise<void> {
  if (!(await exists(folder))) return;
  await requireFolder(folder);
  if ((await readdir(folder)).length > 0)
    throw new CliError("output-refused", `${folder} is not empty: choose a new folder.`);
}

/** Files that name people (0600 in folders of 0700): a draft is not public. */
export async function writeDraftFolder(
  folder: string,
  payloads: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  cards: Cards,
  summary: readonly string[],
): Promise<void> {
  await requireNewFolder(folder);
  await mkdir(join(folder, CARDS_FOLDER), { recursive: true, mode: 0o700 });
  for (const { kind, key, bytes } of [...cards.stewards, ...cards.reviewers, ...cards.couriers]) {
    for (const [i, card] of bytes.entries()) {
      await replaceFile(join(folder, CARDS_FOLDER, cardName(kind, key, i + 1)), card, 0o600);
    }
  }
  await replaceFile(join(folder, SUMMARY_NAME), `${summary.join("\n")}\n`, 0o600);
  for (const { name, bytes } of payloads) await replaceFile(join(folder, name), bytes, 0o600);
}

/** @throws CliError file-…, document-refused; CeremonyError draft-malformed, card-… */
export async function readDraftFolder(folder: string, signatures: Signatures): Promise<Draft> {
  await requireFolder(folder);
  const names = (await readdir(folder)).filter(isPayloadName).sort();
  if (names.length === 0) throw new CeremonyError("draft-malformed", folder);
  const payloads: Payload[] = [];
  for (const name of names) {
    payloads.push(await readDocument(join(folder, name), (bytes) => parsePayload(name, bytes)));
  }
  return { payloads, cards: await readCards([join(folder, CARDS_FOLDER)], signatures) };
}

/** The signatures that lie beside a payload, each a document with one signature. @throws CliError file-…, document-refused */
export async function readSignatures(folder: string, payload: Payload): Promise<SignedDocument[]> {
  const names = (await readdir(folder)).filter((name) => payloadOfSignature(name) === payload.name).sort();
  const found: SignedDocument[] = [];
  for (const name of names) found.push(await readDocument(join(folder, name), parseSignedDocument));
  return found;
}
