import { parseUtf8 } from "../../crypto/bytes.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { Refusal } from "../http/problem.ts";
import { type Day, parseDay } from "../store/day.ts";
import type { EnvelopeId } from "../store/pickup.ts";

/** Receipts in one request, at most. */
export const MOST_RECEIPTS = 1000;

/** Bytes of a body with so many. */
export const MAX_RECEIPTS_LENGTH = 64 * 1024;

/** `/v1/courier/days/<day>`, with `?after=<id>` or without */
export function parseDayTarget(target: string): { day: Day; after: EnvelopeId | undefined } | undefined {
  const [, text = "", after] =
    /^\/v1\/courier\/days\/([0-9-]{10})(?:\?after=([0-9a-f]{32}))?$/.exec(target) ?? [];
  const day = parseDay(text);
  return day === undefined ? undefined : { day, after: after as EnvelopeId | undefined };
}

/** `/v1/courier/days/<day>/all`, with `?after=<id>` or without */
export function parseWholeDayTarget(target: string): ReturnType<typeof parseDayTarget> {
  const day = target.replace(/^([^?]*)\/all(?=\?|$)/, "$1");
  return day === target ? undefined : parseDayTarget(day);
}

/** `/v1/courier/envelopes/<id>` */
export function parseEnvelopeTarget(target: string): EnvelopeId | undefined {
  return /^\/v1\/courier\/envelopes\/([0-9a-f]{32})$/.exec(target)?.[1] as EnvelopeId | undefined;
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
