import { joined } from "../../../crypto/bytes.ts";
import { LEAF_LENGTH } from "../../../crypto/digest.ts";
import { piecesOf } from "../pieces.ts";

/** A file's bytes in leaves of LEAF_LENGTH bytes, the last one shorter. @throws CliError file-…, interrupted */
export async function* leavesOf(path: string, stop: AbortSignal): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of piecesOf(path, stop)) {
    const rest = LEAF_LENGTH - length;
    held.push(piece.subarray(0, rest));
    length += piece.length;
    if (length < LEAF_LENGTH) continue;
    yield joined(held);
    held = [piece.subarray(rest)];
    length -= LEAF_LENGTH;
  }
  if (length > 0) yield joined(held);
}
