import type { IncomingMessage, ServerResponse } from "node:http";
import { LEAF_LENGTH } from "../../crypto/digest.ts";
import { type Field, parseDocument } from "../../crypto/documents/canonical.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { circuitOf } from "../circuits/circuit-front.ts";
import { BodyBounds } from "./body-bounds.ts";
import { LeafBuffer } from "./leaf-buffer.ts";
import { ProblemError } from "./problem.ts";

/** Milliseconds that any body may take, and LEAF_LENGTH bytes beside: a slow Tor circuit needs one minute or two. */
export const PACE = { least: 60_000, leaf: 4 * 60_000 };

/** A piece of a body: exactly LEAF_LENGTH bytes, or less if it is the last. */
export interface Leaf {
  readonly bytes: Uint8Array;
  readonly last: boolean;
}

/** How an envelope lies in a body: from its chunks to the envelope's own, and how long such a body may be. */
export interface Wrapping {
  unwrap(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** Bytes of a body around at most `limit` bytes. */
  mostLength(limit: number): number;
}

const BARE: Wrapping = { unwrap: (chunks) => chunks, mostLength: (limit) => limit };

/** Reads request bodies, as many at once as memory is set aside for; what follows a leaf counts while it is awaited. */
export class BodyReader {
  readonly bounds = new BodyBounds();
  readonly #pace: typeof PACE;

  constructor(pace = PACE) {
    this.#pace = pace;
  }

  /**
   * Reads at most `limit` bytes out of a body and yields them leaf by leaf; `watch` sees each chunk before anything
   * of it is kept, and stops all by throwing. @throws ProblemError busy, too-large, interrupted; what `wrapping` throws
   */
  async *leaves(
    request: IncomingMessage,
    response: ServerResponse,
    limit: number,
    watch: (chunk: Uint8Array) => void,
    wrapping = BARE,
  ): AsyncGenerator<Leaf> {
    const length = Number(request.headers["content-length"] ?? wrapping.mostLength(limit));
    if (length > wrapping.mostLength(limit)) throw new ProblemError("too-large");
    const most = Math.min(length, limit, LEAF_LENGTH);
    const leave = this.bounds.enter(circuitOf(request), most);
    const longest = this.#pace.least + (this.#pace.leaf * most) / LEAF_LENGTH;
    const pace = setTimeout(() => request.destroy(), longest);
    try {
      if (request.headers.expect !== undefined) response.writeContinue();
      const held = new LeafBuffer(most);
      let taken = 0;
      for await (const chunk of wrapping.unwrap(chunksOf(request))) {
        taken += chunk.length;
        if (taken > limit) throw new ProblemError("too-large");
        watch(chunk);
        for (let rest = held.add(chunk); rest.length > 0; rest = held.add(rest)) {
          yield { bytes: held.take(), last: false };
          pace.refresh();
        }
      }
      yield { bytes: held.take(), last: true };
    } finally {
      clearTimeout(pace);
      leave();
    }
  }

  /** A whole body of at most `limit` ≤ LEAF_LENGTH bytes; its memory counts as taken until `work` is done with it. */
  async use<Result>(
    request: IncomingMessage,
    response: ServerResponse,
    limit: number,
    work: (bytes: Uint8Array) => Promise<Result>,
    watch: (chunk: Uint8Array) => void = () => {},
  ): Promise<Result> {
    for await (const { bytes } of this.leaves(request, response, limit, watch)) return await work(bytes);
    throw new ProblemError("interrupted");
  }

  /** A whole body of at most `limit` ≤ LEAF_LENGTH bytes. */
  whole(request: IncomingMessage, response: ServerResponse, limit: number): Promise<Uint8Array> {
    return this.use(request, response, limit, async (bytes) => bytes);
  }
}

/**
 * The chunks of a body. The request survives if the reader stops early, so that it can be answered; and the iterator
 * lets go of it, so that what still comes can be thrown away.
 */
async function* chunksOf(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  const chunks = request.iterator({ destroyOnReturn: false });
  try {
    for (;;) {
      const next = await nextOf(chunks);
      if (next.done) return;
      if (!(next.value instanceof Uint8Array)) throw new ProblemError("bad-request");
      yield next.value;
    }
  } finally {
    await chunks.return?.();
  }
}

async function nextOf(chunks: AsyncIterator<unknown>): Promise<IteratorResult<unknown>> {
  try {
    return await chunks.next();
  } catch {
    throw new ProblemError("interrupted");
  }
}

/** A whole body as its table has it, to the byte. @throws ProblemError bad-request */
export function parseBody<T>(field: Field<T>, body: Uint8Array): T {
  return understood(() => parseDocument(field, body));
}

/** What a body says. @throws ProblemError bad-request for what `parse` refuses */
export function understood<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof CryptoError) throw new ProblemError("bad-request");
    throw error;
  }
}
