import { type Anchor, encodeAnchor, type InstanceId, parseAnchor } from "../../crypto/documents/anchor.ts";
import { type AnchorMove, anchorDigest } from "../../crypto/documents/anchor-move.ts";
import type { StewardCard } from "../../crypto/documents/steward-card.ts";
import { encodeVerifyingKey } from "../../crypto/ed25519.ts";
import { randomBytes } from "../../crypto/random.ts";

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

function stewardKeys(cards: readonly StewardCard[]) {
  return cards
    .map((card) => card.signingKey)
    .sort((a, b) => (encodeVerifyingKey(a) < encodeVerifyingKey(b) ? -1 : 1));
}

function checked(anchor: Anchor): Anchor {
  return parseAnchor(encodeAnchor(anchor));
}
