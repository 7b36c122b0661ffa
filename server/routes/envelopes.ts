import type { Express, RequestHandler } from "express";
import { utf8 } from "../../crypto/bytes.ts";
import { type EnvelopeDigest, encodeDigest } from "../../crypto/digest.ts";
import type { Intake } from "../intake.ts";
import { allowOnly, answer, requireType } from "./answer.ts";

/** An envelope in one shot. */
export function routeEnvelopes(app: Express, intake: Intake, limit: RequestHandler): void {
  app
    .route("/v1/envelopes")
    .post(requireType("application/octet-stream"), limit, async (request, response) => {
      const digest = await intake.receiveWhole(request, response);
      answer(response, 201, "application/json", stored(digest));
    })
    .all(allowOnly("POST"));
}

/** The one answer to whatever is stored now, be it for the first time or again. */
export function stored(digest: EnvelopeDigest): Uint8Array {
  return utf8(JSON.stringify({ digest: encodeDigest(digest) }));
}
