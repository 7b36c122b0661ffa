import { utf8 } from "../../../crypto/bytes.ts";
import { parseAnchor } from "../../../crypto/documents/anchor.ts";
import {
  type AnchorLine,
  anchorLine,
  type LineFile,
  parseLineFile,
} from "../../../crypto/documents/anchor-line.ts";
import { parseSignedDocument } from "../../../crypto/documents/dsse.ts";
import type { Signatures } from "../../../crypto/primitives/primitives.ts";
import { startsWith } from "../../opening/beginnings.ts";
import { readDocument } from "../documents.ts";

const LINE_START = utf8('{"type":"nightjar-line/');

/** How help texts describe --anchor and --move, where rosters of earlier anchors may lie. */
export const ANCHOR_HELP = `  --anchor FILE      the instance's anchor; if it has moved, the first one, or the server's line.json
  --move FILE        a signed move of the anchor; may be given many times, in their order`;

/** The anchor, and those that signed moves lead to. @throws CliError file-…, document-refused */
export async function readAnchorLine(
  path: string,
  moves: readonly string[] | undefined,
  signatures: Signatures,
): Promise<AnchorLine> {
  const { first, moves: signed } = await readLine(path, moves, signatures);
  return anchorLine(first, signed, signatures);
}

/** An anchor, or a line of them as a server's `public/` has it. @throws CryptoError as their parsers; as followAnchor */
function parseAnchorOrLine(bytes: Uint8Array, signatures: Signatures): LineFile {
  if (!startsWith(bytes, LINE_START)) return { first: parseAnchor(bytes), moves: [] };
  const file = parseLineFile(bytes);
  anchorLine(file.first, file.moves, signatures);
  return file;
}

/** The same with the moves themselves, which lead on from each other. @throws as readAnchorLine */
export async function readLine(
  path: string,
  moves: readonly string[] | undefined,
  signatures: Signatures,
): Promise<LineFile> {
  const { first, moves: before } = await readDocument(path, (bytes) => parseAnchorOrLine(bytes, signatures));
  const signed = [...before];
  for (const move of moves ?? []) {
    const document = await readDocument(move, (bytes) => {
      const parsed = parseSignedDocument(bytes);
      anchorLine(first, [...signed, parsed], signatures);
      return parsed;
    });
    signed.push(document);
  }
  return { first, moves: signed };
}
