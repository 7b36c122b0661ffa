import { ANCHOR } from "../../crypto/documents/anchor.ts";
import { MOST_MOVES } from "../../crypto/documents/anchor-line.ts";
import {
  encodeDocument,
  list,
  type Of,
  optional,
  parseDocument,
  record,
} from "../../crypto/documents/canonical.ts";
import { signedDocument } from "../../crypto/documents/dsse.ts";
import { embedded } from "../../crypto/documents/fields.ts";
import { rosterFile } from "../../crypto/documents/roster-file.ts";
import { orRefused } from "./refused.ts";

/** Most bytes of the encoded documents. */
export const MOST_DOCUMENTS_BYTES = 32 * 1024 * 1024;

/** Most rosters, and most annexes. */
export const MOST_EACH = 40;

const DOCUMENTS = /* @__PURE__ */ record(() => ({
  anchor: embedded(ANCHOR),
  rosters: list(rosterFile, 0, MOST_EACH),
  annexes: list(signedDocument, 0, MOST_EACH),
  /** Signed moves of the anchor, in their order; they are there only if it has moved. */
  moves: optional(list(signedDocument, 1, MOST_MOVES)),
}));

/**
 * The public documents of an instance, as its server gives them to couriers and as documents.json of a bundle has
 * them. Parsed only: nobody has verified a signature yet (see `known-documents.ts`).
 */
export interface PublicDocuments extends Of<typeof DOCUMENTS> {}

export function encodeDocuments(documents: PublicDocuments): Uint8Array {
  return encodeDocument(DOCUMENTS, documents);
}

/** Canonical JSON bytes. @throws BundleError documents-refused */
export function parseDocuments(bytes: Uint8Array): PublicDocuments {
  return orRefused("documents-refused", () => parseDocument(DOCUMENTS, bytes, MOST_DOCUMENTS_BYTES));
}
