import type { SourceErrorCode } from "../errors.ts";

/**
 * Which sentence stands for a code. Many codes are one thing for the person in front of the page, and have
 * one way out; a code without a sentence doesn't compile.
 */
export const SENTENCE_OF = {
  "roster-unreachable": "rosterUnreachable",
  "no-roster": "noRoster",

  // The letters of everybody.
  "letters-refused": "lettersRefused",
  "letters-unreachable": "lettersUnreachable",
  "letters-malformed": "lettersUnreachable",
  "not-letters": "notLetters",

  // The roster and its currency statement, against the anchor.
  "document-malformed": "rosterDamaged",
  "document-foreign": "rosterForeign",
  "recipient-malformed": "rosterDamaged",
  "key-weak": "rosterUnsafe",
  "key-repeated": "rosterUnsafe",
  "signature-invalid": "rosterForged",
  "steward-unknown": "rosterForged",
  "steward-repeated": "rosterForged",
  "signatures-too-few": "rosterUnderSigned",
  "roster-not-yet": "rosterNotYet",
  "roster-over": "rosterOver",
  "currency-ahead": "currencyAhead",
  "currency-stale": "currencyStale",
  "currency-too-long": "rosterForged",
  "currency-mismatch": "currencyMismatch",

  // The sealed envelope, as the server found it.
  "not-age": "changedOnTheWay",
  "header-malformed": "changedOnTheWay",
  "header-too-large": "changedOnTheWay",
  "stanza-malformed": "changedOnTheWay",
  "stanza-unknown": "changedOnTheWay",
  "no-recipient": "changedOnTheWay",
  "too-many-recipients": "changedOnTheWay",
  "mixed-recipients": "changedOnTheWay",
  armored: "changedOnTheWay",
  "armor-malformed": "changedOnTheWay",
  truncated: "changedOnTheWay",
  "payload-length": "changedOnTheWay",
  "size-invalid": "changedOnTheWay",
  "digest-mismatch": "changedOnTheWay",
  "part-conflict": "changedOnTheWay",
  "part-first": "begunAnew",
  "upload-unknown": "begunAnew",
  "parts-missing": "begunAnew",

  // Opening envelopes: nothing on this page's road meets these.
  "header-mac": "pageBroken",
  "no-match": "pageBroken",
  "payload-corrupt": "pageBroken",
  "passphrase-work": "pageBroken",
  "identity-malformed": "pageBroken",
  "tar-malformed": "pageBroken",
  "tar-entry-refused": "pageBroken",
  "tip-malformed": "pageBroken",

  // The way to the server.
  network: "noConnection",
  interrupted: "noConnection",
  timeout: "noConnection",
  busy: "serverBusy",
  "spool-busy": "serverBusy",
  "too-many-requests": "serverBusy",
  "spool-full": "serverFull",
  "too-large": "serverTooLarge",
  "server-broken": "serverBroken",
  "answer-unknown": "serverBroken",
  "bad-request": "serverBroken",
  "not-found": "serverBroken",
  "method-not-allowed": "serverBroken",
  "content-type": "serverBroken",
  "expectation-failed": "serverBroken",
  misdirected: "serverBroken",
  "headers-too-large": "serverBroken",
  internal: "serverBroken",
  "spool-damaged": "serverBroken",
  "spool-in-use": "serverBroken",

  // The way through.
  "nothing-said": "nothingSaid",
  "still-cleaning": "stillCleaning",
  "tip-too-large": "textTooLong",
  "too-many-files": "tooManyFiles",
  "files-too-large": "filesTooLarge",
  "file-unreadable": "fileUnreadable",

  // A file that was sealed earlier.
  "not-sealed": "notSealed",
  "sealed-file-refused": "sealedFileRefused",

  // The page itself.
  "worker-broken": "pageBroken",
  stopped: "pageBroken",
  "insecure-context": "insecureContext",
  "demo-elsewhere": "demoElsewhere",
} as const satisfies Record<SourceErrorCode, string>;

export type Sentence = (typeof SENTENCE_OF)[SourceErrorCode];
