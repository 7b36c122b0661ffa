import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { equalBytes } from "../../../crypto/bytes.ts";
import {
  encodeSignedDocument,
  parseSignedDocument,
  type SignedDocument,
} from "../../../crypto/documents/dsse.ts";
import type { VerifyingKey } from "../../../crypto/ed25519.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { signatureName } from "../../ceremony/draft-names.ts";
import type { Payload } from "../../ceremony/payload.ts";
import { readDocument } from "../documents.ts";
import { CliError } from "../errors.ts";
import { exists, replaceFile } from "../files.ts";

/** Below the folder of known rosters: what each steward has signed, also what was never joined. */
export const SIGNED_FOLDER = "signed";

/**
 * Refuses to sign a second roster or annex for a sequence, or a second move of one anchor, even if the first never came to be one of the chain: with
 * k such signatures on each, the chain would fork, or the line of anchors would. @throws CliError output-refused
 */
export async function refuseIfSignedOtherwise(
  known: string,
  payloads: readonly Payload[],
  key: VerifyingKey,
): Promise<void> {
  for (const payload of payloads) {
    const { name, bytes } = payload;
    const path = pathOf(known, payload, key);
    if (!(await exists(path))) continue;
    const before = await readDocument(path, parseSignedDocument);
    if (equalBytes(before.payload, bytes)) continue;
    throw new CliError(
      "output-refused",
      `You have signed another ${name} before: only if all stewards have given that draft up, remove ${path} and sign again.`,
    );
  }
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

/** One for each sequence, and one for each anchor that is moved away from. */
function pathOf(folder: string, payload: Payload, key: VerifyingKey): string {
  const from = payload.kind === "move" ? `${encodeHex(payload.move.from).slice(0, 16)}-` : "";
  return join(folder, SIGNED_FOLDER, `${from}${signatureName(payload.name, key)}`);
}
