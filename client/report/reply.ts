import { parseHybridRecipient } from "../../crypto/age/recipient-keys.ts";
import type { Branded } from "../../crypto/bytes.ts";
import { type Field, type Of, record, scalar } from "../../crypto/documents/canonical.ts";
import { hexText, text } from "../../crypto/documents/fields.ts";

const replyFields = /* @__PURE__ */ record(() => ({
  /** `age1pq1…`: whom letters are sealed to. */
  recipient: scalar((value, name) => {
    const recipient = text.read(value, name);
    parseHybridRecipient(recipient);
    return recipient;
  }),
  /** 64 hexadecimal digits: an X25519 public key, by which letters are found. */
  mailbox: hexText(32),
  /** 64 hexadecimal digits: an Ed25519 public key. */
  address: hexText(32),
  /** 128 hexadecimal digits: a signature by the address, which nobody has verified yet. */
  proof: hexText(64),
}));

export interface ReplyFields extends Of<typeof replyFields> {}

/** Where an answer to a tip may go: what SPEC.md ("tip.json") has of `reply`. Only `reply` reads one. */
export type Reply = Branded<ReplyFields, "Reply">;

/** Lengths and encodings, and a recipient that can be sealed to. The proof isn't verified. */
export const reply = replyFields as Field<Reply>;

/** Bytes that a reply adds to a tip.json that has none. */
export const REPLY_LENGTH =
  JSON.stringify({
    recipient: "1".repeat(1959),
    mailbox: "1".repeat(64),
    address: "1".repeat(64),
    proof: "1".repeat(128),
  } satisfies ReplyFields).length - "null".length;
