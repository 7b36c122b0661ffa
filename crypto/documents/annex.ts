import { equalBytes } from "../bytes.ts";
import { encodeVerifyingKey, parseVerifyingKey, type VerifyingKey } from "../ed25519.ts";
import { encodeBase64, encodeHex, parseBase64 } from "../encoding.ts";
import { CryptoError } from "../errors.ts";
import type { Signatures } from "../primitives/primitives.ts";
import { type Anchor, encodeInstanceId, type InstanceId, parseInstanceId } from "./anchor.ts";
import { encodeJson, fieldsOf, parseCanonical, parseCount, parseList } from "./canonical.ts";
import { type SignedDocument, verifyDocument } from "./dsse.ts";
import { parseRosterDigest, type RosterDigest } from "./roster.ts";

/**
 * What belongs to one roster and is not for sources (SPEC.md, "Annex"): the couriers, for the server, and the
 * people behind the numbers, sealed to the reviewers and the stewards. Signed by as many stewards as a roster.
 */
export interface Annex {
  readonly instance: InstanceId;
  /** The roster's. */
  readonly sequence: number;
  readonly roster: RosterDigest;
  /** 0 to 32, in ascending order of their numbers. */
  readonly couriers: readonly Courier[];
  /** A binary age file (at most 128 KiB) that holds the `People` of `people.ts`. */
  readonly people: Uint8Array;
}

/** Who may fetch envelopes. */
export interface Courier {
  readonly number: number;
  readonly key: VerifyingKey;
}

export const ANNEX_PAYLOAD_TYPE = "application/vnd.nightjar.annex.v1+json";

const TYPE = "nightjar-annex/v1";
const MOST_COURIERS = 32;
const MOST_PEOPLE_BYTES = 128 * 1024;

export function encodeAnnex(annex: Annex): Uint8Array {
  return encodeJson({
    type: TYPE,
    instance: encodeInstanceId(annex.instance),
    sequence: annex.sequence,
    roster: encodeHex(annex.roster),
    couriers: annex.couriers.map(({ number, key }) => ({ number, key: encodeVerifyingKey(key) })),
    people: encodeBase64(annex.people),
  });
}

/** Canonical JSON bytes. @throws CryptoError document-malformed, key-weak, key-repeated */
export function parseAnnex(bytes: Uint8Array): Annex {
  return parseCanonical(bytes, readAnnex, encodeAnnex);
}

/**
 * The annex, if the stewards of the anchor signed it; to which roster it belongs, the caller compares.
 * @throws as parseAnnex and verifyDocument; document-foreign
 */
export function verifyAnnex(anchor: Anchor, document: SignedDocument, signatures: Signatures): Annex {
  const { stewards, threshold } = anchor;
  const annex = parseAnnex(verifyDocument(document, ANNEX_PAYLOAD_TYPE, stewards, threshold, signatures));
  if (!equalBytes(annex.instance, anchor.instance)) throw new CryptoError("document-foreign", "annex");
  return annex;
}

function readAnnex(value: unknown): Annex {
  const fields = fieldsOf(value, TYPE);
  const couriers = parseList(fields.couriers, 0, MOST_COURIERS, "couriers").map(readCourier);
  checkCouriers(couriers);
  const people = parseBase64(fields.people, "document-malformed");
  if (people.length > MOST_PEOPLE_BYTES) throw new CryptoError("document-malformed", "people too large");
  return {
    instance: parseInstanceId(fields.instance),
    sequence: parseCount(fields.sequence, 1, 1_000_000, "sequence"),
    roster: parseRosterDigest(fields.roster),
    couriers,
    people,
  };
}

function readCourier(value: unknown): Courier {
  const fields = fieldsOf(value);
  return {
    number: parseCount(fields.number, 1, 9999, "number"),
    key: parseVerifyingKey(fields.key, "document-malformed"),
  };
}

function checkCouriers(couriers: readonly Courier[]): void {
  const ascending = couriers.every((courier, i) => courier.number > (couriers[i - 1]?.number ?? 0));
  if (!ascending) throw new CryptoError("document-malformed", "couriers out of order");
  const keys = couriers.map((courier) => encodeVerifyingKey(courier.key));
  if (new Set(keys).size !== keys.length) throw new CryptoError("key-repeated", "couriers");
}
