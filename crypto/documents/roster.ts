import { sha256 } from "@noble/hashes/sha2.js";
import type { Branded } from "../bytes.ts";
import { CryptoError } from "../errors.ts";
import { instanceId } from "./anchor.ts";
import {
  ascending,
  encoderOf,
  type Field,
  type Of,
  optional,
  orNull,
  parserOf,
  record,
  typed,
} from "./canonical.ts";
import { checkDistinct, count, hex, hybridRecipient, verifyingKey, x25519Recipient } from "./fields.ts";
import { checkPeriod, PERIOD } from "./period.ts";

/** 32 bytes: SHA-256 of a roster's payload bytes. */
export type RosterDigest = Branded<Uint8Array, "RosterDigest">;

/** 1 for the first roster of an instance. */
export const sequenceNumber = /* @__PURE__ */ count(1, 1_000_000);

/** A reviewer's, or a courier's. */
export const personNumber = /* @__PURE__ */ count(1, 9999);

/** How many reviewers must sign a letter's free text; 0: no letters are given. */
export type Letters = 0 | 1 | 2;

const REVIEWER = {
  number: personNumber,
  /** What the page seals to. */
  recipient: hybridRecipient,
  /** What a source without JavaScript can seal to by hand with an older age. */
  classicRecipient: x25519Recipient,
  signingKey: verifyingKey,
};

export interface Reviewer extends Of<typeof REVIEWER> {}

const MOST_REVIEWERS = 16;
const MOST_PAGE = 1_000_000;

const ROSTER = /* @__PURE__ */ typed(
  ({ letters }) => `nightjar-roster/v${letters === undefined ? 1 : 2}`,
  () => ({
    instance: instanceId,
    sequence: sequenceNumber,
    /** The digest of the roster before it; null for the first only. */
    previous: orNull(hex<RosterDigest>(32)),
    ...PERIOD,
    /** Undefined in a roster of the first version, which can't say: it gives no letters. */
    letters: optional(count<Letters>(0, 2)) as Field<Letters | undefined>,
    /** Number of the oldest source's page that may still be used, 0 for any. Undefined in a roster of the first version. */
    oldestPage: optional(count(0, MOST_PAGE)) as Field<number | undefined>,
    /** 1 to 16, in ascending order of their numbers. */
    reviewers: ascending(
      record(() => REVIEWER),
      1,
      MOST_REVIEWERS,
      ({ number }) => number,
    ),
  }),
  (roster) => {
    const { sequence, previous, letters, oldestPage, reviewers } = roster;
    if ((sequence === 1) !== (previous === null)) throw new CryptoError("document-malformed", "previous");
    checkPeriod(roster);
    if ((letters === undefined) !== (oldestPage === undefined) || (letters ?? 0) > reviewers.length) {
      throw new CryptoError("document-malformed", "letters");
    }
    checkDistinct(
      reviewers.flatMap((r) => [r.recipient, r.classicRecipient, r.signingKey]),
      "reviewers",
    );
  },
);

/** Who can read, for one period (SPEC.md, "Roster"). No names: a public staff list would serve the adversary. */
export interface Roster extends Of<typeof ROSTER> {}

export const ROSTER_PAYLOAD_TYPE = "application/vnd.nightjar.roster.v1+json";

export const encodeRoster = /* @__PURE__ */ encoderOf<Roster>(ROSTER);

/** How many reviewers must sign a letter's free text under this roster; 0 if it gives no letters. */
export function lettersOf(roster: Roster): Letters {
  return roster.letters ?? 0;
}

/** Canonical JSON bytes, of either version. @throws CryptoError document-malformed, recipient-malformed, key-weak, key-repeated */
export const parseRoster = /* @__PURE__ */ parserOf<Roster>(ROSTER);

export function rosterDigest(payload: Uint8Array): RosterDigest {
  return sha256(payload) as Uint8Array as RosterDigest;
}
