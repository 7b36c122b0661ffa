import { parseAnchor } from "../../../crypto/documents/anchor.ts";
import { parseSignedDocument } from "../../../crypto/documents/dsse.ts";
import type { Signatures } from "../../../crypto/primitives/primitives.ts";
import { type AnchorLine, anchorLine, inForce } from "../../ceremony/anchors.ts";
import { readDocument } from "../documents.ts";

/** How help texts describe --anchor and --move, where rosters of earlier anchors may lie. */
export const ANCHOR_HELP = `  --anchor FILE      the instance's anchor; if it has moved, the first one
  --move FILE        a signed move of the anchor; may be given many times, in their order`;

/** The anchor, and those that signed moves lead to. @throws CliError file-…, document-refused */
export async function readAnchorLine(
  path: string,
  moves: readonly string[] | undefined,
  signatures: Signatures,
): Promise<AnchorLine> {
  let line: AnchorLine = [await readDocument(path, parseAnchor)];
  for (const move of moves ?? []) {
    const [, next] = await readDocument(move, (bytes) =>
      anchorLine(inForce(line), [parseSignedDocument(bytes)], signatures),
    );
    if (next) line = [...line, next];
  }
  return line;
}
