import type { EnvelopeDigest } from "../../crypto/digest.ts";
import {
  ascending,
  encodeDocument,
  malformed,
  type Of,
  parseDocument,
  record,
  typed,
} from "../../crypto/documents/canonical.ts";
import { count, hex } from "../../crypto/documents/fields.ts";
import { envelopeId } from "../../protocol/addresses.ts";
import { day } from "../../protocol/day.ts";
import { MOST_ENVELOPES } from "./manifest.ts";
import { orRefused } from "./refused.ts";

/** Largest envelope that a list may name, in bytes: the largest plain file of a ustar. */
export const MOST_ENVELOPE_BYTES = 8 * 1024 ** 3 - 1;

/** Most bytes of an encoded list. */
export const MOST_LIST_BYTES = 24 * 1024 * 1024;

/** Most days that a list names. */
export const MOST_DAYS = 1000;

/** Bytes. */
export const envelopeSize = /* @__PURE__ */ count(1, MOST_ENVELOPE_BYTES);

const listed = /* @__PURE__ */ record(() => ({
  id: envelopeId,
  /** The UTC day on which it came, as the server says. */
  day,
  size: envelopeSize,
  digest: hex<EnvelopeDigest>(32),
}));

/** An envelope as a server lists it, and a bundle. */
export interface ListedEnvelope extends Of<typeof listed> {}

const left = /* @__PURE__ */ record(() => ({
  day,
  count: count(1, Number.MAX_SAFE_INTEGER),
  bytes: count(1, Number.MAX_SAFE_INTEGER),
}));

/** What was not fetched of a day. */
export interface LeftBehind extends Of<typeof left> {}

/** Ascending by day, no day twice. */
export const leftBehind = /* @__PURE__ */ ascending(left, 0, MOST_DAYS, (one) => one.day);

const LIST = /* @__PURE__ */ typed(
  "nightjar-bundle-list/v1",
  () => ({
    /** Ascending by day, then by id; no id twice. */
    envelopes: ascending(listed, 0, MOST_ENVELOPES, ({ day, id }) => `${day} ${id}`),
    left: leftBehind,
  }),
  ({ envelopes }) => {
    if (new Set(envelopes.map(({ id }) => id)).size < envelopes.length) throw malformed("an envelope twice");
  },
);

/** envelopes.json of a bundle (SPEC.md, "Bundle"). */
export interface BundleList extends Of<typeof LIST> {}

export function encodeList(list: BundleList): Uint8Array {
  return encodeDocument(LIST, list);
}

/** Canonical JSON bytes. @throws BundleError list-refused */
export function parseBundleList(bytes: Uint8Array): BundleList {
  return orRefused("list-refused", () => parseDocument(LIST, bytes, MOST_LIST_BYTES));
}

/** The order in which a list, and the tar behind it, has envelopes. */
export function inListOrder(a: ListedEnvelope, b: ListedEnvelope): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
