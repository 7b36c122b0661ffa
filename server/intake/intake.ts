import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { EnvelopeInspector } from "../../crypto/age/intake.ts";
import { digestOfLeaves, type EnvelopeDigest, LEAF_LENGTH } from "../../crypto/digest.ts";
import { circuitOf } from "../circuits/circuit-front.ts";
import type { BodyReader, Wrapping } from "../http/body.ts";
import type { TipQuota } from "../http/limits.ts";
import { ProblemError } from "../http/problem.ts";
import { tally } from "../status/tally.ts";
import { leafDigest } from "../store/leaf.ts";
import type { Beginning, Spool, UploadId } from "../store/spool.ts";

/** How envelopes come in: looked at byte by byte as they come, and kept only from a good header on. */
export class Intake {
  readonly #bodies: BodyReader;
  readonly #spool: Spool;
  readonly #tips: TipQuota;
  readonly #maxEnvelope: number;

  constructor(bodies: BodyReader, spool: Spool, tips: TipQuota, maxEnvelope: number) {
    this.#bodies = bodies;
    this.#spool = spool;
    this.#tips = tips;
    this.#maxEnvelope = maxEnvelope;
  }

  /** A whole envelope in one request, bare or wrapped; durable on return. */
  async receiveWhole(
    request: IncomingMessage,
    response: ServerResponse,
    wrapping?: Wrapping,
  ): Promise<EnvelopeDigest> {
    const digest = await this.#tips.during(request, () => this.#keepWhole(request, response, wrapping));
    tally.taken();
    return digest;
  }

  /** A large one on its way through the same staging as uploads, under an id of the server's own. */
  async #keepWhole(
    request: IncomingMessage,
    response: ServerResponse,
    wrapping: Wrapping | undefined,
  ): Promise<EnvelopeDigest> {
    const inspector = new EnvelopeInspector();
    const upload = randomBytes(16) as Uint8Array as UploadId;
    /** Of the parts that are staged. */
    const digests: Uint8Array[] = [];
    const watch = (chunk: Uint8Array) => void inspector.push(chunk);
    try {
      const leaves = this.#bodies.leaves(request, response, this.#maxEnvelope, watch, wrapping);
      for await (const { bytes, last } of leaves) {
        if (last) inspector.finish();
        const number = digests.length;
        if (last && number === 0) return await this.#spool.put(bytes);
        const digest = leafDigest(bytes);
        const beginning = number === 0 ? beginningOf(request, inspector) : undefined;
        await this.#spool.putPart(upload, number, bytes, beginning);
        digests.push(digest);
      }
      const digest = digestOfLeaves(digests);
      await this.#spool.commit(upload, digests.length, digest);
      return digest;
    } catch (error) {
      if (digests.length > 0) await this.#spool.abandon(upload);
      throw error;
    }
  }

  /** One part of an upload; durable on return. */
  async receivePart(
    request: IncomingMessage,
    response: ServerResponse,
    upload: UploadId,
    number: number,
  ): Promise<void> {
    const limit = Math.min(LEAF_LENGTH, this.#maxEnvelope - number * LEAF_LENGTH);
    if (limit <= 0) throw new ProblemError("too-large");
    if (number === 0)
      return await this.#tips.during(request, () => this.#keepFirstPart(request, response, upload, limit));
    await this.#spool.expectPart(upload, number);
    await this.#bodies.use(request, response, limit, async (bytes) => {
      if (bytes.length === 0) throw new ProblemError("bad-request");
      await this.#spool.putPart(upload, number, bytes);
    });
  }

  async #keepFirstPart(
    request: IncomingMessage,
    response: ServerResponse,
    upload: UploadId,
    limit: number,
  ): Promise<void> {
    const inspector = new EnvelopeInspector();
    const keep = (bytes: Uint8Array) =>
      this.#spool.putPart(upload, 0, bytes, beginningOf(request, inspector));
    await this.#bodies.use(request, response, limit, keep, (chunk) => void inspector.push(chunk));
  }
}

/** @throws CryptoError truncated, not-age if the header isn't whole */
function beginningOf(request: IncomingMessage, inspector: EnvelopeInspector): Beginning {
  const { headerLength } = inspector.push(new Uint8Array(0)) ?? inspector.finish();
  return { headerLength, circuit: circuitOf(request) };
}
