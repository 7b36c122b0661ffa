import { ascending, encoderOf, list, type Of, optional, parserOf, record, typed } from "./canonical.ts";
import { hex, hybridRecipient, label, verifyingKey } from "./fields.ts";
import { languageTags } from "./reviewer-card.ts";
import { personNumber } from "./roster.ts";

const REVIEWER = {
  number: personNumber,
  handle: label,
  languages: languageTags,
  casebookRecipient: hybridRecipient,
};

const PEOPLE = /* @__PURE__ */ typed("nightjar-people/v1", () => ({
  /** In ascending order of their numbers, the roster's. */
  reviewers: ascending(
    record(() => REVIEWER),
    1,
    16,
    ({ number }) => number,
  ),
  /** In ascending order of their numbers, the annex's. */
  couriers: ascending(
    record(() => ({ number: personNumber, handle: label })),
    0,
    32,
    ({ number }) => number,
  ),
  stewards: list(
    record(() => ({ key: verifyingKey, handle: label })),
    1,
    16,
  ),
  /** 32 bytes that all randomness of the sealing comes from; earlier versions sealed without one. */
  seed: optional(hex(32)),
}));

/** Who stands behind the numbers of a roster and its annex; sealed, inside the annex (SPEC.md, "Annex"). */
export interface People extends Of<typeof PEOPLE> {}

export const encodePeople = /* @__PURE__ */ encoderOf<People>(PEOPLE);

/** Canonical JSON bytes. @throws CryptoError document-malformed, recipient-malformed, key-weak */
export const parsePeople = /* @__PURE__ */ parserOf<People>(PEOPLE);
