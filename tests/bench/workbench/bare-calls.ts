import sodium from "libsodium-wrappers";
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
    xwingDecapsulator: (seed) => {
      const holder = primitives.xwingDecapsulator(seed);
      return {
        ...holder,
        decapsulate(encapsulated) {
          calls.push({ kind: "xwing", seed: seed.slice(), encapsulated: encapsulated.slice() });
          return holder.decapsulate(encapsulated);
        },
      };
    },
    aeadOpen: (key, nonce, ciphertext) => {
      calls.push({ kind: "aead", key: key.slice(), nonce: nonce.slice(), ciphertext: ciphertext.slice() });
      return primitives.aeadOpen(key, nonce, ciphertext);
    },
  };
  for (const envelope of envelopes) openWhole(envelope, identities, recording);
  return calls;
}

/** The library's own work and nothing around it: its own X-Wing, which makes the keys anew each time. */
export function callAll(calls: readonly Call[], primitives: Primitives): void {
  for (const call of calls) {
    if (call.kind === "xwing") sodium.crypto_kem_xwing_dec(call.encapsulated, call.seed);
    else primitives.aeadOpen(call.key, call.nonce, call.ciphertext);
  }
}

/** The same work as opening asks for it: each key made once. */
export function callAllByExpanded(calls: readonly Call[], primitives: Primitives): void {
  const [first] = calls.flatMap((call) => (call.kind === "xwing" ? [call.seed] : []));
  const holder = first && primitives.xwingDecapsulator(first);
  for (const call of calls) {
    if (call.kind === "xwing") holder?.decapsulate(call.encapsulated);
    else primitives.aeadOpen(call.key, call.nonce, call.ciphertext);
  }
}
