import { list, record } from "../../crypto/documents/canonical.ts";
import {
  type AskedEnvelope,
  type EnvelopeId,
  envelopeId,
  parseAskedEnvelope,
} from "../../protocol/addresses.ts";
import { MOST_RECEIPTS } from "../../protocol/http.ts";
import { parseBody } from "../http/body.ts";
import { ProblemError } from "../http/problem.ts";

/** Bytes of a body with so many. */
export const MAX_RECEIPTS_LENGTH = 64 * 1024;

/** Bytes of a body that asks for an envelope. */
export const MAX_ASKED_LENGTH = 128;

/** `{"id":"…","from":N}`, and nothing else. @throws ProblemError bad-request */
export function parseAsked(body: Uint8Array): AskedEnvelope {
  const asked = parseAskedEnvelope(Buffer.from(body).toString("latin1"));
  if (asked) return asked;
  throw new ProblemError("bad-request");
}

const RECEIPTS = record(() => ({ envelopes: list(envelopeId, 1, MOST_RECEIPTS) }));

/** `{"envelopes":[id,…]}`, 1 to 1,000 of them, and nothing else. @throws ProblemError bad-request */
export function parseReceipts(body: Uint8Array): readonly EnvelopeId[] {
  return parseBody(RECEIPTS, body).envelopes;
}
