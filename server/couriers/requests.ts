import { parseUtf8 } from "../../crypto/bytes.ts";
import { CryptoError } from "../../crypto/errors.ts";
import {
  type AskedEnvelope,
  type EnvelopeId,
  isEnvelopeId,
  parseAskedEnvelope,
} from "../../protocol/addresses.ts";
import { MOST_RECEIPTS } from "../../protocol/http.ts";
import { Refusal } from "../http/problem.ts";

/** Bytes of a body with so many. */
export const MAX_RECEIPTS_LENGTH = 64 * 1024;

/** Bytes of a body that asks for an envelope. */
export const MAX_ASKED_LENGTH = 128;

/** `{"id":"…","from":N}`, and nothing else. @throws Refusal bad-request */
export function parseAsked(body: Uint8Array): AskedEnvelope {
  const asked = parseAskedEnvelope(Buffer.from(body).toString("latin1"));
  if (asked) return asked;
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
