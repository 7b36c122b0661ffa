import { type Anchor, encodeAnchor, type InstanceId, parseAnchor } from "../../crypto/documents/anchor.ts";
import { type AnchorMove, anchorDigest, followAnchor } from "../../crypto/documents/anchor-move.ts";
import type { SignedDocument } from "../../crypto/documents/dsse.ts";
import type { StewardCard } from "../../crypto/documents/steward-card.ts";
import { encodeVerifyingKey } from "../../crypto/ed25519.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { randomBytes } from "../../crypto/random.ts";

/** All anchors that an instance has had, oldest first; never empty, and the last one is in force. */
export type AnchorLine = readonly [Anchor, ...Anchor[]];

/** The anchor of a new instance. @throws CryptoError document-malformed, key-repeated: as a reader would */
export function newAnchor(
  cards: readonly StewardCard[],
  chosen: Pick<Anchor, "name" | "threshold" | "currencyDays" | "demo">,
): Anchor {
  return checked({
    instance: randomBytes(32) as Uint8Array as InstanceId,
    ...chosen,
    stewards: stewardKeys(cards),
  });
}

/** What the old anchor's stewards are to sign: other stewards, the rest as it was. @throws as newAnchor */
export function draftMove(from: Anchor, cards: readonly StewardCard[], threshold: number): AnchorMove {
  return {
    from: anchorDigest(from),
    to: checked({ ...from, stewards: stewardKeys(cards), threshold }),
  };
}

/** Follows moves in the order given, from the first anchor on. @throws CryptoError as followAnchor */
export function anchorLine(
  first: Anchor,
  moves: readonly SignedDocument[],
  signatures: Signatures,
): AnchorLine {
  const line: [Anchor, ...Anchor[]] = [first];
  for (const move of moves) line.push(followAnchor(inForce(line), move, signatures));
  return line;
}

export function inForce(line: AnchorLine): Anchor {
  return line.at(-1) ?? line[0];
}

function stewardKeys(cards: readonly StewardCard[]) {
  return cards
    .map((card) => card.signingKey)
    .sort((a, b) => (encodeVerifyingKey(a) < encodeVerifyingKey(b) ? -1 : 1));
}

function checked(anchor: Anchor): Anchor {
  return parseAnchor(encodeAnchor(anchor));
}
