import { ed25519 } from "@noble/curves/ed25519.js";

/** Whether 32 bytes are the canonical encoding of a point of Ed25519's prime-order group that isn't the identity. */
export function isPrimeOrderPoint(bytes: Uint8Array): boolean {
  try {
    const point = ed25519.Point.fromBytes(bytes, false);
    return !point.is0() && point.isTorsionFree();
  } catch {
    return false;
  }
}
