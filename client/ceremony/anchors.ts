import { startsWith, utf8 } from "../../crypto/bytes.ts";
import { type Anchor, encodeAnchor, type InstanceId, parseAnchor } from "../../crypto/documents/anchor.ts";
import { anchorLine, type LineFile, parseLineFile } from "../../crypto/documents/anchor-line.ts";
import { type AnchorMove, anchorDigest } from "../../crypto/documents/anchor-move.ts";
import type { StewardCard } from "../../crypto/documents/steward-card.ts";
import { encodeVerifyingKey, type VerifyingKey } from "../../crypto/ed25519.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { randomBytes } from "../../crypto/random.ts";
import type { Cards } from "./cards.ts";
import { cardOf, isAmong } from "./changes.ts";
import { CeremonyError } from "./errors.ts";
import type { Warning } from "./remarks.ts";

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

const LINE_START = utf8('{"type":"nightjar-line/');

/** An anchor, or a line of them as a server's `public/` has it. @throws CryptoError as their parsers; as followAnchor */
export function parseAnchorOrLine(bytes: Uint8Array, signatures: Signatures): LineFile {
  if (!startsWith(bytes, LINE_START)) return { first: parseAnchor(bytes), moves: [] };
  const file = parseLineFile(bytes);
  anchorLine(file.first, file.moves, signatures);
  return file;
}

/** What those who found or move an instance should know of how many must sign. */
export function thresholdWarnings(stewards: number, threshold: number): Warning[] {
  if (threshold === 1) return [{ kind: "one-steward" }];
  return threshold === stewards ? [{ kind: "all-stewards" }] : [];
}

/** What the old anchor's stewards are to sign: other stewards, the rest as it was. @throws as newAnchor */
export function draftMove(from: Anchor, cards: readonly StewardCard[], threshold: number): AnchorMove {
  return {
    from: anchorDigest(from),
    to: checked({ ...from, stewards: stewardKeys(cards), threshold }),
  };
}

/**
 * The new stewards of a move: all that have a card, but for those of the old anchor who leave.
 * @throws CeremonyError card-stranger
 */
export function stewardsAfter(
  from: Anchor,
  cards: Cards["stewards"],
  leaving: Cards["stewards"],
): StewardCard[] {
  const stranger = leaving.find(({ key }) => !isAmong(key, from.stewards));
  if (stranger) throw new CeremonyError("card-stranger", stranger.card.handle);
  return cards.filter(({ key }) => !cardOf(key, leaving)).map(({ card }) => card);
}

function stewardKeys(cards: readonly StewardCard[]): VerifyingKey[] {
  return cards
    .map((card) => card.signingKey)
    .sort((a, b) => (encodeVerifyingKey(a) < encodeVerifyingKey(b) ? -1 : 1));
}

function checked(anchor: Anchor): Anchor {
  return parseAnchor(encodeAnchor(anchor));
}
