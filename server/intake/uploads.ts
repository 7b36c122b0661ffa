import { parseUtf8 } from "../../crypto/bytes.ts";
import { type EnvelopeDigest, LEAF_LENGTH, parseDigest } from "../../crypto/digest.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { parseCommitPath, parsePartPath } from "../../protocol/addresses.ts";
import { JSON_TYPE, OCTETS } from "../../protocol/http.ts";
import { type Address, address } from "../http/addresses.ts";
import { answer, requireType } from "../http/answer.ts";
import type { BodyReader } from "../http/body.ts";
import { Refusal } from "../http/problem.ts";
import { tally } from "../status/tally.ts";
import { type Spool, uploadIdOf } from "../store/spool.ts";
import { stored } from "./envelopes.ts";
import type { Intake } from "./intake.ts";

/** Bytes of a commit's body, at most: one is about a hundred. */
const MAX_COMMIT_LENGTH = 1024;

interface Commit {
  readonly parts: number;
  readonly digest: EnvelopeDigest;
}

/** An envelope in parts, and the commit that makes it one. */
export function uploadAddresses(
  intake: Intake,
  bodies: BodyReader,
  spool: Spool,
  maxEnvelope: number,
): Address[] {
  const mostParts = Math.ceil(maxEnvelope / LEAF_LENGTH);
  return [
    address(parsePartPath, {
      PUT: async ({ upload, number }, request, response) => {
        requireType(request, OCTETS);
        await intake.receivePart(request, response, uploadIdOf(upload), number);
        response.statusCode = 204;
        response.end();
      },
    }),
    address(parseCommitPath, {
      POST: async (upload, request, response) => {
        requireType(request, JSON_TYPE);
        const commit = parseCommit(await bodies.whole(request, response, MAX_COMMIT_LENGTH), mostParts);
        await spool.commit(uploadIdOf(upload), commit.parts, commit.digest);
        tally.taken();
        answer(response, 201, JSON_TYPE, stored(commit.digest));
      },
    }),
  ];
}

/** `{"parts": n, "digest": hex}` and nothing else. */
function parseCommit(bytes: Uint8Array, mostParts: number): Commit {
  try {
    const value: unknown = JSON.parse(parseUtf8(bytes, "document-malformed"));
    if (typeof value === "object" && value !== null && "parts" in value && "digest" in value) {
      const { parts, digest, ...others } = value;
      const counted =
        typeof parts === "number" && Number.isInteger(parts) && parts >= 1 && parts <= mostParts;
      if (counted && Object.keys(others).length === 0) {
        return { parts, digest: parseDigest(digest, "document-malformed") };
      }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof CryptoError)) throw error;
  }
  throw new Refusal("bad-request");
}
