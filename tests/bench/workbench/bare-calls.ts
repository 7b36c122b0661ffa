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

/** The library's own work and nothing around it. */
export function callAll(calls: readonly Call[], primitives: Primitives): void {
  for (const call of calls) {
    if (call.kind === "xwing") primitives.xwingDecapsulate(call.seed, call.encapsulated);
    else primitives.aeadOpen(call.key, call.nonce, call.ciphertext);
  }
}
