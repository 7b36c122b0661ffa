import { encoderOf, type Of, optional, parserOf, record } from "./canonical.ts";
import { signedDocument } from "./dsse.ts";

export const rosterFile = /* @__PURE__ */ record(() => ({
  roster: signedDocument,
  currency: signedDocument,
}));

/** What `/v1/roster` serves and a published file holds: a roster counts only with its currency statement. */
export type RosterFile = Of<typeof rosterFile>;

export const encodeRosterFile = /* @__PURE__ */ encoderOf<RosterFile>(rosterFile);

/** Canonical JSON bytes; says nothing about whether anybody should trust them. @throws CryptoError document-malformed, key-weak */
export const parseRosterFile = /* @__PURE__ */ parserOf<RosterFile>(rosterFile);

const servedRoster = /* @__PURE__ */ record(() => ({
  roster: signedDocument,
  currency: optional(signedDocument),
}));

/** What `/v1/roster` serves: a roster file, or before its period the roster alone, to which nobody can seal. */
export type ServedRoster = Of<typeof servedRoster>;

export const encodeServedRoster = /* @__PURE__ */ encoderOf<ServedRoster>(servedRoster);

/** As `parseRosterFile`, with or without the statement. @throws CryptoError document-malformed, key-weak */
export const parseServedRoster = /* @__PURE__ */ parserOf<ServedRoster>(servedRoster);
