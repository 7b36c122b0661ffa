import { encodeHex } from "../encoding.ts";
import { CryptoError } from "../errors.ts";
import { encodeInstanceId, type InstanceId, parseInstanceId } from "./anchor.ts";
import { encodeJson, fieldsOf, parseCanonical, parseCount } from "./canonical.ts";
import { encodeInstant, type Instant, parseInstant } from "./instant.ts";
import { parseRosterDigest, type RosterDigest } from "./roster.ts";

/**
 * A steward's word that a roster is the one in force (SPEC.md, "Currency statement"): a source keeps no state,
 * so without it a hostile server could go on serving a roster whose reviewer has been revoked.
 */
export interface Currency {
  readonly instance: InstanceId;
  readonly sequence: number;
  readonly roster: RosterDigest;
  readonly issued: Instant;
  /** The first instant at which it no longer holds. */
  readonly notAfter: Instant;
}

export const CURRENCY_PAYLOAD_TYPE = "application/vnd.nightjar.currency.v1+json";

const TYPE = "nightjar-currency/v1";

export function encodeCurrency(currency: Currency): Uint8Array {
  return encodeJson({
    type: TYPE,
    instance: encodeInstanceId(currency.instance),
    sequence: currency.sequence,
    roster: encodeHex(currency.roster),
    issued: encodeInstant(currency.issued),
    notAfter: encodeInstant(currency.notAfter),
  });
}

/** Canonical JSON bytes. @throws CryptoError document-malformed */
export function parseCurrency(bytes: Uint8Array): Currency {
  return parseCanonical(bytes, readCurrency, encodeCurrency);
}

function readCurrency(value: unknown): Currency {
  const fields = fieldsOf(value, TYPE);
  const issued = parseInstant(fields.issued);
  const notAfter = parseInstant(fields.notAfter);
  if (notAfter <= issued) throw new CryptoError("document-malformed", "an empty life");
  return {
    instance: parseInstanceId(fields.instance),
    sequence: parseCount(fields.sequence, 1, 1_000_000, "sequence"),
    roster: parseRosterDigest(fields.roster),
    issued,
    notAfter,
  };
}
