import { utf8 } from "../../crypto/bytes.ts";
import { type EnvelopeDigest, encodeDigest } from "../../crypto/digest.ts";
import { ENVELOPES_PATH } from "../../protocol/addresses.ts";
import { JSON_TYPE, OCTETS } from "../../protocol/http.ts";
import { type Address, at } from "../http/addresses.ts";
import { answer, requireType } from "../http/answer.ts";
import type { Intake } from "./intake.ts";

/** An envelope in one shot. */
export function envelopeAddresses(intake: Intake): Address[] {
  return [
    at("POST", ENVELOPES_PATH, async (request, response) => {
      requireType(request, OCTETS);
      answer(response, 201, JSON_TYPE, stored(await intake.receiveWhole(request, response)));
    }),
  ];
}

/** The one answer to whatever is stored now, be it for the first time or again. */
export function stored(digest: EnvelopeDigest): Uint8Array {
  return utf8(JSON.stringify({ digest: encodeDigest(digest) }));
}
