import { encodeDocument, type Of, optional, parseDocument, record } from "./canonical.ts";
import { signedDocument } from "./dsse.ts";

export const rosterFile = /* @__PURE__ */ record(() => ({
  roster: signedDocument,
  currency: signedDocument,
}));

/** What `/v1/roster` serves and a published file holds: a roster counts only with its currency statement. */
export type RosterFile = Of<typeof rosterFile>;

export function encodeRosterFile(file: RosterFile): Uint8Array {
  return encodeDocument(rosterFile, file);
}

/** Canonical JSON bytes; says nothing about whether anybody should trust them. @throws CryptoError document-malformed, key-weak */
export function parseRosterFile(bytes: Uint8Array): RosterFile {
  return parseDocument(rosterFile, bytes);
}

const servedRoster = /* @__PURE__ */ record(() => ({
  roster: signedDocument,
  currency: optional(signedDocument),
}));

/** What `/v1/roster` serves: a roster file, or before its period the roster alone, to which nobody can seal. */
export type ServedRoster = Of<typeof servedRoster>;

export function encodeServedRoster(served: ServedRoster): Uint8Array {
  return encodeDocument(servedRoster, served);
}

/** As `parseRosterFile`, with or without the statement. @throws CryptoError document-malformed, key-weak */
export function parseServedRoster(bytes: Uint8Array): ServedRoster {
  return parseDocument(servedRoster, bytes);
}
