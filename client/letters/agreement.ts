import type { X25519Scalar } from "../../crypto/age/identities.ts";
import { concat, wipe } from "../../crypto/bytes.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";

/** The shared secret (32 bytes) of one's scalar and a point (32); undefined if the point is of low order. */
export type Agreement = (point: Uint8Array) => Promise<Uint8Array | undefined>;

/** PKCS #8 before the 32 bytes of an X25519 scalar (RFC 8410 §7). */
const PKCS8 = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20);

/** The host's own X25519 where it has one, on another thread: else the library's. Both give the same. */
export async function agreementOf(scalar: X25519Scalar, primitives: Primitives): Promise<Agreement> {
  return (await nativeAgreement(scalar)) ?? (async (point) => primitives.x25519(scalar, point));
}

/** Undefined where the host has none: no secure context, or an older browser. */
export async function nativeAgreement(scalar: X25519Scalar): Promise<Agreement | undefined> {
  const { subtle } = crypto;
  if (!subtle) return undefined;
  const pkcs8 = concat(PKCS8, scalar);
  const key = await subtle
    .importKey("pkcs8", pkcs8, { name: "X25519" }, false, ["deriveBits"])
    .catch(noneIfMissing);
  wipe(pkcs8);
  return key && ((point) => agreed(key, point));
}

/** A point of low order makes the host throw: that is an answer, not an accident. */
async function agreed(key: CryptoKey, point: Uint8Array): Promise<Uint8Array | undefined> {
  const { subtle } = crypto;
  if (!subtle) throw new TypeError("the host's cryptography went away");
  const publicKey = await subtle.importKey("raw", point.slice(), { name: "X25519" }, false, []);
  return subtle
    .deriveBits({ name: "X25519", public: publicKey }, key, 256)
    .then((secret) => new Uint8Array(secret))
    .catch(noneIfLowOrder);
}

function noneIfMissing(error: unknown): undefined {
  if (error instanceof Error && error.name === "NotSupportedError") return undefined;
  throw error;
}

function noneIfLowOrder(error: unknown): undefined {
  if (error instanceof Error && error.name === "OperationError") return undefined;
  throw error;
}
