import { expand, extract } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, utf8, wipe } from "../bytes.ts";

/** KEM X-Wing (0x647a), KDF HKDF-SHA256 (0x0001), AEAD ChaCha20Poly1305 (0x0003): RFC 9180 §5.1, §7. */
const SUITE_ID = concat(utf8("HPKE"), Uint8Array.of(0x64, 0x7a, 0x00, 0x01, 0x00, 0x03));

/** In front of every label. */
const LABELED = concat(utf8("HPKE-v1"), SUITE_ID);

const MODE_BASE = 0;
const NONE = new Uint8Array(0);

/**
 * Key (32) and first nonce (12) of an HPKE base-mode context, from the KEM's shared secret (32) and the info
 * (RFC 9180 §5.1, KeySchedule). age uses each context for one message, so the first nonce is the only one.
 */
export function hpkeBaseContext(sharedSecret: Uint8Array, info: Uint8Array) {
  const context = contextOf(info);
  const secret = labeledExtract(sharedSecret, "secret", NONE);
  const key = labeledExpand(secret, "key", context, 32);
  const nonce = labeledExpand(secret, "base_nonce", context, 12);
  wipe(secret);
  return { key, nonce };
}

const contexts = new Map<Uint8Array, Uint8Array>();

/** Of an info that is a constant of this floor: made once, since it is the same in every stanza. */
function contextOf(info: Uint8Array): Uint8Array {
  const known = contexts.get(info);
  if (known) return known;
  const context = concat(
    Uint8Array.of(MODE_BASE),
    labeledExtract(NONE, "psk_id_hash", NONE),
    labeledExtract(NONE, "info_hash", info),
  );
  contexts.set(info, context);
  return context;
}

function labeledExtract(salt: Uint8Array, label: string, input: Uint8Array): Uint8Array {
  return extract(sha256, concat(LABELED, utf8(label), input), salt);
}

function labeledExpand(secret: Uint8Array, label: string, info: Uint8Array, length: number): Uint8Array {
  const lengthBytes = Uint8Array.of(length >> 8, length & 0xff);
  return expand(sha256, secret, concat(lengthBytes, LABELED, utf8(label), info), length);
}
