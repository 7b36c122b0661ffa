import { type Anchor, parseAnchor } from "../../../crypto/documents/anchor.ts";
import { anchorLine, inForce, type LineFile } from "../../../crypto/documents/anchor-line.ts";
import { nodeSignatures } from "../../../crypto/node/signatures.ts";
import { CeremonyError } from "../../ceremony/errors.ts";
import type { Named } from "../../ceremony/known.ts";
import { type PublicDocument, parsePublicDocument } from "../../ceremony/public-document.ts";
import { MOST_FILE_BYTES, readCeremonyFile } from "../../ceremony/read-ceremony-file.ts";
import { claimsToBeBundle, looksLikeTar } from "../../opening/plaintext-kind.ts";
import { parseDocument, whatItIs } from "../documents.ts";
import { CliError } from "../errors.ts";
import { readSmallFile } from "../files.ts";

/** What of a ceremony file everybody may see. */
export interface PublicPart {
  readonly line: LineFile | undefined;
  readonly documents: readonly Named<PublicDocument>[];
}

/** @throws CliError file-…, document-refused */
export async function readPublicPart(path: string): Promise<PublicPart> {
  return await publicPartOf(path, await readSmallFile(path, MOST_FILE_BYTES));
}

/** A roster file, a signed roster or an annex; or all of a ceremony file. @throws as readPublicPart */
export async function readPublicDocuments(path: string): Promise<readonly Named<PublicDocument>[]> {
  const bytes = await readSmallFile(path, MOST_FILE_BYTES);
  if (looksLikeTar(bytes)) return (await publicPartOf(path, bytes)).documents;
  return [{ name: path, document: parseDocument(path, bytes, parsePublicDocument) }];
}

/** An anchor, or the one in force of a ceremony file. @throws as readPublicPart; CeremonyError anchor-missing */
export async function readAnchor(path: string): Promise<Anchor> {
  const bytes = await readSmallFile(path, MOST_FILE_BYTES);
  if (!looksLikeTar(bytes)) return parseDocument(path, bytes, parseAnchor);
  const { line } = await publicPartOf(path, bytes);
  if (!line) throw new CeremonyError("anchor-missing");
  return inForce(anchorLine(line.first, line.moves, nodeSignatures));
}

async function publicPartOf(path: string, bytes: Uint8Array): Promise<PublicPart> {
  if (!looksLikeTar(bytes) || claimsToBeBundle(bytes)) {
    throw new CliError(
      "document-refused",
      `${whatItIs(path, bytes)}, and no rosters.tar: give the one that a steward saved from keys.html.`,
    );
  }
  try {
    const { line, documents } = await readCeremonyFile(bytes, nodeSignatures);
    return {
      line,
      documents: [...documents].map(([place, document]) => ({
        name: `${path}: ${place}`,
        document: parsePublicDocument(document),
      })),
    };
  } catch (error) {
    if (!(error instanceof CeremonyError)) throw error;
    throw new CliError("document-refused", `${path}: ${error.message}`);
  }
}
