import { equalBytes } from "../../crypto/bytes.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import { type Annex, verifyAnnex } from "../../crypto/documents/annex.ts";
import { type SignedDocument, verifyDocument } from "../../crypto/documents/dsse.ts";
import type { Instant } from "../../crypto/documents/instant.ts";
import {
  parseRoster,
  ROSTER_PAYLOAD_TYPE,
  type Roster,
  type RosterDigest,
  rosterDigest,
} from "../../crypto/documents/roster.ts";
import type { VerifyingKey } from "../../crypto/ed25519.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import type { PublicDocuments } from "./documents.ts";

/** A roster as somebody keeps it who has seen others: whether it is in force now is another question. */
export interface KnownRoster extends Roster {
  readonly digest: RosterDigest;
}

/**
 * The roster in a document that the anchor's stewards signed; its period and its currency count for nothing here.
 * @throws CryptoError as verifyDocument and parseRoster; document-foreign
 */
export function verifyKnownRoster(
  anchor: Anchor,
  document: SignedDocument,
  signatures: Signatures,
): KnownRoster {
  const { stewards, threshold } = anchor;
  const payload = verifyDocument(document, ROSTER_PAYLOAD_TYPE, stewards, threshold, signatures);
  const roster = parseRoster(payload);
  if (!equalBytes(roster.instance, anchor.instance)) throw new CryptoError("document-foreign", "roster");
  return { ...roster, digest: rosterDigest(payload) };
}

/** What of an instance's public documents the stewards have signed. */
export interface KnownDocuments {
  readonly rosters: readonly KnownRoster[];
  readonly annexes: readonly Annex[];
  /** Why others don't count, one for each. */
  readonly refused: readonly CryptoError[];
}

/** Verifies each document by itself, against the anchor of whoever asks, never the one that came along. */
export function knownDocuments(
  anchor: Anchor,
  { rosters, annexes }: PublicDocuments,
  signatures: Signatures,
): KnownDocuments {
  const refused: CryptoError[] = [];
  const verified = <D, T>(documents: readonly D[], verify: (document: D) => T) =>
    documents.flatMap((document) => {
      try {
        return [verify(document)];
      } catch (error) {
        if (!(error instanceof CryptoError)) throw error;
        refused.push(error);
        return [];
      }
    });
  return {
    rosters: verified(rosters, (file) => verifyKnownRoster(anchor, file.roster, signatures)),
    annexes: verified(annexes, (document) => verifyAnnex(anchor, document, signatures)),
    refused,
  };
}

/** Whether the stewards named this key as a courier's in any of these annexes. */
export function isKnownCourier(annexes: readonly Annex[], key: VerifyingKey): boolean {
  return annexes.some(({ couriers }) => couriers.some((courier) => equalBytes(courier.key, key)));
}

/**
 * Since when a roster has been replaced before its time: the first beginning of a later one within its period. A
 * reviewer was revoked then, say. Undefined if its period simply ended, or goes on.
 */
export function supersededSince(roster: KnownRoster, rosters: readonly KnownRoster[]): Instant | undefined {
  const beginnings = rosters
    .filter((later) => later.sequence > roster.sequence && later.notBefore < roster.notAfter)
    .map((later) => later.notBefore);
  return beginnings.length === 0 ? undefined : beginnings.reduce((a, b) => (b < a ? b : a));
}
