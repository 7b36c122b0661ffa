import { equalBytes } from "../../crypto/bytes.ts";
import type { SignedDocument } from "../../crypto/documents/dsse.ts";
import type { VerifyingKey } from "../../crypto/ed25519.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { signatureName } from "./draft-names.ts";
import type { Payload } from "./payload.ts";

/** What a steward has signed, each under its `memoryName`. */
export type Memory = ReadonlyMap<string, SignedDocument>;

/** What a signature is remembered under: one name for each sequence, and one for each anchor that is moved away from. */
export function memoryName(payload: Payload, key: VerifyingKey): string {
  const from = payload.kind === "move" ? `${encodeHex(payload.move.from).slice(0, 16)}-` : "";
  return `${from}${signatureName(payload.name, key)}`;
}

/**
 * The first payload in whose place this steward has signed another one, even if that never came to be one of the
 * chain: with k such signatures on each, the chain would fork, or the line of anchors would.
 */
export function signedOtherwise(
  payloads: readonly Payload[],
  key: VerifyingKey,
  memory: Memory,
): Payload | undefined {
  return payloads.find((payload) => {
    const before = memory.get(memoryName(payload, key));
    return before !== undefined && !equalBytes(before.payload, payload.bytes);
  });
}
