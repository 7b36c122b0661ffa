import type { Anchor } from "../../crypto/documents/anchor.ts";
import { inForce, isSameAnchor, leadsFrom, lineThrough } from "../../crypto/documents/anchor-line.ts";
import { nobleSignatures } from "../../crypto/primitives/noble-signatures.ts";
import { knownDocuments } from "../bundle/document-store.ts";
import { parseDocuments } from "../bundle/documents.ts";
import { BundleError } from "../bundle/errors.ts";
import { ServerError } from "../http/errors.ts";

/** What a courier is told of documents that are in order. */
export interface DocumentsSeen {
  /** The server's anchor, if signed moves led to it from the courier's own. */
  readonly movedTo: Anchor | undefined;
  /** How many were signed under an anchor before the courier's own first one, and so not looked at. */
  readonly unseen: number;
}

/**
 * That a server's public documents are of the instance that this courier knows, and every one signed by its
 * stewards; nothing else is trusted to be right before. @throws ServerError document-refused
 */
export function verifyDocuments(anchor: Anchor, bytes: Uint8Array): DocumentsSeen {
  const documents = orRefused(() => parseDocuments(bytes));
  const moves = documents.moves ?? [];
  const { line } = lineThrough([anchor], moves, nobleSignatures);
  if (!isSameAnchor(documents.anchor, inForce(line))) {
    throw refused(
      "its anchor is not the one given here: it is another instance, or its anchor has moved (see: anchor follow).",
    );
  }
  const { refused: others } = knownDocuments({ line, moves: [] }, documents, nobleSignatures);
  const isWhole = !moves[0] || leadsFrom(moves[0], anchor);
  if (others[0] && isWhole) throw refused(others[0].message);
  return { movedTo: line.length > 1 ? documents.anchor : undefined, unseen: others.length };
}

function orRefused<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof BundleError) throw refused(error.message);
    throw error;
  }
}

function refused(why: string): ServerError {
  return new ServerError(
    "document-refused",
    `The server's documents are refused, and nothing was fetched: ${why}`,
  );
}
