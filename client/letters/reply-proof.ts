import { sha256 } from "@noble/hashes/sha2.js";
import { encodeHybridRecipient } from "../../crypto/age/recipient-keys.ts";
import { type Branded, joined, utf8 } from "../../crypto/bytes.ts";
import { parseVerifyingKey, verifyEd25519 } from "../../crypto/ed25519.ts";
import { encodeHex, parseHex } from "../../crypto/encoding.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { type Reply, type ReplyFields, reply } from "../report/reply.ts";
import type { Tip } from "../report/tip.ts";
import { writeTip } from "../report/tip-json.ts";
import type { ReplyKeys } from "./reply-keys.ts";

/** 32 bytes: an attachment's, as SPEC.md ("Digest of an envelope") has it; an empty file is one without leaves. */
export type AttachmentDigest = Branded<Uint8Array, "AttachmentDigest">;

const LABEL = utf8("nightjar tip with a reply v1\n");

/** From the SHA-256 (32 bytes) of each of its pieces of 1 MiB, in order. */
export function attachmentDigest(leafHashes: readonly Uint8Array[]): AttachmentDigest {
  return sha256(joined(leafHashes)) as Uint8Array as AttachmentDigest;
}

/** The reply of a tip with this text and these attachments, in the tip's order: by the keys of a codename. */
export function proveReply(
  tip: Omit<Tip, "reply">,
  digests: readonly AttachmentDigest[],
  { address, publics }: ReplyKeys,
  signatures: Signatures,
): Reply {
  const unproven = {
    recipient: encodeHybridRecipient(publics.recipient),
    mailbox: encodeHex(publics.mailbox),
    address: encodeHex(publics.address),
    proof: "",
  };
  const proof = signatures.ed25519Sign(address, proven(tip, unproven, digests));
  return reply.read({ ...unproven, proof: encodeHex(proof) }, "reply");
}

/**
 * Whether whoever holds the address's key wrote this text with these attachments. It says nothing of who that is, and
 * can be shown to others.
 */
export function provesReply(
  tip: Tip & { readonly reply: Reply },
  digests: readonly AttachmentDigest[],
  signatures: Signatures,
): boolean {
  try {
    const address = parseVerifyingKey(tip.reply.address, "document-malformed");
    const proof = parseHex(tip.reply.proof, 64, "document-malformed");
    return verifyEd25519(signatures, address, proven(tip, { ...tip.reply, proof: "" }, digests), proof);
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}

/** What is signed: SPEC.md, "Codename". */
function proven(
  tip: Omit<Tip, "reply">,
  unproven: ReplyFields,
  digests: readonly AttachmentDigest[],
): Uint8Array {
  const text = writeTip({
    ...tip,
    instance: encodeHex(tip.instance),
    roster: encodeHex(tip.roster),
    reply: unproven,
  });
  return joined([LABEL, sha256(utf8(text)), ...digests]);
}
