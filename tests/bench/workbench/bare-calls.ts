/// <reference path="../../../crypto/primitives/libsodium.d.ts" />
import createLibsodium from "libsodium";
import type { Identity } from "../../../crypto/age/identities.ts";
import { openWhole } from "../../../crypto/age/open.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";

/** What opening asks libsodium for, and nothing else. */
export type Call =
  | { readonly kind: "xwing"; readonly seed: Uint8Array; readonly encapsulated: Uint8Array }
  | {
      readonly kind: "aead";
      readonly key: Uint8Array;
      readonly nonce: Uint8Array;
      readonly ciphertext: Uint8Array;
    };

/** The calls that opening these envelopes makes, in their order, with copies of what they are given. */
export function callsOf(
  envelopes: Iterable<Uint8Array>,
  identities: readonly Identity[],
  primitives: Primitives,
): Call[] {
  const calls: Call[] = [];
  const recording: Primitives = {
    ...primitives,
    xwingDecapsulate: (seed, encapsulated) => {
      calls.push({ kind: "xwing", seed: seed.slice(), encapsulated: encapsulated.slice() });
      return primitives.xwingDecapsulate(seed, encapsulated);
    },
    aeadOpen: (key, nonce, ciphertext) => {
      calls.push({ kind: "aead", key: key.slice(), nonce: nonce.slice(), ciphertext: ciphertext.slice() });
      return primitives.aeadOpen(key, nonce, ciphertext);
    },
  };
  for (const envelope of envelopes) openWhole(envelope, identities, recording);
  return calls;
}

/** libsodium with memory lent once, so that only its own work and what it is given are timed. */
export async function bareLibsodium(mostBytes = 70_000): Promise<(calls: readonly Call[]) => void> {
  const library = await createLibsodium({ getRandomValue: () => 0 });
  if (library._sodium_init() < 0) throw new Error("libsodium does not start");
  const [secret, small, nonceAt] = [library._malloc(64), library._malloc(64), library._malloc(64)];
  const text = library._malloc(mostBytes);
  return (calls) => {
    for (const call of calls) {
      if (call.kind === "xwing") {
        library.HEAPU8.set(call.seed, small);
        library.HEAPU8.set(call.encapsulated, text);
        library._crypto_kem_xwing_dec(secret, text, small);
      } else {
        library.HEAPU8.set(call.key, small);
        library.HEAPU8.set(call.nonce, nonceAt);
        library.HEAPU8.set(call.ciphertext, text);
        const length = call.ciphertext.length;
        library._crypto_aead_chacha20poly1305_ietf_decrypt(
          text,
          0,
          0,
          text,
          length,
          0,
          0,
          0,
          0,
          nonceAt,
          small,
        );
      }
    }
  };
}
