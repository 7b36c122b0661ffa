import { encodeJson, fieldsOf, parseCanonical } from "./canonical.ts";
import { type SignedDocument, signedDocumentFromJson, signedDocumentToJson } from "./dsse.ts";

/** What `/v1/roster` serves and a published file holds: a roster counts only with its currency statement. */
export interface RosterFile {
  readonly roster: SignedDocument;
  readonly currency: SignedDocument;
}

export function encodeRosterFile(file: RosterFile): Uint8Array {
  return encodeJson(rosterFileToJson(file));
}

/** Canonical JSON bytes; says nothing about whether anybody should trust them. @throws document-malformed */
export function parseRosterFile(bytes: Uint8Array): RosterFile {
  return parseCanonical(bytes, rosterFileFromJson, encodeRosterFile);
}

/** The JSON value of a roster file. */
export function rosterFileToJson(file: RosterFile): unknown {
  return { roster: signedDocumentToJson(file.roster), currency: signedDocumentToJson(file.currency) };
}

/** @throws CryptoError document-malformed, key-weak */
export function rosterFileFromJson(value: unknown): RosterFile {
  const fields = fieldsOf(value);
  return {
    roster: signedDocumentFromJson(fields.roster),
    currency: signedDocumentFromJson(fields.currency),
  };
}

/** What `/v1/roster` serves: a roster file, or before its period the roster alone, to which nobody can seal. */
export interface ServedRoster {
  readonly roster: SignedDocument;
  readonly currency?: SignedDocument;
}

export function encodeServedRoster({ roster, currency }: ServedRoster): Uint8Array {
  return currency
    ? encodeRosterFile({ roster, currency })
    : encodeJson({ roster: signedDocumentToJson(roster) });
}

/** As `parseRosterFile`, with or without the statement. @throws CryptoError document-malformed, key-weak */
export function parseServedRoster(bytes: Uint8Array): ServedRoster {
  return parseCanonical(bytes, servedFromJson, encodeServedRoster);
}

function servedFromJson(value: unknown): ServedRoster {
  const fields = fieldsOf(value);
  if (fields.currency !== undefined) return rosterFileFromJson(value);
  return { roster: signedDocumentFromJson(fields.roster) };
}
