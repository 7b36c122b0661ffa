import { equalBytes } from "../bytes.ts";
import { CryptoError } from "../errors.ts";
import type { Signatures } from "../primitives/primitives.ts";
import { type Anchor, instanceId } from "./anchor.ts";
import { ascending, encoderOf, type Of, parserOf, record, typed } from "./canonical.ts";
import { type SignedDocument, verifyDocument } from "./dsse.ts";
import { base64, checkDistinct, hex, verifyingKey } from "./fields.ts";
import { personNumber, type RosterDigest, sequenceNumber } from "./roster.ts";

const MOST_COURIERS = 32;
const MOST_PEOPLE_BYTES = 128 * 1024;

const COURIER = { number: personNumber, key: verifyingKey };

/** Who may fetch envelopes. */
export interface Courier extends Of<typeof COURIER> {}

const ANNEX = /* @__PURE__ */ typed(
  "nightjar-annex/v1",
  () => ({
    instance: instanceId,
    /** The roster's. */
    sequence: sequenceNumber,
    roster: hex<RosterDigest>(32),
    /** 0 to 32, in ascending order of their numbers. */
    couriers: ascending(
      record(() => COURIER),
      0,
      MOST_COURIERS,
      ({ number }) => number,
    ),
    /** A binary age file (at most 128 KiB) that holds the `People` of `people.ts`. */
    people: base64,
  }),
  ({ couriers, people }) => {
    checkDistinct(
      couriers.map(({ key }) => key),
      "couriers",
    );
    if (people.length > MOST_PEOPLE_BYTES) throw new CryptoError("document-malformed", "people too large");
  },
);

/**
 * What belongs to one roster and is not for sources (SPEC.md, "Annex"): the couriers, for the server, and the
 * people behind the numbers, sealed to the reviewers and the stewards. Signed by as many stewards as a roster.
 */
export interface Annex extends Of<typeof ANNEX> {}

export const ANNEX_PAYLOAD_TYPE = "application/vnd.nightjar.annex.v1+json";

export const encodeAnnex = /* @__PURE__ */ encoderOf<Annex>(ANNEX);

/** Canonical JSON bytes. @throws CryptoError document-malformed, key-weak, key-repeated */
export const parseAnnex = /* @__PURE__ */ parserOf<Annex>(ANNEX);

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
