import type { Anchor } from "../../crypto/documents/anchor.ts";
import { inForce, isSameAnchor, leadsFrom, lineThrough } from "../../crypto/documents/anchor-line.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { knownDocuments } from "../bundle/document-store.ts";
import { parseDocuments } from "../bundle/documents.ts";
import { BundleError } from "../bundle/errors.ts";
import { mergeDocuments } from "../bundle/merge-documents.ts";
import { ServerError } from "../http/errors.ts";
import type { CourierServers } from "./servers.ts";

/** What a courier is told of documents that are in order. */
export interface DocumentsSeen {
  /** The server's anchor, if signed moves led to it from the courier's own. */
  readonly movedTo: Anchor | undefined;
  /** How many were signed under an anchor before the courier's own first one, and so not looked at. */
  readonly unseen: number;
}

/** The servers' public documents, each server's verified, as one; and what is told of them. */
export interface DocumentsOfAll {
  readonly documents: Uint8Array;
  readonly seen: DocumentsSeen;
}

/** Asks all servers for their documents; one whose documents are refused has failed. @throws ServerError as CourierServers */
export async function documentsOfAll(
  servers: CourierServers,
  anchor: Anchor,
  signatures: Signatures,
): Promise<DocumentsOfAll> {
  const came = await servers.each(async (server) => {
    const documents = await server.documents();
    return { documents, seen: verifyDocuments(anchor, documents, signatures) };
  });
  const all = came.map(([, one]) => one);
  const moved = all.find(({ seen }) => seen.movedTo !== undefined);
  return {
    documents: mergeDocuments(
      anchor,
      all.map(({ documents }) => documents),
      signatures,
    ),
    seen: {
      movedTo: moved?.seen.movedTo,
      unseen: all.reduce((most, { seen }) => Math.max(most, seen.unseen), 0),
    },
  };
}

/**
 * That a server's public documents are of the instance that this courier knows, and every one signed by its
 * stewards; nothing else is trusted to be right before. @throws ServerError document-refused
 */
export function verifyDocuments(anchor: Anchor, bytes: Uint8Array, signatures: Signatures): DocumentsSeen {
  const documents = orRefused(() => parseDocuments(bytes));
  const moves = documents.moves ?? [];
  const { line } = lineThrough([anchor], moves, signatures);
  if (!isSameAnchor(documents.anchor, inForce(line))) {
    throw refused(
      "its anchor is not the one given here: it is another instance, or its anchor has moved: ask a steward for the new one.",
    );
  }
  const { refused: others } = knownDocuments({ line, moves: [] }, documents, signatures);
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
