import { type AnchorLine, anchorLine, type LineFile } from "../../../crypto/documents/anchor-line.ts";
import { parseSignedDocument } from "../../../crypto/documents/dsse.ts";
import type { Signatures } from "../../../crypto/primitives/primitives.ts";
import { parseAnchorOrLine } from "../../ceremony/anchors.ts";
import { readDocument } from "../documents.ts";

/** Where rosters of earlier anchors may lie. */
export const ANCHOR_OPTIONS = {
  "--anchor FILE": "the instance's anchor; if it has moved, the first one, or the server's line.json",
  "[--move FILE]…": "a signed move of the anchor; may be given many times, in their order",
} as const;

/** The anchor, and those that signed moves lead to. @throws CliError file-…, document-refused */
export async function readAnchorLine(
  path: string,
  moves: readonly string[] | undefined,
  signatures: Signatures,
): Promise<AnchorLine> {
  const { first, moves: signed } = await readLine(path, moves, signatures);
  return anchorLine(first, signed, signatures);
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
