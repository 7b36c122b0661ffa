import { CryptoError } from "../errors.ts";
import { instanceId } from "./anchor.ts";
import { encoderOf, type Of, parserOf, typed } from "./canonical.ts";
import { hex } from "./fields.ts";
import { instant } from "./instant.ts";
import { type RosterDigest, sequenceNumber } from "./roster.ts";

const CURRENCY = /* @__PURE__ */ typed(
  "nightjar-currency/v1",
  () => ({
    instance: instanceId,
    sequence: sequenceNumber,
    roster: hex<RosterDigest>(32),
    issued: instant,
    /** The first instant at which it no longer holds. */
    notAfter: instant,
  }),
  ({ issued, notAfter }) => {
    if (notAfter <= issued) throw new CryptoError("document-malformed", "an empty life");
  },
);

/**
 * A steward's word that a roster is the one in force (SPEC.md, "Currency statement"): a source keeps no state,
 * so without it a hostile server could go on serving a roster whose reviewer has been revoked.
 */
export interface Currency extends Of<typeof CURRENCY> {}

export const CURRENCY_PAYLOAD_TYPE = "application/vnd.nightjar.currency.v1+json";

export const encodeCurrency = /* @__PURE__ */ encoderOf<Currency>(CURRENCY);

/** Canonical JSON bytes. @throws CryptoError document-malformed */
export const parseCurrency = /* @__PURE__ */ parserOf<Currency>(CURRENCY);
