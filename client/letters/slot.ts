import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import type { HybridKey, X25519Key } from "../../crypto/age/recipient-keys.ts";
import { hybridRecipient } from "../../crypto/age/recipients.ts";
import { seal } from "../../crypto/age/seal.ts";
import { collect, concat, utf8, wipe } from "../../crypto/bytes.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { randomBytes } from "../../crypto/random.ts";
import { parseSlot, type Slot } from "../../protocol/letters.ts";
import type { PaddedLetter } from "./letter.ts";

/** 16 bytes: by which whoever holds a mailbox's scalar finds a letter, bound to its sealed file. */
const TAG_LENGTH = 16;
const TAG_LABEL = utf8("nightjar tag v1\n");

/** Whom a slot is for. */
export interface Mailbox {
  readonly recipient: HybridKey;
  readonly mailbox: X25519Key;
}

/**
 * 5,803 bytes: a letter for one reader, who alone can tell that it is one (SPEC.md, "Slot").
 * @throws CryptoError key-weak, if the mailbox is of low order
 */
export async function sealSlot(
  letter: PaddedLetter,
  { recipient, mailbox }: Mailbox,
  primitives: Primitives,
): Promise<Slot> {
  const file = await collect(seal([letter], [hybridRecipient(recipient)], primitives));
  const scalar = randomBytes(32);
  const ephemeral = primitives.x25519Base(scalar);
  const shared = primitives.x25519(scalar, mailbox);
  wipe(scalar);
  if (!shared) throw new CryptoError("key-weak", "mailbox");
  const tag = tagOf(shared, ephemeral, mailbox, sha256(file));
  wipe(shared);
  return parseSlot(concat(ephemeral, tag, file));
}

/** @param fileHash the SHA-256 (32 bytes) of the slot's age file: nothing can be grafted */
export function tagOf(
  shared: Uint8Array,
  ephemeral: Uint8Array,
  mailbox: X25519Key,
  fileHash: Uint8Array,
): Uint8Array {
  return hmac(sha256, shared, concat(TAG_LABEL, ephemeral, mailbox, fileHash)).subarray(0, TAG_LENGTH);
}
