import { ed25519 } from "@noble/curves/ed25519.js";
import { parseVerifyingKey, verifyEd25519 } from "../../crypto/ed25519.ts";
import { nobleSignatures } from "../../crypto/primitives/noble-signatures.ts";

// To be bundled as courier.html is, where the library is another.
Object.assign(globalThis, {
  bundledLight: { parseVerifyingKey, verifyEd25519, signatures: nobleSignatures, library: ed25519 },
});
