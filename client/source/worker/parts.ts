import { LEAF_LENGTH } from "../../../crypto/digest.ts";
import { free } from "../../browser/free.ts";
import type { PartBuffers } from "./part-buffers.ts";

/**
 * The same bytes in parts of `LEAF_LENGTH`, the last one shorter but never empty. Each part is a whole buffer, so
 * that it can be handed to another thread, and returned to `buffers` from there. The chunks are freed.
 */
export async function* cutIntoParts(
  chunks: AsyncIterable<Uint8Array>,
  buffers: PartBuffers,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let part = await buffers.take();
  let filled = 0;
  try {
    for await (const chunk of chunks) {
      for (let offset = 0; offset < chunk.length; ) {
        if (filled === LEAF_LENGTH) {
          yield part;
          part = await buffers.take();
          filled = 0;
        }
        const piece = chunk.subarray(offset, offset + LEAF_LENGTH - filled);
        part.set(piece, filled);
        filled += piece.length;
        offset += piece.length;
      }
      free(chunk);
    }
    if (filled > 0) yield part.slice(0, filled);
  } finally {
    // The last part is a copy; one that was handed on has no bytes any more, and isn't taken back.
    buffers.giveBack(part);
  }
}
