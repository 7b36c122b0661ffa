import { parseHybridRecipient } from "../../crypto/age/recipient-keys.ts";
import { encodeHex, parseHex } from "../../crypto/encoding.ts";
import { fieldsOf, textOf } from "./fields.ts";
import type { Reply } from "./reply.ts";

/**
 * The `reply` of a tip.json: lengths and encodings, and a recipient that can be sealed to. The proof isn't verified.
 * @throws ReportError tip-malformed; CryptoError recipient-malformed, key-weak, document-malformed
 */
export function readReply(value: unknown): Reply | null {
  if (value === null) return null;
  const fields = fieldsOf(value, "reply");
  const recipient = textOf(fields.recipient, "recipient");
  parseHybridRecipient(recipient);
  return {
    recipient,
    mailbox: hexOf(fields.mailbox, 32),
    address: hexOf(fields.address, 32),
    proof: hexOf(fields.proof, 64),
  } as Reply;
}

function hexOf(value: unknown, length: number): string {
  return encodeHex(parseHex(value, length, "document-malformed"));
}
