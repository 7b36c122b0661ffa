import { type EnvelopeDigest, encodeDigest, parseDigest } from "../../crypto/digest.ts";
import {
  encodeJson,
  fieldsOf,
  parseCanonical,
  parseCount,
  parseList,
} from "../../crypto/documents/canonical.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { type EnvelopeId, isEnvelopeId } from "../../protocol/addresses.ts";
import { type Day, parseDay } from "../../protocol/day.ts";
import { MOST_ENVELOPES } from "./manifest.ts";
import { orRefused } from "./refused.ts";

/** An envelope as a server lists it, and a bundle. */
export interface ListedEnvelope {
  readonly id: EnvelopeId;
  /** The UTC day on which it came, as the server says. */
  readonly day: Day;
  /** Bytes. */
  readonly size: number;
  readonly digest: EnvelopeDigest;
}

/** What was not fetched of a day. */
export interface LeftBehind {
  readonly day: Day;
  readonly count: number;
  readonly bytes: number;
}

/** envelopes.json of a bundle (SPEC.md, "Bundle"). */
export interface BundleList {
  /** Ascending by day, then by id; no id twice. */
  readonly envelopes: readonly ListedEnvelope[];
  /** Ascending by day, no day twice. */
  readonly left: readonly LeftBehind[];
}

/** Largest envelope that a list may name, in bytes: the largest plain file of a ustar. */
export const MOST_ENVELOPE_BYTES = 8 * 1024 ** 3 - 1;

/** Most bytes of an encoded list. */
export const MOST_LIST_BYTES = 24 * 1024 * 1024;

const TYPE = "nightjar-bundle-list/v1";
const MOST_DAYS = 1000;

export function encodeList(list: BundleList): Uint8Array {
  return encodeJson({
    type: TYPE,
    envelopes: list.envelopes.map(listedToJson),
    left: list.left.map(({ day, count, bytes }) => ({ day, count, bytes })),
  });
}

/** Canonical JSON bytes. @throws BundleError list-refused */
export function parseBundleList(bytes: Uint8Array): BundleList {
  return orRefused("list-refused", () => parseCanonical(bytes, readList, encodeList, MOST_LIST_BYTES));
}

/** The order in which a list, and the tar behind it, has envelopes. */
export function inListOrder(a: ListedEnvelope, b: ListedEnvelope): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** @throws CryptoError document-malformed */
export function parseEnvelopeId(value: unknown): EnvelopeId {
  if (isEnvelopeId(value)) return value;
  throw new CryptoError("document-malformed", "not an envelope's id");
}

export function parseEnvelopeSize(value: unknown): number {
  return parseCount(value, 1, MOST_ENVELOPE_BYTES, "size");
}

function listedToJson({ id, day, size, digest }: ListedEnvelope) {
  return { id, day, size, digest: encodeDigest(digest) };
}

function readList(value: unknown): BundleList {
  const fields = fieldsOf(value, TYPE);
  const envelopes = parseList(fields.envelopes, 0, MOST_ENVELOPES, "envelopes").map(readListed);
  const left = parseList(fields.left, 0, MOST_DAYS, "left").map(readLeft);
  const ordered = envelopes.every((envelope, i) => i === 0 || follows(envelopes[i - 1], envelope));
  const days = left.every(({ day }, i) => i === 0 || (left[i - 1]?.day ?? "") < day);
  const names = new Set(envelopes.map(({ id }) => id));
  if (!ordered || !days || names.size !== envelopes.length) {
    throw new CryptoError("document-malformed", "out of order");
  }
  return { envelopes, left };
}

function follows(before: ListedEnvelope | undefined, envelope: ListedEnvelope): boolean {
  return before !== undefined && inListOrder(before, envelope) < 0;
}

function readListed(value: unknown): ListedEnvelope {
  const fields = fieldsOf(value);
  return {
    id: parseEnvelopeId(fields.id),
    day: parseDay(fields.day),
    size: parseEnvelopeSize(fields.size),
    digest: parseDigest(fields.digest, "document-malformed"),
  };
}

function readLeft(value: unknown): LeftBehind {
  const fields = fieldsOf(value);
  return {
    day: parseDay(fields.day),
    count: parseCount(fields.count, 1, Number.MAX_SAFE_INTEGER, "count"),
    bytes: parseCount(fields.bytes, 1, Number.MAX_SAFE_INTEGER, "bytes"),
  };
}
