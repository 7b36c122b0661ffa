import { parseUtf8 } from "../../crypto/bytes.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { type EnvelopeId, isEnvelopeId } from "../../protocol/addresses.ts";
import { MOST_RECEIPTS } from "../../protocol/http.ts";
import { Refusal } from "../http/problem.ts";

/** Bytes of a body with so many. */
export const MAX_RECEIPTS_LENGTH = 64 * 1024;

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
      if (counted && envelopes.every(isEnvelopeId) && Object.keys(others).length === 0) return envelopes;
    }
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof CryptoError)) throw error;
  }
  throw new Refusal("bad-request");
}
