import type { Anchor } from "../../crypto/documents/anchor.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { DocumentStore } from "./document-store.ts";
import { encodeDocuments, MOST_EACH, type PublicDocuments, parseDocuments } from "./documents.ts";

/**
 * The documents that several servers of one instance gave, as one: what verifies from this anchor on, the newest of it,
 * so that no server's can push out another's. If none does, those of the server that names most moves; one server's
 * stay as they came. @throws BundleError documents-refused
 */
export function mergeDocuments(
  anchor: Anchor,
  all: readonly Uint8Array[],
  signatures: Signatures,
): Uint8Array {
  const [first = new Uint8Array(), ...others] = all.toSorted((a, b) => movesIn(b) - movesIn(a));
  if (others.length === 0) return first;
  const store = new DocumentStore({ line: [anchor], moves: [] }, signatures);
  for (const one of all) store.add(parseDocuments(one));
  const merged = store.newest(MOST_EACH);
  return merged.rosters.length > 0 ? encodeDocuments(merged) : first;
}

function movesIn(bytes: Uint8Array): number {
  const { moves = [] }: PublicDocuments = parseDocuments(bytes);
  return moves.length;
}
