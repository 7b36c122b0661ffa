import { equalBytes } from "../../../crypto/bytes.ts";
import { type Anchor, encodeAnchor } from "../../../crypto/documents/anchor.ts";
import { nobleSignatures } from "../../../crypto/primitives/noble-signatures.ts";
import { knownDocuments } from "../../bundle/document-shelf.ts";
import { parseDocuments } from "../../bundle/documents.ts";
import { BundleError } from "../../bundle/errors.ts";
import { CliError } from "../errors.ts";

/**
 * That a server's public documents are of the instance that this courier knows, and every one signed by its
 * stewards; nothing else is trusted to be right before. @throws CliError document-refused
 */
export function verifyDocuments(anchor: Anchor, bytes: Uint8Array): void {
  const documents = orRefused(() => parseDocuments(bytes));
  if (!equalBytes(encodeAnchor(documents.anchor), encodeAnchor(anchor))) {
    throw refused(
      "its anchor is not the one given here: it is another instance, or its anchor has moved (see: anchor follow).",
    );
  }
  const [first] = knownDocuments(anchor, documents, nobleSignatures).refused;
  if (first) throw refused(first.message);
}

function orRefused<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof BundleError) throw refused(error.message);
    throw error;
  }
}

function refused(why: string): CliError {
  return new CliError(
    "document-refused",
    `The server's documents are refused, and nothing was fetched: ${why}`,
  );
}
