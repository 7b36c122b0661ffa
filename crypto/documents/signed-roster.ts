import { equalBytes } from "../bytes.ts";
import { encodeVerifyingKey } from "../ed25519.ts";
import { CryptoError } from "../errors.ts";
import type { Signatures } from "../primitives/primitives.ts";
import type { Anchor } from "./anchor.ts";
import { CURRENCY_PAYLOAD_TYPE, type Currency, parseCurrency } from "./currency.ts";
import { type SignedDocument, verifyDocument } from "./dsse.ts";
import { SECONDS_PER_DAY } from "./instant.ts";
import { parseRoster, ROSTER_PAYLOAD_TYPE, type Roster, type RosterDigest, rosterDigest } from "./roster.ts";

/** A roster that the stewards of an anchor signed, whenever it holds: enough to audit with, not to seal to. */
export interface SignedRoster {
  readonly roster: Roster;
  readonly digest: RosterDigest;
  readonly document: SignedDocument;
}

/** Rows 1 to 7 of SPEC.md, "Verification". @throws CryptoError with the first thing that does not hold */
export function verifySignedRoster(
  anchor: Anchor,
  document: SignedDocument,
  signatures: Signatures,
): SignedRoster {
  const { stewards, threshold } = anchor;
  const payload = verifyDocument(document, ROSTER_PAYLOAD_TYPE, stewards, threshold, signatures);
  const roster = parseRoster(payload);
  const keys = new Set(stewards.map(encodeVerifyingKey));
  if (roster.reviewers.some((reviewer) => keys.has(encodeVerifyingKey(reviewer.signingKey)))) {
    throw new CryptoError("key-repeated", "a reviewer signs with a steward's key");
  }
  if (!equalBytes(roster.instance, anchor.instance)) throw new CryptoError("document-foreign", "roster");
  return { roster, digest: rosterDigest(payload), document };
}

/** Rows 9 to 11 of SPEC.md, "Verification". @throws CryptoError with the first thing that does not hold */
export function verifyCurrency(
  anchor: Anchor,
  { roster, digest }: Pick<SignedRoster, "roster" | "digest">,
  document: SignedDocument,
  signatures: Signatures,
): Currency {
  const statement = verifyDocument(document, CURRENCY_PAYLOAD_TYPE, anchor.stewards, 1, signatures);
  const currency = parseCurrency(statement);
  if (!equalBytes(currency.instance, anchor.instance)) throw new CryptoError("document-foreign", "currency");
  if (currency.sequence !== roster.sequence || !equalBytes(currency.roster, digest)) {
    throw new CryptoError("currency-mismatch");
  }
  if (currency.notAfter - currency.issued > anchor.currencyDays * SECONDS_PER_DAY) {
    throw new CryptoError("currency-too-long");
  }
  return currency;
}
