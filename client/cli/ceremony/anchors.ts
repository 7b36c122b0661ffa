import type { LineFile } from "../../../crypto/documents/anchor-line.ts";
import { nodeSignatures } from "../../../crypto/node/signatures.ts";
import { parseAnchorOrLine } from "../../ceremony/anchors.ts";
import { readDocument } from "../documents.ts";

/** Where rosters of earlier anchors may lie. */
export const ANCHOR_OPTIONS = {
  "--anchor FILE": "the instance's anchor; if it has moved, line.json, from the stewards or the server",
} as const;

/** The anchor, or the line of them. @throws CliError file-…, document-refused */
export async function readLine(path: string): Promise<LineFile> {
  return await readDocument(path, (bytes) => parseAnchorOrLine(bytes, nodeSignatures));
}
