import { sha256 } from "@noble/hashes/sha2.js";
import { parseUtf8, utf8 } from "../../crypto/bytes.ts";
import {
  encodeDocument,
  malformed,
  type Of,
  orNull,
  parseDocument,
  typed,
} from "../../crypto/documents/canonical.ts";
import {
  encodeSignedDocument,
  parseSignedDocument,
  type SignedDocument,
  verifyDocument,
} from "../../crypto/documents/dsse.ts";
import { hexText } from "../../crypto/documents/fields.ts";
import { lettersOf, type Roster } from "../../crypto/documents/roster.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { LETTER_LENGTH } from "../../protocol/letters.ts";
import { LETTER_PAYLOAD_TYPE, type Letter, parseLetter } from "../letters/letter.ts";
import type { LetterDigest, ReviewerKey, TipId } from "./names.ts";
import { said } from "./readers.ts";
import { orRefused } from "./refused.ts";
import { MOST_REASON } from "./what.ts";

/** A letter as a casebook or a colleague's draft has it; who signed it nobody has verified yet. */
export interface SignedLetter {
  /** The SHA-256 of its payload. */
  readonly name: LetterDigest;
  readonly letter: Letter;
  readonly document: SignedDocument;
  /** Who it says signed it. */
  readonly signers: readonly ReviewerKey[];
}

/** @param text a signed document, canonical JSON of at most 4,096 bytes @throws CryptoError document-malformed, key-weak */
export function signedLetter(text: string): SignedLetter {
  const document = parseSignedDocument(utf8(text), LETTER_LENGTH);
  if (document.payloadType !== LETTER_PAYLOAD_TYPE) throw malformed("payloadType");
  return {
    name: encodeHex(sha256(document.payload)) as LetterDigest,
    letter: parseLetter(document.payload),
    document,
    signers: document.signatures.map(({ signer }) => encodeHex(signer) as ReviewerKey),
  };
}

export function letterText(document: SignedDocument): string {
  return parseUtf8(encodeSignedDocument(document), "document-malformed");
}

/** How many reviewers must sign such a letter under a roster; undefined if it gives no letters. */
export function signersNeeded(code: Letter["code"], roster: Roster): 1 | 2 | undefined {
  const needed = lettersOf(roster);
  if (needed === 0) return undefined;
  return code === "text" ? needed : 1;
}

/**
 * Whether a source's page that has this roster shows it, and says nothing of an older list: signed by enough of the
 * roster's reviewers, and by nobody else, under this roster or one before it.
 */
export function isShown(signed: SignedLetter, roster: Roster, signatures: Signatures): boolean {
  const needed = signersNeeded(signed.letter.code, roster);
  return needed !== undefined && isTakenUnder(signed, roster, needed, signatures);
}

/** Whether at least so many of a roster's reviewers signed it, and nobody else, and under no newer roster than this. */
export function isTakenUnder(
  { document, letter }: SignedLetter,
  { reviewers, sequence }: Roster,
  least: number,
  signatures: Signatures,
): boolean {
  if (letter.roster > sequence) return false;
  try {
    const signers = reviewers.map(({ signingKey }) => signingKey);
    verifyDocument(document, LETTER_PAYLOAD_TYPE, signers, least, signatures);
    return true;
  } catch (error) {
    if (error instanceof CryptoError) return false;
    throw error;
  }
}

const MOST_BYTES = 16 * 1024;

const TYPE = "nightjar-letter-draft/v1";

const DRAFT = typed(
  TYPE,
  () => ({
    /** The tip that it answers. */
    tip: hexText<TipId>(32),
    /** The signed letter, with the signatures that it has so far. */
    document: said(LETTER_LENGTH),
    /** Why a colleague does not sign it; null as long as nobody said so. Nobody signed this. */
    refusal: orNull(said(MOST_REASON)),
  }),
  ({ document }) => {
    signedLetter(document);
  },
);

/** A letter that needs a colleague's signature, on its way there or back (SPEC.md, "Draft of a letter"). */
export interface LetterDraft extends Of<typeof DRAFT> {}

/** Canonical JSON, which `parseLetterDraft` accepts. @throws CasebookError letter-refused */
export function encodeLetterDraft(draft: LetterDraft): string {
  const text = parseUtf8(encodeDocument(DRAFT, draft), "document-malformed");
  parseLetterDraft(text);
  return text;
}

/** Whether a text says that it is one. */
export function claimsToBeDraft(text: string): boolean {
  return text.startsWith(`{"type":"${TYPE}",`);
}

/** @throws CasebookError letter-refused */
export function parseLetterDraft(text: string): LetterDraft {
  return orRefused("letter-refused", () => parseDocument(DRAFT, utf8(text), MOST_BYTES));
}
