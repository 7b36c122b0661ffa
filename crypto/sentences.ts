/** Every way this floor refuses: the code is stable, the sentence says what to do. */
export const SENTENCES = {
  // age files
  "not-age": "This is not an age file, as each sealed file is: choose the one that was sealed.",
  "header-malformed": "The age header breaks the specification: make the sealed file again.",
  "header-too-large":
    "The age header is larger than any real one: make the sealed file again, or choose another one.",
  "stanza-malformed": "A recipient stanza is not in its canonical form: make the sealed file again.",
  "stanza-unknown": "The file is sealed to a kind of recipient that is not accepted here.",
  "no-recipient": "The file is sealed to nobody: seal it to the reviewers' recipients.",
  "too-many-recipients": "The file is sealed to too many recipients: seal it to the reviewers only.",
  "mixed-recipients":
    "The file mixes kinds of recipients, and is as weak as the weaker: seal it to one kind.",
  armored: "The sealed file is in its text form (armor) where the binary form is due.",
  "armor-malformed": "The text form (armor) of the sealed file is damaged: copy it again, whole.",
  truncated: "The sealed file ends too early: copy or send it again, whole.",
  "payload-length": "The sealed file has a length that no whole sealed file can have: send it again.",
  "header-mac": "The age header was changed after sealing: do not trust this file.",
  "no-match": "None of the identities given opens this file: look for the identity of its period.",
  "payload-corrupt": "The sealed contents are damaged or were changed: do not trust this file.",
  "passphrase-work": "The passphrase protection asks for more work than is allowed here.",
  // keys
  "recipient-malformed": "This is not an age recipient (age1… or age1pq1…): copy it again, whole.",
  "identity-malformed":
    "This is not an age identity file: each line must be an AGE-SECRET-KEY-… or a comment.",
  "key-weak": "A public key is of a kind that protects nothing: its owner must make a new one.",
  "key-repeated": "The same public key stands in two places: each person must have a key of their own.",
  // signed documents
  "document-malformed": "The document is not in its canonical form: fetch it again from the stewards.",
  "document-foreign": "The document belongs to another instance: use the one of this instance.",
  "signature-invalid": "A signature does not match: do not use this document, and tell the stewards.",
  "steward-unknown":
    "A signature is by somebody who is no steward of this instance: do not use this document.",
  "steward-repeated": "A steward signed twice: each steward counts once, and signs once.",
  "signatures-too-few": "Too few stewards have signed: ask the stewards for the complete document.",
  "roster-not-yet": "The roster's period has not begun: check the clock, or use the current roster.",
  "roster-over": "The roster's period is over: check the clock, or fetch the current roster.",
  "currency-ahead": "The currency statement is dated in the future: check the clock, or fetch it again.",
  "currency-stale": "The currency statement is out of date: the stewards must issue a new one.",
  "currency-too-long": "The currency statement claims a longer life than the anchor allows: do not use it.",
  "currency-mismatch": "The currency statement is about another roster: fetch both again.",
  // tar, padding, digest
  "tar-malformed":
    "The contents are not a tar in the strict form: keep them as one file, and unpack with care.",
  "tar-entry-refused": "The tar holds an entry that is not a plain file with a unique, safe name.",
  "size-invalid": "The size is out of bounds.",
  // letters
  "letters-malformed":
    "These are no letters as they are handed round: fetch them, or make the mailbag, again.",
} as const;
