import { startsWith, utf8 } from "../../crypto/bytes.ts";
import { ANNEX_PAYLOAD_TYPE } from "../../crypto/documents/annex.ts";
import { parseSignedDocument, type SignedDocument } from "../../crypto/documents/dsse.ts";
import { ROSTER_PAYLOAD_TYPE } from "../../crypto/documents/roster.ts";
import { parseRosterFile } from "../../crypto/documents/roster-file.ts";
import { CryptoError } from "../../crypto/errors.ts";

/** What lies in `rosters/` and `annexes/`: its form is right, and nothing is verified yet. */
export type PublicDocument =
  | { readonly kind: "roster"; readonly roster: SignedDocument; readonly currency: SignedDocument | null }
  | { readonly kind: "annex"; readonly annex: SignedDocument };

const ROSTER_FILE_START = utf8('{"roster":');

/** A roster file, a signed roster alone, or a signed annex. @throws CryptoError document-malformed, key-weak */
export function parsePublicDocument(bytes: Uint8Array): PublicDocument {
  if (startsWith(bytes, ROSTER_FILE_START)) return { kind: "roster", ...parseRosterFile(bytes) };
  const document = parseSignedDocument(bytes);
  if (document.payloadType === ROSTER_PAYLOAD_TYPE)
    return { kind: "roster", roster: document, currency: null };
  if (document.payloadType === ANNEX_PAYLOAD_TYPE) return { kind: "annex", annex: document };
  throw new CryptoError("document-malformed", "neither a roster nor an annex");
}
