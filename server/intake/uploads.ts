import { type EnvelopeDigest, LEAF_LENGTH } from "../../crypto/digest.ts";
import { record } from "../../crypto/documents/canonical.ts";
import { count, hex } from "../../crypto/documents/fields.ts";
import { parseCommitPath, parsePartPath } from "../../protocol/addresses.ts";
import { JSON_TYPE, OCTETS } from "../../protocol/http.ts";
import { type Address, address } from "../http/addresses.ts";
import { answer, requireType } from "../http/answer.ts";
import { type BodyReader, parseBody } from "../http/body.ts";
import { tally } from "../status/tally.ts";
import { type Spool, uploadIdOf } from "../store/spool.ts";
import { stored } from "./envelopes.ts";
import type { Intake } from "./intake.ts";

/** Bytes of a commit's body, at most: one is about a hundred. */
const MAX_COMMIT_LENGTH = 1024;

/** An envelope in parts, and the commit that makes it one. */
export function uploadAddresses(
  intake: Intake,
  bodies: BodyReader,
  spool: Spool,
  maxEnvelope: number,
): Address[] {
  const mostParts = Math.ceil(maxEnvelope / LEAF_LENGTH);
  /** `{"parts":n,"digest":hex}`, and nothing else. */
  const commit = record(() => ({ parts: count(1, mostParts), digest: hex<EnvelopeDigest>(32) }));
  return [
    address(parsePartPath, {
      PUT: async (request, response, { upload, number }) => {
        requireType(request, OCTETS);
        await intake.receivePart(request, response, uploadIdOf(upload), number);
        response.statusCode = 204;
        response.end();
      },
    }),
    address(parseCommitPath, {
      POST: async (request, response, upload) => {
        requireType(request, JSON_TYPE);
        const body = await bodies.whole(request, response, MAX_COMMIT_LENGTH);
        const { parts, digest } = parseBody(commit, body);
        await spool.commit(uploadIdOf(upload), parts, digest);
        tally.taken();
        answer(response, 201, JSON_TYPE, stored(digest));
      },
    }),
  ];
}
