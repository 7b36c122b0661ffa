import type { Branded } from "../../crypto/bytes.ts";

/** Where an answer to a tip may go: what SPEC.md ("tip.json") has of `reply`. Only `readReply` makes one. */
export type Reply = Branded<ReplyFields, "Reply">;

export interface ReplyFields {
  /** `age1pq1…`: whom letters are sealed to. */
  readonly recipient: string;
  /** 64 hexadecimal digits: an X25519 public key, by which letters are found. */
  readonly mailbox: string;
  /** 64 hexadecimal digits: an Ed25519 public key. */
  readonly address: string;
  /** 128 hexadecimal digits: a signature by the address, which nobody has verified yet. */
  readonly proof: string;
}

/** Bytes that a reply adds to a tip.json that has none. */
export const REPLY_LENGTH =
  JSON.stringify({
    recipient: "1".repeat(1959),
    mailbox: "1".repeat(64),
    address: "1".repeat(64),
    proof: "1".repeat(128),
  } satisfies ReplyFields).length - "null".length;
