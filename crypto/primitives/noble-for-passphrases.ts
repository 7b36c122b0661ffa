import { nobleAead } from "./noble-aead.ts";
import { nobleSignatures } from "./noble-signatures.ts";
import type { Primitives } from "./primitives.ts";

/**
 * What a file under a passphrase needs, for a page that opens nothing else and is to weigh little: all that agrees on
 * keys is missing, and throws.
 */
export const nobleForPassphrases: Primitives = {
  ...nobleSignatures,
  ...nobleAead,
  name: "noble",
  x25519: missing,
  x25519Base: missing,
  xwingPublicKey: missing,
  xwingEncapsulate: missing,
  xwingDecapsulator: missing,
};

function missing(): never {
  throw new Error("a passphrase agrees on no key");
}
