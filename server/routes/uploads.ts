import type { Express, RequestHandler } from "express";
import { parseUtf8 } from "../../crypto/bytes.ts";
import { type EnvelopeDigest, LEAF_LENGTH, parseDigest } from "../../crypto/digest.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { BodyReader } from "../body.ts";
import type { Intake } from "../intake.ts";
import { Refusal } from "../problem.ts";
import { parseUploadId, type Spool, type UploadId } from "../store/spool.ts";
import { allowOnly, answer, requireType } from "./answer.ts";
import { stored } from "./envelopes.ts";

/** Bytes of a commit's body, at most: one is about a hundred. */
const MAX_COMMIT_LENGTH = 1024;

interface Commit {
  readonly parts: number;
  readonly digest: EnvelopeDigest;
}

/** An envelope in parts, and the commit that makes it one. */
export function routeUploads(
  app: Express,
  intake: Intake,
  bodies: BodyReader,
  spool: Spool,
  { maxEnvelope, tips }: { maxEnvelope: number; tips: RequestHandler },
): void {
  const mostParts = Math.ceil(maxEnvelope / LEAF_LENGTH);
  app.put("/v1/uploads/:id/parts/0", tips);
  app
    .route("/v1/uploads/:id/parts/:number")
    .put(requireType("application/octet-stream"), async (request, response) => {
      const number = parsePartNumber(request.params.number);
      await intake.receivePart(request, response, parseIdOrMiss(request.params.id), number);
      response.statusCode = 204;
      response.end();
    })
    .all(allowOnly("PUT"));
  app
    .route("/v1/uploads/:id/commit")
    .post(requireType("application/json"), async (request, response) => {
      const id = parseIdOrMiss(request.params.id);
      const commit = parseCommit(await bodies.whole(request, response, MAX_COMMIT_LENGTH), mostParts);
      await spool.commit(id, commit.parts, commit.digest);
      answer(response, 201, "application/json", stored(commit.digest));
    })
    .all(allowOnly("POST"));
}

function parseIdOrMiss(text: unknown): UploadId {
  try {
    return parseUploadId(text, "size-invalid");
  } catch {
    throw new Refusal("not-found");
  }
}

function parsePartNumber(text: unknown): number {
  if (typeof text === "string" && /^(0|[1-9][0-9]{0,5})$/.test(text)) return Number(text);
  throw new Refusal("not-found");
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
