import type { LineFile } from "../../../crypto/documents/anchor-line.ts";
import { nodeSignatures } from "../../../crypto/node/signatures.ts";
import { parseAnchorOrLine } from "../../ceremony/anchors.ts";
import { readDocument } from "../documents.ts";

/** The anchor, or the line of them. @throws CliError file-…, document-refused */
export async function readLine(path: string): Promise<LineFile> {
  return await readDocument(path, (bytes) => parseAnchorOrLine(bytes, nodeSignatures));
}
