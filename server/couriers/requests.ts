import { parseUtf8 } from "../../crypto/bytes.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { Refusal } from "../problem.ts";
import { type Day, parseDay } from "../store/day.ts";
import type { EnvelopeId } from "../store/pickup.ts";

/** Receipts in one request, at most. */
export const MOST_RECEIPTS = 1000;

/** Bytes of a body with so many. */
export const MAX_RECEIPTS_LENGTH = 64 * 1024;

/** @throws Refusal not-found */
export function parseDayOrMiss(text: unknown): Day {
  const day = typeof text === "string" ? parseDay(text) : undefined;
  if (day === undefined) throw new Refusal("not-found");
  return day;
}

/** @throws Refusal not-found */
export function parseIdOrMiss(text: unknown): EnvelopeId {
  if (isId(text)) return text;
  throw new Refusal("not-found");
}

/** The id in `?after=…`; undefined without a query. @throws Refusal bad-request on any other query */
export function parseAfter(url: string): EnvelopeId | undefined {
  const start = url.indexOf("?");
  if (start < 0) return undefined;
  const [name, id, ...others] = url.slice(start + 1).split("=");
  if (name === "after" && isId(id) && others.length === 0) return id;
  throw new Refusal("bad-request");
}

/** N of `bytes=N-`, below `size`; undefined without the header. @throws Refusal bad-request on any other form */
export function parseRangeStart(header: string | undefined, size: number): number | undefined {
  if (header === undefined) return undefined;
  const [, digits] = /^bytes=(0|[1-9][0-9]{0,14})-$/.exec(header) ?? [];
  const start = Number(digits ?? Number.NaN);
  if (start < size) return start;
  throw new Refusal("bad-request");
}

/** `{"envelopes": [id, …]}`, 1 to 1,000 of them, and nothing else. @throws Refusal bad-request */
export function parseReceipts(body: Uint8Array): EnvelopeId[] {
  try {
    const value: unknown = JSON.parse(parseUtf8(body, "document-malformed"));
    if (typeof value === "object" && value !== null && "envelopes" in value) {
      const { envelopes, ...others } = value;
      const counted = Array.isArray(envelopes) && envelopes.length > 0 && envelopes.length <= MOST_RECEIPTS;
      if (counted && envelopes.every(isId) && Object.keys(others).length === 0) return envelopes;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof CryptoError)) throw error;
  }
  throw new Refusal("bad-request");
}

function isId(text: unknown): text is EnvelopeId {
  return typeof text === "string" && /^[0-9a-f]{32}$/.test(text);
}
