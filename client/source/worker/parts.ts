import { LEAF_LENGTH } from "../../../crypto/digest.ts";

/**
 * The same bytes in parts of `LEAF_LENGTH`, the last one shorter but never empty. Each part owns its whole
 * buffer, so that it can be handed to another thread.
 */
export async function* cutIntoParts(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let part = new Uint8Array(LEAF_LENGTH);
  let filled = 0;
  for await (const chunk of chunks) {
    for (let offset = 0; offset < chunk.length; ) {
      if (filled === LEAF_LENGTH) {
        yield part;
        part = new Uint8Array(LEAF_LENGTH);
        filled = 0;
      }
      const piece = chunk.subarray(offset, offset + LEAF_LENGTH - filled);
      part.set(piece, filled);
      filled += piece.length;
      offset += piece.length;
    }
  }
  if (filled > 0) yield part.slice(0, filled);
}
