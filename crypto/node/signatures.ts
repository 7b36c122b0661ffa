import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { concat, equalBytes, wipe } from "../bytes.ts";
import type { Signatures } from "../primitives/primitives.ts";

/** What stands before a seed in PKCS #8 (RFC 8410 §7). */
const BEFORE_SEED = Buffer.from("302e020100300506032b657004220420", "hex");

const IDENTITY = Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 1 : 0));

/** Node's own (OpenSSL's), which is quick from the first signature on: for the server and the command line. */
export const nodeSignatures: Signatures = {
  ed25519PublicKey: (seed) => {
    const { x = "" } = createPublicKey(privateKey(seed)).export({ format: "jwk" });
    return new Uint8Array(Buffer.from(x, "base64url"));
  },
  ed25519Sign: (seed, message) => new Uint8Array(sign(null, message, privateKey(seed))),
  // It compares R's bytes with those of sB − hA, which lies in the prime-order group as B and A do: no other R is
  // accepted, but the identity, by the first of Node 24.
  ed25519VerifyRaw: (publicKey, message, signature) =>
    !equalBytes(signature.subarray(0, 32), IDENTITY) && verify(null, message, keyOf(publicKey), signature),
};

function privateKey(seed: Uint8Array): KeyObject {
  if (seed.length !== 32) throw new RangeError("a seed has 32 bytes");
  // Memory of its own: Node's Buffers share theirs, where the seed would stay.
  const key = concat(BEFORE_SEED, seed);
  try {
    return createPrivateKey({ key: Buffer.from(key.buffer), format: "der", type: "pkcs8" });
  } finally {
    wipe(key);
  }
}

/** Throws a TypeError unless it has 32 bytes. */
function keyOf(publicKey: Uint8Array): KeyObject {
  const x = Buffer.from(publicKey).toString("base64url");
  return createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
}
