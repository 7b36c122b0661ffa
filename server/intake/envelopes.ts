import { utf8 } from "../../crypto/bytes.ts";
import { type EnvelopeDigest, encodeDigest } from "../../crypto/digest.ts";
import { type Address, address, exactly } from "../http/addresses.ts";
import { answer, requireType } from "../http/answer.ts";
import type { Intake } from "./intake.ts";

/** An envelope in one shot. */
export function envelopeAddresses(intake: Intake): Address[] {
  return [
    address(exactly("/v1/envelopes"), {
      POST: async (_path, request, response) => {
        requireType(request, "application/octet-stream");
        answer(response, 201, "application/json", stored(await intake.receiveWhole(request, response)));
      },
    }),
  ];
}

/** The one answer to whatever is stored now, be it for the first time or again. */
export function stored(digest: EnvelopeDigest): Uint8Array {
  return utf8(JSON.stringify({ digest: encodeDigest(digest) }));
}
