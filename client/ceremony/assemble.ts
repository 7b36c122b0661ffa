import type { Anchor } from "../../crypto/documents/anchor.ts";
import type { SignedDocument } from "../../crypto/documents/dsse.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { pairName, signedName } from "./draft-names.ts";
import { CeremonyError } from "./errors.ts";
import { checkForAnchor, type Payload } from "./payload.ts";
import { joinSignatures } from "./signatures.ts";

/** A payload with all its signatures, and where it lies from then on. */
export interface Assembled {
  /** `rosters/0007.signed.json`, `annexes/0007.json` */
  readonly place: string;
  readonly payload: Payload;
  readonly document: SignedDocument;
}

/**
 * A draft of rosters with the signatures of its stewards, all or none.
 * @param partsOf a payload's documents with one signature each
 * @throws CeremonyError draft-malformed, draft-alarm, and as joinSignatures
 */
export function assembleRosters(
  anchor: Anchor,
  payloads: readonly Payload[],
  partsOf: (payload: Payload) => readonly SignedDocument[],
  signatures: Signatures,
): Assembled[] {
  return payloads.map((payload) => {
    checkForAnchor(anchor, payload);
    const document = joinSignatures(anchor, payload, partsOf(payload), signatures);
    return { place: placeOf(payload), payload, document };
  });
}

/** The one payload of a draft of a move. @throws CeremonyError draft-malformed */
export function moveOf(payloads: readonly Payload[]): Payload & { readonly kind: "move" } {
  const [payload, ...others] = payloads;
  if (payload?.kind === "move" && others.length === 0) return payload;
  throw new CeremonyError("draft-malformed");
}

function placeOf(payload: Payload): string {
  if (payload.kind === "roster") return `rosters/${signedName(payload.roster.sequence)}`;
  if (payload.kind === "annex") return `annexes/${pairName(payload.annex.sequence)}`;
  throw new CeremonyError("draft-malformed");
}
