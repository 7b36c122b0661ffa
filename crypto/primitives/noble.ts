import { x25519 as curve } from "@noble/curves/ed25519.js";
import { sha3_256 } from "@noble/hashes/sha3.js";
import { ml_kem768_x25519 as xwing } from "@noble/post-quantum/hybrid.js";
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import { wipe } from "../bytes.ts";
import { nobleAead } from "./noble-aead.ts";
import { nobleSignatures } from "./noble-signatures.ts";
import { orUndefined, type Primitives } from "./primitives.ts";
import { xwingDecapsulator } from "./xwing.ts";

const x25519: Primitives["x25519"] = (scalar, point) =>
  orUndefined(() => curve.getSharedSecret(scalar, point));

const x25519Base: Primitives["x25519Base"] = (scalar) => curve.getPublicKey(scalar);

/** What can be known of a public key is made once too. */
function mlkem(seed: Uint8Array) {
  const { publicKey, secretKey } = ml_kem768.keygen(seed);
  const prepared = ml_kem768.prepare(publicKey);
  return {
    decapsulate: (ciphertext: Uint8Array) => prepared.decapsulate(ciphertext, secretKey),
    wipe: () => wipe(secretKey),
  };
}

/** Plain JavaScript: for the pages of sources and of keys, and wherever WebAssembly doesn't run. */
export const noble: Primitives = {
  ...nobleSignatures,
  ...nobleAead,
  name: "noble",
  x25519,
  x25519Base,
  xwingPublicKey: (seed) => xwing.keygen(seed).publicKey,
  xwingEncapsulate: (publicKey, randomness) => {
    const { cipherText, sharedSecret } = xwing.encapsulate(publicKey, randomness);
    return { encapsulated: cipherText, sharedSecret };
  },
  xwingDecapsulator: (seed) => xwingDecapsulator(seed, { x25519, x25519Base, mlkem, sha3_256 }),
};
