import { expand, extract } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import {
  type HybridSeed,
  hybridPublicKey,
  type X25519Scalar,
  x25519PublicKey,
} from "../../crypto/age/identities.ts";
import type { HybridKey, X25519Key } from "../../crypto/age/recipient-keys.ts";
import { concat, utf8, wipe } from "../../crypto/bytes.ts";
import type { InstanceId } from "../../crypto/documents/anchor.ts";
import type { SigningSeed, VerifyingKey } from "../../crypto/ed25519.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import type { Codename } from "./codename.ts";

/** What a codename is at one instance: three key pairs (SPEC.md, "Codename"). The secrets are 32 bytes each. */
export interface ReplyKeys {
  /** Opens letters: an age identity. */
  readonly letters: HybridSeed;
  /** Finds letters. */
  readonly mailbox: X25519Scalar;
  /** Signs tips that may be answered. */
  readonly address: SigningSeed;
  readonly publics: PublicReplyKeys;
  /** Overwrites the three secrets. */
  wipe(): void;
}

/** What a tip tells reviewers. */
export interface PublicReplyKeys {
  readonly recipient: HybridKey;
  readonly mailbox: X25519Key;
  readonly address: VerifyingKey;
}

/** Some 20 ms of work without a just-in-time compiler: there is no slow KDF, since 128 bits need none. */
export function deriveReplyKeys(codename: Codename, instance: InstanceId, primitives: Primitives): ReplyKeys {
  const extracted = extract(sha256, codename, concat(utf8("nightjar codename v1\n"), instance));
  const derived = (info: string): Uint8Array => expand(sha256, extracted, utf8(info), 32);
  const letters = derived("letters") as HybridSeed;
  const mailbox = derived("mailbox") as X25519Scalar;
  const address = derived("address") as SigningSeed;
  wipe(extracted);
  return {
    letters,
    mailbox,
    address,
    publics: {
      recipient: hybridPublicKey(letters, primitives),
      mailbox: x25519PublicKey(mailbox, primitives),
      address: primitives.ed25519PublicKey(address) as VerifyingKey,
    },
    wipe: () => wipe(letters, mailbox, address),
  };
}
