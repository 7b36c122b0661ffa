import { encodeHybridRecipient, type HybridKey, parseHybridRecipient } from "../age/recipient-keys.ts";
import { encodeVerifyingKey, parseVerifyingKey, type VerifyingKey } from "../ed25519.ts";
import { encodeHex, parseHex } from "../encoding.ts";
import { CryptoError } from "../errors.ts";
import {
  encodeJson,
  fieldsOf,
  parseCanonical,
  parseCount,
  parseLabel,
  parseList,
  parseText,
} from "./canonical.ts";
import { parseLanguages } from "./reviewer-card.ts";

/** Who stands behind the numbers of a roster and its annex; sealed, inside the annex (SPEC.md, "Annex"). */
export interface People {
  /** In ascending order of their numbers, the roster's. */
  readonly reviewers: readonly ReviewerPerson[];
  /** In ascending order of their numbers, the annex's. */
  readonly couriers: readonly { readonly number: number; readonly handle: string }[];
  readonly stewards: readonly { readonly key: VerifyingKey; readonly handle: string }[];
  /** 32 bytes that all randomness of the sealing comes from; earlier versions sealed without one. */
  readonly seed?: Uint8Array;
}

export interface ReviewerPerson {
  readonly number: number;
  readonly handle: string;
  readonly languages: readonly string[];
  readonly casebookRecipient: HybridKey;
}

const TYPE = "nightjar-people/v1";

export function encodePeople(people: People): Uint8Array {
  return encodeJson({
    type: TYPE,
    reviewers: people.reviewers.map(({ number, handle, languages, casebookRecipient }) => ({
      number,
      handle,
      languages,
      casebookRecipient: encodeHybridRecipient(casebookRecipient),
    })),
    couriers: people.couriers.map(({ number, handle }) => ({ number, handle })),
    stewards: people.stewards.map(({ key, handle }) => ({ key: encodeVerifyingKey(key), handle })),
    ...(people.seed && { seed: encodeHex(people.seed) }),
  });
}

/** Canonical JSON bytes. @throws CryptoError document-malformed, recipient-malformed, key-weak */
export function parsePeople(bytes: Uint8Array): People {
  return parseCanonical(bytes, readPeople, encodePeople);
}

function readPeople(value: unknown): People {
  const fields = fieldsOf(value, TYPE);
  const people = {
    reviewers: parseList(fields.reviewers, 1, 16, "reviewers").map(readReviewer),
    couriers: parseList(fields.couriers, 0, 32, "couriers").map(readCourier),
    stewards: parseList(fields.stewards, 1, 16, "stewards").map(readSteward),
    ...(fields.seed !== undefined && { seed: parseHex(fields.seed, 32, "document-malformed") }),
  };
  for (const list of [people.reviewers, people.couriers]) {
    const ascending = list.every(({ number }, i) => number > (list[i - 1]?.number ?? 0));
    if (!ascending) throw new CryptoError("document-malformed", "people out of order");
  }
  return people;
}

function readReviewer(value: unknown): ReviewerPerson {
  const fields = fieldsOf(value);
  return {
    number: parseCount(fields.number, 1, 9999, "number"),
    handle: parseLabel(fields.handle, "handle"),
    languages: parseLanguages(fields.languages),
    casebookRecipient: parseHybridRecipient(parseText(fields.casebookRecipient, "casebookRecipient")),
  };
}

function readCourier(value: unknown) {
  const fields = fieldsOf(value);
  return {
    number: parseCount(fields.number, 1, 9999, "number"),
    handle: parseLabel(fields.handle, "handle"),
  };
}

function readSteward(value: unknown) {
  const fields = fieldsOf(value);
  return {
    key: parseVerifyingKey(fields.key, "document-malformed"),
    handle: parseLabel(fields.handle, "handle"),
  };
}
