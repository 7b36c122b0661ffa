import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { hexToBytes } from "@noble/hashes/utils.js";
import { utf8 } from "../../../crypto/bytes.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import type { ActDigest, EntityId, TipId } from "../names.ts";
import { type CasebookView, deciding, type Said } from "../view.ts";
import type { Audience, WhatOf } from "../what.ts";

export type Recipient = Said<WhatOf<"recipient">>;

/** Who gets exports for an audience under numbers that stay. */
export function recipientsFor(
  { recipients }: Pick<CasebookView, "recipients">,
  audience: Audience,
): readonly Recipient[] {
  return deciding(recipients).filter(({ value }) => value.audience === audience);
}

const LABEL = "nightjar case number v1";
const BYTES = 8;
const DIGITS = 15;

/**
 * The numbers of one recipient: 15 hex digits in three groups, the same for a case in every export. Whoever hasn't the
 * key can't tell whether two recipients' numbers are of one case, not even where two were given the same key.
 */
export function numbersOf({ value, act }: Recipient): (about: TipId | EntityId) => string {
  const key = hexToBytes(value.key);
  return (about) => {
    const mac = hmac(sha256, key, utf8(`${LABEL}\n${act}\n${about}`));
    return grouped(encodeHex(mac.subarray(0, BYTES)).slice(0, DIGITS));
  };
}

/** @throws RangeError if no reviewer made such a recipient for this audience */
export function recipientOf(view: CasebookView, audience: Audience, act: ActDigest): Recipient {
  const found = recipientsFor(view, audience).find((one) => one.act === act);
  if (!found) throw new RangeError("no such recipient");
  return found;
}

/** In groups of five, as people read them out. */
export function grouped(digits: string): string {
  return (digits.toUpperCase().match(/.{1,5}/g) ?? []).join("-");
}
