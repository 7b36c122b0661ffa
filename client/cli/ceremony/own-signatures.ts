import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  encodeSignedDocument,
  parseSignedDocument,
  type SignedDocument,
} from "../../../crypto/documents/dsse.ts";
import type { VerifyingKey } from "../../../crypto/ed25519.ts";
import { SIGNED_FOLDER } from "../../ceremony/draft-names.ts";
import { memoryName, signedOtherwise } from "../../ceremony/memory.ts";
import type { Payload } from "../../ceremony/payload.ts";
import { readDocument } from "../documents.ts";
import { CliError } from "../errors.ts";
import { exists, replaceFile } from "../files.ts";

/** Refuses as `signedOtherwise` finds. @throws CliError output-refused */
export async function refuseIfSignedOtherwise(
  known: string,
  payloads: readonly Payload[],
  key: VerifyingKey,
): Promise<void> {
  const memory = new Map<string, SignedDocument>();
  for (const payload of payloads) {
    const path = pathOf(known, payload, key);
    if (await exists(path))
      memory.set(memoryName(payload, key), await readDocument(path, parseSignedDocument));
  }
  const other = signedOtherwise(payloads, key, memory);
  if (!other) return;
  throw new CliError(
    "output-refused",
    `You have signed another ${other.name} before: only if all stewards have given that draft up, remove ${pathOf(known, other, key)} and sign again.`,
  );
}

/** Keeps what was signed, where the next signing looks for it. */
export async function rememberSignature(
  known: string,
  payload: Payload,
  key: VerifyingKey,
  signed: SignedDocument,
): Promise<void> {
  await mkdir(join(known, SIGNED_FOLDER), { recursive: true, mode: 0o700 });
  await replaceFile(pathOf(known, payload, key), encodeSignedDocument(signed), 0o600);
}

/** Where it is remembered that moves were signed, of which no chain tells: beside the vault. */
export function memoryOfMoves(vault: string): string {
  return `${vault}.memory`;
}

function pathOf(folder: string, payload: Payload, key: VerifyingKey): string {
  return join(folder, SIGNED_FOLDER, memoryName(payload, key));
}
