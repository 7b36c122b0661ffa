import { sha256 } from "@noble/hashes/sha2.js";
import {
  encodeHybridRecipient,
  encodeX25519Recipient,
  type HybridKey,
  parseHybridRecipient,
  parseX25519Recipient,
  type X25519Key,
} from "../age/recipient-keys.ts";
import type { Branded } from "../bytes.ts";
import { encodeVerifyingKey, parseVerifyingKey, type VerifyingKey } from "../ed25519.ts";
import { encodeHex, parseHex } from "../encoding.ts";
import { CryptoError } from "../errors.ts";
import { encodeInstanceId, type InstanceId, parseInstanceId } from "./anchor.ts";
import { encodeJson, fieldsOf, parseCanonical, parseCount, parseList, parseText } from "./canonical.ts";
import { encodeInstant, type Instant, parseInstant } from "./instant.ts";

/** 32 bytes: SHA-256 of a roster's payload bytes. */
export type RosterDigest = Branded<Uint8Array, "RosterDigest">;

/** Who can read, for one period (SPEC.md, "Roster"). No names: a public staff list would serve the adversary. */
export interface Roster {
  readonly instance: InstanceId;
  /** 1 for the first roster of an instance. */
  readonly sequence: number;
  /** The digest of the roster before it; null for the first only. */
  readonly previous: RosterDigest | null;
  readonly notBefore: Instant;
  /** The first instant at which it no longer holds. */
  readonly notAfter: Instant;
  /** Undefined in a roster of the first version, which can't say: it gives no letters. */
  readonly letters: Letters | undefined;
  /** Number of the oldest source's page that may still be used, 0 for any. Undefined in a roster of the first version. */
  readonly oldestPage: number | undefined;
  /** 1 to 16, in ascending order of their numbers. */
  readonly reviewers: readonly Reviewer[];
}

/** How many reviewers must sign a letter's free text; 0: no letters are given. */
export type Letters = 0 | 1 | 2;

export interface Reviewer {
  readonly number: number;
  /** What the page seals to. */
  readonly recipient: HybridKey;
  /** What a source without JavaScript can seal to by hand with an older age. */
  readonly classicRecipient: X25519Key;
  readonly signingKey: VerifyingKey;
}

export const ROSTER_PAYLOAD_TYPE = "application/vnd.nightjar.roster.v1+json";

const TYPES = ["nightjar-roster/v1", "nightjar-roster/v2"] as const;
const MOST_REVIEWERS = 16;
const MOST_LETTERS = 2;
const MOST_PAGE = 1_000_000;

export function encodeRoster(roster: Roster): Uint8Array {
  return encodeJson({
    type: TYPES[roster.letters === undefined ? 0 : 1],
    instance: encodeInstanceId(roster.instance),
    sequence: roster.sequence,
    previous: roster.previous && encodeHex(roster.previous),
    notBefore: encodeInstant(roster.notBefore),
    notAfter: encodeInstant(roster.notAfter),
    letters: roster.letters,
    oldestPage: roster.oldestPage,
    reviewers: roster.reviewers.map((reviewer) => ({
      number: reviewer.number,
      recipient: encodeHybridRecipient(reviewer.recipient),
      classicRecipient: encodeX25519Recipient(reviewer.classicRecipient),
      signingKey: encodeVerifyingKey(reviewer.signingKey),
    })),
  });
}

/** How many reviewers must sign a letter's free text under this roster; 0 if it gives no letters. */
export function lettersOf(roster: Roster): Letters {
  return roster.letters ?? 0;
}

/** Canonical JSON bytes, of either version. @throws CryptoError document-malformed, recipient-malformed, key-weak, key-repeated */
export function parseRoster(bytes: Uint8Array): Roster {
  return parseCanonical(bytes, readRoster, encodeRoster);
}

export function rosterDigest(payload: Uint8Array): RosterDigest {
  return sha256(payload) as Uint8Array as RosterDigest;
}

export function parseRosterDigest(value: unknown): RosterDigest {
  return parseHex(value, 32, "document-malformed") as RosterDigest;
}

function readRoster(value: unknown): Roster {
  const fields = fieldsOf(value);
  const sequence = parseCount(fields.sequence, 1, 1_000_000, "sequence");
  const previous = fields.previous === null ? null : parseRosterDigest(fields.previous);
  if ((sequence === 1) !== (previous === null)) throw new CryptoError("document-malformed", "previous");
  const notBefore = parseInstant(fields.notBefore);
  const notAfter = parseInstant(fields.notAfter);
  if (notAfter <= notBefore) throw new CryptoError("document-malformed", "an empty period");
  const reviewers = parseList(fields.reviewers, 1, MOST_REVIEWERS, "reviewers").map(readReviewer);
  checkReviewers(reviewers);
  return {
    instance: parseInstanceId(fields.instance),
    sequence,
    previous,
    notBefore,
    notAfter,
    ...readSecondVersion(fields, reviewers.length),
    reviewers,
  };
}

/** Both keys or neither; whether the type says the same, `parseCanonical` finds. */
function readSecondVersion(
  { letters, oldestPage }: Record<string, unknown>,
  reviewers: number,
): Pick<Roster, "letters" | "oldestPage"> {
  if (letters === undefined && oldestPage === undefined) return { letters: undefined, oldestPage: undefined };
  const most = Math.min(MOST_LETTERS, reviewers);
  return {
    letters: parseCount(letters, 0, most, "letters") as Letters,
    oldestPage: parseCount(oldestPage, 0, MOST_PAGE, "oldestPage"),
  };
}

function readReviewer(value: unknown): Reviewer {
  const fields = fieldsOf(value);
  return {
    number: parseCount(fields.number, 1, 9999, "number"),
    recipient: parseHybridRecipient(parseText(fields.recipient, "recipient")),
    classicRecipient: parseX25519Recipient(parseText(fields.classicRecipient, "recipient")),
    signingKey: parseVerifyingKey(fields.signingKey, "document-malformed"),
  };
}

function checkReviewers(reviewers: readonly Reviewer[]): void {
  const ascending = reviewers.every((reviewer, i) => reviewer.number > (reviewers[i - 1]?.number ?? 0));
  if (!ascending) throw new CryptoError("document-malformed", "reviewers out of order");
  const keys = reviewers.flatMap((r) => [r.recipient, r.classicRecipient, r.signingKey].map(encodeHex));
  if (new Set(keys).size !== keys.length) throw new CryptoError("key-repeated", "reviewers");
}
