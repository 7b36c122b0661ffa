import type { Branded } from "../bytes.ts";
import { encodeVerifyingKey, parseVerifyingKey, type VerifyingKey } from "../ed25519.ts";
import { encodeHex, parseHex } from "../encoding.ts";
import { CryptoError } from "../errors.ts";
import { encodeJson, fieldsOf, parseCanonical, parseCount, parseLabel, parseList } from "./canonical.ts";

/** 32 random bytes that tell one Nightjar from every other. */
export type InstanceId = Branded<Uint8Array, "InstanceId">;

/** What a page and a CLI trust from the start; public, baked in (SPEC.md, "Anchor"). */
export interface Anchor {
  readonly instance: InstanceId;
  /** 1 to 64 characters, shown to sources. */
  readonly name: string;
  /** 1 to 16, all different, in ascending order of their hexadecimal form. */
  readonly stewards: readonly VerifyingKey[];
  /** How many different stewards must sign a roster. */
  readonly threshold: number;
  /** Longest life of a currency statement, in days. */
  readonly currencyDays: number;
  /** True for an instance that is for trying only. */
  readonly demo: boolean;
}

const TYPE = "nightjar-anchor/v1";
const MOST_STEWARDS = 16;

export function encodeAnchor(anchor: Anchor): Uint8Array {
  return encodeJson({
    type: TYPE,
    instance: encodeInstanceId(anchor.instance),
    name: anchor.name,
    stewards: anchor.stewards.map(encodeVerifyingKey),
    threshold: anchor.threshold,
    currencyDays: anchor.currencyDays,
    demo: anchor.demo,
  });
}

/** Canonical JSON bytes. @throws CryptoError document-malformed, key-weak, key-repeated */
export function parseAnchor(bytes: Uint8Array): Anchor {
  return parseCanonical(bytes, readAnchor, encodeAnchor);
}

export function encodeInstanceId(instance: InstanceId): string {
  return encodeHex(instance);
}

export function parseInstanceId(value: unknown): InstanceId {
  return parseHex(value, 32, "document-malformed") as InstanceId;
}

function readAnchor(value: unknown): Anchor {
  const fields = fieldsOf(value, TYPE);
  const stewards = parseList(fields.stewards, 1, MOST_STEWARDS, "stewards").map((steward) =>
    parseVerifyingKey(steward, "document-malformed"),
  );
  const ids = stewards.map(encodeVerifyingKey);
  if (new Set(ids).size !== ids.length) throw new CryptoError("key-repeated", "stewards");
  if (ids.some((id, i) => i > 0 && id < (ids[i - 1] ?? ""))) {
    throw new CryptoError("document-malformed", "stewards out of order");
  }
  if (typeof fields.demo !== "boolean") throw new CryptoError("document-malformed", "demo");
  return {
    instance: parseInstanceId(fields.instance),
    name: parseLabel(fields.name, "name"),
    stewards,
    threshold: parseCount(fields.threshold, 1, stewards.length, "threshold"),
    currencyDays: parseCount(fields.currencyDays, 1, 90, "currencyDays"),
    demo: fields.demo,
  };
}
