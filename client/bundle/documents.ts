import { type Anchor, encodeAnchor, parseAnchor } from "../../crypto/documents/anchor.ts";
import { MOST_MOVES } from "../../crypto/documents/anchor-line.ts";
import { encodeJson, fieldsOf, parseCanonical, parseList } from "../../crypto/documents/canonical.ts";
import {
  type SignedDocument,
  signedDocumentFromJson,
  signedDocumentToJson,
} from "../../crypto/documents/dsse.ts";
import { type RosterFile, rosterFileFromJson, rosterFileToJson } from "../../crypto/documents/roster-file.ts";
import { encodeBase64, parseBase64 } from "../../crypto/encoding.ts";
import { orRefused } from "./refused.ts";

/**
 * The public documents of an instance, as its server gives them to couriers and as documents.json of a bundle has
 * them. Parsed only: nobody has verified a signature yet (see `known-documents.ts`).
 */
export interface PublicDocuments {
  readonly anchor: Anchor;
  readonly rosters: readonly RosterFile[];
  readonly annexes: readonly SignedDocument[];
  /** Signed moves of the anchor, in their order; they are there only if it has moved. */
  readonly moves?: readonly SignedDocument[];
}

/** Most bytes of the encoded documents. */
export const MOST_DOCUMENTS_BYTES = 32 * 1024 * 1024;

/** Most rosters, and most annexes. */
export const MOST_EACH = 40;

export function encodeDocuments(documents: PublicDocuments): Uint8Array {
  return encodeJson({
    anchor: encodeBase64(encodeAnchor(documents.anchor)),
    rosters: documents.rosters.map(rosterFileToJson),
    annexes: documents.annexes.map(signedDocumentToJson),
    ...(documents.moves && { moves: documents.moves.map(signedDocumentToJson) }),
  });
}

/** Canonical JSON bytes. @throws BundleError documents-refused */
export function parseDocuments(bytes: Uint8Array): PublicDocuments {
  return orRefused("documents-refused", () =>
    parseCanonical(bytes, readDocuments, encodeDocuments, MOST_DOCUMENTS_BYTES),
  );
}

function readDocuments(value: unknown): PublicDocuments {
  const fields = fieldsOf(value);
  return {
    anchor: parseAnchor(parseBase64(fields.anchor, "document-malformed")),
    rosters: parseList(fields.rosters, 0, MOST_EACH, "rosters").map(rosterFileFromJson),
    annexes: parseList(fields.annexes, 0, MOST_EACH, "annexes").map(signedDocumentFromJson),
    ...(fields.moves !== undefined && {
      moves: parseList(fields.moves, 1, MOST_MOVES, "moves").map(signedDocumentFromJson),
    }),
  };
}
